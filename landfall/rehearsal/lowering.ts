import { asList, isJsonObject, type JsonObject, objectAt } from '../runner/json';
import { cleanBody, type Removal } from './lowering/body';
import { brokenReference, detach, essentialPart } from './lowering/dependents';
import { lowerOutputs, lowerRefactorings, type Work } from './lowering/leaves';
import { type Node, nodesOf, providerNode, rebuild, withoutEmptySections } from './lowering/nodes';
import { aliasOf, lowerRegion, providersOf } from './lowering/regions';
import { type LoweringReport, type Omission, reportOf } from './lowering/report';
import { KNOWN_VALUES, WRITTEN_MAJOR } from './lowering/tables';
import type { BlockSchema, ProviderSchema } from './provider-schema';

export { describeReport, type LeftOut, type LoweringReport, mergeReports } from './lowering/report';

export interface LoweringOptions {
  /** Major version of hashicorp/aws the document is written for; by default the one Landfall writes. */
  readonly writtenMajor?: number;
}

export interface Lowered {
  readonly document: JsonObject;
  readonly report: LoweringReport;
}

/**
 * Rewrites a Terraform JSON document so that an older hashicorp/aws accepts it, and pins that version. What it doesn't
 * know is left out by name, with all that refers to it, and reported; what it knows under another name or as a provider
 * alias is translated. Pure. A document already pinned to that version, or written for its major version, is only pinned.
 */
export function lower(document: JsonObject, schema: ProviderSchema, options: LoweringOptions = {}): Lowered {
  const major = Number(schema.version.split('.')[0]);
  const untouched = isPinned(document, schema.version) || major >= (options.writtenMajor ?? WRITTEN_MAJOR);
  if (untouched) return { document: pin(document, schema.version), report: { leftOut: [], aliases: [] } };

  const { cleaned, omissions: providerOmissions } = cleanProviders(document, schema);
  const { nodes, aliases, ...first } = lowerNodes(cleaned, schema);
  const withAliases = [...nodes, ...aliases.map(([alias, body]) => providerNode(alias, body))];
  const survivors = removeDependents({ ...first, nodes: withAliases }, schema);
  const work = { ...survivors, nodes: withoutIdle(survivors.nodes, new Set(aliases.map(([alias]) => alias))) };
  const outputs = lowerOutputs(objectAt(document, 'output'), work, schema);
  const refactorings = lowerRefactorings(document, work, schema);
  const lowered = pin(
    { ...rebuild(document, work.nodes), ...outputs.sections, ...refactorings.sections },
    schema.version,
  );
  return {
    document: withoutEmptySections(document, lowered),
    report: reportOf(
      [...providerOmissions, ...work.omissions, ...outputs.omissions, ...refactorings.omissions],
      aliases
        .map(([alias]) => `aws.${alias}`)
        .filter((name) => work.nodes.some(({ address }) => address === `provider.${name}`)),
    ),
  };
}

function isPinned(document: JsonObject, version: string): boolean {
  const aws = objectAt(objectAt(objectAt(document, 'terraform'), 'required_providers'), 'aws');
  return aws['version'] === version;
}

function pin(document: JsonObject, version: string): JsonObject {
  const terraform = objectAt(document, 'terraform');
  const required = objectAt(terraform, 'required_providers');
  if (!('aws' in required) && !('aws' in objectAt(document, 'provider'))) return document;
  const aws = { ...objectAt(required, 'aws'), source: 'hashicorp/aws', version };
  return { ...document, terraform: { ...terraform, required_providers: { ...required, aws } } };
}

function cleanProviders(document: JsonObject, schema: ProviderSchema): { cleaned: JsonObject; omissions: Omission[] } {
  const provider = objectAt(document, 'provider');
  if (!('aws' in provider)) return { cleaned: document, omissions: [] };
  const omissions: Omission[] = [];
  const blocks = asList(provider['aws']).map((block) => {
    if (!isJsonObject(block)) return block;
    const { alias, version, ...rest } = block;
    const clean = cleanBody(rest, schema.provider);
    const name = typeof alias === 'string' ? `aws.${alias}` : 'aws';
    omissions.push(...clean.removals.map((removal) => removalOmission('provider', name, removal, schema)));
    const meta = { ...(alias === undefined ? {} : { alias }), ...(version === undefined ? {} : { version }) };
    return { ...meta, ...clean.body };
  });
  return { cleaned: { ...document, provider: { ...provider, aws: blocks } }, omissions };
}

type FirstPass = Work & { readonly aliases: readonly (readonly [string, JsonObject])[] };

/** Lowers each block by itself. */
function lowerNodes(document: JsonObject, schema: ProviderSchema): FirstPass {
  const providers = new Map(providersOf(document));
  const nodes: Node[] = [];
  const omissions: Omission[] = [];
  const regions = new Map<string, string>();
  const gone = new Map<string, string>();
  const aliases = new Map<string, JsonObject>();
  for (const node of nodesOf(document)) {
    const block = schemaOf(node, schema);
    if (block === 'not of this provider' || !isJsonObject(node.body)) {
      nodes.push(node);
      continue;
    }
    const drop = (omission: Omit<Omission, 'type' | 'name'>): void => {
      omissions.push({ type: node.type, name: node.address, ...omission });
      gone.set(node.address, node.type);
    };
    if (block === undefined) {
      drop({ reason: unknownTo(schema) });
      continue;
    }
    const moved = lowerRegion(node.type, node.body, block, providers);
    const clean = cleanBody(moved.body, block, KNOWN_VALUES[node.type]);
    const refusal = clean.refused[0];
    const taken = [...clean.removals.map(({ argument }) => argument), ...('region' in node.body ? ['region'] : [])];
    if (refusal !== undefined) {
      const { argument, value } = refusal;
      drop({ argument, ...(value === undefined ? {} : { value }), reason: unknownTo(schema) });
    } else if (clean.missing.length > 0 && taken.length > 0) {
      // What lacks an argument though nothing was taken out is a mistake of its own, which `validate` shall find.
      const without = [...new Set(taken)].sort().join(', ');
      drop({ reason: `hashicorp/aws ${schema.version} requires ${clean.missing.join(', ')}; it came with ${without}` });
    } else {
      nodes.push({ ...node, body: clean.body });
      omissions.push(...clean.removals.map((removal) => removalOmission(node.type, node.address, removal, schema)));
      if (moved.unresolved) {
        const reason = 'a region that is no literal text can not become a provider alias';
        omissions.push({ type: node.type, argument: 'region', reason, name: node.address });
      }
      if (moved.region !== undefined) regions.set(node.address, moved.region);
      if (moved.alias !== undefined) {
        aliases.set(...moved.alias);
        providers.set(...moved.alias);
      }
    }
  }
  return { nodes, omissions, regions, gone, aliases: [...aliases].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

function schemaOf({ path, type }: Node, schema: ProviderSchema): BlockSchema | undefined | 'not of this provider' {
  const name = path[1] ?? '';
  if (!/^(data\.)?aws_/.test(type)) return 'not of this provider';
  return path[0] === 'data' ? schema.dataSources[name] : schema.resources[name];
}

function unknownTo(schema: ProviderSchema): string {
  return `hashicorp/aws ${schema.version} doesn't know it`;
}

function removalOmission(type: string, name: string, removal: Removal, schema: ProviderSchema): Omission {
  const reason = removal.why === 'computed' ? `read-only in hashicorp/aws ${schema.version}` : unknownTo(schema);
  const { argument, value } = removal;
  return { type, argument, ...(value === undefined ? {} : { value }), reason, name };
}

/** Removes whatever refers to something gone, until nothing does. */
function removeDependents(work: Work, schema: ProviderSchema): Work {
  const gone = new Map(work.gone);
  const omissions = [...work.omissions];
  let nodes = work.nodes;
  for (let before = -1; before !== nodes.length;) {
    before = nodes.length;
    nodes = nodes.filter((node) => {
      const broken = brokenNode(node, gone, schema);
      if (broken === undefined) return true;
      gone.set(node.address, broken.because);
      omissions.push({ type: node.type, name: node.address, ...broken });
      return false;
    });
  }
  const detached = nodes.map((node) => (isJsonObject(node.body) ? { ...node, body: detach(node.body, gone) } : node));
  // What was taken out of a block before the whole of it went is no longer worth a word.
  const whole = new Set(omissions.filter(({ because }) => because !== undefined).map(({ name }) => name));
  const kept = omissions.filter(({ name, because }) => because !== undefined || !whole.has(name));
  return { ...work, nodes: detached, gone, omissions: kept };
}

function brokenNode(node: Node, gone: Map<string, string>, schema: ProviderSchema): ReturnType<typeof brokenReference> {
  if (!isJsonObject(node.body)) return brokenReference(node.body, gone, schema);
  const alias = /^(data\.)?aws_/.test(node.type) ? aliasOf(node.body) : undefined;
  const because = alias === undefined ? undefined : gone.get(`provider.aws.${alias}`);
  if (because !== undefined) return { because, reason: `refers to ${because}, which is left out` };
  return brokenReference(essentialPart(node.body), gone, schema);
}

/** Each provider block is a process of its own, so an alias whose last user went goes too. */
function withoutIdle(nodes: readonly Node[], aliases: ReadonlySet<string>): readonly Node[] {
  const used = new Set(nodes.map(({ body, type }) => (isJsonObject(body) && type !== 'provider' ? aliasOf(body) : '')));
  return nodes.filter(({ type, path }) => type !== 'provider' || !aliases.has(path[2] ?? '') || used.has(path[2]));
}

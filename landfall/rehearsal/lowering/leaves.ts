import { asList, isJsonList, isJsonObject, type Json, type JsonObject } from '../../runner/json';
import type { ProviderSchema } from '../provider-schema';
import { brokenReference, detach, essentialPart, pruneValue } from './dependents';
import type { Node } from './nodes';
import { addressIn, typeIn } from './references';
import type { Omission } from './report';

/** A document on its way down. */
export interface Work {
  readonly nodes: readonly Node[];
  readonly omissions: readonly Omission[];
  /** Address → region that the block named. */
  readonly regions: ReadonlyMap<string, string>;
  readonly gone: ReadonlyMap<string, string>;
}

export interface Sections {
  readonly sections: JsonObject;
  readonly omissions: readonly Omission[];
}

export function lowerOutputs(outputs: JsonObject, { gone }: Work, schema: ProviderSchema): Sections {
  const omissions: Omission[] = [];
  const kept = Object.entries(outputs).flatMap(([name, output]): readonly [string, Json][] => {
    if (name === '//' || !isJsonObject(output)) return [[name, output]];
    const { value = null, ...rest } = output;
    const pruned = pruneValue(value, name, gone, schema);
    const broken = brokenReference(essentialPart(rest), gone, schema);
    const lost = broken === undefined ? pruned.removed : [{ path: name, ...broken }];
    omissions.push(...lost.map(({ path, ...why }) => ({ type: 'output', name: path, ...why })));
    if (broken !== undefined || pruned.value === undefined) return [];
    return [[name, { ...detach(rest, gone), value: pruned.value }]];
  });
  return { sections: Object.keys(outputs).length === 0 ? {} : { output: Object.fromEntries(kept) }, omissions };
}

/** `import`, `moved` and `removed` blocks. */
export function lowerRefactorings(document: JsonObject, work: Work, schema: ProviderSchema): Sections {
  const omissions: Omission[] = [];
  const bodies = new Map(work.nodes.map(({ address, body }) => [address, body]));
  const lowerBlock = (section: string, block: Json): readonly Json[] => {
    if (!isJsonObject(block)) return [block];
    const targets = [block['to'], block['from']].flatMap((text) => (typeof text === 'string' ? [addressIn(text)] : []));
    const because =
      targets.flatMap((target) => work.gone.get(target) ?? [])[0] ??
      targets.map(typeIn).find((type) => type.startsWith('aws_') && schema.resources[type] === undefined);
    const broken =
      because === undefined
        ? brokenReference(essentialPart(block), work.gone, schema)
        : { because, reason: `refers to ${because}, which is left out` };
    if (broken !== undefined) {
      omissions.push({ type: section, name: targets.join(' <- '), ...broken });
      return [];
    }
    return [section === 'import' ? lowerImport(block, targets[0] ?? '', bodies, work.regions) : block];
  };
  const sections = ['import', 'moved', 'removed'].flatMap((section): readonly [string, Json][] => {
    const content = document[section];
    if (content === undefined) return [];
    const kept = asList(content).flatMap((block) => lowerBlock(section, block));
    return [[section, isJsonList(content) ? kept : (kept[0] ?? [])]];
  });
  return { sections: Object.fromEntries(sections), omissions };
}

/** Version 6 lets an import id name its region; the resource's provider says that now. */
function lowerImport(
  block: JsonObject,
  target: string,
  bodies: ReadonlyMap<string, Json>,
  regions: ReadonlyMap<string, string>,
): JsonObject {
  const suffix = `@${regions.get(target) ?? ''}`;
  const { id, provider, ...rest } = block;
  const body = bodies.get(target);
  const own = isJsonObject(body) ? body['provider'] : provider;
  return {
    ...rest,
    ...(id === undefined
      ? {}
      : { id: typeof id === 'string' && suffix !== '@' && id.endsWith(suffix) ? id.slice(0, -suffix.length) : id }),
    ...(provider === undefined || own === undefined ? {} : { provider: own }),
  };
}

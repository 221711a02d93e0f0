import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { type Environment, writeFileAtomically } from '../runner/files';
import { asList, isJsonList, isJsonObject, type Json, type JsonObject, objectAt } from '../runner/json';
import { type ProviderLocation, writeCliConfig } from '../runner/provider-mirror';
import { terraformIn } from '../runner/terraform';

/** Who sets an argument: it must be set, it may be set, or only AWS sets it. */
export type Use = 'required' | 'optional' | 'computed';

/** An argument, with the names below it where it is an object or a collection of objects. */
export type Argument = Use | { readonly use: Use; readonly nested: BlockSchema };

/** What may stand in a block. */
export interface BlockSchema {
  readonly arguments: Readonly<Record<string, Argument>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

export interface NestedBlock extends BlockSchema {
  /** True where at least one such block must stand. */
  readonly required?: true;
}

/** The names a version of hashicorp/aws knows, without descriptions and types. */
export interface ProviderSchema {
  /** Such as `5.100.0`. */
  readonly version: string;
  readonly provider: BlockSchema;
  readonly resources: Readonly<Record<string, BlockSchema>>;
  readonly dataSources: Readonly<Record<string, BlockSchema>>;
}

/** Raised whenever the form below changes, so that older caches are made anew. */
const FORMAT = 1;
const ADDRESS = 'registry.terraform.io/hashicorp/aws';

export interface SchemaQuery {
  /** Path of the terraform executable. */
  readonly terraform: string;
  readonly provider: ProviderLocation;
  readonly env: Environment;
  /** Folder that keeps one file a provider version. */
  readonly cacheFolder: string;
}

/**
 * The schema of a provider version, from the cache or, once, from the provider itself (some 3 seconds).
 * @throws DiagnosticError LF5021 where Terraform can't read the provider's schema.
 */
export async function loadProviderSchema(query: SchemaQuery): Promise<ProviderSchema> {
  const { version } = query.provider;
  const cache = join(query.cacheFolder, `aws-${version}.schema.json`);
  const cached = fromCache(cache, version);
  if (cached !== undefined) return cached;
  const schema = compactSchema(await askProvider(query), version);
  writeFileAtomically(cache, `${JSON.stringify({ format: FORMAT, schema })}\n`);
  return schema;
}

function fromCache(path: string, version: string): ProviderSchema | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isCached(content) && content.schema.version === version ? content.schema : undefined;
  } catch {
    return undefined;
  }
}

// The file is only ever written whole, by the function above: its format number vouches for the rest.
function isCached(content: unknown): content is { readonly schema: ProviderSchema } {
  return typeof content === 'object' && content !== null && 'format' in content && content.format === FORMAT;
}

async function askProvider(query: SchemaQuery): Promise<Json> {
  const { version, mirror, binary } = query.provider;
  const folder = mkdtempSync(join(tmpdir(), 'landfall-schema-'));
  try {
    const required = { aws: { source: 'hashicorp/aws', version } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: required } }));
    const devOverride = mirror === undefined && binary !== undefined ? binary.replace(/\/[^/]*$/, '') : undefined;
    const env = { ...query.env, TF_CLI_CONFIG_FILE: writeCliConfig(folder, mirror, devOverride) };
    const terraform = terraformIn({
      binary: query.terraform,
      cwd: folder,
      env,
      logFile: join(folder, 'terraform.log'),
    });
    // A provider named by dev_overrides needs no installation, and would have nowhere to be installed from.
    const init = devOverride === undefined ? await terraform.init({ backend: false }) : ({ kind: 'ok' } as const);
    const schema = init.kind === 'ok' ? await terraform.providersSchema() : init;
    if (schema.kind === 'ok') return schema.value;
    throw new DiagnosticError([
      {
        severity: 'error',
        code: 'LF5021',
        message: `The schema of hashicorp/aws ${version} could not be read:\n${schema.errors.join('\n')}`,
        help: 'Check that the provider was built for this platform and that Terraform can start it.',
      },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reduces what `terraform providers schema -json` says to the names Landfall asks for. Pure. */
export function compactSchema(document: Json, version: string): ProviderSchema {
  const aws = objectAt(objectAt(isJsonObject(document) ? document : {}, 'provider_schemas'), ADDRESS);
  const all = (key: string): Readonly<Record<string, BlockSchema>> =>
    mapValues(objectAt(aws, key), (schema) => compactBlock(isJsonObject(schema) ? objectAt(schema, 'block') : {}));
  return {
    version,
    provider: compactBlock(objectAt(objectAt(aws, 'provider'), 'block')),
    resources: all('resource_schemas'),
    dataSources: all('data_source_schemas'),
  };
}

function compactBlock(block: JsonObject): BlockSchema {
  return {
    arguments: mapValues(objectAt(block, 'attributes'), compactArgument),
    blocks: mapValues(objectAt(block, 'block_types'), (nested): NestedBlock => {
      if (!isJsonObject(nested)) return { arguments: {}, blocks: {} };
      const required = typeof nested['min_items'] === 'number' && nested['min_items'] > 0;
      return { ...compactBlock(objectAt(nested, 'block')), ...(required ? { required: true } : {}) };
    }),
  };
}

function compactArgument(attribute: Json): Argument {
  if (!isJsonObject(attribute)) return 'optional';
  const use = attribute['required'] === true ? 'required' : attribute['optional'] === true ? 'optional' : 'computed';
  // What lies below a computed argument can't be set, so its names don't matter.
  if (use === 'computed') return use;
  if (isJsonObject(attribute['nested_type'])) {
    const nestedType = objectAt(attribute, 'nested_type');
    // A map's keys are the user's, not names of the provider.
    return nestedType['nesting_mode'] === 'map' ? use : { use, nested: compactBlock(nestedType) };
  }
  const members = objectMembers(attribute['type']);
  return members === undefined ? use : { use, nested: members };
}

/** Names in an argument whose type is an object, or a collection of objects: `["set", ["object", {…}]]`. */
function objectMembers(type: Json | undefined): BlockSchema | undefined {
  if (!isJsonList(type)) return undefined;
  const [kind, inner] = asList(type);
  if (kind === 'list' || kind === 'set') return objectMembers(inner);
  if (kind !== 'object' || !isJsonObject(inner)) return undefined;
  const argument = (member: Json): Argument => {
    const nested = objectMembers(member);
    return nested === undefined ? 'optional' : { use: 'optional', nested };
  };
  return { arguments: mapValues(inner, argument), blocks: {} };
}

function mapValues<Value>(object: JsonObject, map: (value: Json) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

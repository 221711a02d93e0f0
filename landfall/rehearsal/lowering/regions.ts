import { asList, isJsonObject, type Json, type JsonObject, objectAt } from '../../runner/json';
import type { BlockSchema } from '../provider-schema';
import { REGION_IS_AN_ARGUMENT, RENAMED_ARGUMENTS, type TypeName } from './tables';

/** The document's provider blocks by alias, the one without under the empty name. */
export type Providers = ReadonlyMap<string, JsonObject>;

export interface RegionResult {
  readonly body: JsonObject;
  /** The region the body named; an `import` id may carry it as `@<region>`. */
  readonly region?: string;
  /** A provider block that the body now needs, under its alias. */
  readonly alias?: readonly [string, JsonObject];
  /** The region could not become an alias, because it isn't known before Terraform runs. */
  readonly unresolved?: true;
}

/** @returns the `provider.aws` blocks of a document. */
export function providersOf(document: JsonObject): Providers {
  const blocks = asList(objectAt(document, 'provider')['aws']).filter(isJsonObject);
  return new Map(blocks.map((block) => [textAt(block, 'alias') ?? '', block]));
}

/** The alias of the provider that a body uses: empty for the default one, undefined for another than hashicorp/aws. */
export function aliasOf(body: JsonObject): string | undefined {
  const provider = body['provider'];
  if (typeof provider !== 'string') return '';
  const [name, alias = ''] = provider.replace(/^\$\{(.*)\}$/s, '$1').split('.');
  return name === 'aws' ? alias : undefined;
}

/**
 * Turns the per-resource `region` of version 6 into what version 5 has for it: a provider alias that copies the
 * resource's own provider block, or nothing where the region is that provider's. Arguments that version 6 renamed to
 * make room for `region` get their old name.
 */
export function lowerRegion(type: TypeName, body: JsonObject, schema: BlockSchema, providers: Providers): RegionResult {
  const renamed = RENAMED_ARGUMENTS[type] ?? {};
  if (REGION_IS_AN_ARGUMENT.has(type)) return { body: rename(body, renamed, schema) };
  const { region, ...rest } = body;
  const lowered = rename(rest, renamed, schema);
  if (region === undefined || region === null) return { body: lowered };
  const alias = aliasOf(body);
  const base = alias === undefined ? undefined : providers.get(alias);
  if (base !== undefined && base['region'] === region) {
    return { body: lowered, ...(typeof region === 'string' ? { region } : {}) };
  }
  if (!isLiteral(region) || base === undefined || alias === undefined) return { body: lowered, unresolved: true };
  const block = { ...base, region };
  const name = freeName([alias, region].filter((part) => part !== '').join('-'), block, providers);
  return {
    body: { ...lowered, provider: `aws.${name}` },
    region,
    alias: [name, { ...block, alias: name }],
  };
}

function rename(body: JsonObject, names: Readonly<Record<string, string>>, schema: BlockSchema): JsonObject {
  const entries = Object.entries(body).map(([key, value]): [string, Json] => {
    const old = names[key];
    return [old !== undefined && !Object.hasOwn(schema.arguments, key) ? old : key, value];
  });
  return Object.fromEntries(entries);
}

/** An alias that is free, or stands for the very same provider. */
function freeName(wanted: string, block: JsonObject, providers: Providers): string {
  for (let suffix = 1; ; suffix += 1) {
    const name = suffix === 1 ? wanted : `${wanted}-${suffix}`;
    const taken = providers.get(name);
    if (taken === undefined || JSON.stringify(taken) === JSON.stringify({ ...block, alias: name })) return name;
  }
}

function isLiteral(value: Json): value is string {
  return typeof value === 'string' && !value.includes('${');
}

function textAt(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}

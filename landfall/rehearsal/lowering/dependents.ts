import { isJsonList, isJsonObject, type Json, type JsonObject, withoutKeys } from '../../runner/json';
import type { ProviderSchema } from '../provider-schema';
import { knows } from './body';
import { addressIn, type Reference, referencesIn } from './references';

/** Addresses that are gone, each with the type it went for. */
export type Gone = ReadonlyMap<string, string>;

/** Why a reference can't stand: the type at the root, and the words for it. */
export interface Broken {
  readonly because: string;
  readonly reason: string;
}

/** @returns what is wrong with the first reference in a value that points at nothing any more. */
export function brokenReference(value: Json, gone: Gone, schema: ProviderSchema): Broken | undefined {
  for (const reference of referencesIn(value)) {
    const because = gone.get(reference.address);
    if (because !== undefined) return { because, reason: `refers to ${because}, which is left out` };
    const unknown = unknownAttribute(reference, schema);
    if (unknown !== undefined) {
      return { because: unknown, reason: `reads ${unknown}, which hashicorp/aws ${schema.version} doesn't have` };
    }
  }
  return undefined;
}

function unknownAttribute({ address, attribute }: Reference, schema: ProviderSchema): string | undefined {
  if (attribute === undefined) return undefined;
  const [first = '', second = ''] = address.split('.');
  const block = first === 'data' ? schema.dataSources[second] : schema.resources[first];
  if (block === undefined || knows(block, attribute)) return undefined;
  return `${first === 'data' ? `data.${second}` : first}.${attribute}`;
}

/**
 * What of a block makes it depend on others to exist: all but comments, and but the orders in `depends_on`,
 * `ignore_changes` and `replace_triggered_by`, which can go alone.
 */
export function essentialPart(body: JsonObject): JsonObject {
  const { lifecycle, ...rest } = withoutKeys(body, 'depends_on');
  return lifecycle === undefined ? rest : { ...rest, lifecycle: withoutOrders(lifecycle) };
}

function withoutOrders(lifecycle: Json): Json {
  if (isJsonList(lifecycle)) return lifecycle.map(withoutOrders);
  if (!isJsonObject(lifecycle)) return lifecycle;
  return withoutKeys(lifecycle, 'ignore_changes', 'replace_triggered_by');
}

/** Takes the gone addresses out of `depends_on` and `replace_triggered_by`; lists that end up empty go. */
export function detach(body: JsonObject, gone: Gone): JsonObject {
  const entries = Object.entries(body).flatMap(([key, value]): readonly [string, Json][] => {
    if (key === 'lifecycle') {
      const lifecycle = detachLifecycle(value, gone);
      return isJsonObject(lifecycle) && Object.keys(lifecycle).length === 0 ? [] : [[key, lifecycle]];
    }
    return key === 'depends_on' ? keptList(key, value, gone) : [[key, value]];
  });
  return Object.fromEntries(entries);
}

function detachLifecycle(lifecycle: Json, gone: Gone): Json {
  if (isJsonList(lifecycle)) return lifecycle.map((item) => detachLifecycle(item, gone));
  if (!isJsonObject(lifecycle)) return lifecycle;
  const entries = Object.entries(lifecycle).flatMap(([key, value]): readonly [string, Json][] =>
    key === 'replace_triggered_by' || key === 'ignore_changes' ? keptList(key, value, gone) : [[key, value]],
  );
  return Object.fromEntries(entries);
}

function keptList(key: string, value: Json, gone: Gone): readonly [string, Json][] {
  if (!isJsonList(value)) return [[key, value]];
  const kept = value.filter((item) => typeof item !== 'string' || !gone.has(addressIn(item)));
  return kept.length === 0 ? [] : [[key, kept]];
}

export interface PrunedValue {
  /** Absent where nothing of the value may stay. */
  readonly value?: Json;
  readonly removed: readonly ({ readonly path: string } & Broken)[];
}

/** Takes out of an output's value the entries that point at nothing any more; an object stays, even an empty one. */
export function pruneValue(value: Json, path: string, gone: Gone, schema: ProviderSchema): PrunedValue {
  if (isJsonObject(value)) {
    const parts = Object.entries(value).map(([key, inner]) => ({
      key,
      ...pruneValue(inner, `${path}.${key}`, gone, schema),
    }));
    const kept = parts.flatMap((part): readonly [string, Json][] =>
      part.value === undefined ? [] : [[part.key, part.value]],
    );
    return { value: Object.fromEntries(kept), removed: parts.flatMap(({ removed }) => removed) };
  }
  if (isJsonList(value)) {
    const parts = value.map((inner, index) => pruneValue(inner, `${path}.${index}`, gone, schema));
    const kept = parts.flatMap((part) => (part.value === undefined ? [] : [part.value]));
    return { value: kept, removed: parts.flatMap(({ removed }) => removed) };
  }
  const broken = brokenReference(value, gone, schema);
  return broken === undefined ? { value, removed: [] } : { removed: [{ path, ...broken }] };
}

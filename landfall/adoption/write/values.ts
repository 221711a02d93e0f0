/** What YAML holds, a key without a value included. */
export type Value = string | number | boolean | null | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value | undefined;
}

export function isValueMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isValueList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** What a reader of YAML returned, which is plain already. */
export function plainValue(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainValue(each)]));
}

/** Pairs of a map without those that are undefined. */
export function pairsOf(value: ValueMap): readonly (readonly [string, Value])[] {
  return Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, each] as const]));
}

/** Whether two values mean the same: maps in any order of keys, lists in theirs. */
export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  return one === other || textOf(one) === textOf(other);
}

/** A text that is the same for values that mean the same. */
export function textOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (isValueList(value)) return `[${value.map(textOf).join(',')}]`;
  if (!isValueMap(value)) return JSON.stringify(value);
  const pairs = pairsOf(value).map(([key, each]) => `${JSON.stringify(key)}:${textOf(each)}`);
  return `{${pairs.sort().join(',')}}`;
}

/** A text that AWS always gives; empty where it didn't. */
export function sure(value: string | undefined): string {
  return value ?? '';
}

/** A text that AWS may leave out or leave empty, which means the same. */
export function perhaps(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

/** Tags as a map, keys sorted. */
export function tagMap(tags: readonly Tag[] | undefined): Readonly<Record<string, string>> {
  const pairs = (tags ?? []).map((tag) => [sure(tag.Key ?? tag.key), sure(tag.Value ?? tag.value)] as const);
  return sortedRecord(pairs);
}

/** A map with its keys sorted by code unit. */
export function sortedRecord(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries([...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

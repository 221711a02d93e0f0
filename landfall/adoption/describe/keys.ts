/**
 * A name of AWS as a key: letters, digits and hyphens, a letter first. Accents go, other signs become hyphens.
 * @param fallback what stands for a name, or in front of one, that begins with no letter
 */
export function keyOf(name: string, fallback: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  const words = plain.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  if (words === '') return fallback;
  return /^[A-Za-z]/.test(words) ? words : `${fallback}-${words}`;
}

/** An id, whether it stands alone or at the end of an ARN. */
export function lastPart(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
}

/** The wanted key, or with `-2`, `-3`, ... behind it the first one that nobody has. */
export function freeKey(wanted: string, isTaken: (key: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const next = `${wanted}-${String(number)}`;
    if (!isTaken(next)) return next;
  }
}

/** Whether a key is what `freeKey` made of one that was taken. */
export function isNumbered(key: string, wanted: string): boolean {
  return key.startsWith(`${wanted}-`) && /^\d+$/.test(key.slice(wanted.length + 1));
}

/** Orders texts by code units, as everything that is written is ordered. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The value that most have; of equals the first by code units. Undefined where there is none. */
export function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || compareTexts(a, b))[0]?.[0];
}

/** Items by what they have in common, in the order in which that comes first. */
export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

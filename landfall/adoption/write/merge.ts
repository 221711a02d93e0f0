import { isValueList, isValueMap, pairsOf, sameValue, textOf, type Value, type ValueMap } from './values';

export type Path = readonly (string | number)[];

/** Something that is otherwise in AWS than it was when it was last described. */
export interface Change {
  readonly kind: 'added' | 'gone' | 'different';
  /** Keys that lead to it; an item of a list by what identifies it. */
  readonly path: Path;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  /** Set where people have changed it meanwhile, and that stays. */
  readonly kept: Kept | undefined;
}

/** What people have done themselves. */
export type Kept = { readonly as: 'written'; readonly value?: Value } | { readonly as: 'removed' };

const removed: Kept = { as: 'removed' };

function written(value: Value): Kept {
  return { as: 'written', value };
}

export interface Merged {
  readonly value: Value;
  readonly changes: readonly Change[];
}

/**
 * Takes into what people wrote whatever has changed in AWS between two descriptions. What they changed themselves stays,
 * and is told.
 */
export function mergeValues(mine: Value, before: Value, after: Value, path: Path = []): Merged {
  if (sameValue(before, after)) return { value: mine, changes: [] };
  if (isValueMap(before) && isValueMap(after)) {
    const map = mine === null ? {} : mine;
    if (isValueMap(map)) return mergeMaps(map, before, after, path);
  }
  if (isValueList(before) && isValueList(after) && isValueList(mine)) return mergeLists(mine, before, after, path);
  return mergeWhole(mine, before, after, path);
}

function mergeWhole(mine: Value, before: Value, after: Value, path: Path): Merged {
  const change = { kind: 'different', path, before, after } as const;
  if (sameValue(mine, before)) return { value: after, changes: [{ ...change, kept: undefined }] };
  return { value: mine, changes: [{ ...change, kept: sameValue(mine, after) ? undefined : written(mine) }] };
}

function mergeMaps(mine: ValueMap, before: ValueMap, after: ValueMap, path: Path): Merged {
  const [own, old, now] = [new Map(pairsOf(mine)), new Map(pairsOf(before)), new Map(pairsOf(after))];
  const merged = new Map(own);
  const changes: Change[] = [];
  for (const [key, was] of old) {
    const [is, here] = [now.get(key), own.get(key)];
    const at = [...path, key];
    if (sameValue(was, is)) continue;
    if (is === undefined) {
      const kept = here === undefined || sameValue(here, was) ? undefined : written(here);
      changes.push({ kind: 'gone', path: at, before: was, after: undefined, kept });
      if (kept === undefined) merged.delete(key);
    } else if (here === undefined) {
      changes.push({ kind: 'different', path: at, before: was, after: is, kept: removed });
    } else {
      const result = mergeValues(here, was, is, at);
      merged.set(key, result.value);
      changes.push(...result.changes);
    }
  }
  for (const [key, is] of now) {
    if (old.has(key)) continue;
    const here = own.get(key);
    const kept = here === undefined || sameValue(here, is) ? undefined : written(here);
    changes.push({ kind: 'added', path: [...path, key], before: undefined, after: is, kept });
    if (here === undefined) merged.set(key, is);
  }
  return { value: Object.fromEntries(merged), changes };
}

/** Items are the same if they are about the same thing; lists of words are sets. */
function mergeLists(mine: readonly Value[], before: readonly Value[], after: readonly Value[], path: Path): Merged {
  const identity = identityOf([mine, before, after]);
  const old = new Map(before.map((item) => [identity(item), item]));
  const now = new Map(after.map((item) => [identity(item), item]));
  const here = new Set(mine.map(identity));
  const changes: Change[] = [];
  const kept = mine.flatMap((item): readonly Value[] => {
    const name = identity(item);
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined || sameValue(was, is)) return [item];
    if (is !== undefined) {
      const result = mergeValues(item, was, is, [...path, labelOf(is)]);
      changes.push(...result.changes);
      return [result.value];
    }
    const stays = sameValue(item, was) ? undefined : written(item);
    changes.push({ kind: 'gone', path: [...path, labelOf(was)], before: was, after: undefined, kept: stays });
    return stays === undefined ? [] : [item];
  });
  const added = after.filter((item) => !old.has(identity(item)));
  for (const item of added) {
    changes.push({ kind: 'added', path: [...path, labelOf(item)], before: undefined, after: item, kept: undefined });
  }
  for (const item of before.filter((each) => !here.has(identity(each)))) {
    const is = now.get(identity(item));
    if (sameValue(item, is)) continue;
    const kind = is === undefined ? 'gone' : 'different';
    changes.push({
      kind,
      path: [...path, labelOf(item)],
      before: item,
      after: is,
      kept: is === undefined ? undefined : removed,
    });
  }
  const value = [...kept, ...added.filter((item) => !here.has(identity(item)))];
  return { value: value.filter((item) => item !== null), changes };
}

/** Keys that tell items of a list apart, from the surest on. */
const identities: readonly (readonly string[])[] = [
  ['id'],
  ['arn'],
  ['control'],
  ['pattern', 'permissionSet', 'arn'],
  ['group', 'principalId', 'permissionSets', 'stages'],
];

/** What identifies items; their whole meaning where nothing shorter tells them apart in all of the lists. */
function identityOf(lists: readonly (readonly Value[])[]): (item: Value) => string {
  for (const keys of identities) {
    const identify = (item: Value): string =>
      isValueMap(item) ? textOf(keys.map((key) => item[key] ?? '').map((each) => textOf(each))) : textOf(item);
    const isSure = lists.every((list) => {
      const maps = list.filter(isValueMap);
      const has = maps.every((item) => keys.some((key) => item[key] !== undefined));
      return has && new Set(list.map(identify)).size === list.length;
    });
    if (isSure) return identify;
  }
  return textOf;
}

/** How people call an item of a list. */
function labelOf(item: Value): string {
  if (!isValueMap(item)) return typeof item === 'string' ? item : textOf(item);
  const named = ['group', 'control', 'pattern', 'permissionSet', 'arn', 'id', 'name'].map((key) => item[key]);
  return named.find((each) => typeof each === 'string') ?? textOf(item);
}

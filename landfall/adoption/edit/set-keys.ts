import { isMap, isScalar, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import { valueAt } from '../../config/path';

/** A key that gets a value in one map of a file. */
export interface KeyChange {
  readonly key: string;
  /** As YAML writes it, such as `own` or `{ units: [root] }`. */
  readonly value: string;
  /** Only where the key isn't there yet. */
  readonly ifMissing?: true;
}

/** Where in a file something is changed. */
export interface MapChange {
  readonly path: readonly (string | number)[];
  readonly keys: readonly KeyChange[];
}

/** The text after the changes, or what can only be edited by hand. */
export type ChangedText =
  | { readonly kind: 'changed'; readonly text: string }
  | { readonly kind: 'refused'; readonly path: MapChange['path']; readonly why: string };

/** Changes keys in maps of a YAML text. Everything else stays byte by byte: comments, order, quotes, widths. */
export function changeKeys(text: string, changes: readonly MapChange[]): ChangedText {
  // All in one reading, because a file may hold a thousand objects; one after another only to tell which one is in the way.
  const together = changedTogether(text, changes);
  if (typeof together === 'string') return { kind: 'changed', text: together };
  let changed = text;
  for (const { keys, path } of changes) {
    for (const change of keys) {
      const next = changedTogether(changed, [{ path, keys: [change] }]);
      if (typeof next !== 'string') return { kind: 'refused', path, ...next };
      changed = next;
    }
  }
  return { kind: 'changed', text: changed };
}

/** A piece of text that takes the place of another. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A value that a place is to have afterwards. */
interface Wanted {
  readonly place: readonly (string | number)[];
  readonly value: unknown;
}

const byHandOnly = { why: 'it is written in a way that can only be edited by hand' };

/** The text, or why it can't be proved that nothing else changes. */
function changedTogether(text: string, changes: readonly MapChange[]): string | { readonly why: string } {
  const document = parsed(text);
  if (document.errors.length > 0) return { why: 'the file is not valid YAML' };
  const edits: Edit[] = [];
  const wanted: Wanted[] = [];
  for (const { keys, path } of changes) {
    const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
    if (!isMap<Node, Node | null>(map)) return { why: 'it is an alias or no map' };
    for (const change of keys) {
      const pair = map.items.find((item) => keyText(item) === change.key);
      if (pair !== undefined && change.ifMissing === true) continue;
      const edit = pair === undefined ? added(text, map, change) : replaced(text, pair, change);
      if (edit === undefined) return byHandOnly;
      edits.push(edit);
      wanted.push({ place: [...path, change.key], value: parsed(change.value).toJS() });
    }
  }
  const edited = withEdits(text, edits);
  return isOnlyChange(document, edited, wanted) ? edited : byHandOnly;
}

/** Of several texts at one place the last one comes first, as if each had been put before what was there. */
function withEdits(text: string, edits: readonly Edit[]): string {
  const order = edits.map((edit, index) => ({ ...edit, index })).sort((a, b) => a.start - b.start || b.index - a.index);
  let [done, at] = ['', 0];
  for (const { end, start, text: piece } of order) {
    done += text.slice(at, start) + piece;
    at = end;
  }
  return done + text.slice(at);
}

function setAt(value: unknown, [first, ...others]: readonly (string | number)[], wanted: unknown): boolean {
  if (typeof value !== 'object' || value === null || first === undefined) return false;
  if (others.length > 0) return setAt(valueAt(value, [first]), others, wanted);
  Object.assign(value, { [first]: wanted });
  return true;
}

/** As JSON, whatever the order of keys. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function replaced(text: string, { key, value }: Pair<Node, Node | null>, change: KeyChange): Edit | undefined {
  const [start, end] = value?.range ?? [];
  if (start !== undefined && end !== undefined && end > start) return { start, end, text: change.value };
  const after = key.range?.[1];
  const colon = after === undefined ? -1 : text.indexOf(':', after);
  return colon < 0 ? undefined : { start: colon + 1, end: colon + 1, text: ` ${change.value}` };
}

/** Before the first key: there the indentation is known, and no comment behind a value is in the way. */
function added(text: string, map: YAMLMap<Node, Node | null>, { key, value }: KeyChange): Edit | undefined {
  const first = map.items[0]?.key.range?.[0];
  const [start, end] = map.range ?? [];
  if (map.flow === true) {
    if (first !== undefined) return { start: first, end: first, text: `${key}: ${value}, ` };
    return start === undefined || end === undefined ? undefined : { start, end, text: `{ ${key}: ${value} }` };
  }
  if (first === undefined) return undefined;
  // What stands before the first key of a list's item is its dash.
  const indentation = text.slice(text.lastIndexOf('\n', first - 1) + 1, first).replace(/[^ ]/g, ' ');
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { start: first, end: first, text: `${key}: ${value}${newline}${indentation}` };
}

/** Reading the text again is the proof: the keys have their values, and all else means what it meant. */
function isOnlyChange(before: Document, text: string, wanted: readonly Wanted[]): boolean {
  const after = parsed(text);
  if (after.errors.length > 0) return false;
  // By way of JSON, so that what shares an anchor doesn't change together.
  const expected: unknown = JSON.parse(JSON.stringify(before.toJS()));
  return wanted.every(({ place, value }) => setAt(expected, place, value)) && sorted(after.toJS()) === sorted(expected);
}

function parsed(text: string): Document {
  return parseDocument(text, { merge: true, logLevel: 'error' });
}

function keyText(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined;
}

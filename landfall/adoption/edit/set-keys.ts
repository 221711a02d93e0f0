import { isMap, isScalar, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';

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
  let changed = text;
  for (const { keys, path } of changes) {
    for (const change of keys) {
      const next = changeKey(changed, path, change);
      if (typeof next !== 'string') return { kind: 'refused', path, ...next };
      changed = next;
    }
  }
  return { kind: 'changed', text: changed };
}

function changeKey(text: string, path: MapChange['path'], change: KeyChange): string | { readonly why: string } {
  const document = parsed(text);
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (document.errors.length > 0) return { why: 'the file is not valid YAML' };
  if (!isMap<Node, Node | null>(map)) return { why: 'it is an alias or no map' };
  const pair = map.items.find((item) => keyText(item) === change.key);
  if (pair !== undefined && change.ifMissing === true) return text;
  const edited = pair === undefined ? added(text, map, change) : replaced(text, pair, change);
  if (edited === undefined || !isOnlyChange(document, edited, path, change)) {
    return { why: 'it is written in a way that can only be edited by hand' };
  }
  return edited;
}

function replaced(text: string, { key, value }: Pair<Node, Node | null>, change: KeyChange): string | undefined {
  const [start, end] = value?.range ?? [];
  if (start !== undefined && end !== undefined && end > start) {
    return text.slice(0, start) + change.value + text.slice(end);
  }
  const after = key.range?.[1];
  const colon = after === undefined ? -1 : text.indexOf(':', after);
  return colon < 0 ? undefined : `${text.slice(0, colon + 1)} ${change.value}${text.slice(colon + 1)}`;
}

/** Before the first key: there the indentation is known, and no comment behind a value is in the way. */
function added(text: string, map: YAMLMap<Node, Node | null>, { key, value }: KeyChange): string | undefined {
  const first = map.items[0]?.key.range?.[0];
  const [start, end] = map.range ?? [];
  if (map.flow === true) {
    if (first !== undefined) return `${text.slice(0, first)}${key}: ${value}, ${text.slice(first)}`;
    return start === undefined || end === undefined
      ? undefined
      : `${text.slice(0, start)}{ ${key}: ${value} }${text.slice(end)}`;
  }
  if (first === undefined) return undefined;
  // What stands before the first key of a list's item is its dash.
  const indentation = text.slice(text.lastIndexOf('\n', first - 1) + 1, first).replace(/[^ ]/g, ' ');
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text.slice(0, first)}${key}: ${value}${newline}${indentation}${text.slice(first)}`;
}

/** Reading the text again is the proof: the key has its value, and all else means what it meant. */
function isOnlyChange(before: Document, text: string, path: MapChange['path'], { key, value }: KeyChange): boolean {
  const after = parsed(text);
  if (after.errors.length > 0) return false;
  const place = [...path, key];
  const written: unknown = after.toJS();
  const wanted: unknown = parsed(value).toJS();
  if (JSON.stringify(valueAt(written, place)) !== JSON.stringify(wanted)) return false;
  const rest = before.clone();
  rest.deleteIn(place);
  after.deleteIn(place);
  return JSON.stringify(after.toJS()) === JSON.stringify(rest.toJS());
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  const [first, ...others] = path;
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const found = Object.entries(value).find(([key]) => key === String(first));
  return found === undefined ? undefined : valueAt(found[1], others);
}

function parsed(text: string): Document {
  return parseDocument(text, { merge: true, logLevel: 'error' });
}

function keyText(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined;
}

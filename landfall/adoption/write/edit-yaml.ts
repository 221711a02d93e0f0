import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { isValueList, isValueMap, pairsOf, plainValue, sameValue, type Value, type ValueMap } from './values';
import { flowText, itemText, pairText } from './yaml-text';

/** The text after the change, or why it can only be changed by hand. */
export type EditedYaml =
  { readonly kind: 'edited'; readonly text: string } | { readonly kind: 'refused'; readonly why: string };

/** Replaces a part of a text. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

class Refusal extends Error {}

/** Makes a YAML text mean something else. What means the same as before stays byte by byte, comments included. */
export function editYaml(text: string, wanted: ValueMap): EditedYaml {
  const document = parsed(text);
  if (document.errors.length > 0 || !isBlockMap(document.contents)) {
    return { kind: 'refused', why: 'it is not a YAML map' };
  }
  try {
    const edited = spliced(text, mapSplices({ document, text }, document.contents, wanted));
    const after = parsed(edited);
    return after.errors.length === 0 && sameValue(valueOf(after, after.contents), wanted)
      ? { kind: 'edited', text: edited }
      : byHand;
  } catch (error) {
    if (error instanceof Refusal) return byHand;
    throw error;
  }
}

const byHand: EditedYaml = { kind: 'refused', why: 'it is written in a way that can only be edited by hand' };

interface Source {
  readonly document: Document;
  readonly text: string;
}

type Entry = Pair<Node, Node | null>;

function mapSplices(source: Source, map: YAMLMap<Node, Node | null>, wanted: ValueMap): readonly Splice[] {
  const values = new Map(pairsOf(wanted));
  const known = new Set(map.items.map(keyText));
  const last = map.items.at(-1);
  const [first] = map.items;
  if (first === undefined || last === undefined) throw new Refusal();
  const changed = map.items.flatMap((pair) => {
    const value = values.get(keyText(pair));
    return value === undefined
      ? [withoutLines(source.text, startOf(pair.key), endOf(source, pair), /^ *$/)]
      : pairSplices(source, pair, value);
  });
  const indent = columnOf(source.text, startOf(first.key));
  const added = [...values].filter(([key]) => !known.has(key)).map(([key, value]) => pairText(key, value, indent));
  return [...changed, ...(added.length === 0 ? [] : [insertion(source.text, endOf(source, last), added.join(''))])];
}

function pairSplices(source: Source, pair: Entry, wanted: Value): readonly Splice[] {
  const { value } = pair;
  const written = valueOf(source.document, value);
  if (sameValue(written, wanted)) return [];
  if (isAlias(value)) throw new Refusal();
  const isEmpty = (isValueMap(wanted) && pairsOf(wanted).length === 0) || (isValueList(wanted) && wanted.length === 0);
  if (isBlockMap(value) && isValueMap(wanted) && !isEmpty) return mapSplices(source, value, wanted);
  if (isBlockSeq(value) && isValueList(wanted) && !isEmpty) return listSplices(source, value, wanted);
  if (value !== null && isOneLine(value) && !(isScalar(value) && (written === null || typeof wanted === 'object'))) {
    return [flowSplice(source.text, value, wanted)];
  }
  const start = startOf(pair.key);
  const text = pairText(keyText(pair), wanted, columnOf(source.text, start)).trim();
  return [{ start, end: contentEnd(source.text, endOf(source, pair)), text }];
}

/** The items that are there are kept, changed or taken away in their order; new ones stand at the end. */
function listSplices(source: Source, list: YAMLSeq<Node>, wanted: readonly Value[]): readonly Splice[] {
  const splices: Splice[] = [];
  let next = 0;
  for (const item of list.items) {
    const written = valueOf(source.document, item);
    const isWanted = wanted.slice(next).some((each) => sameValue(each, written));
    const value = wanted[next];
    if (isWanted && sameValue(value, written)) next += 1;
    else if (isWanted) throw new Refusal();
    else if (isBlockMap(item) && isValueMap(value) && isChangeOf(written, value)) {
      splices.push(...mapSplices(source, item, value));
      next += 1;
    } else splices.push(withoutLines(source.text, startOf(item), endOfNode(item), /^ *- +$/));
  }
  const last = list.items.at(-1);
  if (last === undefined) throw new Refusal();
  const indent = columnOf(source.text, source.text.lastIndexOf('-', startOf(last)));
  const added = wanted.slice(next).map((value) => itemText(value, indent));
  if (added.length > 0) splices.push(insertion(source.text, endOfNode(last), added.join('')));
  return splices;
}

/** Whether one item became the other: something of it is still the same. */
function isChangeOf(written: Value, wanted: ValueMap): boolean {
  return isValueMap(written) && pairsOf(written).some(([key, value]) => sameValue(value, wanted[key]));
}

function flowSplice(text: string, node: Node, wanted: Value): Splice {
  const [start, end] = [startOf(node), endOfNode(node)];
  if (!isScalar(node) && text.slice(start, end).includes('#')) throw new Refusal();
  return { start, end, text: flowText(wanted) };
}

/** Takes whole lines away; what stands before on the first of them belongs to something else, but for a dash. */
function withoutLines(text: string, first: number, end: number, before: RegExp): Splice {
  const start = lineStart(text, first);
  if (!before.test(text.slice(start, first))) throw new Refusal();
  return { start, end: lineEnd(text, end), text: '' };
}

function insertion(text: string, end: number, added: string): Splice {
  const at = lineEnd(text, end);
  return { start: at, end: at, text: text.slice(0, at).endsWith('\n') ? added : `\n${added}` };
}

function spliced(text: string, splices: readonly Splice[]): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return splices
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (all, { end, start, text: part }) => all.slice(0, start) + part.replaceAll('\n', newline) + all.slice(end),
      text,
    );
}

function startOf(node: Node): number {
  const start = node.range?.[0];
  if (start === undefined) throw new Refusal();
  return start;
}

/** Where the content of a pair ends: the innermost last value of nested blocks, spaces and comments left out. */
function endOf({ text }: Source, { key, value }: Entry): number {
  if (value !== null && value.range?.[1] !== undefined && value.range[1] > value.range[0]) return endOfNode(value);
  return text.indexOf(':', key.range?.[1] ?? 0) + 1;
}

function endOfNode(node: Node): number {
  if (isBlockMap(node)) {
    const last = node.items.at(-1);
    if (last !== undefined) {
      return last.value === null
        ? (last.key.range?.[1] ?? 0) + 1
        : Math.max(endOfNode(last.value), (last.key.range?.[1] ?? 0) + 1);
    }
  }
  if (isBlockSeq(node)) {
    const last = node.items.at(-1);
    if (last !== undefined) return endOfNode(last);
  }
  return node.range?.[1] ?? 0;
}

/** Without the end of the line that a block scalar holds. */
function contentEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the end of the line, and what comment stands there. */
function lineEnd(text: string, end: number): number {
  if (text[end - 1] === '\n') return end;
  const next = text.indexOf('\n', end);
  return next < 0 ? text.length : next + 1;
}

function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

function isBlockMap(node: unknown): node is YAMLMap<Node, Node | null> {
  return isMap(node) && node.flow !== true;
}

function isBlockSeq(node: unknown): node is YAMLSeq<Node> {
  return isSeq(node) && node.flow !== true;
}

/** A value that stands behind its key: a scalar, or something in braces or brackets. */
function isOneLine(node: Node): boolean {
  if (isScalar(node)) return node.type !== 'BLOCK_FOLDED' && node.type !== 'BLOCK_LITERAL';
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

function valueOf(document: Document, node: Node | null): Value {
  return node === null ? null : plainValue(node.toJS(document));
}

function keyText(pair: Pair<Node>): string {
  if (!isScalar(pair.key)) throw new Refusal();
  return String(pair.key.value);
}

function parsed(text: string): Document {
  return parseDocument(text, { merge: true, logLevel: 'error' });
}

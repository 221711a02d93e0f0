import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import type { Diagnostic, Location } from '../diagnostics/diagnostic';
import { failureMessage } from '../diagnostics/failure';
import { isMergeKey, structureProblems } from './structure';
import { syntaxDiagnostics } from './syntax';

/** Path of keys and list positions inside a document. */
export type DocumentPath = readonly (string | number)[];

/** One YAML file with the positions of everything in it. */
export interface YamlDocument {
  /** As shown to the user. */
  readonly file: string;
  /** Plain value; undefined where the text could not be understood, null where the file is empty. */
  readonly value: unknown;
  /** What is wrong with the YAML itself, whatever it should hold. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Place of the value at a path, or of the nearest part that exists.
   * `key` points at the key; so does `value` where the value is empty or a block that starts on the next line.
   */
  locate(path: DocumentPath, what?: 'key' | 'value'): Location;
  /** A scalar as it is written, quotes left out; undefined for anything else. */
  written(path: DocumentPath): string | undefined;
}

/** Reads YAML 1.2 with anchors, aliases and merge keys. Never throws: problems are diagnostics. */
export function parseYaml(file: string, source: string): YamlDocument {
  const text = source.replace(/^\uFEFF/, '');
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    // The library's own check is imprecise about the place; structureProblems has one.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    keepSourceTokens: false,
  });
  const place = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const diagnostics = [
    ...syntaxDiagnostics([...document.errors, ...document.warnings], place),
    ...structureProblems(document, place),
  ];
  const blocking = diagnostics.some((diagnostic) => !recoverable.has(diagnostic.code));
  const converted = blocking ? {} : toValue(document, place);
  return {
    file,
    value: converted.value,
    diagnostics: converted.problem === undefined ? diagnostics : [...diagnostics, converted.problem],
    locate: (path, what = 'value') => place(offsetOf(find(document, path), what)),
    written: (path) => writtenAt(find(document, path)),
  };
}

/** Problems after which the rest of the file still means what it says: duplicate keys and unknown tags. */
const recoverable: ReadonlySet<string> = new Set(['LF1011', 'LF1015']);

interface Conversion {
  readonly value?: unknown;
  readonly problem?: Diagnostic;
}

function toValue(document: Document, place: (offset: number) => Location): Conversion {
  try {
    const value: unknown = document.toJS();
    return { value };
  } catch (error) {
    // What structureProblems lets through and the library still refuses: aliases that multiply without end.
    const message = `the aliases of this file can't be resolved: ${failureMessage(error)}`;
    return { problem: { severity: 'error', code: 'LF1014', message, location: place(0) } };
  }
}

interface Found {
  /** Node of the key, absent at the root and in lists. */
  readonly key?: Node;
  /** Node of the value; absent where a key has none. */
  readonly node?: Node;
  /** Whether the whole path exists. */
  readonly complete: boolean;
}

function find(document: Document, path: DocumentPath): Found {
  let found: Found = { ...(document.contents === null ? {} : { node: document.contents }), complete: true };
  for (const segment of path) {
    const next = step(document, found.node, segment);
    if (next === undefined) return { ...found, complete: false };
    found = next;
  }
  return found;
}

function step(document: Document, node: Node | undefined, segment: string | number): Found | undefined {
  const target = resolveAlias(document, node);
  if (isSeq<Node>(target)) {
    const item = typeof segment === 'number' ? target.items[segment] : undefined;
    return item === undefined ? undefined : { node: item, complete: true };
  }
  if (!isMap<Node, Node | null>(target)) return undefined;
  const pair = target.items.find((item) => keyText(item) === String(segment));
  if (pair !== undefined)
    return { key: pair.key, ...(pair.value === null ? {} : { node: pair.value }), complete: true };
  for (const merge of target.items.filter((item) => isMergeKey(item.key))) {
    const sources = resolveAlias(document, merge.value ?? undefined);
    for (const source of isSeq<Node>(sources) ? sources.items : [sources]) {
      const inherited = step(document, source, segment);
      if (inherited !== undefined) return inherited;
    }
  }
  return undefined;
}

function resolveAlias(document: Document, node: Node | undefined): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

function keyText(pair: Pair<Node, Node | null>): string | undefined {
  return isScalar(pair.key) && !isMergeKey(pair.key) ? String(pair.key.value) : undefined;
}

function offsetOf(found: Found, what: 'key' | 'value'): number {
  const key = found.key?.range?.[0];
  const value = found.node?.range?.[0];
  const pointsAtKey = what === 'key' || !found.complete || !startsBesideKey(found.node);
  return (pointsAtKey ? (key ?? value) : (value ?? key)) ?? 0;
}

function startsBesideKey(node: Node | undefined): boolean {
  if (isScalar(node)) return node.source !== undefined && node.source !== '';
  return isAlias(node) || ((isMap(node) || isSeq(node)) && node.flow === true);
}

function writtenAt(found: Found): string | undefined {
  return found.complete && isScalar(found.node) ? found.node.source : undefined;
}

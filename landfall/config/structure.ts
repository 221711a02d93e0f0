import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Diagnostic, Location } from '../diagnostics/diagnostic';

type Place = (offset: number) => Location;

/** Whether a key is the merge key `<<`, which the library reads as a symbol unless it is quoted. */
export function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

/** What is valid YAML and still can't be plain values: odd or double keys, aliases to nothing or to themselves. */
export function structureProblems(document: Document, place: Place): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const report = (node: Node | null | undefined, code: string, message: string, help: string): void => {
    problems.push({ severity: 'error', code, message, help, location: place(node?.range?.[0] ?? 0) });
  };

  const checkKey = (key: Node | null, parent: Node): void => {
    if (isScalar(key) && typeof key.value !== 'object' && key.value !== '__proto__') return;
    const message = 'a key must be a plain word, not empty, a list, a map or a reserved name';
    report(key ?? parent, 'LF1016', message, 'Give the entry a name in front of its colon');
  };

  const checkUnique = (keys: readonly (Node | null)[]): void => {
    const first = new Map<string, Node>();
    for (const key of keys) {
      if (!isScalar(key) || isMergeKey(key)) continue;
      const text = String(key.value);
      const earlier = first.get(text);
      if (earlier === undefined) first.set(text, key);
      else problems.push(duplicate(text, place(key.range?.[0] ?? 0), place(earlier.range?.[0] ?? 0)));
    }
  };

  const checkAlias = (node: Node, ancestors: readonly Node[]): void => {
    if (!isAlias(node)) return;
    const target = node.resolve(document);
    if (target === undefined) {
      const message = `the alias *${node.source} stands for nothing: no anchor &${node.source} comes before it`;
      report(node, 'LF1014', message, `Write &${node.source} before the value that is meant, further up in this file`);
    } else if (ancestors.includes(target)) {
      const message = `the alias *${node.source} stands inside its own anchor, which would never end`;
      report(node, 'LF1014', message, 'Write the inner part out');
    }
  };

  const checkMerge = (value: Node | null): void => {
    const target = isAlias(value) ? value.resolve(document) : value;
    const sources: readonly (Node | undefined)[] = isSeq<Node>(target) ? target.items : [target ?? undefined];
    for (const source of sources) {
      // An alias to nothing is told by checkAlias.
      const map = isAlias(source) ? source.resolve(document) : source;
      if (isMap(map) || (map === undefined && (isAlias(source) || isAlias(value)))) continue;
      report(value, 'LF1014', 'the merge key << takes a map, or a list of maps, and this is neither', 'Name an anchor');
    }
  };

  const walk = (node: Node | null | undefined, ancestors: readonly Node[]): void => {
    if (isAlias(node)) checkAlias(node, ancestors);
    if (isSeq<Node>(node)) for (const item of node.items) walk(item, [...ancestors, node]);
    if (!isMap<Node | null, Node | null>(node)) return;
    checkUnique(node.items.map(({ key }) => key));
    const inner = [...ancestors, node];
    for (const pair of node.items) {
      checkKey(pair.key, node);
      if (isMergeKey(pair.key)) checkMerge(pair.value);
      walk(pair.value, inner);
    }
  };

  walk(document.contents, []);
  return problems;
}

function duplicate(key: string, location: Location, earlier: Location): Diagnostic {
  return {
    severity: 'error',
    code: 'LF1011',
    message: `the key \`${key}\` appears twice in this map`,
    help: 'Keep one of the two',
    location,
    related: [{ message: 'first here', location: earlier }],
  };
}

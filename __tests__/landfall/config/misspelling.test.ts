import fc from 'fast-check';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import type { z } from 'zod';
import { checkShape } from '../../../landfall/config/check-shape';
import { parseYaml } from '../../../landfall/config/document';
import { publishedSchemas } from '../../../landfall/config/files';
import { knownKeys, schemasAt } from '../../../landfall/config/shape';
import { sample } from './sample';

interface Key {
  readonly file: string;
  readonly kind: string;
  readonly path: readonly (string | number)[];
  readonly name: string;
  readonly siblings: readonly string[];
  readonly offset: number;
}

function schemaOf(kind: string): z.ZodType {
  const schema = publishedSchemas[kind];
  if (schema === undefined) throw new Error(`no schema ${kind}`);
  return schema;
}

/** Every key of a file that its schema knows by name, with its place in the text. */
function keysOf(file: string, kind: string): readonly Key[] {
  const walk = (node: unknown, path: readonly (string | number)[]): readonly Key[] => {
    if (isSeq<Node>(node)) return node.items.flatMap((item, index) => walk(item, [...path, index]));
    if (!isMap(node)) return [];
    const names = node.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
    const known = knownKeys(schemasAt(schemaOf(kind), path), {});
    return node.items.flatMap(({ key, value }, index) => {
      const name = names[index] ?? '';
      const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
      const own = known.includes(name)
        ? [{ file, kind, path: [...path, name], name, siblings: [...names, ...known], offset }]
        : [];
      return [...own, ...walk(value, [...path, name])];
    });
  };
  return walk(parseDocument(sample[file] ?? '').contents, []);
}

const kinds = Object.keys(sample).filter((file) => /^(teams\/)?[a-z]+\.yaml$/.test(file));
const keys = kinds.flatMap((file) => keysOf(file, file.startsWith('teams/') ? 'team' : file.replace('.yaml', '')));

const letter = fc.integer({ min: 97, max: 122 }).map((code) => String.fromCharCode(code));
const slip = fc.oneof(
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('swap' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('replace' as const), at: fc.nat(), by: letter }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), by: letter }),
);

function misspell(word: string, how: { kind: string; at: number; by?: string }): string {
  const at = how.at % word.length;
  const [before, here, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  switch (how.kind) {
    case 'drop':
      return before + after;
    case 'double':
      return before + here + here + after;
    case 'swap':
      return before + after.slice(0, 1) + here + after.slice(1);
    case 'replace':
      return before + (how.by ?? '') + after;
    default:
      return before + (how.by ?? '') + here + after;
  }
}

describe('a single misspelled key', () => {
  test('the sample uses every known key of every schema', () => {
    expect(keys.length).toBeGreaterThan(150);
  });

  test('is exactly one error, at that key', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), slip, (key, how) => {
        const wrong = misspell(key.name, how);
        fc.pre(wrong !== '' && !key.siblings.includes(wrong));
        const text = sample[key.file] ?? '';
        const changed = text.slice(0, key.offset) + wrong + text.slice(key.offset + key.name.length);
        const lines = new LineCounter();
        parseDocument(text, { lineCounter: lines });
        const { line, col } = lines.linePos(key.offset);
        const document = parseYaml(key.file, changed);
        const { diagnostics } = checkShape(document, schemaOf(key.kind));
        expect(document.diagnostics).toEqual([]);
        expect(diagnostics).toMatchObject([{ code: 'LF1101', location: { file: key.file, line, column: col } }]);
      }),
      { numRuns: 1500 },
    );
  });

  test('is suggested right where no other key is as near', () => {
    const longKeys = keys.filter(({ name }) => name.length >= 8);
    fc.assert(
      fc.property(fc.constantFrom(...longKeys), fc.nat(), (key, at) => {
        const wrong = misspell(key.name, { kind: 'replace', at, by: 'ß' });
        const text = sample[key.file] ?? '';
        const changed = text.slice(0, key.offset) + wrong + text.slice(key.offset + key.name.length);
        const { diagnostics } = checkShape(parseYaml(key.file, changed), schemaOf(key.kind));
        expect(diagnostics.map(({ help }) => help)).toEqual([`Did you mean \`${key.name}\`?`]);
      }),
    );
  });
});

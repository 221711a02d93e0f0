import fc from 'fast-check';
import { parseYaml } from '../../../landfall/config/document';

const problems = (text: string): readonly string[] =>
  parseYaml('f.yaml', text).diagnostics.map(
    ({ code, location }) => `${code} ${location?.line ?? 0}:${location?.column ?? 0}`,
  );

describe('parseYaml', () => {
  test.each<[string, string, readonly string[]]>([
    ['a bracket is not closed', 'a: [1\nb: 2\n', ['LF1010 2:1']],
    ['a quotation mark is not closed', 'a: "x\n', ['LF1010 2:1']],
    ['text holds a colon', 'a: b: c\n', ['LF1010 1:4']],
    ['a list is followed by a map', '- a\nb: c\n', ['LF1010 2:1']],
    ['a tab indents', 'a:\n\tb: 1\n', ['LF1012 2:1']],
    ['a key is double', 'a: 1\nb:\na: 2\n', ['LF1011 3:1']],
    ['a key is double in a nested map', 'x: [{a: 1, a: 2}]\n', ['LF1011 1:12']],
    ['there are two documents', 'a: 1\n---\nb: 2\n', ['LF1013 2:1']],
    ['an alias has no anchor', 'a: *b\n', ['LF1014 1:4']],
    ['an anchor comes too late', 'a: *b\nc: &b 1\n', ['LF1014 1:4']],
    ['an alias is inside its anchor', 'a: &a {b: [*a]}\n', ['LF1014 1:12']],
    ['a merge key has no map', 'a:\n  <<: 5\n', ['LF1014 2:7']],
    ['a list of merge sources holds no map', '<<: [{a: 1}, 2]\n', ['LF1014 1:5']],
    ['a merge key has no anchor', '<<: *a\n', ['LF1014 1:5']],
    ['a tag is unknown', 'a: !Sub x\n', ['LF1015 1:4']],
    ['a key is a list', '? [a]\n: 1\n', ['LF1016 1:3']],
    ['a key is empty', ': 1\n', ['LF1016 1:1']],
    ['a key would reach into objects', '__proto__: 1\n', ['LF1016 1:1']],
  ])('if %s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('names both places of a double key', () => {
    expect(parseYaml('f.yaml', 'a: 1\na: 2\n').diagnostics).toMatchObject([
      { message: 'the key `a` appears twice in this map', related: [{ location: { line: 1, column: 1 } }] },
    ]);
  });

  test('refuses aliases that multiply without end', () => {
    const level = (name: string, of: string): string => `${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]\n`;
    const text = `a: &a [1]\n${level('b', 'a')}${level('c', 'b')}${level('d', 'c')}${level('e', 'd')}`;
    expect(parseYaml('f.yaml', text)).toMatchObject({ value: undefined, diagnostics: [{ code: 'LF1014' }] });
  });

  test('resolves anchors, aliases and merge keys', () => {
    const document = parseYaml('f.yaml', 'a: &x {b: 1, c: 2}\nd: *x\ne:\n  <<: *x\n  c: 3\n');
    expect(document.diagnostics).toEqual([]);
    expect(document.value).toEqual({ a: { b: 1, c: 2 }, d: { b: 1, c: 2 }, e: { b: 1, c: 3 } });
    expect(document.locate(['d', 'c'], 'key')).toEqual({ file: 'f.yaml', line: 1, column: 14 });
    expect(document.locate(['d'])).toEqual({ file: 'f.yaml', line: 2, column: 4 });
    expect(document.locate(['e', 'b'], 'key')).toEqual({ file: 'f.yaml', line: 1, column: 8 });
    expect(document.locate(['e', 'c'], 'key')).toEqual({ file: 'f.yaml', line: 5, column: 3 });
  });

  test('knows scalars as they are written', () => {
    const document = parseYaml('f.yaml', 'a: 012345670123\nb: "x"\nc: [1]\n');
    expect([
      document.written(['a']),
      document.written(['b']),
      document.written(['c']),
      document.written(['d']),
    ]).toEqual(['012345670123', 'x', undefined, undefined]);
  });

  test.each([
    ['', null],
    ['# only a comment\n', null],
    ['---\n', null],
    ['\uFEFFa: 1', { a: 1 }],
    ['a: 1\r\n', { a: 1 }],
  ])('value of %j', (text, value) => {
    expect(parseYaml('f.yaml', text).value).toEqual(value);
  });

  test('never throws, and locates every problem inside the text', () => {
    const pieces = fc.constantFrom(
      'a',
      'b: ',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&x ',
      '*x',
      '<<: ',
      '"',
      "'",
      '\t',
      '? ',
      '|',
      '#',
      '!t ',
      '---',
      'é',
      '\r\n',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (source) => {
        const document = parseYaml('f.yaml', source);
        const lines = source.replace(/^\uFEFF/, '').split('\n');
        for (const { location } of document.diagnostics) {
          expect(location?.line).toBeGreaterThanOrEqual(1);
          expect(location?.line).toBeLessThanOrEqual(lines.length);
          expect(location?.column).toBeGreaterThanOrEqual(1);
        }
        if (document.value === undefined) expect(document.diagnostics).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

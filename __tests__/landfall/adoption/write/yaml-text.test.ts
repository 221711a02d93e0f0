import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { yamlText } from '../../../../landfall/adoption/write/yaml-text';
import { editYaml } from '../../../../landfall/adoption/write/edit-yaml';
import type { Value, ValueMap } from '../../../../landfall/adoption/write/values';

const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 :+/.-]{0,12}$/);
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    'yes',
    'null',
    '0123',
    '1e3',
    '2026-11-25',
    'a: b',
    'a #b',
    '10.0.0.0/16',
    '${x}',
    "it's",
    '- a',
    ' a ',
  ),
  fc.integer(),
  fc.boolean(),
);
const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value; map: Value }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 4 }), tie('map')),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
})).value;
const map = fc.dictionary(key, value, { minKeys: 1, maxKeys: 6 }).map((each): ValueMap => ({ ...each }));

const read = (text: string): unknown => parseDocument(text, { merge: true }).toJS();

describe('yamlText', () => {
  test('writes whatever YAML holds so that it is read again', () => {
    fc.assert(
      fc.property(map, (each) => {
        expect(read(yamlText(each))).toEqual(each);
      }),
      { numRuns: 500 },
    );
  });

  test('writes as a person would: short maps in braces if all of them fit, short lists in brackets', () => {
    const text = yamlText({
      name: 'Corp',
      units: { Dev: { manage: 'read', id: 'ou-1' }, Prod: { manage: 'read', id: 'ou-2' } },
      accounts: { shop: { name: 'x'.repeat(120), id: '012345678901' }, bank: { name: 'Bank' } },
      list: ['a', 'b'],
      rows: [{ group: 'admins', accounts: ['a', 'b'] }],
      nothing: {},
      left: undefined,
    });
    expect(text).toBe(`name: Corp
units:
  Dev: { manage: read, id: ou-1 }
  Prod: { manage: read, id: ou-2 }
accounts:
  shop:
    name: ${'x'.repeat(120)}
    id: '012345678901'
  bank:
    name: Bank
list: [a, b]
rows:
  - group: admins
    accounts: [a, b]
nothing: {}
`);
  });
});

describe('editYaml', () => {
  const before = `# about us
units:
  A: { id: ou-1 } # the first

  # the second
  B:
    id: ou-2
    list: [a, b] # letters
  C: { id: ou-3 }
rows:
  - group: x # who
    accounts: [a]
  - group: y
text: |
  long
`;
  const units = { A: { id: 'ou-1' }, B: { id: 'ou-2', list: ['a', 'b'] }, C: { id: 'ou-3' } };
  const whole = { units, rows: [{ group: 'x', accounts: ['a'] }, { group: 'y' }], text: 'long\n' };

  test.each<[string, ValueMap, string, string]>([
    ['nothing', whole, '', ''],
    ['a value', { ...whole, units: { ...units, B: { ...units.B, id: 'ou-9' } } }, '    id: ou-2', '    id: ou-9'],
    ['a list in brackets', { ...whole, units: { ...units, B: { ...units.B, list: ['a', 'c'] } } }, '[a, b]', '[a, c]'],
    [
      'a map in braces',
      { ...whole, units: { ...units, A: { id: 'ou-1', name: 'Z' } } },
      '{ id: ou-1 }',
      '{ id: ou-1, name: Z }',
    ],
    ['an entry that goes', { ...whole, units: { A: units.A, B: units.B } }, '  C: { id: ou-3 }\n', ''],
    [
      'a new entry',
      { ...whole, units: { ...units, D: { id: 'ou-4' } } },
      '  C: { id: ou-3 }\n',
      '  C: { id: ou-3 }\n  D: { id: ou-4 }\n',
    ],
    [
      'all entries',
      { ...whole, units: {} },
      before.slice(before.indexOf('units:'), before.indexOf('rows:')),
      'units: {}\n',
    ],
    ['a new key at the end', { ...whole, more: true }, '  long\n', '  long\nmore: true\n'],
    ['an item that goes', { ...whole, rows: [whole.rows[0] ?? {}] }, '  - group: y\n', ''],
    [
      'a new item',
      { ...whole, rows: [...whole.rows, { group: 'z', accounts: ['b'] }] },
      '  - group: y\n',
      '  - group: y\n  - group: z\n    accounts: [b]\n',
    ],
    [
      'a part of an item',
      { ...whole, rows: [{ group: 'x', accounts: ['a', 'b'] }, { group: 'y' }] },
      'accounts: [a]',
      'accounts: [a, b]',
    ],
    ['a value instead of a map', { ...whole, units: { ...units, A: 'none' } }, '{ id: ou-1 }', 'none'],
  ])('changes %s and leaves all else', (_, wanted, from, to) => {
    expect(editYaml(before, wanted)).toEqual({ kind: 'edited', text: before.replace(from, () => to) });
    expect(read(before.replace(from, () => to))).toEqual(wanted);
  });

  test('keeps the ends of lines as they are', () => {
    expect(editYaml('a: 1\r\nb: 2\r\n', { a: 1, b: 2, c: { d: 3 } })).toEqual({
      kind: 'edited',
      text: 'a: 1\r\nb: 2\r\nc:\r\n  d: 3\r\n'.replace('c:\r\n  d: 3', 'c: { d: 3 }'),
    });
  });

  test.each([
    ['an alias', 'a: &x { b: 1 }\nc: *x\n', { a: { b: 1 }, c: { b: 2 } }],
    ['a comment in braces', 'a: {\n  b: 1, # why\n}\n', { a: { b: 2 } }],
    ['the first key of an item', 'a:\n  - b: 1\n    c: 2\n', { a: [{ c: 2 }] }],
    ['what is no YAML', 'a: [', { a: 1 }],
  ])('leaves %s to people', (_, text, wanted) => {
    expect(editYaml(text, wanted).kind).toBe('refused');
  });

  test('means what was wanted, or changes nothing', () => {
    fc.assert(
      fc.property(map, map, (one, other) => {
        const edited = editYaml(yamlText(one), { ...one, ...other });
        expect(edited.kind === 'edited' ? read(edited.text) : { ...one, ...other }).toEqual({ ...one, ...other });
      }),
      { numRuns: 300 },
    );
  });
});

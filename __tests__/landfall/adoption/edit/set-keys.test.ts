import { changeKeys } from '../../../../landfall/adoption/edit/set-keys';

const own = [{ key: 'manage', value: 'own' }];

test.each([
  [
    'a value that is there',
    'units:\n  A: # first\n    manage: read # why\n    id: ou-1\n',
    ['units', 'A'],
    'units:\n  A: # first\n    manage: own # why\n    id: ou-1\n',
  ],
  [
    'a key that is missing',
    'a:\n  # about b\n  b:\n    id: "1"\n',
    ['a', 'b'],
    'a:\n  # about b\n  b:\n    manage: own\n    id: "1"\n',
  ],
  ['a map in braces', 'a: { id: ou-1 } # x\n', ['a'], 'a: { manage: own, id: ou-1 } # x\n'],
  ['an item of a list', 'a:\n  - group: x\n    b: 1\n', ['a', 0], 'a:\n  - manage: own\n    group: x\n    b: 1\n'],
  ['a file with other ends of lines', 'a:\r\n  id: 1\r\n', ['a'], 'a:\r\n  manage: own\r\n  id: 1\r\n'],
  ['a key without a value', 'a:\n  manage:\n  id: 1\n', ['a'], 'a:\n  manage: own\n  id: 1\n'],
])('changes %s and leaves the rest byte by byte', (_, text, path, expected) => {
  expect(changeKeys(text, [{ path, keys: own }])).toEqual({ kind: 'changed', text: expected });
});

test('keeps what is there where only something missing is wanted', () => {
  const text = 'a:\n  blueprint: sandbox@1\n';
  const keys = [{ key: 'blueprint', value: 'none', ifMissing: true as const }];
  expect(changeKeys(text, [{ path: ['a'], keys }])).toEqual({ kind: 'changed', text });
});

test.each([
  ['an alias', 'x: &x { id: 1 }\na: *x\n', ['a']],
  ['a scalar', 'a: corporate\n', ['a']],
  ['a broken file', 'a: {\n', ['a']],
])('refuses %s and says why', (_, text, path) => {
  expect(changeKeys(text, [{ path, keys: own }])).toMatchObject({ kind: 'refused', path });
});

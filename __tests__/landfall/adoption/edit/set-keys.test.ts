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

test('changes many maps at once as one after another', () => {
  const text = 'a:\n  x: { id: 1 }\n  y:\n    # why\n    id: 2\n  z: { manage: read }\nb: [{ c: 1 }]\nd: {}\n';
  const keys = [{ key: 'exists', value: 'true' }, ...own];
  const changes = [['a', 'x'], ['a', 'y'], ['a', 'z'], ['b', 0], ['d']].map((path) => ({ path, keys }));
  const one = changes.reduce((before, change) => {
    const changed = changeKeys(before, [change]);
    return changed.kind === 'changed' ? changed.text : before;
  }, text);
  expect(one).toContain('y:\n    # why\n    manage: own\n    exists: true\n    id: 2\n');
  expect(changeKeys(text, changes)).toEqual({ kind: 'changed', text: one });
});

test('refuses to change what another key means too', () => {
  const text = 'a: &a { id: 1 }\nb: { <<: *a }\nc: *a\n';
  expect(changeKeys(text, [{ path: ['a'], keys: own }])).toMatchObject({ kind: 'refused' });
});

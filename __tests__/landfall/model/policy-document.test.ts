import fc from 'fast-check';
import { minifiedJson, parsePolicy, parseStrictly } from '../../../landfall/model/policy-document';

test('JSON and YAML are read alike', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z:@]{1,9}$/), fc.jsonValue({ maxDepth: 2 })), (value) => {
      const text = JSON.stringify(value, undefined, 2);
      expect(parsePolicy(text)).toEqual(JSON.parse(text));
    }),
  );
  expect(parsePolicy('Version: "2012-10-17"\nStatement:\n  - { Effect: Deny }\n')).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny' }],
  });
});

test('a key that is there twice is seen by those who ask strictly', () => {
  expect(() => parseStrictly('{ "a": 1, "a": 2 }')).toThrow(/unique/);
  expect(parsePolicy('{ "a": 1, "a": 2 }')).toEqual({ a: 2 });
});

test('a text is parsed once, and a broken one is broken every time', () => {
  const text = 'Statement:\n  - Effect: Deny\n';
  expect(parseStrictly(text)).toBe(parseStrictly(text));
  expect(parseStrictly('null')).toBeNull();
  expect(() => parseStrictly('a: [')).toThrow();
  expect(() => parseStrictly('a: [')).toThrow();
});

test('a policy is minified, and left alone where it is broken', () => {
  expect([minifiedJson('a:\n  - 1\n'), minifiedJson('{ "a": [')]).toEqual(['{"a":[1]}', '{ "a": [']);
});

test.each(['{"a": !!binary {}}', '{? [a, b] : c}', '{? {a: b} : c}', 'a: !unknown b'])(
  'writes no warnings between the lines of the program: %s',
  (text) => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation();
    minifiedJson(text);
    expect(warn.mock.calls).toEqual([]);
    warn.mockRestore();
  },
);

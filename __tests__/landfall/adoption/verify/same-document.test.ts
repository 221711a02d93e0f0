import { sameDocument } from '../../../../landfall/adoption/verify/same-document';

describe('two texts of a policy', () => {
  test.each<[string, string, string, boolean, boolean]>([
    ['the same text', '{"a":1}', '{"a":1}', true, true],
    ['spaces and the order of keys', '{"a":1,"b":2}', '{ "b": 2, "a": 1 }', true, true],
    [
      'the order of statements',
      '{"Statement":[{"Sid":"A"},{"Sid":"B"}]}',
      '{"Statement":[{"Sid":"B"},{"Sid":"A"}]}',
      true,
      true,
    ],
    ['an action alone or in a list', '{"Action":"s3:*"}', '{"Action":["s3:*"]}', true, true],
    ['a setting alone or in a list', '{"@@assign":"x"}', '{"@@assign":["x"]}', false, false],
    ['an item twice', '{"Action":["a","a","b"]}', '{"Action":["b","a"]}', true, true],
    ['another effect', '{"Effect":"Deny"}', '{"Effect":"Allow"}', true, false],
    ['a key more', '{"a":1}', '{"a":1,"b":null}', true, false],
    ['text and number', '{"a":"1"}', '{"a":1}', true, false],
    ['YAML and JSON', 'a: [1, 2]', '{"a":[2,1]}', true, true],
    ['what is no document', '{', '{"a":1}', true, false],
  ])('%s', (_, one, other, statements, same) => {
    expect(sameDocument(one, other, statements)).toBe(same);
    expect(sameDocument(other, one, statements)).toBe(same);
  });
});

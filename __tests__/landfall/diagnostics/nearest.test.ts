import fc from 'fast-check';
import { editDistance, nearest } from '../../../landfall/diagnostics/nearest';

describe('nearest', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['registred', ['units', 'registered', 'name'], 'registered'],
    ['naem', ['name', 'email'], 'name'],
    ['Dev', ['dev', 'prod'], 'dev'],
    ['corprate', ['corporate', 'isolated', 'none'], 'corporate'],
    ['xyz', ['name', 'email'], undefined],
    ['', ['name'], undefined],
    ['name', [], undefined],
    ['ab', ['ax', 'ay'], 'ax'],
  ])('%j among %j is %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test('is always one of the candidates, and a candidate is nearest to itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), fc.string(), (candidates, word) => {
        const found = nearest(word, candidates);
        expect(found === undefined || candidates.includes(found)).toBe(true);
        const [first = ''] = candidates;
        expect(nearest(first, candidates)?.toLowerCase()).toBe(first.toLowerCase());
      }),
    );
  });
});

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
    ['abcd', 'ab', 2],
  ])('%j to %j is %d', (a, b, expected) => {
    expect(editDistance(a, b)).toBe(expected);
  });

  test('is symmetric and never more than the longer word', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

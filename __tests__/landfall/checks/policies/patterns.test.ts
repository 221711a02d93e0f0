import fc from 'fast-check';
import { arnsMeet, covers, meet } from '../../../../landfall/checks/policies/patterns';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
const word = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 8 });
const asExpression = (text: string): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'is',
  );

describe('a pattern', () => {
  it('covers what its regular expression matches', () => {
    fc.assert(fc.property(pattern, word, (one, text) => expect(covers(one, text)).toBe(asExpression(one).test(text))));
  });

  it('meets every pattern that covers a common text', () => {
    fc.assert(
      fc.property(pattern, pattern, word, (one, other, text) => {
        const common = covers(one, text) && covers(other, text);
        if (common) expect(meet(one, other)).toBe(true);
        expect(meet(one, other)).toBe(meet(other, one));
      }),
    );
  });

  it.each([
    ['arn:aws:s3:::bucket/*', 'arn:*:s3:::*', true],
    ['arn:aws:s3:::bucket/*', 'arn:*:ec2:*::image/*', false],
    ['arn:aws:ec2', 'arn:*:ec2:*:*:vpc/*', true],
    ['arn:aws:logs:*:*:log-group:a:*', 'arn:*:logs:*:*:log-group:*', true],
  ])('of ARNs, %s and %s: %s', (one, other, expected) => {
    expect(arnsMeet(one, other)).toBe(expected);
  });

  it.each([
    ['a*c', '*b*', true],
    ['?', '', false],
    ['*', '', true],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(meet(one, other)).toBe(expected);
  });
});

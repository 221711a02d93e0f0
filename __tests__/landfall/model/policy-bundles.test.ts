import fc from 'fast-check';
import { bundledText, sentPolicies } from '../../../landfall/model/policy-bundles';
import { testPolicy } from '../../support/guardrails';

const bundled = (key: string, bundle: string): ReturnType<typeof testPolicy> => ({ ...testPolicy(key), bundle });
const policies = [testPolicy('alone'), bundled('a', 'base'), bundled('b', 'base'), bundled('c', 'other')];

describe('policies of a target', () => {
  const names = (keys: readonly string[]): readonly string[] =>
    sentPolicies(policies, keys).map(({ name, parts }) => `${name}: ${parts.map(({ key }) => key).join(' ')}`);

  it.each([
    [
      ['alone', 'a', 'b'],
      ['alone: alone', 'base: a b'],
    ],
    [
      ['b', 'alone', 'a'],
      ['base: a b', 'alone: alone'],
    ],
    [
      ['a', 'c'],
      ['base: a', 'other: c'],
    ],
    [['a', 'a', 'nobody'], ['base: a']],
  ])('%j are sent as %j', (keys, sent) => {
    expect(names(keys)).toEqual(sent);
  });

  it('keep one that exists already out of bundles', () => {
    const [first = bundled('x', 'base')] = policies.slice(1);
    const sent = sentPolicies([{ ...first, awsId: 'p-12345678' }, bundled('b', 'base')], ['a', 'b']);
    expect(sent.map(({ name }) => name)).toEqual(['a', 'base']);
  });

  it('have a description that Organizations takes', () => {
    const long = Array.from({ length: 60 }, (_, index) => ({
      ...bundled(`policy-number-${index}`, 'base'),
      description: 'x'.repeat(100),
    }));
    const [sent] = sentPolicies(
      long,
      long.map(({ key }) => key),
    );
    expect(sent?.description.length).toBe(512);
  });
});

describe('the text of a bundle', () => {
  const statement = (sid: string): object => ({ Sid: sid, Effect: 'Deny', Action: 's3:*', Resource: '*' });
  const content = (sids: readonly string[]): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: sids.map(statement) });

  it('holds the statements of all parts in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 4 }), { minLength: 2, maxLength: 4 }), (parts) => {
        expect(bundledText(parts.map(content))).toBe(content(parts.flat()));
      }),
    );
  });

  it('takes a single statement for a list of one, and leaves a lonely part as it is', () => {
    const single = JSON.stringify({ Version: '2012-10-17', Statement: statement('A') });
    expect(bundledText([single, content(['B'])])).toBe(content(['A', 'B']));
    expect(bundledText([single])).toBe(single);
    expect(bundledText(['{', content(['B'])])).toBe(content(['B']));
  });
});

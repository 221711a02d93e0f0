import { walkAccounts, type Walk } from '../../../landfall/runner/walk-accounts';

const account = (id: string, name: string, active = true) => ({ id, name, active });
const stateText = JSON.stringify({
  version: 4,
  outputs: { assigned: { value: { 'account/fraud-dev/id': '2' } } },
  resources: [
    { mode: 'managed', provider: 'provider["registry.terraform.io/hashicorp/aws"].network', instances: [{}, {}] },
  ],
});
const matching = (text: RegExp): unknown => expect.stringMatching(text);
/** Objects by bucket; a bucket that isn't there can't be entered. */
const walkOver = (
  objects: Readonly<Record<string, Readonly<Record<string, string>>>>,
  change: Partial<Walk> = {},
): ReturnType<typeof walkAccounts> =>
  walkAccounts({
    accounts: Object.keys(objects).map((id) => account(id, `Account ${id}`)),
    bucketsOf: (id) => [{ bucket: id, region: 'eu-west-1' }],
    concern: () => 'described',
    open: (_, { bucket }) => {
      const found = objects[bucket];
      if (found === undefined) return Promise.reject(new Error('no way in'));
      return Promise.resolve({
        keys: () => Promise.resolve(Object.keys(found)),
        read: (key) => Promise.resolve(found[key] ?? ''),
      });
    },
    jobs: 2,
    ...change,
  });

describe('walkAccounts', () => {
  test('finds every state of every account, whoever names it', async () => {
    const { diagnostics, listed, states } = await walkOver({ '1': { 'team-old': stateText }, '2': {}, '3': {} });
    expect(diagnostics).toEqual([]);
    expect(listed).toEqual(new Set(['1', '2', '3']));
    expect(states).toEqual([
      {
        ...{ stack: 'team-old', accountId: '1', accountName: 'Account 1', resources: 2, isEmpty: false },
        state: { bucket: '1', key: 'team-old', region: 'eu-west-1' },
        assigned: new Map([['account/fraud-dev/id', '2']]),
        usesNetwork: true,
      },
    ]);
  });

  test.each<[string, ReturnType<Walk['concern']>, string, RegExp]>([
    ['stacks are applied', 'applied', 'error', /account Lost \(9\) can't be read: no way in/],
    ['stacks may be applied', 'described', 'warning', /account Lost \(9\) can't be read: no way in/],
    ['nothing is ours', 'none', 'note', /doesn't name could not be entered: Lost \(9\)/],
  ])('names an account that it cannot enter, where %s, and goes on', async (_, concern, severity, message) => {
    const accounts = [account('9', 'Lost'), account('1', 'One')];
    const { diagnostics, listed, states } = await walkOver(
      { '1': { a: stateText } },
      { accounts, concern: () => concern },
    );
    expect(states.map(({ stack }) => stack)).toEqual(['a']);
    expect(listed).toEqual(new Set(['1']));
    expect(diagnostics).toMatchObject([{ severity, code: 'LF2028', message: matching(message) }]);
  });

  test.each<[ReturnType<Walk['concern']>, readonly string[]]>([
    ['applied', ['error LF2028']],
    ['none', []],
  ])('does not enter a closed account (%s)', async (concern, expected) => {
    const { diagnostics, states } = await walkOver(
      { '1': { a: stateText } },
      { accounts: [account('1', 'One', false)], concern: () => concern },
    );
    expect(states).toEqual([]);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(expected);
  });

  test('names a state that it cannot read, and does not say that the bucket is known', async () => {
    const { diagnostics, listed, states } = await walkOver({ '1': { a: '<html>', b: stateText } });
    expect(states.map(({ stack }) => stack)).toEqual(['b']);
    expect(listed.size).toBe(0);
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'LF2029', message: matching(/s3:\/\/1\/a/) }]);
  });
});

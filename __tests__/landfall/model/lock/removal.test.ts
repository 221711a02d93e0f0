import { orderOf, removals, type AppliedStack, type FactsLock } from '../../../../landfall/model/lock';
import { zoneGraph } from '../../../../landfall/model/plan';
import { testZone } from '../../../support/zone';

const applied = (id: string, change: Partial<AppliedStack> = {}): readonly [string, AppliedStack] => [
  id,
  {
    account: 'fraud-dev',
    accountId: '111111111111',
    state: { bucket: 'acme-tfstate-111111111111-eu-west-1', key: id, region: 'eu-west-1' },
    slice: 'a'.repeat(64),
    needs: [],
    assigns: [],
    network: undefined,
    guarded: false,
    ...change,
  },
];
const lockOf = (...stacks: readonly (readonly [string, AppliedStack])[]): FactsLock => ({
  organization: 'o-abcdefghij',
  facts: new Map(),
  stacks: new Map(stacks),
});
const removed = (stacks: Readonly<Record<string, 'destroy' | 'forget'>>, confirmed: readonly string[] = []) =>
  testZone({ removed: { stacks, closedAccounts: [], keptAccounts: [], confirmed } });
const matching = (text: RegExp): unknown => expect.stringMatching(text);
const codes = (zone: ReturnType<typeof testZone>, present: readonly string[], lock: FactsLock): readonly string[] =>
  removals('zone', zone, new Set(present), lock).diagnostics.map(({ code, severity }) => `${severity} ${code}`);

describe('removals', () => {
  test.each<[string, readonly string[], FactsLock, ReturnType<typeof testZone>, readonly string[]]>([
    ['nothing is gone', ['a'], lockOf(applied('a')), removed({}), []],
    ['a stack is gone without a word', [], lockOf(applied('a')), removed({}), ['error LF2010']],
    ['a stack is gone with a word', [], lockOf(applied('a')), removed({ a: 'destroy' }), []],
    ['a stack is to be forgotten', [], lockOf(applied('a')), removed({ a: 'forget' }), []],
    [
      'a guarded stack has one word only',
      [],
      lockOf(applied('a', { guarded: true })),
      removed({ a: 'destroy' }),
      ['error LF2011'],
    ],
    ['a guarded stack is confirmed', [], lockOf(applied('a', { guarded: true })), removed({ a: 'destroy' }, ['a']), []],
    ['a stack is still there', ['a'], lockOf(applied('a')), removed({ a: 'destroy' }), ['error LF2012']],
    ['a stack was never applied or is destroyed', [], lockOf(), removed({ a: 'destroy' }), ['note LF2013']],
  ])('when %s', (_, present, lock, zone, expected) => {
    expect(codes(zone, present, lock)).toEqual(expected);
  });

  test.each([
    ['destroy', /done its work: delete it/],
    ['forget', /once its state is gone/],
  ] as const)('says when the line of a stack that is gone may go (%s)', (word, help) => {
    expect(removals('zone', removed({ a: word }), new Set(), lockOf()).diagnostics).toMatchObject([
      { code: 'LF2013', help: matching(help) },
    ]);
  });

  test('destroys in the reverse order, after what stays has let go', () => {
    const lock = lockOf(
      applied('account-fraud-dev'),
      applied('access-fraud', { needs: ['account-fraud-dev'] }),
      applied('cost', { needs: ['account-fraud-dev'] }),
      applied('unrelated', { needs: ['organization'] }),
    );
    const zone = removed({ 'account-fraud-dev': 'destroy', 'access-fraud': 'destroy' });
    const { destroy } = removals('zone', zone, new Set(['cost', 'unrelated']), lock);
    expect(destroy.map(({ after, slice }) => [slice.envelope.id, after])).toEqual([
      ['access-fraud', []],
      ['account-fraud-dev', ['access-fraud', 'cost']],
    ]);
    const order = orderOf(zoneGraph(zone), destroy, lock);
    expect(order.get('account-fraud-dev')).toEqual(['access-fraud', 'cost']);
    expect(order.get('integration-accounts')).toEqual(['organization']);
  });

  test('finds the state where it was recorded, with the role of the account', () => {
    const zone = removed({ a: 'destroy' });
    const [stack] = removals('zone', zone, new Set(), lockOf(applied('a'))).destroy;
    expect(stack?.slice).toMatchObject({
      content: { kind: 'removed' },
      envelope: {
        accountId: '111111111111',
        roleArn: 'arn:aws:iam::111111111111:role/landfall-apply',
        backend: { kind: 's3', bucket: 'acme-tfstate-111111111111-eu-west-1', key: 'a' },
      },
    });
  });

  test.each([
    ['assume-role', { roleArn: 'arn:aws:iam::222222222222:role/landfall-network-attach', profile: undefined }],
    ['ambient', { roleArn: undefined, profile: 'landfall-network' }],
  ] as const)('keeps the provider of the network account, with access: %s', (access, expected) => {
    const zone = removed({ a: 'destroy' });
    const by = { ...zone, deployment: { ...zone.deployment, access } };
    const [stack] = removals('zone', by, new Set(), lockOf(applied('a', { network: '222222222222' }))).destroy;
    expect(stack?.slice.content).toEqual({
      kind: 'removed',
      networkProvider: { accountId: '222222222222', ...expected },
    });
  });
});

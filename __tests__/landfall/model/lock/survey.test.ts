import { emptyFactsLock, unfinished, type AppliedStack, type FactsLock } from '../../../../landfall/model/lock';
import { takeSurvey, type Survey, type SurveyedStack } from '../../../../landfall/model/lock/survey';
import type { FoundState } from '../../../../landfall/model/lock/unnamed';

const ids = { management: '100000000000', fraud: '200000000000', network: '300000000000' } as const;
const hash = 'a'.repeat(64);
const bucket = (accountId: string): string => `acme-tfstate-${accountId}-eu-west-1`;
const place = (accountId: string, key: string) => ({ bucket: bucket(accountId), key, region: 'eu-west-1' });

const found = (stack: string, accountId: string, change: Partial<FoundState> = {}): FoundState => ({
  ...{ stack, accountId, accountName: 'Fraud Dev', state: place(accountId, stack), assigned: new Map() },
  ...{ resources: 3, isEmpty: false, usesNetwork: false, ...change },
});
const stack = (id: string, account: string, assigns: readonly string[] = []): SurveyedStack => ({
  ...{ id, account, needs: [], assigns, guarded: false },
});
const applied = (
  id: string,
  accountId: string,
  change: Partial<AppliedStack> = {},
): readonly [string, AppliedStack] => [
  id,
  {
    ...{ account: 'fraud-dev', accountId, state: place(accountId, id), slice: hash, needs: [], assigns: [] },
    ...{ network: undefined, guarded: false, ...change },
  },
];
const lockOf = (
  stacks: readonly (readonly [string, AppliedStack])[],
  facts: Readonly<Record<string, string>> = {},
): FactsLock => ({ ...emptyFactsLock, facts: new Map(Object.entries(facts)), stacks: new Map(stacks) });
const survey = (change: Partial<Survey> = {}): Survey => ({
  stacks: [stack('team-fraud', 'management', ['account/fraud-dev/id']), stack('account-fraud-dev', 'fraud-dev')],
  states: [],
  listed: new Set(Object.values(ids).map(bucket)),
  network: 'network',
  declared: new Map([['account/network/id', ids.network]]),
  words: {},
  ...change,
});
const codes = (result: ReturnType<typeof takeSurvey>): readonly string[] =>
  result.diagnostics.map(({ code, path, severity }) => `${severity} ${code} ${path ?? ''}`);

describe('takeSurvey', () => {
  test('takes ids out of the states and remembers their stacks as to be planned', () => {
    const states = [
      found('team-fraud', ids.management, { assigned: new Map([['account/fraud-dev/id', ids.fraud]]) }),
      found('account-fraud-dev', ids.fraud, { usesNetwork: true }),
    ];
    const result = takeSurvey(emptyFactsLock, survey({ states }));
    expect(codes(result)).toEqual([]);
    expect(result.read).toEqual(['account-fraud-dev', 'team-fraud']);
    expect(result.lock.facts).toEqual(new Map([['account/fraud-dev/id', ids.fraud]]));
    expect(result.lock.stacks.get('account-fraud-dev')).toMatchObject({
      ...{ account: 'fraud-dev', accountId: ids.fraud, state: place(ids.fraud, 'account-fraud-dev') },
      ...{ slice: unfinished, network: ids.network },
    });
  });

  test('leaves alone what is remembered already, but for the providers that the state needs', () => {
    const lock = lockOf([applied('account-fraud-dev', ids.fraud, { needs: ['team-fraud'] })]);
    const states = [found('account-fraud-dev', ids.fraud, { usesNetwork: true })];
    const again = takeSurvey(lock, survey({ states })).lock.stacks.get('account-fraud-dev');
    expect(again).toMatchObject({ slice: hash, needs: ['team-fraud'], network: ids.network });
    const without = [found('account-fraud-dev', ids.fraud)];
    const withNetwork = lockOf([applied('account-fraud-dev', ids.fraud, { network: ids.network })]);
    const { stacks } = takeSurvey(withNetwork, survey({ states: without })).lock;
    expect(stacks.get('account-fraud-dev')?.network).toBeUndefined();
  });

  test('keeps the known id where a state says another, and goes on with the rest', () => {
    const lock = lockOf([], { 'account/fraud-dev/id': '999999999999' });
    const assigned = new Map([
      ['account/fraud-dev/id', ids.fraud],
      ['account/fraud-prod/id', '400000000000'],
    ]);
    const result = takeSurvey(lock, survey({ states: [found('team-fraud', ids.management, { assigned })] }));
    expect(codes(result)).toEqual(['error LF2006 account/fraud-dev/id']);
    expect(Object.fromEntries(result.lock.facts)).toEqual({
      'account/fraud-dev/id': '999999999999',
      'account/fraud-prod/id': '400000000000',
    });
  });

  test('an account that only the state still knows is known again, so that its leaving is noticed', () => {
    const assigned = new Map([['account/old/id', '500000000000']]);
    const { lock } = takeSurvey(
      emptyFactsLock,
      survey({ states: [found('team-fraud', ids.management, { assigned })] }),
    );
    expect(lock.facts.get('account/old/id')).toBe('500000000000');
    expect(lock.stacks.get('team-fraud')?.assigns).toContain('account/old/id');
  });

  test('what another stack of the model assigns is not taken from an old state', () => {
    const assigned = new Map([['account/fraud-dev/id', '999999999999']]);
    const { lock } = takeSurvey(
      emptyFactsLock,
      survey({ states: [found('foundation', ids.management, { assigned })] }),
    );
    expect(lock.facts.size).toBe(0);
    expect(lock.stacks.get('foundation')?.assigns).toEqual([]);
  });

  describe('a stack that nobody names', () => {
    const states = [
      found('access-old', ids.management),
      found('account-old-dev', ids.fraud, { usesNetwork: true }),
      found('team-old', ids.management, { assigned: new Map([['account/old-dev/id', ids.fraud]]) }),
    ];

    test('is reported with what to do, and remembered so that it can be destroyed in order', () => {
      const result = takeSurvey(emptyFactsLock, survey({ states }));
      expect(codes(result)).toEqual([
        'warning LF2025 stacks.access-old',
        'warning LF2025 stacks.account-old-dev',
        'warning LF2025 stacks.team-old',
      ]);
      expect(result.diagnostics[0]?.help).toContain('`access-old: destroy` or `access-old: forget`');
      expect(result.read).toEqual([]);
      const { stacks } = result.lock;
      expect(stacks.get('access-old')).toMatchObject({ needs: ['account-old-dev', 'team-old'], guarded: false });
      expect(stacks.get('account-old-dev')).toMatchObject({
        ...{ account: 'old-dev', needs: ['team-old'], network: ids.network, guarded: true },
      });
      expect(stacks.get('team-old')).toMatchObject({ needs: [], assigns: ['account/old-dev/id'], guarded: true });
    });

    test.each([
      ['destroy', ['access-old', 'account-old-dev', 'team-old']],
      ['forget', []],
    ] as const)('is nothing new where removed.yaml says %s', (word, kept) => {
      const words = { 'access-old': word, 'account-old-dev': word, 'team-old': word };
      const result = takeSurvey(emptyFactsLock, survey({ states, words }));
      expect(codes(result)).toEqual([]);
      expect([...result.lock.stacks.keys()]).toEqual(kept);
    });

    test.each([{ isEmpty: true }, { isEmpty: false }])('is none where it holds nothing: %p', (change) => {
      const states = [found('x', ids.fraud, { resources: 0, ...change })];
      const result = takeSurvey(emptyFactsLock, survey({ states }));
      expect(codes(result)).toEqual([]);
      expect(result.lock).toEqual(emptyFactsLock);
    });

    test('comes after units below it', () => {
      const units = [found('unit-workloads', ids.management), found('unit-workloads-prod', ids.management)];
      const { stacks } = takeSurvey(emptyFactsLock, survey({ states: units })).lock;
      expect(stacks.get('unit-workloads-prod')?.needs).toEqual(['unit-workloads']);
      expect(stacks.get('unit-workloads')?.needs).toEqual([]);
    });
  });

  test.each<[string, FactsLock, string]>([
    ['where the lock has it', lockOf([applied('account-fraud-dev', ids.network)]), ids.network],
    ["else in the stack's own account", lockOf([], { 'account/fraud-dev/id': ids.fraud }), ids.fraud],
    ['else the first one', emptyFactsLock, ids.fraud],
  ])('of two states of a stack the right one is read: %s', (_, lock, expected) => {
    const states = [found('account-fraud-dev', ids.network), found('account-fraud-dev', ids.fraud)];
    const result = takeSurvey(lock, survey({ states }));
    expect(codes(result)).toEqual(['warning LF2026 stacks.account-fraud-dev']);
    expect(result.lock.stacks.get('account-fraud-dev')?.accountId).toBe(expected);
  });

  test('an empty second state is no second one, wherever it lies', () => {
    const states = [
      found('account-fraud-dev', ids.fraud, { resources: 0, isEmpty: true }),
      found('account-fraud-dev', ids.network),
    ];
    const result = takeSurvey(lockOf([], { 'account/fraud-dev/id': ids.fraud }), survey({ states }));
    expect(codes(result)).toEqual([]);
    expect(result.lock.stacks.get('account-fraud-dev')?.accountId).toBe(ids.network);
  });

  const gone = ['warning LF2027 stacks.account-fraud-dev'];
  const listed: ReadonlySet<string> = new Set([bucket(ids.fraud)]);
  const empty = found('account-fraud-dev', ids.fraud, { resources: 0, isEmpty: true });
  test.each<[string, Partial<Survey>, readonly string[], string]>([
    ['is not in its bucket', { listed }, gone, unfinished],
    ['is empty', { listed, states: [empty] }, gone, unfinished],
    ['holds no objects, but was applied', { listed, states: [{ ...empty, isEmpty: false }] }, [], hash],
    ['is in a bucket that was not listed', { listed: new Set() }, [], hash],
  ])('a recorded stack whose state %s', (_, change, expected, slice) => {
    const lock = lockOf([applied('account-fraud-dev', ids.fraud)]);
    const result = takeSurvey(lock, survey(change));
    expect(codes(result)).toEqual(expected);
    expect(result.lock.stacks.get('account-fraud-dev')?.slice).toBe(slice);
  });

  test('a state that was moved is found where it lies now', () => {
    const lock = lockOf([applied('account-fraud-dev', ids.network)]);
    const result = takeSurvey(lock, survey({ states: [found('account-fraud-dev', ids.fraud)] }));
    expect(codes(result)).toEqual([]);
    expect(result.lock.stacks.get('account-fraud-dev')).toMatchObject({
      ...{ accountId: ids.fraud, state: place(ids.fraud, 'account-fraud-dev'), slice: hash },
    });
  });
});

import { sliceHash, unfinished, type AppliedStack, type FactsLock } from '../../../landfall/model/lock';
import { FactReader } from '../../../landfall/model/facts';
import type { RunHooks, RunOptions, RunStack } from '../../../landfall/runner/contract';
import { refreshFacts } from '../../../landfall/runner/refresh';

const ids: Readonly<Record<string, string>> = { management: '1', 'fraud-dev': '2', 'fraud-prod': '3' };

function stack(
  id: string,
  account: string,
  change: Partial<RunStack> & { readonly reads?: readonly string[] } = {},
): RunStack {
  const { reads = [], ...rest } = change;
  return {
    ...{ id, account, wave: '5', needs: [], assigns: [], reveals: [], createsIn: [], guarded: false, removal: false },
    slice: (facts) => {
      const accountId = facts.get(`account/${account}/id`);
      const read = reads.map((key) => facts.get(key)).join(' ');
      return {
        envelope: {
          ...{ id, accountId, region: 'eu-west-1', roleArn: undefined, providerConstraint: '', defaultTags: { read } },
          backend: {
            kind: 's3',
            bucket: `b-${accountId}`,
            key: id,
            region: 'eu-west-1',
            kmsKeyId: 'k',
            roleArn: undefined,
          },
        },
        content: { kind: 'removed' },
      };
    },
    ...rest,
  };
}

const stacks: readonly RunStack[] = [
  stack('team-fraud', 'management', { assigns: ['account/fraud-dev/id'], reveals: ['group/x/id'] }),
  stack('account-fraud-dev', 'fraud-dev', { needs: ['team-fraud'], assigns: ['domain/fraud-dev/application-arn'] }),
  stack('access-fraud', 'management', { needs: ['account-fraud-dev'], reads: ['domain/fraud-dev/application-arn'] }),
  stack('team-other', 'management'),
];
const states: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  'b-1': { 'team-fraud': { 'account/fraud-dev/id': '2' }, 'access-fraud': {}, 'team-other': {}, 'team-old': {} },
  'b-2': { 'account-fraud-dev': { 'domain/fraud-dev/application-arn': 'arn' } },
};
const lockOf = (
  facts: Readonly<Record<string, string>>,
  applied: Readonly<Record<string, string>> = {},
): FactsLock => ({
  organization: undefined,
  facts: new Map(Object.entries(facts)),
  stacks: new Map(
    Object.entries(applied).map(([id, slice]): [string, AppliedStack] => {
      const found = stacks.find((one) => one.id === id);
      const accountId = ids[found?.account ?? ''] ?? '';
      return [
        id,
        {
          ...{ account: found?.account ?? '', accountId, slice, needs: [], network: undefined, guarded: false },
          ...{ assigns: found?.assigns ?? [], state: { bucket: `b-${accountId}`, key: id, region: 'eu-west-1' } },
        },
      ];
    }),
  ),
});

interface Refreshed {
  readonly lock: FactsLock;
  /** States that were read. */
  readonly read: readonly string[];
  readonly revealed: readonly string[];
  readonly notes: readonly string[];
}

async function refresh(
  lock: FactsLock,
  selected: readonly string[],
  change: Partial<RunOptions> = {},
  open?: RunHooks['openStates'] | 'none',
): Promise<Refreshed> {
  const read: string[] = [];
  const revealed: string[] = [];
  const notes: string[] = [];
  let kept = lock;
  const opened: RunHooks['openStates'] = (_, { bucket }) => {
    const held = states[bucket];
    if (held === undefined) return Promise.reject(new Error('no way in'));
    return Promise.resolve({
      keys: () => Promise.resolve(Object.keys(held)),
      read: (key) => {
        read.push(key);
        return Promise.resolve(JSON.stringify({ version: 4, outputs: { assigned: { value: held[key] } } }));
      },
    });
  };
  const unused = (): never => {
    throw new Error('refreshing has no use for this');
  };
  const hooks: RunHooks = {
    store: { load: () => kept, save: (saved) => void (kept = saved) },
    ...(open === 'none' ? {} : { openStates: open ?? opened }),
    reveal: (_, keys) => {
      revealed.push(...keys);
      return Promise.resolve(new Map(keys.map((key) => [key, `revealed ${key}`])));
    },
    report: (event) => {
      if (event.kind === 'note') notes.push(event.text);
    },
    ...{ synthesize: unused, prepare: unused, environment: unused, terraformFor: unused, approve: unused },
    ...{ beforeFirst: unused, recover: unused },
  };
  const options: RunOptions = {
    ...{ stacks, declared: new Map([['account/management/id', '1']]), jobs: 2, folder: '' },
    selected: (id) => selected.includes(id),
    ...change,
  };
  await refreshFacts(options, hooks);
  return { lock: kept, read: read.sort(), revealed, notes };
}

const all = { 'account/fraud-dev/id': '2', 'domain/fraud-dev/application-arn': 'arn', 'group/x/id': 'g' };
const known = new Map([...Object.entries(all), ['account/management/id', '1'] as const]);
const current = (id: string): string => {
  const found = stacks.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return sliceHash(found.slice(new FactReader(known)));
};
const upToDate = Object.fromEntries(stacks.map(({ id }) => [id, current(id)]));

describe('refreshFacts', () => {
  test('reads lost facts of what is selected and needed, account after account, and nothing else', async () => {
    const { lock, read, revealed } = await refresh(lockOf({}), ['access-fraud']);
    expect(read).toEqual(['access-fraud', 'account-fraud-dev', 'team-fraud']);
    expect(Object.fromEntries(lock.facts)).toEqual({ ...all, 'group/x/id': 'revealed group/x/id' });
    expect(revealed).toEqual(['group/x/id']);
    expect([...lock.stacks].map(([id, { slice }]) => [id, slice]).sort()).toEqual([
      ['access-fraud', unfinished],
      ['account-fraud-dev', unfinished],
      ['team-fraud', unfinished],
    ]);
  });

  test.each<[string, FactsLock, Partial<RunOptions>, readonly string[]]>([
    ['all is known and unchanged', lockOf(all, upToDate), {}, []],
    ['a slice has changed', lockOf(all, { ...upToDate, 'access-fraud': '0'.repeat(64) }), {}, ['access-fraud']],
    ['an apply did not end well', lockOf(all, { ...upToDate, 'team-fraud': unfinished }), {}, ['team-fraud']],
    [
      'an id is missing',
      lockOf({ 'account/fraud-dev/id': '2', 'group/x/id': 'g' }, upToDate),
      {},
      ['account-fraud-dev'],
    ],
    [
      'all are asked for',
      lockOf(all, upToDate),
      { refreshFacts: true },
      ['access-fraud', 'account-fraud-dev', 'team-fraud'],
    ],
  ])('where %s', async (_, lock, change, expected) => {
    expect((await refresh(lock, ['access-fraud'], change)).read).toEqual(expected);
  });

  test('an id that changed ends the run before anything is done', async () => {
    const lock = lockOf({ 'account/fraud-dev/id': '9' });
    await expect(refresh(lock, ['team-fraud'])).rejects.toMatchObject({
      diagnostics: [{ code: 'LF2006', path: 'account/fraud-dev/id' }],
    });
  });

  test.each<[string, FactsLock, number]>([
    ['where something is applied, it is noted', lockOf(all, { 'team-fraud': unfinished }), 1],
    ['a new account without a home is nothing to speak of', lockOf({}), 0],
  ])('an account that cannot be entered is left to the run: %s', async (_, lock, count) => {
    const closed = (): Promise<never> => Promise.reject(new Error('no way in'));
    const refreshed = await refresh(lock, ['team-fraud'], {}, closed);
    expect(refreshed.lock).toEqual(lock);
    expect(refreshed.notes).toHaveLength(count);
  });

  test('without a way to the states, the facts stay as they are known', async () => {
    expect((await refresh(lockOf({}), ['access-fraud'], {}, 'none')).lock).toEqual(lockOf({}));
  });
});

import { fact } from '../../../../landfall/model/facts';
import {
  emptyFactsLock,
  partingFindings,
  settleStack,
  vanishedAccounts,
  type AppliedStack,
  type FactsLock,
} from '../../../../landfall/model/lock';
import type { LandingZone } from '../../../../landfall/model/zone';
import { testZone } from '../../../support/zone';

const applied: AppliedStack = {
  account: 'management',
  accountId: '111111111111',
  state: { bucket: 'acme-tfstate-111111111111-eu-west-1', key: 'team-fraud', region: 'eu-west-1' },
  slice: 'a'.repeat(64),
  needs: [],
  assigns: [],
  network: undefined,
  guarded: true,
};
const id = '444444444444';
const words = (removed: Partial<LandingZone['removed']>): LandingZone =>
  testZone({ removed: { ...testZone().removed, ...removed } });
const lock = (
  facts: Readonly<Record<string, string>>,
  stacks: Readonly<Record<string, AppliedStack>> = {},
): FactsLock => ({
  ...emptyFactsLock,
  facts: new Map(Object.entries(facts)),
  stacks: new Map(Object.entries(stacks)),
});
const others = { [fact.accountId('fraud-dev')]: '555555555555' };
const known = { [fact.accountId('fraud-test')]: id };
const marked = { [fact.closingAccountId('fraud-test')]: id };
const ofFraud = { 'team-fraud': { ...applied, assigns: [fact.accountId('fraud-test')] } };

describe('an account that left the configuration', () => {
  test('has vanished as long as nothing is said of it', () => {
    const account = { account: 'fraud-test', accountId: id };
    expect(vanishedAccounts(testZone(), lock(known, ofFraud))).toEqual([{ ...account, stack: 'team-fraud' }]);
    expect(vanishedAccounts(testZone(), lock(known))).toEqual([{ ...account, stack: undefined }]);
    expect(partingFindings(testZone(), lock(known, ofFraud))).toEqual([
      { kind: 'vanished', ...account, stack: 'team-fraud' },
    ]);
    for (const word of ['keptAccounts', 'closedAccounts']) {
      expect(vanishedAccounts(words({ [word]: ['Fraud-Test'] }), lock(known, ofFraud))).toEqual([]);
    }
  });

  test('goes with its stack where that left as well', () => {
    const gone = { 'team-gone': { ...applied, assigns: [fact.accountId('gone-dev')] } };
    expect(vanishedAccounts(testZone(), lock({ [fact.accountId('gone-dev')]: id }, gone))).toEqual([]);
  });

  test('is none that is described, or the management account', () => {
    const facts = { [fact.accountId('management')]: '1', [fact.accountId('fraud-dev')]: '2' };
    expect(vanishedAccounts(testZone(), lock(facts))).toEqual([]);
  });

  const close = { closedAccounts: ['fraud-test'] };
  const confirmed = { ...close, confirmed: ['fraud-test'] };
  const inside = { 'account-fraud-test': { ...applied, account: 'fraud-test', accountId: id } };
  test.each<[string, Partial<LandingZone['removed']>, FactsLock, readonly object[]]>([
    ['kept: nothing to say', { keptAccounts: ['fraud-test'] }, lock(known), []],
    ['kept and let go: done', { keptAccounts: ['fraud-test'] }, lock(others), [{ kind: 'done' }]],
    ['to be closed: nothing to say yet', close, lock(known), []],
    ['to be closed, but unknown', close, lock(others), [{ kind: 'unknown' }]],
    ['marked', close, lock({ ...known, ...marked }), [{ kind: 'marked', accountId: id }]],
    ['confirmed before it was marked', confirmed, lock(known), [{ kind: 'unmarked', accountId: id }]],
    ['confirmed and marked', confirmed, lock({ ...known, ...marked }), []],
    [
      'confirmed with a stack inside',
      confirmed,
      lock({ ...known, ...marked }, inside),
      [{ kind: 'inhabited', accountId: id, stacks: ['account-fraud-test'] }],
    ],
    ['closed: done', confirmed, lock(others), [{ kind: 'done' }]],
    [
      'still described',
      { keptAccounts: ['fraud-Dev'] },
      lock(others),
      [{ kind: 'described', account: 'fraud-dev', written: 'fraud-Dev', word: 'keep' }],
    ],
  ])('%s', (_, removed, facts, findings) => {
    expect(partingFindings(words(removed), facts)).toEqual(
      findings.map((finding) => ({ account: 'fraud-test', ...finding })),
    );
  });

  test('is nothing to speak of where no fact is known at all', () => {
    expect(partingFindings(words(close), emptyFactsLock)).toEqual([]);
    expect(partingFindings(words({ keptAccounts: ['fraud-test'] }), emptyFactsLock)).toEqual([]);
  });

  test('was made by one stack and would be made by another', () => {
    const stacks = { foundation: { ...applied, assigns: [fact.accountId('log-archive')] } };
    expect(partingFindings(testZone(), lock({ [fact.accountId('log-archive')]: id }, stacks))).toEqual([
      { kind: 'moved', account: 'log-archive', from: 'foundation', to: 'integration-accounts' },
    ]);
  });
});

describe('a stack that was applied', () => {
  const before = lock(
    { ...known, [fact.accountId('fraud-dev')]: '1' },
    {
      'team-fraud': { ...applied, assigns: [fact.accountId('fraud-test'), fact.accountId('fraud-dev')] },
    },
  );
  const now = { ...applied, assigns: [fact.accountId('fraud-dev')] };

  test('takes the facts along that it assigns no longer', () => {
    const { facts, stacks } = settleStack(before, 'team-fraud', now, new Set());
    expect([...facts.keys()]).toEqual([fact.accountId('fraud-dev')]);
    expect(stacks.get('team-fraud')).toEqual(now);
  });

  test('leaves those that another one assigns', () => {
    const { facts } = settleStack(before, 'team-fraud', now, new Set([fact.accountId('fraud-test')]));
    expect(facts).toEqual(before.facts);
  });
});

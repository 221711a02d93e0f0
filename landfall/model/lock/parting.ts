import { fact } from '../facts';
import { closingStackId, leavingAccounts } from '../slices/parting-accounts';
import { integrationAccountsStackId } from '../slices/vending';
import { managementKey, type LandingZone } from '../zone';
import type { FactsLock } from './facts';

/** An account whose id is known and which the configuration has no longer. */
export interface VanishedAccount {
  /** Key of the account. */
  readonly account: string;
  readonly accountId: string;
  /** Stack that made it, where that is known. */
  readonly stack: string | undefined;
}

/**
 * Accounts that the configuration had and has no longer, and of which `removed.yaml` says nothing: the stack that made
 * them would destroy them. Accounts of a stack that has left the configuration as well go with that stack.
 */
export function vanishedAccounts(zone: LandingZone, lock: FactsLock): readonly VanishedAccount[] {
  const described = new Set(zone.accounts.map(({ key }) => key));
  const spoken = new Set(leavingAccounts(zone).map(({ key }) => key));
  const stacks = new Set(vendingStacks(zone));
  const makers = new Map([...lock.stacks].flatMap(([id, { assigns }]) => assigns.map((key) => [key, id] as const)));
  return knownAccounts(lock)
    .map(({ account, accountId }) => ({ account, accountId, stack: makers.get(fact.accountId(account)) }))
    .filter(
      ({ account, stack }) =>
        account !== managementKey &&
        !described.has(account) &&
        !spoken.has(account) &&
        (stack === undefined || stacks.has(stack)),
    );
}

/** What is wrong with, or worth saying of, what `removed.yaml` says of accounts. */
export type PartingFinding =
  /** Error: it left the configuration without a word. */
  | ({ readonly kind: 'vanished' } & VanishedAccount)
  /** Error: `removed.yaml` names it, and the configuration describes it. */
  | { readonly kind: 'described'; readonly account: string; readonly written: string; readonly word: 'keep' | 'close' }
  /** Error: it is to be closed, but its id is not known (any more). */
  | { readonly kind: 'unknown'; readonly account: string }
  /** Error: its closing is confirmed, but no deployment has marked it yet. */
  | { readonly kind: 'unmarked'; readonly account: string; readonly accountId: string }
  /** Error: its closing is confirmed while stacks are still applied in it; their states would be lost with it. */
  | {
      readonly kind: 'inhabited';
      readonly account: string;
      readonly accountId: string;
      readonly stacks: readonly string[];
    }
  /** Error: another stack than the one that made it would make it now, a second time. */
  | { readonly kind: 'moved'; readonly account: string; readonly from: string; readonly to: string }
  /** Note: it is marked, and closed as soon as its key stands under `confirm`. */
  | { readonly kind: 'marked'; readonly account: string; readonly accountId: string }
  /** Note: nothing is known of it any more, so the line has done its work. */
  | { readonly kind: 'done'; readonly account: string };

/**
 * All findings, sorted by account; see `vanishedAccounts`. Without any facts, before bootstrap or where they aren't
 * committed, nothing can be said of what they are needed for.
 */
export function partingFindings(zone: LandingZone, lock: FactsLock): readonly PartingFinding[] {
  if (lock.facts.size === 0) return describedAccounts(zone);
  return [
    ...vanishedAccounts(zone, lock).map((account): PartingFinding => ({ kind: 'vanished', ...account })),
    ...describedAccounts(zone),
    ...movedAccounts(zone, lock),
    ...leavingAccounts(zone).flatMap(({ confirmed, key, word }): readonly PartingFinding[] => {
      const accountId = lock.facts.get(fact.accountId(key));
      const marked = lock.facts.get(fact.closingAccountId(key));
      if (accountId === undefined && marked === undefined) {
        return [{ kind: word === 'close' && !confirmed ? 'unknown' : 'done', account: key }];
      }
      if (word === 'keep') return [];
      if (!confirmed) return marked === undefined ? [] : [{ kind: 'marked', account: key, accountId: marked }];
      if (marked === undefined) return [{ kind: 'unmarked', account: key, accountId: accountId ?? '' }];
      const stacks = [...lock.stacks].filter(([, applied]) => applied.accountId === marked).map(([id]) => id);
      if (stacks.length === 0) return [];
      return [{ kind: 'inhabited', account: key, accountId: marked, stacks: stacks.sort() }];
    }),
  ].sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0));
}

function describedAccounts({ accounts, removed }: LandingZone): readonly PartingFinding[] {
  if (removed.closedAccounts.length === 0 && removed.keptAccounts.length === 0) return [];
  const described = new Set(accounts.map(({ key }) => key));
  const words = [
    ...removed.closedAccounts.map((written) => ({ written, word: 'close' as const })),
    ...removed.keptAccounts.map((written) => ({ written, word: 'keep' as const })),
  ];
  return words.flatMap(({ word, written }): readonly PartingFinding[] => {
    const account = written.toLowerCase();
    return described.has(account) ? [{ kind: 'described', account, written, word }] : [];
  });
}

/** A duty can put an account into another stack; its state stays where it was. */
function movedAccounts(zone: LandingZone, lock: FactsLock): readonly PartingFinding[] {
  const stacks = new Set(vendingStacks(zone));
  const makers = new Map(
    [...lock.stacks].flatMap(([id, { assigns }]) => (stacks.has(id) ? assigns.map((key) => [key, id] as const) : [])),
  );
  return zone.accounts.flatMap(({ key, manage, vendedBy }): readonly PartingFinding[] => {
    const from = makers.get(fact.accountId(key));
    if (manage === 'read' || from === undefined || vendedBy === undefined || from === vendedBy) return [];
    return [{ kind: 'moved', account: key, from, to: vendedBy }];
  });
}

function knownAccounts(lock: FactsLock): readonly { readonly account: string; readonly accountId: string }[] {
  return [...lock.facts].flatMap(([key, accountId]) => {
    const account = /^account\/(.+)\/id$/.exec(key)?.[1];
    return account === undefined ? [] : [{ account, accountId }];
  });
}

/** Ids of the stacks of the model that make accounts. */
function vendingStacks({ teams }: LandingZone): readonly string[] {
  return [integrationAccountsStackId, closingStackId, ...teams.map(({ key }) => `team-${key}`)];
}

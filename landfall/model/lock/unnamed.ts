import { fact } from '../facts';
import type { AppliedStack, FactsLock, RecordedState } from './facts';
import { unfinished } from './facts';

/** A state that lies in an account's bucket. */
export interface FoundState {
  /** Id of the stack: the key of the object. */
  readonly stack: string;
  readonly accountId: string;
  /** Name of the account in AWS. */
  readonly accountName: string;
  readonly state: RecordedState;
  /** Ids that it puts out. */
  readonly assigned: ReadonlyMap<string, string>;
  /** Objects that it holds. */
  readonly resources: number;
  /** Terraform leaves an empty state behind when it has destroyed everything. */
  readonly isEmpty: boolean;
  /** Whether some of them can only be changed through the second provider, which acts in the network account. */
  readonly usesNetwork: boolean;
}

/**
 * What can be told of an applied stack that neither configuration nor lock names: its state says what it assigned and
 * which providers it needs, its id says of what kind it is. What relied on it nobody knows any more, so all kinds but
 * those on which nothing can rely are guarded.
 * @param others ids of all stacks that the configuration lacks: those of earlier waves are destroyed after it
 * @param networkId id of the network account, where it is known
 */
export function unnamedStack(
  found: FoundState,
  others: readonly string[],
  lock: FactsLock,
  networkId: string | undefined,
): AppliedStack {
  const rank = rankOf(found.stack);
  return {
    account: accountKey(found, lock),
    accountId: found.accountId,
    state: found.state,
    slice: unfinished,
    needs: others.filter((id) => id !== found.stack && (rankOf(id) < rank || found.stack.startsWith(`${id}-`))).sort(),
    assigns: [],
    network: found.usesNetwork ? networkId : undefined,
    guarded: !/^(access|portfolio|own|unit)-|^(cost|delegation)$/.test(found.stack),
  };
}

/** Waves of ARCHITECTURE.md by the ids of stacks, which are public and never change. */
const ranks: readonly (readonly [RegExp, number])[] = [
  [/^organization$/, 1],
  [/^integration-accounts$/, 2],
  [/^control-tower$/, 3],
  [/^unit-/, 4],
  [/^delegation$/, 6],
  [/^account-/, 7],
  [/^(access|portfolio|own)-|^cost$/, 9],
];

/** Stacks that make accounts, and Identity Center, come between units and accounts. */
function rankOf(id: string): number {
  return ranks.find(([pattern]) => pattern.test(id))?.[1] ?? 5;
}

function accountKey({ accountId, accountName }: FoundState, { facts }: FactsLock): string {
  for (const [key, id] of facts) {
    const account = /^account\/(.+)\/id$/.exec(key)?.[1];
    if (account !== undefined && id === accountId && key === fact.accountId(account)) return account;
  }
  return accountName.toLowerCase().replace(/[^a-z0-9]+/g, '-') || accountId;
}

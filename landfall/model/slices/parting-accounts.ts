import { fact, type FactKey, type FactReader } from '../facts';
import type { Account, LandingZone } from '../zone';

/** What a vending stack does about an account that it doesn't make any more. */
export type PartingAccount =
  /** Its state lets go of the account, which stays in AWS as it is. Nothing happens where the state never had it. */
  | { readonly key: string; readonly step: 'forget' }
  /** It takes the account in with the mark that turns a later destruction into a closing. */
  | { readonly key: string; readonly step: 'mark'; readonly accountId: string };

/**
 * Closes accounts of all stacks: only here it is known which state holds them at the end, whoever made them and whether
 * that stack is still there.
 */
export const closingStackId = 'foundation';

/**
 * Accounts that left the configuration with a word in `removed.yaml`, and those that are only read (any more). Without
 * it Terraform would destroy them, which takes an account out of the organization.
 *
 * Closing takes two deployments, because the provider reads from the state whether destroying means closing: the first
 * marks the account, and when its key stands under `confirm` too, the second destroys what is marked.
 * @param accounts those of the stack
 */
export function partingAccounts(
  zone: LandingZone,
  stack: { readonly id: string; readonly team: string | undefined; readonly accounts: readonly Account[] },
  facts: FactReader,
): readonly PartingAccount[] {
  const onlyRead = stack.accounts.filter(({ manage }) => manage === 'read').map(({ key }) => key);
  const gone = leavingAccounts(zone).filter(({ key }) => mayHold(stack.team, key));
  return [
    ...onlyRead.map((key): PartingAccount => ({ key, step: 'forget' })),
    ...gone.flatMap((leaving): readonly PartingAccount[] =>
      stack.id === closingStackId ? closingStep(leaving, facts) : [{ key: leaving.key, step: 'forget' }],
    ),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** What the stack that closes accounts does with one; nothing is closed whose id or mark isn't known. */
function closingStep({ confirmed, key, word }: LeavingAccount, facts: FactReader): readonly PartingAccount[] {
  if (word === 'close' && !confirmed) {
    const accountId = facts.find(fact.accountId(key));
    if (accountId !== undefined) return [{ key, step: 'mark', accountId }];
  }
  // What was marked and is confirmed is neither written nor forgotten: it is destroyed, which closes it.
  if (word === 'close' && confirmed && facts.find(fact.closingAccountId(key)) !== undefined) return [];
  return [{ key, step: 'forget' }];
}

/** Facts of the accounts that the stack marks where their ids are known. */
export function markedFacts(zone: LandingZone, stack: string): readonly FactKey[] {
  if (stack !== closingStackId) return [];
  return leavingAccounts(zone)
    .filter(({ confirmed, word }) => word === 'close' && !confirmed)
    .flatMap(({ key }) => [fact.accountId(key), fact.closingAccountId(key)]);
}

interface LeavingAccount {
  /** Lower-case. */
  readonly key: string;
  readonly word: 'keep' | 'close';
  /** Closing is written twice. */
  readonly confirmed: boolean;
}

/** What `removed.yaml` says of accounts; one that is still described is an error elsewhere, and stays as described. */
export function leavingAccounts({ accounts, removed }: LandingZone): readonly LeavingAccount[] {
  const { closedAccounts, confirmed, keptAccounts } = removed;
  if (closedAccounts.length === 0 && keptAccounts.length === 0) return [];
  const described = new Set(accounts.map(({ key }) => key));
  const twice = new Set(confirmed.map((key) => key.toLowerCase()));
  return [
    ...closedAccounts.map((written) => ({ key: written.toLowerCase(), word: 'close' as const })),
    ...keptAccounts.map((written) => ({ key: written.toLowerCase(), word: 'keep' as const })),
  ]
    .filter(({ key }) => !described.has(key))
    .map((leaving) => ({ ...leaving, confirmed: twice.has(leaving.key) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * Whether the state of a stack may hold the account. Nobody asks the facts, because an account must not be destroyed
 * when they are lost; letting go of what isn't there does nothing.
 */
function mayHold(team: string | undefined, account: string): boolean {
  return team === undefined || account.startsWith(`${team}-`);
}

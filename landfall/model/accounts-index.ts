import type { Account } from './zone';

/** Ways to find accounts without looking at all of them. */
export interface AccountsIndex {
  readonly byKey: ReadonlyMap<string, Account>;
  /** The first account that does a duty. */
  readonly byDuty: ReadonlyMap<string, Account>;
  /** By the key of the team; in the order of the list. */
  readonly byTeam: ReadonlyMap<string, readonly Account[]>;
  /** By the id of the stack that makes them; in the order of the list. */
  readonly byVendingStack: ReadonlyMap<string, readonly Account[]>;
}

const known = new WeakMap<readonly Account[], AccountsIndex>();

/** The index of a list of accounts. It is made once for each list, which is why nobody may change one. */
export function accountsIndex(accounts: readonly Account[]): AccountsIndex {
  const index = known.get(accounts) ?? makeIndex(accounts);
  known.set(accounts, index);
  return index;
}

function makeIndex(accounts: readonly Account[]): AccountsIndex {
  const byKey = new Map<string, Account>();
  const byDuty = new Map<string, Account>();
  for (const account of accounts) {
    if (!byKey.has(account.key)) byKey.set(account.key, account);
    for (const duty of account.duties) if (!byDuty.has(duty)) byDuty.set(duty, account);
  }
  return {
    byKey,
    byDuty,
    byTeam: groupedBy(accounts, ({ team }) => team),
    byVendingStack: groupedBy(accounts, ({ vendedBy }) => vendedBy),
  };
}

/** Things by a key of theirs, in the order in which they come; those without a key are left out. */
export function groupedBy<T>(
  things: readonly T[],
  keyOf: (thing: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}

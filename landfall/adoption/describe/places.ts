import type { FoundAccount, Inventory } from '../inventory';

/** A root or a unit. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Roots and units by id. */
export function placesOf({ roots, units }: Inventory): ReadonlyMap<string, Place> {
  return new Map<string, Place>([
    ...roots.map((root) => [root.id, { ...root, parentId: undefined }] as const),
    ...units.map((unit) => [unit.id, unit] as const),
  ]);
}

/** A place and those above it, the nearest first; a ring of units, which only a dump can have, ends where it began. */
export function placesAbove(places: ReadonlyMap<string, Place>, id: string): readonly Place[] {
  const chain = new Map<string, Place>();
  for (let each = places.get(id); each !== undefined && !chain.has(each.id); each = places.get(each.parentId ?? '')) {
    chain.set(each.id, each);
  }
  return [...chain.values()];
}

/** Accounts that people can work in; the others are closed, or not yet there. */
export function activeAccounts({ accounts }: Inventory): readonly FoundAccount[] {
  return accounts.filter(({ state }) => state === 'ACTIVE');
}

/** All of them but the management account, on which no policy acts and which is no team's. */
export function activeMembers(inventory: Inventory): readonly FoundAccount[] {
  return activeAccounts(inventory).filter(({ id }) => id !== inventory.organization.managementAccountId);
}

/** Names for people: the first few, and how many more there are. */
export function someOf(names: readonly string[], most = 10): string {
  const shown = names.slice(0, most).join(', ');
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}

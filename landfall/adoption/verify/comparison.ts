import { fact, type FactValues } from '../../model/facts';
import type { FactsLock } from '../../model/lock';
import { knownFacts } from '../../model/plan';
import { stackNodes } from '../../model/stacks';
import type { StackNode } from '../../model/stack';
import type { Account, LandingZone, Unit } from '../../model/zone';
import type { Inventory } from '../inventory';
import { idsByName } from './known-ids';

/** Both sides, with the ids that join them. */
export interface Comparison {
  readonly inventory: Inventory;
  readonly zone: LandingZone;
  /** Facts from the lock and the configuration: what they name must be there. */
  readonly known: FactValues;
  /** The same, and ids of what was found by its name. */
  readonly ids: FactValues;
  /** Described units by their ids in AWS; the root is one. */
  readonly units: ReadonlyMap<string, Unit>;
  /** Described accounts by their ids. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** By id. */
  readonly stacks: ReadonlyMap<string, StackNode>;
  /** Whether a stack was ever deployed. */
  readonly isDeployed: (stack: string) => boolean;
}

export function comparisonOf(inventory: Inventory, zone: LandingZone, lock: FactsLock): Comparison {
  const known = knownFacts(zone, lock.facts);
  const ids = idsByName(inventory, zone, known);
  return {
    inventory,
    zone,
    known,
    ids,
    units: byId(zone.units, ({ id }) => ids.get(fact.unitId(id))),
    accounts: byId(zone.accounts, ({ key }) => ids.get(fact.accountId(key))),
    stacks: new Map(stackNodes(zone).map((node) => [node.id, node])),
    isDeployed: (stack) => lock.stacks.has(stack),
  };
}

function byId<Thing>(things: readonly Thing[], idOf: (thing: Thing) => string | undefined): ReadonlyMap<string, Thing> {
  return new Map(
    things.flatMap((thing) => {
      const id = idOf(thing);
      return id === undefined ? [] : [[id, thing] as const];
    }),
  );
}

/** A root or unit in words: as described, or by its name and id. */
export function unitWords({ inventory, units }: Comparison, id: string): string {
  const described = units.get(id);
  if (described !== undefined) return described.id === 'root' ? 'the root' : described.label;
  const found = inventory.units.find((unit) => unit.id === id);
  return found === undefined ? id : `${found.name} (${id}, not described)`;
}

/** An account in words. */
export function accountWords({ accounts, inventory }: Comparison, id: string): string {
  const described = accounts.get(id);
  if (described !== undefined) return described.key;
  const found = inventory.accounts.find((account) => account.id === id);
  return found === undefined ? id : `${found.name} (${id}, not described)`;
}

/** An account, a root or a unit in words. */
export function placeWords(c: Comparison, id: string): string {
  return /^\d{12}$/.test(id) ? accountWords(c, id) : unitWords(c, id);
}

/** Id of a root, unit or account from itself or from its ARN. */
export function idOf(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
}

/** Whether an account exists and is described: what belongs to others is told with them. */
export function isComparedAccount({ accounts, inventory }: Comparison, id: string): boolean {
  return accounts.has(id) && inventory.accounts.some((account) => account.id === id);
}

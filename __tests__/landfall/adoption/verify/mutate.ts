import type {
  FoundAccount,
  FoundControlTower,
  FoundIdentityCenter,
  FoundLandingZone,
  FoundPermissionSet,
  FoundPolicy,
  FoundPortfolio,
  FoundTransitGateway,
  Inventory,
} from '../../../../landfall/adoption/inventory';
import { fact, type FactValues } from '../../../../landfall/model/facts';

/** What somebody changes behind the description's back. */
export interface Mutation {
  readonly what: string;
  readonly code: string;
  readonly subject: RegExp;
  /** File of the description in which the place is. */
  readonly file: string;
  readonly change: (inventory: Inventory, facts: FactValues) => Inventory;
}

/** All items for which the predicate holds are changed. @throws where there is none, so that no mutation is empty */
export function changed<Item>(
  items: readonly Item[],
  which: (item: Item) => boolean,
  change: (item: Item) => Item,
): Item[] {
  if (!items.some(which)) throw new Error('nothing to change');
  return items.map((item) => (which(item) ? change(item) : item));
}

export function without<Item>(items: readonly Item[], which: (item: Item) => boolean): Item[] {
  if (!items.some(which)) throw new Error('nothing to take away');
  return items.filter((item) => !which(item));
}

export function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error('nothing there');
  return item;
}

export const named =
  (name: string) =>
  (item: { readonly name: string }): boolean =>
    item.name === name;

export const account =
  (key: string, change: (account: FoundAccount, facts: FactValues) => FoundAccount): Mutation['change'] =>
  (inventory, facts) => ({
    ...inventory,
    accounts: changed(
      inventory.accounts,
      ({ id }) => id === facts.get(fact.accountId(key)),
      (one) => change(one, facts),
    ),
  });

export const center =
  (change: (center: FoundIdentityCenter, facts: FactValues) => Partial<FoundIdentityCenter>): Mutation['change'] =>
  (inventory, facts) => {
    const { identityCenter } = inventory;
    if (identityCenter === undefined) throw new Error('no Identity Center');
    return { ...inventory, identityCenter: { ...identityCenter, ...change(identityCenter, facts) } };
  };
export const permissionSet = (change: Partial<FoundPermissionSet>): Mutation['change'] =>
  center(({ permissionSets }) => ({
    permissionSets: changed(permissionSets, named('DataScientist'), (set) => ({ ...set, ...change })),
  }));

export const tower =
  (change: (tower: FoundControlTower) => Partial<FoundControlTower>): Mutation['change'] =>
  (inventory) => ({ ...inventory, controlTower: { ...inventory.controlTower, ...change(inventory.controlTower) } });
export const landingZone = (change: Partial<FoundLandingZone>): Mutation['change'] =>
  tower((one) => {
    if (one.landingZone === undefined) throw new Error('no landing zone');
    return { landingZone: { ...one.landingZone, ...change } };
  });

export const policy =
  (name: string, change: (policy: FoundPolicy, facts: FactValues) => Partial<FoundPolicy>): Mutation['change'] =>
  (inventory, facts) => ({
    ...inventory,
    policies: changed(inventory.policies, named(name), (one) => ({ ...one, ...change(one, facts) })),
  });

export const gateway =
  (change: (gateway: FoundTransitGateway) => Partial<FoundTransitGateway>): Mutation['change'] =>
  (inventory) => ({
    ...inventory,
    transitGateways: changed(
      inventory.transitGateways,
      () => true,
      (one) => ({ ...one, ...change(one) }),
    ),
  });

export const vpc =
  (cidrBlocks: readonly string[]): Mutation['change'] =>
  (inventory, facts) => ({
    ...inventory,
    vpcs: [
      ...inventory.vpcs,
      {
        ...{ accountId: facts.get(fact.accountId('data-lake')) ?? '', region: 'eu-west-1', id: 'vpc-other' },
        ...{ isDefault: false, cidrBlocks, ipv6CidrBlocks: [], tags: {} },
      },
    ],
  });

export const portfolio =
  (change: (portfolio: FoundPortfolio, facts: FactValues) => Partial<FoundPortfolio>): Mutation['change'] =>
  (inventory, facts) => ({
    ...inventory,
    portfolios: changed(inventory.portfolios, named('Analytics'), (one) => ({ ...one, ...change(one, facts) })),
  });

export const unitId = (facts: FactValues, unit: string): string => facts.get(fact.unitId(unit)) ?? '';

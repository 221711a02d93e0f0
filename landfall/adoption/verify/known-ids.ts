import { segmentTag } from '../../model/accounts/network';
import { fact, type FactKey, type FactValues } from '../../model/facts';
import { accountWithDuty, managementKey, type LandingZone } from '../../model/zone';
import type { Inventory } from '../inventory';

/**
 * Ids of what is there, by fact: known ones, and those of things that are known by their names. Names are looked at only
 * where an id is missing, so that what was made anew under an old name is not taken for what it replaced.
 */
export function idsByName(inventory: Inventory, zone: LandingZone, known: FactValues): FactValues {
  const ids = new Map(known);
  const learn = (key: FactKey, id: string | undefined): void => {
    if (id !== undefined && !ids.has(key)) ids.set(key, id);
  };
  const { controlTower, identityCenter, organization } = inventory;
  learn(fact.organizationId, organization.id);
  learn(fact.rootId, inventory.roots[0]?.id);
  learn(fact.accountId(managementKey), organization.managementAccountId);
  learn(fact.landingZoneArn, controlTower.landingZone?.arn);
  learn(fact.instanceArn, identityCenter?.instanceArn);
  learn(fact.identityStoreId, identityCenter?.identityStoreId);
  for (const { arn, baselineIdentifier, name } of controlTower.baselines) {
    if (name === unitBaseline) learn(fact.baselineArn, baselineIdentifier);
    if (name === 'IdentityCenterBaseline') learn(fact.identityCenterBaselineArn, arn);
  }
  for (const unit of zone.units) {
    const parentId = ids.get(fact.unitId(unit.parent ?? 'root'));
    learn(
      fact.unitId(unit.id),
      inventory.units.find((found) => found.parentId === parentId && found.name === unit.name)?.id,
    );
  }
  const byEmail = new Map(inventory.accounts.map(({ email, id }) => [email.toLowerCase(), id]));
  for (const { email, key } of zone.accounts) learn(fact.accountId(key), byEmail.get(email));
  const sets = new Map(identityCenter?.permissionSets.map(({ arn, name }) => [name, arn]));
  for (const { name } of zone.access.permissionSets) learn(fact.permissionSetArn(name), sets.get(name));
  const groups = new Map(identityCenter?.groups.map(({ displayName, id }) => [displayName, id]));
  for (const { displayName } of zone.access.groups) learn(fact.groupId(displayName), groups.get(displayName));
  for (const { account, key, name } of zone.portfolios) {
    const accountId = ids.get(fact.accountId(account));
    learn(
      fact.portfolioId(key),
      inventory.portfolios.find((found) => found.accountId === accountId && found.name === name)?.id,
    );
  }
  learnHub(inventory, zone, ids, learn);
  return ids;
}

/** Name of the baseline with which Control Tower registers a unit. */
export const unitBaseline = 'AWSControlTowerBaseline';

function learnHub(
  { transitGateways }: Inventory,
  zone: LandingZone,
  ids: FactValues,
  learn: (key: FactKey, id: string | undefined) => void,
): void {
  const owner = ids.get(fact.accountId(accountWithDuty(zone, 'network')?.key ?? ''));
  const made = transitGateways.find(({ ownerId, tags }) => ownerId === owner && tags['Name'] === `${zone.prefix}-hub`);
  learn(fact.transitGatewayId, made?.id);
  const hub = transitGateways.find(({ id }) => id === ids.get(fact.transitGatewayId));
  for (const { id, tags } of hub?.routeTables ?? []) {
    const segment = tags[segmentTag];
    if (segment !== undefined) learn(fact.routeTableId(segment), id);
  }
}

import { neverImported } from '../../model/imports/ids';
import type { Inventory } from '../inventory';
import { compareTexts, groupBy } from './keys';
import type { DescribedNames, Remark } from './part';
import { someOf } from './places';

/** Name of the product that vends accounts; it is Control Tower's. */
export const accountFactory = 'AWS Control Tower Account Factory';

/** What stays as it is whatever people write, and recorders that keep Control Tower out of accounts. */
export function catalogRemarks(inventory: Inventory, names: DescribedNames): readonly Remark[] {
  return [
    ...products(inventory),
    ...provisionedProducts(inventory, names),
    ...stackSets(inventory),
    ...recorders(inventory, names),
  ];
}

function products({ portfolios, products: found }: Inventory): readonly Remark[] {
  const products = found.filter(({ name }) => name !== accountFactory);
  const offered = new Set(portfolios.flatMap((portfolio) => portfolio.products));
  const why = neverImported['aws_servicecatalog_product'] ?? '';
  const apart = products.filter(({ id }) => !offered.has(id));
  return [
    ...(products.length === 0
      ? []
      : [stays(`${products.length} products`, `${why}: ${list(products.map(({ id, name }) => `${name} (${id})`))}`)]),
    ...(apart.length === 0
      ? []
      : [
          stays(
            `${apart.length} products in no portfolio`,
            `only products of portfolios are described: ${list(apart.map(({ id, name }) => `${name} (${id})`))}`,
          ),
        ]),
  ];
}

/** One line for each kind: an organization has hundreds. */
function provisionedProducts({ provisionedProducts: found }: Inventory, names: DescribedNames): readonly Remark[] {
  const why = neverImported['aws_servicecatalog_provisioned_product'] ?? '';
  return [...groupBy(found, ({ type }) => type ?? 'unknown kind')]
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([type, all]) =>
      stays(
        `${all.length} provisioned products (${type})`,
        `${why}: ${list(all.map(({ accountId, name }) => `${name} in ${names.accounts.get(accountId) ?? accountId}`))}`,
      ),
    );
}

function stackSets({ stackSets: found }: Inventory): readonly Remark[] {
  return found.map(({ autoDeployment, id, instances, name, permissionModel, unitIds }) => {
    const accounts = new Set(instances.map(({ accountId }) => accountId)).size;
    const itself = autoDeployment?.enabled === true ? ', and in every account that comes into its units' : '';
    const at = unitIds.length === 0 ? '' : ` (units ${list(unitIds)})`;
    return stays(
      `stack set ${name} (${id})`,
      `CloudFormation deploys it (${permissionModel}) in ${accounts} accounts${at}${itself}; Landfall does not look into it`,
    );
  });
}

/** Control Tower names its own so; a recorder of a service of AWS is in nobody's way. */
const ofControlTower = /^aws-controltower-/;

/**
 * Accounts with a recorder or delivery channel of their own: AWS Config has one of each in a Region, and Control Tower
 * refuses to enrol an account that has one already. Source: AWS Control Tower user guide, "Enroll accounts that have
 * existing AWS Config resources" (2026-11).
 */
function recorders({ configRecorders, deliveryChannels }: Inventory, names: DescribedNames): readonly Remark[] {
  const inTheWay = [
    ...configRecorders
      .filter(({ name, servicePrincipal }) => servicePrincipal === undefined && !ofControlTower.test(name))
      .map(({ accountId, name, region }) => ({ accountId, what: `recorder ${name} in ${region}` })),
    ...deliveryChannels
      .filter(({ name }) => !ofControlTower.test(name))
      .map(({ accountId, name, region }) => ({ accountId, what: `delivery channel ${name} in ${region}` })),
  ];
  return [...groupBy(inTheWay, ({ accountId }) => accountId)]
    .map(([id, all]): Remark => {
      const account = names.accounts.get(id);
      const whats = all.map(({ what }) => what).toSorted(compareTexts);
      return {
        chapter: 'recorders',
        subject: account === undefined ? `account ${id}` : `account ${account} (${id})`,
        text: `it has a ${whats.join(', a ')}: Control Tower does not enrol it while they are there`,
      };
    })
    .sort((a, b) => compareTexts(a.subject, b.subject));
}

function list(all: readonly string[]): string {
  return someOf(all.toSorted(compareTexts), 20);
}

function stays(subject: string, text: string): Remark {
  return { chapter: 'stays-read', subject, text };
}

import { z } from 'zod';
import { accountId, listOf, text, texts } from './inventory/base';
import { controlTower } from './inventory/control-tower';
import { identityCenter } from './inventory/identity-center';
import { resourceShare, transitGateway, vpc } from './inventory/network';
import {
  account,
  delegatedAdministrator,
  organization,
  policy,
  resourcePolicy,
  root,
  unit,
} from './inventory/organization';
import {
  configRecorder,
  deliveryChannel,
  portfolio,
  product,
  provisionedProduct,
  stackSet,
} from './inventory/services';

export type { FoundBaseline, FoundControl, FoundControlTower, FoundLandingZone } from './inventory/control-tower';
export type { FoundAssignment, FoundIdentityCenter, FoundPermissionSet } from './inventory/identity-center';
export type {
  FoundAttachment,
  FoundResourceShare,
  FoundRouteTable,
  FoundTransitGateway,
  FoundVpc,
} from './inventory/network';
export type { FoundAccount, FoundPolicy, FoundRoot, FoundUnit } from './inventory/organization';
export type {
  FoundConfigRecorder,
  FoundDeliveryChannel,
  FoundPortfolio,
  FoundProduct,
  FoundProvisionedProduct,
  FoundStackSet,
} from './inventory/services';

/**
 * What was found in an organization that exists: what a live scan returns, and word for word what a dump holds.
 *
 * - Every object carries the id that AWS gave it; names are never keys, they can repeat.
 * - Absent keys are things that AWS said aren't there. What could not be read is named in `gaps`: a part that a gap
 *   names is incomplete, also where its list is empty (`isKnown` tells).
 * - Texts of policies are as AWS keeps them, not parsed. Lists are in the order of `sortInventory`.
 * - Times and templates aren't part of it. Of people, it has the names of users who are assigned something themselves,
 *   and the contacts of accounts.
 */

/** Version of the shape of this document. */
export const inventorySchemaVersion = 1;

/** Parts of an inventory that are read, and can fail, on their own. */
export const inventoryParts = [
  'organization',
  'units',
  'accounts',
  'tags',
  'policies',
  'trusted-services',
  'delegated-administrators',
  'resource-policy',
  'root-access',
  'alternate-contacts',
  'landing-zone',
  'controls',
  'baselines',
  'permission-sets',
  'assignments',
  'groups',
  'users',
  'transit-gateways',
  'vpcs',
  'resource-shares',
  'portfolios',
  'products',
  'provisioned-products',
  'stack-sets',
  'config-recorders',
  /** Everything inside an account whose reading role could not be assumed, or was not tried. */
  'member-accounts',
] as const;

const gap = z
  .strictObject({
    part: z.enum(inventoryParts),
    /** The call that failed, as IAM names it, such as `sso:ListPermissionSets`. */
    action: text,
    /** Account whose credentials asked. */
    accountId: accountId.optional(),
    region: text.optional(),
    /** AWS's code of the failure, such as `AccessDeniedException`. */
    code: text,
    message: text,
    /** How many calls failed in this way. */
    times: z.int().min(1),
  })
  .readonly();

const reading = z
  .strictObject({
    /** Region of the landing zone and of Identity Center. */
    homeRegion: text,
    /** Regions that were looked into, the home Region first. */
    regions: texts,
    /** Accounts whose own services (addresses, shares, portfolios, recorders) were looked into. */
    accounts: z.array(accountId).readonly(),
  })
  .readonly();

/** Shape of an inventory and of a dump. */
export const inventorySchema = z
  .strictObject({
    schema: z.literal(inventorySchemaVersion),
    reading,
    gaps: listOf(gap),
    organization,
    /** AWS has one today and returns a list. */
    roots: listOf(root),
    units: listOf(unit),
    accounts: listOf(account),
    policies: listOf(policy),
    /** Service principals with access to the organization. */
    trustedServices: texts,
    delegatedAdministrators: listOf(delegatedAdministrator),
    /** Of the organization. */
    resourcePolicy: resourcePolicy.optional(),
    /** Features of central root access that are on, as IAM spells them; absent where that could not be read. */
    rootAccessFeatures: texts.optional(),
    controlTower,
    /** Absent where there is no instance of the organization. */
    identityCenter: identityCenter.optional(),
    transitGateways: listOf(transitGateway),
    vpcs: listOf(vpc),
    resourceShares: listOf(resourceShare),
    portfolios: listOf(portfolio),
    products: listOf(product),
    provisionedProducts: listOf(provisionedProduct),
    stackSets: listOf(stackSet),
    configRecorders: listOf(configRecorder),
    deliveryChannels: listOf(deliveryChannel),
  })
  .readonly();

export type Inventory = z.infer<typeof inventorySchema>;
export type InventoryPart = (typeof inventoryParts)[number];
export type Gap = z.infer<typeof gap>;
/** Parts that are read with the credentials of the account that they lie in. */
const memberParts: ReadonlySet<InventoryPart> = new Set([
  'transit-gateways',
  'vpcs',
  'resource-shares',
  'portfolios',
  'products',
  'provisioned-products',
  'config-recorders',
]);

/**
 * Whether a part was read whole.
 * @param accountId ask about what lies in one account only; default: anywhere
 */
export function isKnown({ gaps, reading: { accounts } }: Inventory, part: InventoryPart, accountId?: string): boolean {
  const concerns = (one: Gap): boolean =>
    accountId === undefined || one.accountId === undefined || one.accountId === accountId;
  if (gaps.some((one) => one.part === part && concerns(one))) return false;
  if (!memberParts.has(part)) return true;
  return accountId === undefined ? !gaps.some((one) => one.part === 'member-accounts') : accounts.includes(accountId);
}

/**
 * Facts are ids that AWS assigned once: the only values that cross from one stack to another.
 * A slice is built through a `FactReader`, which notes each fact that was asked for; so what a stack needs of others
 * is never written down twice, and what is missing is known by name.
 */

/** Name of a fact; made by the functions of `fact` only. */
export type FactKey = string;

export const fact = {
  organizationId: 'organization/id',
  rootId: 'organization/root-id',
  landingZoneArn: 'control-tower/landing-zone-arn',
  baselineArn: 'control-tower/baseline-arn',
  identityCenterBaselineArn: 'control-tower/identity-center-baseline-arn',
  instanceArn: 'identity-center/instance-arn',
  identityStoreId: 'identity-center/identity-store-id',
  transitGatewayId: 'hub/transit-gateway-id',
  accountFactoryProductId: 'account-factory/product-id',
  accountFactoryArtifactId: 'account-factory/artifact-id',
  accountFactoryPortfolioId: 'account-factory/portfolio-id',
  accountId: (account: string): FactKey => `account/${account}/id`,
  /** Put out by the stack that marks an account to be closed; its id, like the account's own fact. */
  closingAccountId: (account: string): FactKey => `closing-account/${account}/id`,
  unitId: (unit: string): FactKey => (unit === 'root' ? 'organization/root-id' : `unit/${unit}/id`),
  permissionSetArn: (name: string): FactKey => `permission-set/${name}/arn`,
  groupId: (displayName: string): FactKey => `group/${displayName}/id`,
  routeTableId: (segment: string): FactKey => `hub/route-table/${segment}/id`,
  portfolioId: (portfolio: string): FactKey => `portfolio/${portfolio}/id`,
  /** Put out once an object of several parts is imported: whatever is new on it from then on is made. */
  takenOver: (what: string): FactKey => `taken-over/${what}`,
  domainApplicationArn: (account: string): FactKey => `domain/${account}/application-arn`,
} as const;

/** Known ids by fact key. */
export type FactValues = ReadonlyMap<FactKey, string>;

/**
 * Recognizable ids for what does not exist yet. Each has the shape that AWS's own id has, so that a stack rendered
 * with them reads like the real one and the provider takes it; none can exist in AWS.
 * Sources: patterns of the API references of Organizations, Identity Store, IAM Identity Center, Control Tower, Service
 * Catalog and EC2, 2026-11.
 */
export function placeholder(key: FactKey): string {
  const known = fixedPlaceholders.get(key) ?? madeUp.get(key);
  if (known !== undefined) return known;
  const id = shapedId(key);
  madeUp.set(key, id);
  return id;
}

/** Every stack asks for the same few facts again, each time the graph is made. */
const madeUp = new Map<FactKey, string>();

function shapedId(key: FactKey): string {
  const kind = key.slice(0, key.indexOf('/'));
  switch (kind) {
    case 'account':
    case 'closing-account':
      return `0000${digits(key)}`;
    case 'unit':
      return `ou-preview-${word(key.slice('unit/'.length, -'/id'.length), 24)}${digits(key)}`;
    case 'permission-set':
      return `arn:aws:sso:::permissionSet/${instance}/ps-preview0${digits(key)}`;
    case 'group':
      return `00000000-0000-4000-8000-0000${digits(key)}`;
    case 'hub':
      return `tgw-rtb-000000000${digits(key)}`;
    case 'portfolio':
      return `port-previ${digits(key)}`;
    case 'domain':
      return `arn:aws:sso::000000000000:application/${instance}/apl-preview0${digits(key)}`;
    default:
      return `preview-${key.replace(/[^A-Za-z0-9]+/g, '-')}`;
  }
}

/** An instance of Identity Center: 16 characters behind the hyphen. */
const instance = 'ssoins-preview000000000';

/** Of what there is once. The Region is none, but is written like one. */
const fixedPlaceholders: FactValues = new Map([
  [fact.organizationId, 'o-preview000'],
  [fact.rootId, 'r-preview'],
  [fact.landingZoneArn, 'arn:aws:controltower:xx-preview-1:000000000000:landingzone/PREVIEW000000000'],
  [fact.baselineArn, 'arn:aws:controltower:xx-preview-1::baseline/PREVIEW000000000'],
  [fact.identityCenterBaselineArn, 'arn:aws:controltower:xx-preview-1:000000000000:enabledbaseline/PREVIEW000000000'],
  [fact.instanceArn, `arn:aws:sso:::instance/${instance}`],
  [fact.identityStoreId, 'd-0000000000'],
  [fact.transitGatewayId, 'tgw-00000000000000000'],
  [fact.accountFactoryProductId, 'prod-preview000000'],
  [fact.accountFactoryArtifactId, 'pa-preview000000'],
  [fact.accountFactoryPortfolioId, 'port-preview000000'],
]);

/** Letters and digits of a name, so that people see whose placeholder it is. */
function word(name: string, length: number): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, length);
}

/** Eight digits that depend on the key only. */
function digits(key: string): string {
  let sum = 0;
  for (const character of key) sum = (sum * 31 + character.charCodeAt(0)) % 100_000_000;
  return sum.toString().padStart(8, '0');
}

/** Answers for facts and remembers which were asked for and which were not known. */
export class FactReader {
  private readonly askedKeys = new Set<FactKey>();
  private readonly missingKeys = new Set<FactKey>();

  constructor(private readonly values: FactValues) {}

  /** @returns the id, or its placeholder when it isn't known yet (it then counts as missing). */
  get(key: FactKey): string {
    this.askedKeys.add(key);
    const value = this.values.get(key);
    if (value !== undefined) return value;
    this.missingKeys.add(key);
    return placeholder(key);
  }

  /** @returns the id where it is known; what isn't known doesn't count as missing. */
  find(key: FactKey): string | undefined {
    return this.values.get(key);
  }

  /** Keys that were asked for, sorted. */
  get asked(): readonly FactKey[] {
    return [...this.askedKeys].sort();
  }

  /** Keys that were asked for and not known, sorted. A slice with any must never be deployed. */
  get missing(): readonly FactKey[] {
    return [...this.missingKeys].sort();
  }
}

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
  accountId: (account: string): FactKey => `account/${account}/id`,
  unitId: (unit: string): FactKey => (unit === 'root' ? 'organization/root-id' : `unit/${unit}/id`),
  permissionSetArn: (name: string): FactKey => `permission-set/${name}/arn`,
  groupId: (displayName: string): FactKey => `group/${displayName}/id`,
  routeTableId: (segment: string): FactKey => `hub/route-table/${segment}/id`,
  portfolioId: (portfolio: string): FactKey => `portfolio/${portfolio}/id`,
  domainApplicationArn: (account: string): FactKey => `domain/${account}/application-arn`,
} as const;

/** Known ids by fact key. */
export type FactValues = ReadonlyMap<FactKey, string>;

/**
 * Recognizable ids for what does not exist yet. Each has the shape that AWS's own id has, so that a stack rendered
 * with them reads like the real one; none can exist in AWS.
 */
export function placeholder(key: FactKey): string {
  const word = key.replace(/[^A-Za-z0-9]+/g, '-');
  if (/^account\/.*\/id$/.test(key)) return `0000${digits(key)}`;
  if (key === fact.organizationId) return 'o-preview000';
  if (key === fact.rootId) return 'r-preview';
  if (key.startsWith('unit/')) return `ou-preview-${word}`;
  if (key.startsWith('permission-set/')) return `arn:aws:sso:::permissionSet/ssoins-preview/ps-preview-${word}`;
  if (key.startsWith('group/')) return `00000000-0000-4000-8000-0000${digits(key)}`;
  if (key.startsWith('domain/')) return `arn:aws:sso::000000000000:application/ssoins-preview/apl-preview-${word}`;
  if (key === fact.instanceArn) return 'arn:aws:sso:::instance/ssoins-preview';
  if (key === fact.landingZoneArn) return 'arn:aws:controltower:preview::landingzone/PREVIEW';
  if (key.startsWith('control-tower/')) return `arn:aws:controltower:preview::baseline/${word}`;
  return `preview-${word}`;
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

  /** Keys that were asked for, sorted. */
  get asked(): readonly FactKey[] {
    return [...this.askedKeys].sort();
  }

  /** Keys that were asked for and not known, sorted. A slice with any must never be deployed. */
  get missing(): readonly FactKey[] {
    return [...this.missingKeys].sort();
  }
}

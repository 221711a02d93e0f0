import { fact, FactReader, placeholder } from '../../../landfall/model/facts';

const sample = 'Fraud Detection/dév';
const instance = 'ssoins-[a-zA-Z0-9-.]{16}';
const region = '[a-z]{2}(-[a-z]+)+-\\d';

/** Patterns of AWS's API references, which the provider checks in part. */
const patterns: Readonly<Record<keyof typeof fact, RegExp>> = {
  organizationId: /^o-[a-z0-9]{10,32}$/,
  rootId: /^r-[0-9a-z]{4,32}$/,
  landingZoneArn: new RegExp(`^arn:aws:controltower:${region}:\\d{12}:landingzone/[A-Z0-9_]{16}$`),
  baselineArn: new RegExp(`^arn:aws:controltower:${region}::baseline/[A-Z0-9_]{16}$`),
  identityCenterBaselineArn: new RegExp(`^arn:aws:controltower:${region}:\\d{12}:enabledbaseline/[A-Z0-9_]{16}$`),
  instanceArn: new RegExp(`^arn:aws:sso:::instance/${instance}$`),
  identityStoreId: /^d-[0-9a-f]{10}$/,
  transitGatewayId: /^tgw-[0-9a-f]{17}$/,
  accountFactoryProductId: /^prod-[a-z0-9]{13}$/,
  accountFactoryArtifactId: /^pa-[a-z0-9]{13}$/,
  accountFactoryPortfolioId: /^port-[a-z0-9]{13}$/,
  accountId: /^\d{12}$/,
  closingAccountId: /^\d{12}$/,
  unitId: /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/,
  permissionSetArn: new RegExp(`^arn:aws:sso:::permissionSet/${instance}/ps-[a-zA-Z0-9-./]{16}$`),
  groupId: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  routeTableId: /^tgw-rtb-[0-9a-f]{17}$/,
  portfolioId: /^port-[a-z0-9]{13}$/,
  // Nobody asks for it.
  takenOver: /^preview-taken-over-/,
  domainApplicationArn: new RegExp(`^arn:aws:sso::\\d{12}:application/${instance}/apl-[a-zA-Z0-9]{16}$`),
};

describe('a placeholder', () => {
  test.each(Object.entries(patterns))('of %s has the shape of the real id', (kind, pattern) => {
    const made = Object.entries(fact).find(([name]) => name === kind)?.[1];
    const keys = typeof made === 'function' ? [made(sample), made('a'), made('root-' + 'x'.repeat(60))] : [made ?? ''];
    for (const key of keys) expect(placeholder(key)).toMatch(pattern);
  });

  it('is another one for another thing, and shows whose it is where there is room', () => {
    const ids = ['a/b', 'a/c', 'ab', 'workloads/development-of-everything', 'workloads/development-of-everything-else'];
    expect(new Set(ids.map((id) => placeholder(fact.unitId(id)))).size).toBe(ids.length);
    expect(placeholder(fact.unitId('workloads/dev'))).toMatch(/^ou-preview-workloadsdev\d{8}$/);
    expect(placeholder('own/thing')).toBe('preview-own-thing');
  });
});

describe('a reader of facts', () => {
  it('notes what is asked for and what is missing, but not what is only looked for', () => {
    const reader = new FactReader(new Map([[fact.rootId, 'r-1234']]));
    expect([reader.get(fact.rootId), reader.get(fact.instanceArn)]).toEqual(['r-1234', placeholder(fact.instanceArn)]);
    expect([reader.find(fact.rootId), reader.find(fact.transitGatewayId)]).toEqual(['r-1234', undefined]);
    expect(reader.asked).toEqual([fact.instanceArn, fact.rootId]);
    expect(reader.missing).toEqual([fact.instanceArn]);
  });
});

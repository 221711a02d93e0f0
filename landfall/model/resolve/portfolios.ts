import { createHash } from 'node:crypto';
import type { Configuration } from '../../config/configuration';
import type { Portfolio, Product, ProductVersion } from '../zone';
import { managedPolicyArn } from './access';
import { given } from './management';
import { unitId } from './units';

const file = 'portfolios.yaml';
type PortfolioEntry = Configuration['portfolios']['portfolios'][string];
type ProductEntry = PortfolioEntry['products'][string];

/** SSO roles of a permission set, as a pattern: the end of their names is random. */
export function permissionSetRolePattern(permissionSet: string): string {
  return `arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${permissionSet}_*`;
}

export function resolvePortfolios(configuration: Configuration): readonly Portfolio[] {
  return Object.entries(configuration.portfolios.portfolios).map(([written, entry]) => ({
    key: written.toLowerCase(),
    name: entry.name,
    description: entry.description,
    provider: entry.provider,
    account: entry.account.toLowerCase(),
    products: Object.entries(entry.products).map(([key, product]) =>
      resolveProduct(configuration, entry, [written, key], product),
    ),
    principalPatterns: (entry.principals ?? []).flatMap((principal) => [
      ...(principal.pattern === undefined ? [] : [principal.pattern]),
      ...(principal.permissionSet === undefined ? [] : [permissionSetRolePattern(principal.permissionSet)]),
    ]),
    ...given('principalArns', arnsOf(entry)),
    shares: (entry.shares ?? []).map(unitId),
    ...given('manage', entry.manage),
    ...given('awsId', entry.id),
    source: { file, path: ['portfolios', written] },
  }));
}

function arnsOf({ principals = [] }: PortfolioEntry): readonly string[] | undefined {
  const arns = principals.flatMap(({ arn }) => (arn === undefined ? [] : [arn]));
  return arns.length === 0 ? undefined : arns;
}

function resolveProduct(
  configuration: Configuration,
  portfolio: PortfolioEntry,
  [portfolioKey, key]: readonly [string, string],
  entry: ProductEntry,
): Product {
  return {
    key: key.toLowerCase(),
    name: entry.name,
    description: entry.description,
    owner: entry.owner ?? portfolio.provider,
    supportEmail: entry.supportEmail ?? configuration.organization.managementAccount.email,
    versions: Object.entries(entry.versions).map(([name, version]) => resolveVersion(configuration, name, version)),
    launchRole: entry.launchRole,
    launchPolicyArns: (entry.launchPolicies ?? []).map(managedPolicyArn),
    tags: entry.tags ?? {},
    ...given('manage', entry.manage),
    ...given('awsId', entry.id),
    source: { file, path: ['portfolios', portfolioKey, 'products', key] },
  };
}

function resolveVersion(
  configuration: Configuration,
  name: string,
  version: ProductEntry['versions'][string],
): ProductVersion {
  const { template = '' } = version;
  const text = configuration.products.get(template)?.text ?? '';
  return {
    name,
    description: version.description ?? name,
    template,
    text,
    contentHash: createHash('sha256').update(text).digest('hex'),
    guidance: version.guidance ?? 'DEFAULT',
    active: version.active ?? true,
    ...given('awsId', version.id),
  };
}

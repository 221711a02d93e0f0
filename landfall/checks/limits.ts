import type { Policy } from '../model/zone';

/** A limit that AWS sets, with where it is written and when it was last read there. */
export interface Limit {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  /** Year and month of the last look. */
  readonly asOf: string;
}

const organizations = 'AWS Organizations user guide, "Quotas for AWS Organizations"';
const identityCenter = 'IAM Identity Center user guide, "Quotas"';
const serviceCatalog = 'AWS Service Catalog administrator guide, "Default service quotas"';
const transitGateway = 'Amazon VPC transit gateways guide, "Quotas"';

export const limits = {
  accounts: { value: 10, unit: 'accounts', source: `${organizations} (adjustable)`, asOf: '2026-11' },
  accountName: { value: 50, unit: 'characters', source: 'Organizations API, CreateAccount', asOf: '2026-11' },
  accountEmail: { value: 64, unit: 'characters', source: 'Organizations API, CreateAccount', asOf: '2026-11' },
  accountEmailLeast: { value: 6, unit: 'characters', source: 'Organizations API, CreateAccount', asOf: '2026-11' },
  unitName: { value: 128, unit: 'characters', source: 'Organizations API, CreateOrganizationalUnit', asOf: '2026-11' },
  unitDepth: { value: 5, unit: 'levels below the root', source: organizations, asOf: '2026-11' },
  units: { value: 2000, unit: 'units', source: organizations, asOf: '2026-11' },
  permissionSetName: { value: 32, unit: 'characters', source: 'SSO Admin API, CreatePermissionSet', asOf: '2026-11' },
  permissionSets: { value: 2000, unit: 'permission sets', source: identityCenter, asOf: '2026-11' },
  permissionSetsPerAccount: { value: 250, unit: 'permission sets', source: identityCenter, asOf: '2026-11' },
  managedPoliciesPerSet: { value: 20, unit: 'managed policies', source: identityCenter, asOf: '2026-11' },
  inlinePolicy: { value: 10_240, unit: 'characters without white space', source: identityCenter, asOf: '2026-11' },
  groupName: { value: 1024, unit: 'characters', source: 'Identity Store API, CreateGroup', asOf: '2026-11' },
  serviceControlPolicy: { value: 10_240, unit: 'characters', source: organizations, asOf: '2026-05' },
  serviceControlPolicies: { value: 10, unit: 'policies on one target', source: organizations, asOf: '2026-05' },
  resourceControlPolicy: { value: 5_120, unit: 'characters', source: organizations, asOf: '2026-11' },
  resourceControlPolicies: { value: 5, unit: 'policies on one target', source: organizations, asOf: '2026-11' },
  aiOptOutPolicy: { value: 2_500, unit: 'characters', source: organizations, asOf: '2026-11' },
  otherPolicy: { value: 10_000, unit: 'characters', source: organizations, asOf: '2026-11' },
  otherPolicies: { value: 10, unit: 'policies on one target', source: organizations, asOf: '2026-11' },
  portfolioPatterns: { value: 10, unit: 'principal patterns', source: serviceCatalog, asOf: '2026-11' },
  routeTables: { value: 20, unit: 'route tables', source: transitGateway, asOf: '2026-11' },
  attachments: { value: 5000, unit: 'attachments', source: transitGateway, asOf: '2026-11' },
  bucketName: { value: 63, unit: 'characters', source: 'Amazon S3 user guide, "Bucket naming rules"', asOf: '2026-11' },
} as const satisfies Readonly<Record<string, Limit>>;

/** What AWS allows of each type: characters of one policy, and policies directly on one target. */
export function policyLimits(type: Policy['type']): { readonly size: Limit; readonly count: Limit } {
  if (type === 'service-control') return { size: limits.serviceControlPolicy, count: limits.serviceControlPolicies };
  if (type === 'resource-control') return { size: limits.resourceControlPolicy, count: limits.resourceControlPolicies };
  const size = type === 'ai-services-opt-out' ? limits.aiOptOutPolicy : limits.otherPolicy;
  return { size, count: limits.otherPolicies };
}

/** A limit as messages name it: its value, where it is written and when that was read. */
export function limited({ value, source, asOf }: Limit): string {
  return `${value} (${source}, ${asOf})`;
}

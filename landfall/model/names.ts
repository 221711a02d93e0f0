import type { LandingZone } from './zone';

/** Names that several layers must agree on; buckets and roles of an account's home among them. */
export const homeRoles = { plan: 'landfall-plan', apply: 'landfall-apply', deploy: 'landfall-deploy' } as const;

/** Role in the network account with which spokes are accepted, associated and propagated; and its profile. */
export const networkAttachRole = 'landfall-network-attach';
export const networkProfile = 'landfall-network';

/** Alias of the key that encrypts an account's state. */
export const stateKeyAlias = 'alias/landfall-state';

/** Bucket that holds the states of one account. */
export function stateBucket(zone: Pick<LandingZone, 'prefix' | 'regions'>, accountId: string): string {
  return `${zone.prefix}-tfstate-${accountId}-${zone.regions.home}`;
}

export function roleArn(accountId: string, role: string): string {
  return `arn:aws:iam::${accountId}:role/${role}`;
}

/** ARN of a unit; organizations are global and owned by the management account. */
export function unitArn(managementId: string, organizationId: string, unitId: string): string {
  return unitId.startsWith('r-')
    ? `arn:aws:organizations::${managementId}:root/${organizationId}/${unitId}`
    : `arn:aws:organizations::${managementId}:ou/${organizationId}/${unitId}`;
}

/** A model id as part of a stack id or construct id: slashes become hyphens. */
export function hyphenated(id: string): string {
  return id.replaceAll('/', '-');
}

/** Bucket with the templates of an account's Service Catalog products; readable by the units they are shared to. */
export function artifactBucket(zone: Pick<LandingZone, 'prefix' | 'regions'>, accountId: string): string {
  return accountBucket(zone, 'catalog', accountId);
}

/** Bucket in the log archive for one kind of log. */
export function logBucket(
  zone: Pick<LandingZone, 'prefix' | 'regions'>,
  purpose: 'flow' | 'access',
  accountId: string,
): string {
  return accountBucket(zone, `${purpose}-logs`, accountId);
}

/** Bucket of an account by what it is for; the account id makes it unique, the Region tells where it lies. */
export function accountBucket(
  zone: Pick<LandingZone, 'prefix' | 'regions'>,
  purpose: string,
  accountId: string,
): string {
  return `${zone.prefix}-${purpose}-${accountId}-${zone.regions.home}`;
}

/** Execution roles for people's work in SageMaker; the path lets portfolios and policies name them without wildcards. */
export const personaPath = '/landfall/sagemaker/';
export const personaRoles = {
  dataScientist: 'sagemaker-data-scientist',
  leadDataScientist: 'sagemaker-lead-data-scientist',
  default: 'sagemaker-default',
} as const;

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

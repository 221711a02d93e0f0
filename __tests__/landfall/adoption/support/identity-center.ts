import type { FoundIdentityCenter, FoundPermissionSet } from '../../../../landfall/adoption/inventory';

/** A permission set that allows nothing, for an hour. */
export function foundSet(name: string, otherwise: Partial<FoundPermissionSet> = {}): FoundPermissionSet {
  return {
    arn: `arn:aws:sso:::permissionSet/ssoins-1/ps-${name}`,
    name,
    sessionDuration: 'PT1H',
    managedPolicies: [],
    customerManagedPolicies: [],
    provisionedAccounts: [],
    tags: {},
    ...otherwise,
  };
}

/** A group of Identity Center itself. */
export function foundGroup(id: string, displayName = id): FoundIdentityCenter['groups'][number] {
  return { id, displayName, externalIds: [] };
}

/** An instance without anything, with whatever is told otherwise. */
export function foundCenter(otherwise: Partial<FoundIdentityCenter> = {}): FoundIdentityCenter {
  return {
    region: 'eu-west-1',
    instanceArn: 'arn:aws:sso:::instance/ssoins-1',
    identityStoreId: 'd-1',
    scim: false,
    permissionSets: [],
    assignments: [],
    groups: [],
    users: [],
    ...otherwise,
  };
}

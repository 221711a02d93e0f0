import { DescribeUserCommand, ListGroupsCommand, type IdentitystoreClient } from '@aws-sdk/client-identitystore';
import {
  ListAccountAssignmentsCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  type InstanceMetadata,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { FoundAssignment, FoundIdentityCenter, FoundPermissionSet } from '../inventory';
import type { Asker } from './ask';
import { readPermissionSet } from './permission-set';
import { perhaps, sure } from './values';

/** Clients and asker of one Region. */
export interface IdentityCenterSource {
  readonly ask: Asker;
  readonly sso: SSOAdminClient;
  readonly store: IdentitystoreClient;
}

/** Looks into one Region after the other until an instance of the organization is there. */
export async function readIdentityCenter(
  sources: readonly IdentityCenterSource[],
): Promise<FoundIdentityCenter | undefined> {
  for (const source of sources) {
    const instances = await source.ask.all(
      'sso:ListInstances',
      (NextToken) => source.sso.send(new ListInstancesCommand({ NextToken })),
      ({ Instances }) => Instances,
    );
    // Member accounts can have instances of their own, which know no permission sets.
    const instance = instances.find(({ OwnerAccountId: owner }) => owner === source.ask.place.accountId);
    if (instance !== undefined) return readInstance(source, instance);
  }
  return undefined;
}

async function readInstance(
  source: IdentityCenterSource,
  { IdentityStoreId, InstanceArn, OwnerAccountId }: InstanceMetadata,
): Promise<FoundIdentityCenter> {
  const { ask, sso } = source;
  const arns = await ask.all(
    'sso:ListPermissionSets',
    (NextToken) => sso.send(new ListPermissionSetsCommand({ InstanceArn, NextToken })),
    ({ PermissionSets }) => PermissionSets,
  );
  const [sets, groups] = await Promise.all([
    Promise.all(arns.map(async (arn) => withAssignments(source, sure(InstanceArn), arn))),
    readGroups(source, sure(IdentityStoreId)),
  ]);
  const assignments = sets.flatMap((one) => one.assignments);
  const userIds = new Set(assignments.flatMap((one) => (one.principalType === 'USER' ? [one.principalId] : [])));
  const users = await Promise.all([...userIds].map(async (id) => readUser(source, sure(IdentityStoreId), id)));
  const known = users.filter((user) => user !== undefined);
  return {
    region: ask.place.region,
    instanceArn: sure(InstanceArn),
    identityStoreId: sure(IdentityStoreId),
    ownerAccountId: OwnerAccountId,
    scim: [...groups, ...known].some(({ externalIds }) => externalIds.length > 0),
    permissionSets: sets.map(({ permissionSet }) => permissionSet),
    assignments,
    groups,
    users: known,
  };
}

interface SetWithAssignments {
  readonly permissionSet: FoundPermissionSet;
  readonly assignments: readonly FoundAssignment[];
}

async function withAssignments(
  { ask, sso }: IdentityCenterSource,
  InstanceArn: string,
  PermissionSetArn: string,
): Promise<SetWithAssignments> {
  const set = { InstanceArn, PermissionSetArn };
  const [permissionSet, provisionedAccounts] = await Promise.all([
    readPermissionSet(ask, sso, set),
    ask.all(
      'sso:ListAccountsForProvisionedPermissionSet',
      (NextToken) => sso.send(new ListAccountsForProvisionedPermissionSetCommand({ ...set, NextToken })),
      ({ AccountIds }) => AccountIds,
    ),
  ]);
  const assignments = await Promise.all(
    provisionedAccounts.map(async (AccountId) =>
      ask.all(
        'sso:ListAccountAssignments',
        (NextToken) => sso.send(new ListAccountAssignmentsCommand({ ...set, AccountId, NextToken })),
        ({ AccountAssignments }) => AccountAssignments,
      ),
    ),
  );
  return {
    permissionSet: { ...permissionSet, provisionedAccounts },
    assignments: assignments.flat().map(({ AccountId, PrincipalId, PrincipalType }) => ({
      permissionSetArn: PermissionSetArn,
      accountId: sure(AccountId),
      principalType: PrincipalType ?? 'GROUP',
      principalId: sure(PrincipalId),
    })),
  };
}

async function readGroups(
  { ask, store }: IdentityCenterSource,
  IdentityStoreId: string,
): Promise<FoundIdentityCenter['groups']> {
  const groups = await ask.all(
    'identitystore:ListGroups',
    (NextToken) => store.send(new ListGroupsCommand({ IdentityStoreId, NextToken })),
    ({ Groups }) => Groups,
  );
  return groups.map(({ Description, DisplayName, ExternalIds, GroupId }) => ({
    id: sure(GroupId),
    displayName: sure(DisplayName),
    description: perhaps(Description),
    externalIds: external(ExternalIds),
  }));
}

async function readUser(
  { ask, store }: IdentityCenterSource,
  IdentityStoreId: string,
  UserId: string,
): Promise<FoundIdentityCenter['users'][number] | undefined> {
  const user = await ask.one('identitystore:DescribeUser', () =>
    store.send(new DescribeUserCommand({ IdentityStoreId, UserId })),
  );
  if (user === undefined) return undefined;
  return { id: UserId, userName: sure(user.UserName), externalIds: external(user.ExternalIds) };
}

interface ExternalId {
  readonly Issuer: string | undefined;
  readonly Id: string | undefined;
}

function external(ids: readonly ExternalId[] | undefined): FoundIdentityCenter['groups'][number]['externalIds'] {
  return (ids ?? []).map(({ Id, Issuer }) => ({ issuer: sure(Issuer), id: sure(Id) }));
}

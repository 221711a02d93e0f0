import {
  DescribeOrganizationCommand,
  DescribeResourcePolicyCommand,
  ListAccountsForParentCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  type Account,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { FoundAccount, FoundRoot, FoundUnit, Inventory } from '../inventory';
import type { Asker } from './ask';
import { sure, tagMap } from './values';

/** The organization itself. @throws what AWS answers: without it nothing else means anything */
export async function readOrganization(ask: Asker, client: OrganizationsClient): Promise<Inventory['organization']> {
  const { Organization: found } = await ask.must('organizations:DescribeOrganization', () =>
    client.send(new DescribeOrganizationCommand({})),
  );
  return {
    id: sure(found?.Id),
    arn: sure(found?.Arn),
    managementAccountId: sure(found?.MasterAccountId),
    managementAccountEmail: sure(found?.MasterAccountEmail),
    featureSet: found?.FeatureSet ?? 'ALL',
  };
}

export async function readTags(ask: Asker, client: OrganizationsClient, id: string): Promise<Record<string, string>> {
  const tags = await ask.all(
    'organizations:ListTagsForResource',
    (NextToken) => client.send(new ListTagsForResourceCommand({ ResourceId: id, NextToken })),
    ({ Tags }) => Tags,
  );
  return tagMap(tags);
}

export async function readRoots(ask: Asker, client: OrganizationsClient): Promise<readonly FoundRoot[]> {
  const roots = await ask.all(
    'organizations:ListRoots',
    (NextToken) => client.send(new ListRootsCommand({ NextToken })),
    ({ Roots }) => Roots,
  );
  return Promise.all(
    roots.map(async ({ Arn, Id, Name, PolicyTypes = [] }) => ({
      id: sure(Id),
      arn: sure(Arn),
      name: sure(Name),
      policyTypes: PolicyTypes.map(({ Status, Type }) => ({ type: sure(Type), status: sure(Status) })),
      tags: await readTags(ask, client, sure(Id)),
    })),
  );
}

/** All units below a root or a unit. */
export async function readUnits(
  ask: Asker,
  client: OrganizationsClient,
  parentId: string,
): Promise<readonly FoundUnit[]> {
  const units = await ask.all(
    'organizations:ListOrganizationalUnitsForParent',
    (NextToken) => client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parentId, NextToken })),
    ({ OrganizationalUnits }) => OrganizationalUnits,
  );
  const families = await Promise.all(
    units.map(async ({ Arn, Id, Name }) => {
      const [tags, below] = await Promise.all([readTags(ask, client, sure(Id)), readUnits(ask, client, sure(Id))]);
      return [{ id: sure(Id), arn: sure(Arn), name: sure(Name), parentId, tags }, ...below];
    }),
  );
  return families.flat();
}

/** Accounts of one root or unit, without their contacts. */
export async function readAccounts(
  ask: Asker,
  client: OrganizationsClient,
  parentId: string,
): Promise<readonly FoundAccount[]> {
  const accounts = await ask.all(
    'organizations:ListAccountsForParent',
    (NextToken) => client.send(new ListAccountsForParentCommand({ ParentId: parentId, NextToken })),
    ({ Accounts }) => Accounts,
  );
  return Promise.all(
    accounts.map(async (account) => ({
      id: sure(account.Id),
      arn: sure(account.Arn),
      name: sure(account.Name),
      email: sure(account.Email),
      state: stateOf(account),
      joinedMethod: account.JoinedMethod ?? 'CREATED',
      parentId,
      tags: await readTags(ask, client, sure(account.Id)),
      alternateContacts: {},
    })),
  );
}

/** `State` says more than `Status`, which AWS retires; only where it is missing does `Status` speak. */
function stateOf({ State, Status }: Account): FoundAccount['state'] {
  return State ?? Status ?? 'ACTIVE';
}

export async function readTrustedServices(ask: Asker, client: OrganizationsClient): Promise<readonly string[]> {
  const services = await ask.all(
    'organizations:ListAWSServiceAccessForOrganization',
    (NextToken) => client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken })),
    ({ EnabledServicePrincipals }) => EnabledServicePrincipals,
  );
  return services.map(({ ServicePrincipal }) => sure(ServicePrincipal));
}

export async function readDelegatedAdministrators(
  ask: Asker,
  client: OrganizationsClient,
): Promise<Inventory['delegatedAdministrators']> {
  const administrators = await ask.all(
    'organizations:ListDelegatedAdministrators',
    (NextToken) => client.send(new ListDelegatedAdministratorsCommand({ NextToken })),
    ({ DelegatedAdministrators }) => DelegatedAdministrators,
  );
  return Promise.all(
    administrators.map(async ({ Id: AccountId }) => {
      const services = await ask.all(
        'organizations:ListDelegatedServicesForAccount',
        (NextToken) => client.send(new ListDelegatedServicesForAccountCommand({ AccountId, NextToken })),
        ({ DelegatedServices }) => DelegatedServices,
      );
      return { accountId: sure(AccountId), services: services.map(({ ServicePrincipal }) => sure(ServicePrincipal)) };
    }),
  );
}

export async function readResourcePolicy(
  ask: Asker,
  client: OrganizationsClient,
): Promise<Inventory['resourcePolicy']> {
  const answer = await ask.one(
    'organizations:DescribeResourcePolicy',
    () => client.send(new DescribeResourcePolicyCommand({})),
    ['ResourcePolicyNotFoundException'],
  );
  const { Content, ResourcePolicySummary } = answer?.ResourcePolicy ?? {};
  if (Content === undefined) return undefined;
  const id = sure(ResourcePolicySummary?.Id);
  return { id, arn: sure(ResourcePolicySummary?.Arn), content: Content, tags: await readTags(ask, client, id) };
}

import {
  ActivateOrganizationsAccessCommand,
  type CloudFormationClient,
  DescribeOrganizationsAccessCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateOrganizationCommand,
  DescribeOrganizationCommand,
  EnableAWSServiceAccessCommand,
  ListRootsCommand,
  type Organization,
  type OrganizationsClient,
  paginateListAWSServiceAccessForOrganization,
} from '@aws-sdk/client-organizations';
import { EnableSharingWithAwsOrganizationCommand } from '@aws-sdk/client-ram';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fact } from '../../model/facts';
import { trustedServicesOf } from '../../model/trusted-services';
import { managementKey, type LandingZone } from '../../model/zone';
import { errorName, noIds, type BootstrapStep, type KnownIds, type Look, type StepContext } from './step';

/** The organization itself: found, or made with all features. */
export const organizationStep: BootstrapStep = {
  title: 'organization',
  look: async (context) => {
    const found = await describeOrganization(context.clients.organizations);
    if (found === undefined) {
      return context.zone.organization.manage === 'read'
        ? impossible(
            'LF4001',
            'there is no organization, although organization.yaml says manage: read',
            'Run bootstrap with credentials of the management account, or set manage: own',
          )
        : { state: 'to do', what: ['create the organization with all features'] };
    }
    return checkOrganization(context, found);
  },
  make: async (context) => {
    const { organizations } = context.clients;
    const found = await describeOrganization(organizations);
    if (found === undefined) await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const look = await checkOrganization(context, (await describeOrganization(organizations)) ?? {});
    return look.state === 'done' ? (look.ids ?? noIds) : noIds;
  },
};

async function checkOrganization(context: StepContext, found: Organization): Promise<Look> {
  const { clients, zone } = context;
  const { Account: caller } = await clients.sts.send(new GetCallerIdentityCommand({}));
  if (found.MasterAccountId !== caller) {
    return impossible(
      'LF4002',
      `these credentials are of account ${caller ?? '?'}, but the management account is ${found.MasterAccountId ?? '?'}`,
      'Log in as an administrator of the management account',
    );
  }
  if (zone.organization.id !== undefined && zone.organization.id !== found.Id) {
    return impossible(
      'LF4003',
      `the organization here is ${found.Id ?? '?'}, but organization.yaml says ${zone.organization.id}`,
      'Log in to the other organization, or correct id in organization.yaml',
    );
  }
  if (found.FeatureSet !== 'ALL') {
    return impossible(
      'LF4004',
      'the organization has consolidated billing only',
      'Enable all features in AWS Organizations first',
    );
  }
  const roots = await clients.organizations.send(new ListRootsCommand({}));
  return { state: 'done', ids: organizationIds(found, roots.Roots?.[0]?.Id) };
}

function organizationIds(found: Organization, rootId: string | undefined): KnownIds {
  const pairs = [
    [fact.organizationId, found.Id],
    [fact.rootId, rootId],
    [fact.accountId(managementKey), found.MasterAccountId],
  ] as const;
  return new Map(pairs.flatMap(([key, id]) => (id === undefined ? [] : [[key, id] as const])));
}

async function describeOrganization(client: OrganizationsClient): Promise<Organization | undefined> {
  try {
    return (await client.send(new DescribeOrganizationCommand({}))).Organization;
  } catch (error) {
    if (errorName(error) === 'AWSOrganizationsNotInUseException') return undefined;
    throw error;
  }
}

function impossible(code: string, message: string, help: string): Look {
  return { state: 'impossible', problems: [{ severity: 'error', code, message, help }] };
}

/** Trusted access: what is missing is added, what is there stays. */
export const trustedAccessStep: BootstrapStep = {
  title: 'trusted services',
  look: async ({ clients, ids, zone }) => {
    if (!ids.has(fact.organizationId)) return { state: 'unknown until earlier steps are done' };
    const missing = await missingServices(clients.organizations, zone);
    return missing.length === 0
      ? { state: 'done' }
      : { state: 'to do', what: missing.map((service) => `enable trusted access of ${service}`) };
  },
  make: async ({ clients, zone }) => {
    for (const service of await missingServices(clients.organizations, zone)) {
      await clients.organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: service }));
    }
    return noIds;
  },
};

async function missingServices(client: OrganizationsClient, zone: LandingZone): Promise<readonly string[]> {
  const enabled = new Set<string>();
  for await (const page of paginateListAWSServiceAccessForOrganization({ client }, {})) {
    for (const { ServicePrincipal } of page.EnabledServicePrincipals ?? []) enabled.add(ServicePrincipal ?? '');
  }
  // StackSets and RAM have calls of their own, which also make their service-linked roles.
  return trustedServicesOf(zone).filter((service) => !enabled.has(service) && !ownSwitch.has(service));
}

const ownSwitch: ReadonlySet<string> = new Set([
  'member.org.stacksets.cloudformation.amazonaws.com',
  'ram.amazonaws.com',
]);

/** StackSets' access to the organization; no Terraform resource can switch it on. */
export const stackSetsAccessStep: BootstrapStep = {
  title: 'StackSets',
  look: async ({ clients, ids }) => {
    if (!ids.has(fact.organizationId)) return { state: 'unknown until earlier steps are done' };
    return (await stackSetsEnabled(clients.cloudFormation))
      ? { state: 'done' }
      : { state: 'to do', what: ["activate StackSets' access to the organization"] };
  },
  make: async ({ clients }) => {
    await clients.cloudFormation.send(new ActivateOrganizationsAccessCommand({}));
    return noIds;
  },
};

async function stackSetsEnabled(client: CloudFormationClient): Promise<boolean> {
  const access = await client.send(new DescribeOrganizationsAccessCommand({}));
  return access.Status === 'ENABLED';
}

/** RAM sharing inside the organization; without it shares arrive as invitations. */
export const resourceSharingStep: BootstrapStep = {
  title: 'RAM sharing',
  look: async ({ clients, ids }) => {
    if (!ids.has(fact.organizationId)) return { state: 'unknown until earlier steps are done' };
    for await (const page of paginateListAWSServiceAccessForOrganization({ client: clients.organizations }, {})) {
      if (page.EnabledServicePrincipals?.some(({ ServicePrincipal }) => ServicePrincipal === 'ram.amazonaws.com')) {
        return { state: 'done' };
      }
    }
    return { state: 'to do', what: ['enable RAM sharing with the organization'] };
  },
  make: async ({ clients }) => {
    await clients.ram.send(new EnableSharingWithAwsOrganizationCommand({}));
    return noIds;
  },
};

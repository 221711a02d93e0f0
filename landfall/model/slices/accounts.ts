import {
  administersAnalyzer,
  blueprintsOf,
  hasDomain,
  holds,
  holdsBlueprintHub,
  holdsMlWorkload,
  isDeployed,
  isNone,
} from '../accounts/blueprints';
import type { AccountContent, DutyParts } from '../accounts/content';
import { dataGovernanceContent, dataLakeContent, featureStoreContent } from '../accounts/data';
import { deployedLogArchive, logArchiveContent } from '../accounts/log-archive';
import { mlCentralAccount, mlSharedServicesContent, mlWorkloadContent } from '../accounts/ml';
import { corporateSegments, hasVpc, hubContent, vpcContent } from '../accounts/network';
import {
  baselineContent,
  catalogContent,
  devopsContent,
  securityToolingContent,
  sharedServicesContent,
} from '../accounts/platform';
import { fact, type FactKey, type FactReader } from '../facts';
import { launchRolesOf } from '../launch-roles';
import type { StackNode } from '../stack';
import { accountWithDuty, managementKey, type Account, type LandingZone } from '../zone';

export type { AccountContent } from '../accounts/content';

/** Duties whose accounts hold what others use; they come before the accounts of teams. */
const hubDuties: ReadonlySet<string> = new Set([
  'security-tooling',
  'shared-services',
  'ml-shared-services',
  'data-governance',
  'devops',
]);

/** Id of the stack that acts in an account. */
export function accountStackId(account: string): string {
  return `account-${account}`;
}

/** One stack for each account that Landfall writes, the management account left out. */
export function accountNodes(zone: LandingZone): readonly StackNode[] {
  return deployedAccounts(zone)
    .map((account) => accountNode(zone, account))
    .sort((a, b) => (a.wave === b.wave ? (a.id < b.id ? -1 : 1) : a.wave < b.wave ? -1 : 1));
}

/** Whether nothing but the hub of the network, which existed before, is written in the account. */
function holdsOnlyHub(zone: LandingZone, account: Account): boolean {
  const { hub } = zone.network;
  return (
    isNone(account.blueprint) &&
    account.duties.includes('network') &&
    hub.manage === 'own' &&
    hub.transitGatewayId !== undefined
  );
}

function hasStack(zone: LandingZone, account: Account): boolean {
  return isDeployed(account) || (account.manage === 'own' && holdsOnlyHub(zone, account));
}

/** Accounts that have a stack of their own. */
export function deployedAccounts(zone: LandingZone): readonly Account[] {
  return zone.accounts.filter((account) => account.key !== managementKey && hasStack(zone, account));
}

/** Keys of the accounts in which a SageMaker domain is made, sorted; each assigns `fact.domainApplicationArn`. */
export function accountsWithDomain(zone: LandingZone): readonly string[] {
  return deployedAccounts(zone)
    .filter((account) => hasDomain(zone, account))
    .map((account) => account.key)
    .sort();
}

function accountNode(zone: LandingZone, account: Account): StackNode {
  return {
    id: accountStackId(account.key),
    kind: 'account',
    wave: waveOf(account),
    account: account.key,
    after: afterOf(zone, account),
    assigns: assignsOf(zone, account),
    reveals: [],
    createsIn: [],
    content: (facts) => accountContent(zone, account, facts),
  };
}

function waveOf(account: Account): string {
  if (account.duties.includes('log-archive')) return '7a';
  if (account.duties.includes('network')) return '7b';
  return account.duties.some((duty) => hubDuties.has(duty)) ? '7c' : '8';
}

/** Only what no fact says: buckets and roles that must be there although their names are known before. */
function afterOf(zone: LandingZone, account: Account): readonly string[] {
  const after: string[] = [];
  const archive = deployedLogArchive(zone);
  const network = accountWithDuty(zone, 'network');
  if (hasVpc(zone, account)) {
    if (archive !== undefined) after.push(archive.key);
    if (account.connectivity === 'corporate' && network !== undefined && hasStack(zone, network)) {
      after.push(network.key);
    }
  }
  // Control Tower refuses log archive and security tooling once they hold anything of their own; the deployment account,
  // whose id is known from bootstrap, is first moved into its unit.
  const integration = account.vendedBy === 'integration-accounts';
  return [
    ...after.filter((key) => key !== account.key).map(accountStackId),
    ...(integration || holdsBlueprintHub(zone, account) ? ['control-tower'] : []),
    ...(account.key === zone.deployment.account ? ['foundation'] : []),
    ...(administersAnalyzer(zone, account) ? ['delegation'] : []),
  ];
}

function assignsOf(zone: LandingZone, account: Account): readonly FactKey[] {
  const hub = zone.network.hub.manage === 'own' && holds(zone, account, 'network');
  return [
    ...(hub
      ? [fact.transitGatewayId, ...corporateSegments(zone).map((segment) => fact.routeTableId(segment.key))]
      : []),
    ...(hasDomain(zone, account) ? [fact.domainApplicationArn(account.key)] : []),
  ];
}

function accountContent(zone: LandingZone, account: Account, facts: FactReader): AccountContent {
  const accountId = facts.get(fact.accountId(account.key));
  return {
    kind: 'account',
    account: account.key,
    accountId,
    organizationId: facts.get(fact.organizationId),
    region: zone.regions.home,
    prefix: zone.prefix,
    blueprints: blueprintsOf(zone, account),
    baseline: baselineContent(zone, account),
    vpc: vpcContent(zone, account, facts),
    parameters: centralParameters(zone, facts),
    launchRoles: launchRolesOf(zone, account.key),
    catalog: catalogContent(zone, account, accountId, facts),
    parts: partsOf(zone, account, accountId, facts),
    ...(holdsOnlyHub(zone, account) ? { only: 'hub' as const } : {}),
  };
}

/** Products find the central account by a parameter, so that no template names an account id. */
function centralParameters(zone: LandingZone, facts: FactReader): Readonly<Record<string, string>> {
  const central = mlCentralAccount(zone);
  return central === undefined ? {} : { '/ml-central-account-id': facts.get(fact.accountId(central.key)) };
}

function partsOf(zone: LandingZone, account: Account, accountId: string, facts: FactReader): DutyParts {
  const held = new Set(blueprintsOf(zone, account).map(({ name }) => name));
  const has = (name: string): boolean => held.has(name);
  return {
    logArchive: has('log-archive') ? logArchiveContent(zone, accountId, facts) : undefined,
    hub: has('network') ? hubContent(zone, accountId, facts) : undefined,
    securityTooling: has('security-tooling') ? securityToolingContent(zone, account) : undefined,
    sharedServices: has('shared-services') ? sharedServicesContent(zone, account, facts) : undefined,
    devops: has('devops') ? devopsContent(zone, accountId) : undefined,
    mlSharedServices: has('ml-shared-services') ? mlSharedServicesContent(zone, accountId, facts) : undefined,
    mlWorkload: holdsMlWorkload(zone, account) ? mlWorkloadContent(zone, account, accountId, facts) : undefined,
    dataLake: has('data-lake') ? dataLakeContent(zone, accountId, facts) : undefined,
    dataGovernance: has('data-governance') ? dataGovernanceContent(accountId, has('data-lake')) : undefined,
    featureStore: has('feature-store') ? featureStoreContent(zone, accountId, facts) : undefined,
  };
}

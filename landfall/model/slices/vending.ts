import { accountsIndex } from '../accounts-index';
import { fact, type FactReader } from '../facts';
import { isIntegration } from '../integration-duties';
import { homeRoles, roleArn } from '../names';
import type { StackNode } from '../stack';
import { managementKey, type Account, type Contact, type LandingZone, type Team } from '../zone';
import { policiesOf, type PolicyContent } from './attached-policies';
import { markedFacts, partingAccounts, type PartingAccount } from './parting-accounts';
import { guardingStacks, writtenPolicies } from './units';

/** How an account comes to be. */
export type VendingRoad =
  | { readonly by: 'organizations' }
  | {
      readonly by: 'account-factory';
      readonly productId: string;
      readonly artifactId: string;
      readonly productName: string;
      /** Parameters of the product. */
      readonly parameters: Readonly<Record<string, string>>;
    };

export interface VendedAccount {
  /** Construct id: the key. */
  readonly key: string;
  readonly name: string;
  /** Lower-case. */
  readonly email: string;
  /** Id of the destination unit in AWS. */
  readonly parentId: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly road: VendingRoad;
  /** Account id of the one that bootstrap made. */
  readonly importId: string | undefined;
  /** Key of the account of this stack that enters the same unit before it. */
  readonly after: string | undefined;
  readonly contacts: readonly Contact[];
}

/** An account of the same stack by its key, or one that exists already by its id. */
export type AccountReference = { readonly account: string } | { readonly accountId: string };

export interface AccountPolicies {
  readonly account: string;
  readonly target: AccountReference;
  readonly policies: readonly PolicyContent[];
}

export interface TeamBudget {
  readonly name: string;
  readonly monthlyUsd: number;
  readonly accounts: readonly AccountReference[];
  /** Percent of the budget. */
  readonly thresholds: readonly number[];
  readonly email: string;
}

export interface VendingContent {
  readonly kind: 'vending';
  /** Lets the role that deploys launch the account factory's product, before any account of the stack is made. */
  readonly factoryAccess: { readonly portfolioId: string; readonly principalArn: string } | undefined;
  readonly accounts: readonly VendedAccount[];
  /** Accounts that the stack doesn't make any more, and must not destroy. */
  readonly parting: readonly PartingAccount[];
  readonly policies: readonly AccountPolicies[];
  readonly budget: TeamBudget | undefined;
}

/** Percent of a budget that alert the team where the configuration says nothing. */
const defaultThresholds: readonly number[] = [80, 100];

/** Control Tower's account factory, as Service Catalog lists it. */
const accountFactory = 'AWS Control Tower Account Factory';

export const integrationAccountsStackId = 'integration-accounts';

/** Stacks that make accounts: the two that Control Tower wants first, those of the platform, those of each team. */
export function vendingNodes(zone: LandingZone): readonly StackNode[] {
  return [
    vendingNode(zone, integrationAccountsStackId, undefined),
    vendingNode(zone, 'foundation', undefined),
    ...zone.teams.map((team) => vendingNode(zone, `team-${team.key}`, team)),
  ];
}

function vendingNode(zone: LandingZone, id: string, team: Team | undefined): StackNode {
  const accounts = accountsIndex(zone.accounts).byVendingStack.get(id) ?? [];
  const owned = accounts.filter(({ manage }) => manage === 'own');
  const destinations = [...new Set(owned.map(({ unit }) => unit))].sort();
  const integration = id === integrationAccountsStackId;
  return {
    id,
    kind: 'vending',
    wave: integration ? '2' : '5',
    account: managementKey,
    after: integration
      ? ['organization']
      : [...afterGuardrails(zone, destinations), ...afterFactoryAccess(zone, id, owned)],
    assigns: owned.map(({ key }) => fact.accountId(key)),
    mayAssign: markedFacts(zone, id),
    reveals: [],
    createsIn: destinations,
    content: (facts) => ({
      kind: 'vending',
      factoryAccess: factoryAccess(zone, id, facts),
      accounts: vendedAccounts(zone, owned, facts),
      parting: partingAccounts(zone, { id, team: team?.key, accounts }, facts),
      policies: accountPolicies(zone, accounts, facts),
      budget: team === undefined ? undefined : teamBudget(zone, team, accounts, facts),
    }),
  };
}

/** Accounts enter units that are registered and guarded already. */
function afterGuardrails(zone: LandingZone, units: readonly string[]): readonly string[] {
  const stacks = new Set(units.flatMap((unit) => guardingStacks(zone, unit)));
  return stacks.size === 0 ? ['control-tower'] : [...stacks].sort();
}

/** The stack that lets the deploying role into the account factory's portfolio. */
const factoryAccessStackId = 'foundation';

/** Service Catalog offers a product to those only who are principals of its portfolio; nobody is at first. */
function factoryAccess(zone: LandingZone, id: string, facts: FactReader): VendingContent['factoryAccess'] {
  if (zone.vending !== 'account-factory' || id !== factoryAccessStackId) return undefined;
  return {
    portfolioId: facts.get(fact.accountFactoryPortfolioId),
    principalArn: roleArn(facts.get(fact.accountId(managementKey)), homeRoles.apply),
  };
}

function afterFactoryAccess(zone: LandingZone, id: string, accounts: readonly Account[]): readonly string[] {
  const needed = id !== factoryAccessStackId && accounts.some((account) => comesByFactory(zone, account));
  return needed ? [factoryAccessStackId] : [];
}

/** The factory takes only units that are registered, exists only once Control Tower does, and makes new accounts only. */
function comesByFactory(zone: LandingZone, account: Account): boolean {
  if (zone.vending !== 'account-factory' || isIntegration(account.duties)) return false;
  const registered = zone.units.some(({ id, registered }) => id === account.unit && registered);
  return registered && account.awsId === undefined && account.key !== zone.deployment.account;
}

function vendedAccounts(zone: LandingZone, accounts: readonly Account[], facts: FactReader): readonly VendedAccount[] {
  const lastIn = new Map<string, string>();
  return accounts.map((account) => {
    const after = lastIn.get(account.unit);
    lastIn.set(account.unit, account.key);
    const parentId = facts.get(fact.unitId(account.unit));
    return {
      key: account.key,
      name: account.name,
      email: account.email,
      parentId,
      tags: account.tags,
      road: comesByFactory(zone, account) ? factoryRoad(zone, account, parentId, facts) : { by: 'organizations' },
      importId: existingId(zone, account, facts),
      after,
      contacts: account.awsId === undefined || zone.adoption?.contacts === 'own' ? zone.contacts : [],
    };
  });
}

/** Bootstrap made the deployment account, outside any unit. What the configuration gives an id is imported elsewhere. */
function existingId(zone: LandingZone, account: Account, facts: FactReader): string | undefined {
  return account.awsId === undefined && account.key === zone.deployment.account
    ? facts.get(fact.accountId(account.key))
    : undefined;
}

/**
 * The account factory wants a first user, who becomes administrator of the account: one that belongs to nobody, with the
 * account's own mailbox, so that no person gets rights that the access table doesn't show.
 */
function factoryRoad(zone: LandingZone, account: Account, parentId: string, facts: FactReader): VendingRoad {
  const unit = zone.units.find(({ id }) => id === account.unit);
  return {
    by: 'account-factory',
    productId: facts.get(fact.accountFactoryProductId),
    artifactId: facts.get(fact.accountFactoryArtifactId),
    productName: accountFactory,
    parameters: {
      AccountEmail: account.email,
      AccountName: account.name,
      ManagedOrganizationalUnit: `${unit?.name ?? account.unit} (${parentId})`,
      SSOUserEmail: account.email,
      SSOUserFirstName: 'Landfall',
      SSOUserLastName: account.key,
    },
  };
}

function accountPolicies(
  zone: LandingZone,
  accounts: readonly Account[],
  facts: FactReader,
): readonly AccountPolicies[] {
  return accounts.flatMap((account) => {
    const attached = zone.guardrails.accounts.find((entry) => entry.account === account.key);
    const written = writtenPolicies(zone, attached?.policies ?? []);
    if (written.length === 0) return [];
    return [
      {
        account: account.key,
        target: reference(account, facts),
        policies: policiesOf(zone, account.key, written, facts),
      },
    ];
  });
}

function reference(account: Account, facts: FactReader): AccountReference {
  return account.manage === 'own' ? { account: account.key } : { accountId: facts.get(fact.accountId(account.key)) };
}

function teamBudget(
  zone: LandingZone,
  team: Team,
  accounts: readonly Account[],
  facts: FactReader,
): TeamBudget | undefined {
  if (team.budgetUsd === undefined || accounts.length === 0) return undefined;
  return {
    name: `${zone.prefix}-team-${team.key}`,
    monthlyUsd: team.budgetUsd,
    accounts: accounts.map((account) => reference(account, facts)),
    thresholds: [...(zone.costs.teamBudget?.thresholds ?? defaultThresholds)].sort((a, b) => a - b),
    email: team.email,
  };
}

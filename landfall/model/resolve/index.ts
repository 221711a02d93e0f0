import type { Configuration } from '../../config/configuration';
import { addressPlan } from '../addresses';
import { isIntegration } from '../integration-duties';
import type { Decisions } from '../lock/decisions';
import type { LandingZone } from '../zone';
import { resolveAccess } from './access';
import { listOf, resolveAccounts, resolveTeams } from './accounts';
import { resolveGuardrails } from './guardrails';
import { given, management } from './management';
import { resolveNetwork } from './network';
import { resolveContacts, resolveControlTower, resolveState } from './organization';
import { resolvePortfolios } from './portfolios';
import { resolveUnits, unitId } from './units';

const defaultProviderConstraint = '>= 6.66.0, < 7.0.0';

/**
 * Makes the model from what people wrote and what was decided before. It never fails: what makes no sense is kept as
 * written, and the checks say so.
 */
export function resolveZone(configuration: Configuration, decisions: Decisions): LandingZone {
  const { organization, portfolios, security, costs, removed } = configuration;
  const accounts = resolveAccounts(configuration);
  const teams = resolveTeams(configuration, accounts);
  const network = resolveNetwork(configuration);
  const addresses = addressPlan(network.segments, accounts, decisions.addresses, network.reserved);
  return {
    name: organization.name,
    prefix: organization.prefix,
    organization: {
      manage: organization.manage ?? 'own',
      id: organization.id,
      ...given('policyTypes', organization.policyTypes),
      ...given('trustedServices', organization.trustedServices),
    },
    ...given('adoption', resolveAdoption(configuration)),
    regions: { home: organization.regions.home, governed: organization.regions.governed },
    tags: organization.tags ?? {},
    contacts: resolveContacts(configuration),
    deployment: {
      account: organization.deployment.account.toLowerCase(),
      principals: organization.deployment.principals ?? [],
      access: organization.deployment.access ?? 'assume-role',
      homes: organization.deployment.homes ?? 'all',
    },
    state: resolveState(configuration),
    providerConstraint: organization.provider?.aws ?? defaultProviderConstraint,
    vending: organization.vending ?? 'organizations',
    controlTower: resolveControlTower(configuration),
    units: resolveUnits(configuration, integrationUnits(configuration)),
    accounts,
    teams,
    access: resolveAccess(configuration, accounts, teams),
    network,
    addresses: addresses.ranges,
    ownStacks: resolveOwnStacks(configuration),
    undecided: addresses.undecided.map((account) => `address/${account}`),
    guardrails: resolveGuardrails(configuration),
    hub:
      portfolios.hub === undefined
        ? undefined
        : { account: portfolios.hub.account.toLowerCase(), blueprints: portfolios.hub.blueprints ?? {} },
    portfolios: resolvePortfolios(configuration),
    security: {
      delegations: resolveDelegations(configuration),
      accessAnalyzer: security.accessAnalyzer ?? true,
    },
    costs: {
      categories: Object.entries(costs.categories ?? {}).map(([key, category]) => ({ key, tag: category.tag })),
      teamBudget: costs.teamBudget,
      anomalies: costs.anomalies,
    },
    removed: {
      stacks: removed.stacks ?? {},
      closedAccounts: accountsWith('close', removed.accounts),
      keptAccounts: accountsWith('keep', removed.accounts),
      confirmed: removed.confirm ?? [],
    },
    sources: configuration.sources,
  };
}

function resolveAdoption({ organization: { adoption } }: Configuration): LandingZone['adoption'] {
  if (adoption === undefined) return undefined;
  return { tags: adoption.tags ?? 'read', contacts: adoption.contacts ?? 'read' };
}

/** One row for each account that administers a service. */
function resolveDelegations({ security }: Configuration): LandingZone['security']['delegations'] {
  return Object.entries(security.delegations ?? {}).flatMap(([service, written]) =>
    listOf(typeof written === 'string' ? written : written.account).map((account) => ({
      service,
      account: account.toLowerCase(),
      ...(typeof written === 'string' ? {} : management(written)),
      source: { file: 'security.yaml', path: ['delegations', service] },
    })),
  );
}

function accountsWith(word: 'close' | 'keep', accounts: Configuration['removed']['accounts'] = {}): readonly string[] {
  return Object.entries(accounts).flatMap(([key, written]) => (written === word ? [key] : []));
}

function resolveOwnStacks({ custom }: Configuration): LandingZone['ownStacks'] {
  return Object.entries(custom.stacks ?? {}).map(([key, entry]) => ({
    key: key.toLowerCase(),
    stack: entry.stack,
    account: entry.account.toLowerCase(),
    after: entry.after ?? [],
    needs: entry.facts ?? [],
    settings: entry.settings ?? {},
    source: { file: 'custom.yaml', path: ['stacks', key] },
  }));
}

/** Control Tower's baseline may not sit on the unit that holds its integration accounts. */
function integrationUnits({ accounts }: Configuration): ReadonlySet<string> {
  const integration = Object.values(accounts.accounts).filter(({ serves }) => isIntegration(listOf(serves)));
  return new Set(integration.map((account) => unitId(account.unit)));
}

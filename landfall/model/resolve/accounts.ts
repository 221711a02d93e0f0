import type { Configuration, SourceRef } from '../../config/configuration';
import type { Duty } from '../../config/schemas/accounts';
import type { TeamFile } from '../../config/schemas/team';
import type { Account, BlueprintReference, Connectivity, Owner, Team } from '../zone';
import { accountsIndex } from '../accounts-index';
import { isIntegration } from '../integration-duties';
import { managementKey } from '../zone';
import { unitId } from './units';

type TeamEntry = NonNullable<TeamFile['accounts']>[string];

/** A part of a list that YAML lets people write as a single value. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** `aws+{account}@example.com` for `fraud-dev` is `aws+fraud-dev@example.com`; made again, `aws+fraud-dev-2@...`. */
export function accountEmail(scheme: string, key: string, generation: number): string {
  return scheme.replaceAll('{account}', generation === 1 ? key : `${key}-${String(generation)}`).toLowerCase();
}

/** Splits `ml-workload@2`; `none` has no version. */
export function blueprintOf(reference: string): BlueprintReference {
  if (reference === 'none') return { name: reference, version: 0 };
  const [name = reference, version = '1'] = reference.split('@');
  return { name, version: Number(version) };
}

/** What an account without a blueprint of its own gets: by its first duty, or what its stage says. */
export function defaultBlueprint(duties: readonly Duty[]): string {
  const [first] = duties;
  return `${first ?? 'ml-workload'}@1`;
}

export function resolveAccounts(configuration: Configuration): readonly Account[] {
  const management = managementAccount(configuration);
  const others = [...platformAccounts(configuration), ...teamAccounts(configuration)];
  return [management, ...others.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))];
}

export function resolveTeams(configuration: Configuration, accounts: readonly Account[]): readonly Team[] {
  return Object.entries(configuration.teams).map(([file, team]) => {
    const key = file.toLowerCase();
    return {
      key,
      label: file,
      name: team.name,
      email: team.email,
      owner: teamOwner(key, team),
      budgetUsd: team.budget ?? configuration.costs.teamBudget?.monthlyUsd,
      accounts: (accountsIndex(accounts).byTeam.get(key) ?? []).map((account) => account.key),
      source: { file: `teams/${file}.yaml`, path: [] },
    };
  });
}

function managementAccount({ organization, accounts }: Configuration): Account {
  const { managementAccount: written } = organization;
  const source: SourceRef = { file: 'organization.yaml', path: ['managementAccount'] };
  const owner = platformOwner(accounts.owners, written.owner);
  return {
    key: managementKey,
    name: written.name,
    email: written.email.toLowerCase(),
    unit: 'root',
    owner,
    owners: [owner.key],
    purpose: written.purpose,
    duties: [],
    connectivity: 'none',
    segment: undefined,
    blueprint: blueprintOf('management@1'),
    manage: 'read',
    awsId: written.id,
    team: undefined,
    stage: undefined,
    vendedBy: undefined,
    tags: accountTags(organization.prefix, managementKey, owner, 'production'),
    source,
  };
}

function platformAccounts(configuration: Configuration): readonly Account[] {
  const { organization, accounts } = configuration;
  return Object.entries(accounts.accounts).map(([written, entry]) => {
    const key = written.toLowerCase();
    const source: SourceRef = { file: 'accounts.yaml', path: ['accounts', written] };
    const duties = listOf(entry.serves);
    const owner = platformOwner(accounts.owners, listOf(entry.owner)[0] ?? '');
    const environment = duties.includes('sandbox') ? 'sandbox' : 'production';
    const connectivity = entry.connectivity ?? 'none';
    const unit = unitId(entry.unit);
    return {
      key,
      name: entry.name,
      email: (entry.email ?? accountEmail(organization.emails, key, entry.generation ?? 1)).toLowerCase(),
      unit,
      owner,
      owners: listOf(entry.owner),
      purpose: entry.purpose,
      duties,
      connectivity,
      segment: segmentOf(configuration, unit, connectivity),
      blueprint: blueprintOf(entry.blueprint ?? defaultBlueprint(duties)),
      manage: entry.manage ?? 'own',
      awsId: entry.id,
      team: undefined,
      stage: undefined,
      vendedBy: vendingStack(duties),
      tags: accountTags(organization.prefix, key, owner, environment),
      source,
    };
  });
}

/** Control Tower wants some before it is set up; all others come when units are registered. */
function vendingStack(duties: readonly Duty[]): string {
  return isIntegration(duties) ? 'integration-accounts' : 'foundation';
}

function teamAccounts(configuration: Configuration): readonly Account[] {
  return Object.entries(configuration.teams).flatMap(([file, team]) => {
    const defaults = configuration.accounts.defaultStages ?? ['dev', 'test', 'prod'];
    const entries: Readonly<Record<string, TeamEntry>> =
      team.accounts ?? Object.fromEntries(defaults.map((stage) => [stage, null]));
    return Object.entries(entries).map(([stage, entry]) => teamAccount(configuration, file, team, stage, entry));
  });
}

function teamAccount(
  configuration: Configuration,
  file: string,
  team: TeamFile,
  stage: string,
  entry: TeamEntry,
): Account {
  const teamKey = file.toLowerCase();
  const key = `${teamKey}-${stage.toLowerCase()}`;
  const defaults = configuration.accounts.stages[stage];
  const written = typeof entry === 'string' ? { connectivity: entry } : (entry ?? {});
  const owner = teamOwner(teamKey, team);
  const connectivity: Connectivity = written.connectivity ?? defaults?.connectivity ?? 'isolated';
  const unit = unitId(written.unit ?? defaults?.unit ?? '');
  const path = team.accounts === undefined ? [] : ['accounts', stage];
  return {
    key,
    name: written.name ?? `${team.name} ${stage}`,
    email: (
      written.email ?? accountEmail(configuration.organization.emails, key, written.generation ?? 1)
    ).toLowerCase(),
    unit,
    owner,
    owners: [owner.key],
    purpose: written.purpose ?? `${stage} account of the team ${team.name}`,
    duties: [],
    connectivity,
    segment: segmentOf(configuration, unit, connectivity),
    blueprint: blueprintOf(written.blueprint ?? defaults?.blueprint ?? defaultBlueprint([])),
    manage: written.manage ?? 'own',
    awsId: written.id,
    team: teamKey,
    stage: stage.toLowerCase(),
    vendedBy: `team-${teamKey}`,
    tags: accountTags(configuration.organization.prefix, key, owner, defaults?.environment ?? stage.toLowerCase()),
    source: { file: `teams/${file}.yaml`, path },
  };
}

/** The segment of the same connectivity whose unit is nearest above the account. */
function segmentOf({ network }: Configuration, unit: string, connectivity: Connectivity): string | undefined {
  if (connectivity === 'none') return undefined;
  const candidates = Object.entries(network.segments).flatMap(([key, segment]) =>
    segment.connectivity === connectivity
      ? segment.units
          .map(unitId)
          .filter((above) => isBelow(unit, above))
          .map((above) => ({ key, above }))
      : [],
  );
  candidates.sort((a, b) => b.above.length - a.above.length || (a.key < b.key ? -1 : 1));
  return candidates[0]?.key.toLowerCase();
}

/** Whether a unit is that unit or lies below it. */
export function isBelow(unit: string, above: string): boolean {
  return unit === above || unit.startsWith(`${above}/`);
}

function platformOwner(owners: Configuration['accounts']['owners'], key: string): Owner {
  const written = owners[key];
  return {
    key: key.toLowerCase(),
    email: written?.email ?? '',
    costCenter: written?.costCenter ?? '',
    businessUnit: written?.businessUnit,
  };
}

function teamOwner(key: string, team: TeamFile): Owner {
  return { key, email: team.email, costCenter: team.costCenter, businessUnit: team.businessUnit };
}

/** The tags that every account and everything in it carries. */
function accountTags(
  prefix: string,
  account: string,
  owner: Owner,
  environment: string,
): Readonly<Record<string, string>> {
  return {
    [`${prefix}:workload:account`]: account,
    [`${prefix}:workload:environment`]: environment,
    [`${prefix}:finance:owner`]: owner.key,
    [`${prefix}:finance:cost-center`]: owner.costCenter,
    ...(owner.businessUnit === undefined ? {} : { [`${prefix}:finance:business-unit`]: owner.businessUnit }),
  };
}

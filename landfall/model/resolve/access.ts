import type { Configuration, SourceRef } from '../../config/configuration';
import type {
  Access,
  Account,
  Assignment,
  DomainAssignment,
  Group,
  PermissionSet,
  Team,
  UserAssignment,
} from '../zone';
import { accountsIndex } from '../accounts-index';
import { minifiedJson } from '../policy-document';
import { listOf } from './accounts';
import { given, management } from './management';

const file = 'access.yaml';

/** ARN of an AWS managed policy from its name, or its path and name, or its ARN. */
export function managedPolicyArn(name: string): string {
  return name.startsWith('arn:') ? name : `arn:aws:iam::aws:policy/${name}`;
}

/**
 * Name of a team's group in Identity Center.
 * @param team as people write it: an identity provider, from which such a group may come, has no lower-cased names
 */
export function teamGroupName(configuration: Configuration, team: string, group: string): string {
  const scheme = configuration.access.identityCenter?.teamGroupName ?? '{team}-{group}';
  return scheme.replaceAll('{team}', team).replaceAll('{group}', group);
}

export function resolveAccess(
  configuration: Configuration,
  accounts: readonly Account[],
  teams: readonly Team[],
): Access {
  const { access } = configuration;
  return {
    source: access.identityCenter?.source ?? 'identity-center',
    instanceArn: access.identityCenter?.instanceArn,
    identityStoreId: access.identityCenter?.identityStoreId,
    permissionSets: permissionSets(configuration),
    groups: [...platformGroups(configuration), ...teams.flatMap((team) => teamGroups(configuration, team))],
    assignments: [
      ...platformAssignments(configuration),
      ...teams.flatMap((team) => teamAssignments(configuration, team, accounts)),
    ],
    ...given('userAssignments', userAssignments(configuration)),
    domainAssignments: teams.flatMap((team) => domainAssignments(configuration, team, accounts)),
  };
}

function permissionSets(configuration: Configuration): readonly PermissionSet[] {
  return Object.entries(configuration.access.permissionSets).map(([name, set]) => ({
    name,
    // AWS keeps no description where none was given; the name would be a change of what exists.
    description: set.description ?? (set.arn === undefined ? name : ''),
    managedPolicyArns: (set.managedPolicies ?? []).map(managedPolicyArn),
    customerManagedPolicies: set.customerManagedPolicies ?? [],
    inlinePolicy:
      set.inlinePolicy === undefined
        ? undefined
        : minifiedJson(configuration.policies.get(set.inlinePolicy)?.text ?? '{}'),
    ...boundary(set.permissionsBoundary),
    sessionDuration: set.sessionDuration ?? `PT${String(set.sessionHours ?? 8)}H`,
    ...given('relayState', set.relayState),
    manage: set.manage ?? 'own',
    arn: set.arn,
    source: { file, path: ['permissionSets', name] },
  }));
}

type Boundary = Configuration['access']['permissionSets'][string]['permissionsBoundary'];

function boundary(written: Boundary): Pick<PermissionSet, 'boundaryArn' | 'boundaryPolicy'> {
  if (written === undefined) return { boundaryArn: undefined };
  return typeof written === 'string'
    ? { boundaryArn: managedPolicyArn(written) }
    : { boundaryArn: undefined, boundaryPolicy: written.customerManaged };
}

function platformGroups({ access }: Configuration): readonly Group[] {
  const external = access.identityCenter?.source === 'external';
  return Object.entries(access.platformGroups).map(([key, group]) => ({
    key,
    displayName: group.displayName ?? key,
    description: group.description ?? (group.id === undefined ? key : ''),
    manage: group.manage ?? (external ? 'read' : 'own'),
    ...given('awsId', group.id),
    team: undefined,
    source: { file, path: ['platformGroups', key] },
  }));
}

function teamGroups(configuration: Configuration, team: Team): readonly Group[] {
  const external = configuration.access.identityCenter?.source === 'external';
  return Object.entries(configuration.access.teamGroups).map(([key, group]) => ({
    key,
    displayName: teamGroupName(configuration, team.label, group.displayName ?? key),
    description: `${group.description ?? key} (${team.name})`,
    manage: group.manage ?? (external ? 'read' : 'own'),
    team: team.key,
    source: { file, path: ['teamGroups', key] },
  }));
}

function platformAssignments({ access }: Configuration): readonly Assignment[] {
  return access.assignments.flatMap((entry, index) => {
    const source: SourceRef = { file, path: ['assignments', index] };
    const group = access.platformGroups[entry.group]?.displayName ?? entry.group;
    return listOf(entry.accounts).flatMap((account) =>
      listOf(entry.permissionSets).map((permissionSet) => ({
        group,
        permissionSet,
        account: account.toLowerCase(),
        reason: entry.reason,
        ...management(entry),
        team: undefined,
        source,
      })),
    );
  });
}

function userAssignments({ access }: Configuration): readonly UserAssignment[] | undefined {
  return access.userAssignments?.flatMap(({ accounts, id, permissionSets, reason, user }, index) =>
    listOf(accounts).flatMap((account) =>
      listOf(permissionSets).map((permissionSet) => ({
        ...{ user, userId: id, permissionSet, account: account.toLowerCase(), reason },
        source: { file, path: ['userAssignments', index] },
      })),
    ),
  );
}

/** The accounts of a team to which a row of the team table applies. */
function rowAccounts(
  team: Team,
  accounts: readonly Account[],
  stages: readonly string[] | undefined,
): readonly Account[] {
  const wanted = stages?.map((stage) => stage.toLowerCase());
  const own = accountsIndex(accounts).byTeam.get(team.key) ?? [];
  return own.filter((account) => wanted === undefined || wanted.includes(account.stage ?? ''));
}

/** A row of the team table names a group of the team, or else a platform group. */
function groupOfRow(configuration: Configuration, team: Team, group: string): string {
  const own = configuration.access.teamGroups[group];
  return own === undefined
    ? (configuration.access.platformGroups[group]?.displayName ?? group)
    : teamGroupName(configuration, team.label, own.displayName ?? group);
}

function teamAssignments(
  configuration: Configuration,
  team: Team,
  accounts: readonly Account[],
): readonly Assignment[] {
  return configuration.access.teamAssignments.flatMap((entry, index) => {
    const source: SourceRef = { file, path: ['teamAssignments', index] };
    return rowAccounts(team, accounts, entry.stages).flatMap((account) =>
      listOf(entry.permissionSets).map((permissionSet) => ({
        group: groupOfRow(configuration, team, entry.group),
        permissionSet,
        account: account.key,
        reason: entry.reason,
        ...management(entry),
        team: team.key,
        source,
      })),
    );
  });
}

function domainAssignments(
  configuration: Configuration,
  team: Team,
  accounts: readonly Account[],
): readonly DomainAssignment[] {
  return configuration.access.teamAssignments.flatMap((entry, index) =>
    entry.sageMakerDomain === true
      ? rowAccounts(team, accounts, entry.stages).map((account) => ({
          group: groupOfRow(configuration, team, entry.group),
          account: account.key,
          team: team.key,
          reason: entry.reason,
          source: { file, path: ['teamAssignments', index] },
        }))
      : [],
  );
}

import { groupedBy } from '../accounts-index';
import { constructId } from '../construct-id';
import { fact, type FactReader } from '../facts';
import type { StackNode } from '../stack';
import { managementKey, type Assignment, type DomainAssignment, type Group, type LandingZone } from '../zone';
import { accountsWithDomain, accountStackId, deployedAccounts } from './accounts';
import { groupContent, type GroupContent } from './identity-center';

/** A group of the same stack by its name, or one that exists already by its id. */
export type GroupReference = { readonly displayName: string } | { readonly groupId: string };

export interface AssignmentContent {
  readonly id: string;
  readonly group: GroupReference;
  readonly permissionSetArn: string;
  /** It was there before. */
  readonly exists?: true;
}

/** All assignments of one account. They come one after another: AWS updates one role of an account at a time. */
export interface AccountAccess {
  readonly account: string;
  readonly accountId: string;
  readonly assignments: readonly AssignmentContent[];
}

/** A group gets into a SageMaker domain, which Identity Center knows as an application. */
export interface DomainAccess {
  readonly id: string;
  readonly group: GroupReference;
  readonly applicationArn: string;
}

export interface AccessContent {
  readonly kind: 'access';
  readonly instanceArn: string;
  readonly identityStoreId: string;
  /** Groups of the team; none where they come from an identity provider. */
  readonly groups: readonly GroupContent[];
  readonly accounts: readonly AccountAccess[];
  readonly domains: readonly DomainAccess[];
  /** Ids of assignments that the stack doesn't write, or not any more. */
  readonly readAssignments?: readonly string[];
}

/** What one access stack is made of. */
interface Scope {
  readonly groups: readonly Group[];
  readonly assignments: readonly Assignment[];
  readonly read: readonly Assignment[];
  readonly domainAssignments: readonly DomainAssignment[];
}

/** Groups and assignments by team, found once for all stacks. */
interface Tables {
  readonly groups: ReadonlyMap<string, Group>;
  readonly ofTeam: (team: string | undefined) => Scope;
}

/** One stack for the accounts of the platform, and one for each team: a new team changes no other. */
export function accessNodes(zone: LandingZone): readonly StackNode[] {
  const tables = tablesOf(zone);
  return [accessNode(zone, tables, undefined), ...zone.teams.map((team) => accessNode(zone, tables, team.key))];
}

function tablesOf(zone: LandingZone): Tables {
  const { access } = zone;
  const withDomain = new Set(accountsWithDomain(zone));
  const platform = '';
  const teamOf = ({ team }: { readonly team: string | undefined }): string => team ?? platform;
  const groups = groupedBy(
    access.groups.filter(({ manage }) => manage === 'own'),
    teamOf,
  );
  const assignments = groupedBy(
    access.assignments.filter(({ manage }) => manage !== 'read'),
    teamOf,
  );
  const read = groupedBy(
    access.assignments.filter(({ manage }) => manage === 'read'),
    teamOf,
  );
  const domainAssignments = groupedBy(
    access.domainAssignments.filter(({ account }) => withDomain.has(account)),
    teamOf,
  );
  return {
    groups: new Map(access.groups.map((group) => [group.displayName, group])),
    ofTeam: (team) => ({
      // The groups of the platform are in the stack of the permission sets.
      groups: team === undefined ? [] : (groups.get(team) ?? []),
      assignments: assignments.get(team ?? platform) ?? [],
      read: read.get(team ?? platform) ?? [],
      domainAssignments: domainAssignments.get(team ?? platform) ?? [],
    }),
  };
}

function accessNode(zone: LandingZone, tables: Tables, team: string | undefined): StackNode {
  const scope = tables.ofTeam(team);
  return {
    id: team === undefined ? 'access-platform' : `access-${team}`,
    kind: 'access',
    wave: '9',
    account: managementKey,
    after: accountsWithPolicies(zone, scope.assignments),
    assigns: scope.groups.map(({ displayName }) => fact.groupId(displayName)),
    reveals: [],
    createsIn: [],
    content: (facts) => accessContent(tables.groups, scope, facts),
  };
}

/** A customer managed policy must be in an account before a permission set that names it is assigned there. */
function accountsWithPolicies(zone: LandingZone, assignments: readonly Assignment[]): readonly string[] {
  const sets = zone.access.permissionSets.filter((set) => set.customerManagedPolicies.length > 0);
  if (sets.length === 0) return [];
  const names = new Set(sets.map(({ name }) => name));
  const wanted = new Set(
    assignments.filter(({ permissionSet }) => names.has(permissionSet)).map(({ account }) => account),
  );
  return deployedAccounts(zone)
    .filter(({ key }) => wanted.has(key))
    .map(({ key }) => accountStackId(key));
}

function accessContent(byName: Tables['groups'], scope: Scope, facts: FactReader): AccessContent {
  const made = new Set(scope.groups.map(({ displayName }) => displayName));
  const reference = (displayName: string): GroupReference =>
    made.has(displayName) ? { displayName } : { groupId: facts.get(fact.groupId(displayName)) };
  /** Tells a team's group from a platform group with the same key. */
  const groupKey = (displayName: string): string => {
    const group = byName.get(displayName);
    return `${group?.team === undefined ? 'platform' : 'team'}-${group?.key ?? displayName}`;
  };
  const idOf = ({ account, group, permissionSet }: Assignment): string =>
    constructId(account, permissionSet, groupKey(group));
  return {
    kind: 'access',
    instanceArn: facts.get(fact.instanceArn),
    identityStoreId: facts.get(fact.identityStoreId),
    groups: scope.groups.map(groupContent),
    accounts: byAccount(scope.assignments).map(([account, assignments]) => ({
      account,
      accountId: facts.get(fact.accountId(account)),
      assignments: assignments.map((assignment) => ({
        id: idOf(assignment),
        group: reference(assignment.group),
        permissionSetArn: facts.get(fact.permissionSetArn(assignment.permissionSet)),
        ...(assignment.exists === true ? { exists: assignment.exists } : {}),
      })),
    })),
    domains: scope.domainAssignments.map(({ account, group }) => ({
      id: constructId(account, 'domain', groupKey(group)),
      group: reference(group),
      applicationArn: facts.get(fact.domainApplicationArn(account)),
    })),
    ...(scope.read.length === 0 ? {} : { readAssignments: [...new Set(scope.read.map(idOf))].sort() }),
  };
}

/** Sorted by account; inside one, each pair of group and permission set once, in the order of the table. */
function byAccount(assignments: readonly Assignment[]): readonly (readonly [string, readonly Assignment[]])[] {
  const accounts = new Map<string, Map<string, Assignment>>();
  for (const assignment of assignments) {
    const known = accounts.get(assignment.account) ?? new Map<string, Assignment>();
    const pair = JSON.stringify([assignment.group, assignment.permissionSet]);
    if (!known.has(pair)) known.set(pair, assignment);
    accounts.set(assignment.account, known);
  }
  return [...accounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, pairs]) => [account, [...pairs.values()]] as const);
}

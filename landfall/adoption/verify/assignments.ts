import type { SourceRef } from '../../config/configuration';
import { fact } from '../../model/facts';
import type { Assignment } from '../../model/zone';
import { isKnown, type FoundAssignment } from '../inventory';
import { accountWords, isComparedAccount, type Comparison } from './comparison';
import { notCompared, notDeployed, putRight, teller, type Difference } from './difference';

const kind = 'assignments';
const tell = teller(kind);
const at: SourceRef = { file: 'access.yaml', path: ['assignments'] };

/** Which group, or which person without one, gets which permission set on which account. */
export function assignmentDifferences(c: Comparison): readonly Difference[] {
  const { inventory } = c;
  const missing = (['assignments', 'permission-sets', 'groups'] as const).filter((part) => !isKnown(inventory, part));
  if (missing.length > 0) {
    return [notCompared(kind, 'assignments', `not all ${missing.join(' and ').replace('-', ' ')} could be read`, at)];
  }
  const found = inventory.identityCenter?.assignments ?? [];
  const there = new Set(found.map((each) => keyOf(each.accountId, each.permissionSetArn, each.principalId)));
  const sets = new Map(inventory.identityCenter?.permissionSets.map(({ arn, name }) => [arn, name]));
  const groups = new Map(inventory.identityCenter?.groups.map(({ displayName, id }) => [id, displayName]));
  const users = new Map(inventory.identityCenter?.users.map(({ id, userName }) => [id, userName]));
  const known = new Set(c.zone.access.permissionSets.map(({ name }) => c.ids.get(fact.permissionSetArn(name))));
  const described = new Map<string, Described>();
  for (const assignment of allDescribed(c)) {
    const key = idsOf(c, assignment);
    if (key !== undefined && !described.has(key)) described.set(key, assignment);
  }
  return [
    ...[...described]
      .filter(([key, assignment]) => !there.has(key) && canBeThere(c, assignment, sets, groups))
      .flatMap(([, assignment]) => absent(c, assignment)),
    ...found
      .filter(
        ({ accountId, permissionSetArn }) =>
          isComparedAccount(c, accountId) && known.has(permissionSetArn) && sets.has(permissionSetArn),
      )
      .filter((each) => !described.has(keyOf(each.accountId, each.permissionSetArn, each.principalId)))
      .map((each) => notWritten(c, each, sets.get(each.permissionSetArn) ?? each.permissionSetArn, { groups, users })),
  ];
}

/** A row of the access table for one account and permission set. */
interface Described extends Pick<Assignment, 'account' | 'manage' | 'permissionSet' | 'source' | 'team'> {
  /** Name of the group or the user. */
  readonly principal: string;
  /** Id of a user; that of a group is a fact. */
  readonly userId?: string;
}

function allDescribed({ zone: { access } }: Comparison): readonly Described[] {
  return [
    ...access.assignments.map(({ group, ...assignment }) => ({ ...assignment, principal: group })),
    ...(access.userAssignments ?? []).map(({ user, ...assignment }) => ({
      ...{ ...assignment, principal: user, manage: 'read' as const, team: undefined },
    })),
  ];
}

function keyOf(...ids: readonly string[]): string {
  return JSON.stringify(ids);
}

/** Undefined where one of the ids is not known. */
function idsOf({ ids }: Comparison, { account, permissionSet, principal, userId }: Described): string | undefined {
  const accountId = ids.get(fact.accountId(account));
  const setArn = ids.get(fact.permissionSetArn(permissionSet));
  const principalId = userId ?? ids.get(fact.groupId(principal));
  if (accountId === undefined || setArn === undefined || principalId === undefined) return undefined;
  return keyOf(accountId, setArn, principalId);
}

/** Whether account, set and group are there: what is not is told already. */
function canBeThere(
  c: Comparison,
  { account, permissionSet, principal, userId }: Described,
  sets: ReadonlyMap<string, string>,
  groups: ReadonlyMap<string, string>,
): boolean {
  return (
    isComparedAccount(c, c.ids.get(fact.accountId(account)) ?? '') &&
    sets.has(c.ids.get(fact.permissionSetArn(permissionSet)) ?? '') &&
    (userId !== undefined || groups.has(c.ids.get(fact.groupId(principal)) ?? ''))
  );
}

function absent(c: Comparison, assignment: Described): readonly Difference[] {
  const { account, manage, permissionSet, principal, source, team } = assignment;
  const stack = `access-${team ?? 'platform'}`;
  const words = `${permissionSet} for ${principal} on ${account}`;
  if (manage !== 'read' && !c.isDeployed(stack)) return [notDeployed(kind, words, source)];
  return [
    tell({
      ...{ code: 'LF6154', subject: `assignment of ${words}`, found: 'is not there', described: 'there', at: source },
      help: putRight(manage, stack),
    }),
  ];
}

interface Principals {
  readonly groups: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
}

function notWritten(
  c: Comparison,
  { accountId, principalId, principalType }: FoundAssignment,
  set: string,
  { groups, users }: Principals,
): Difference {
  const account = accountWords(c, accountId);
  const isUser = principalType === 'USER';
  const principal = isUser
    ? `the user ${users.get(principalId) ?? principalId}`
    : (groups.get(principalId) ?? principalId);
  const team = c.accounts.get(accountId)?.team;
  return tell({
    code: 'LF6155',
    subject: `assignment of ${set} for ${principal} on ${account}`,
    found: 'is there',
    described: 'nowhere',
    help: 'Take it away in Identity Center, or write it down with its reason.',
    at: { ...at, path: [isUser ? 'userAssignments' : team === undefined ? 'assignments' : 'teamAssignments'] },
  });
}

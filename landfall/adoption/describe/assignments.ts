import type { FoundAssignment, FoundIdentityCenter } from '../inventory';
import type { DescribedNames, Remark, YamlValue } from './part';
import { someOf } from './places';

/** Who has what where, as rows of access.yaml. */
export interface DescribedAssignments {
  readonly ofGroups: readonly YamlValue[];
  readonly ofUsers: readonly YamlValue[];
  readonly remarks: readonly Remark[];
}

/** Nobody but the people who gave it knows why; they can say so where this stands. */
const reason = 'Was there before Landfall';

/** One assignment by the names that the configuration has for its parts. */
interface NamedAssignment {
  readonly type: FoundAssignment['principalType'];
  readonly principalId: string;
  readonly principal: string;
  readonly permissionSet: string;
  readonly account: string;
}

/**
 * Assignments as few rows: the accounts in which a group or a person has a permission set are one row, and permission sets
 * that one has in the same accounts share it. A row never reaches further than what was found: it names its accounts.
 * @param groups names of groups by id, only of those that are described
 */
export function describeAssignments(
  center: FoundIdentityCenter,
  groups: ReadonlyMap<string, string>,
  names: DescribedNames,
): DescribedAssignments {
  const sets = new Map(center.permissionSets.map(({ arn, name }) => [arn, name]));
  const users = new Map(center.users.map(({ id, userName }) => [id, userName]));
  const named: NamedAssignment[] = [];
  const unnamed: FoundAssignment[] = [];
  for (const found of center.assignments) {
    const { accountId, permissionSetArn, principalId, principalType: type } = found;
    const principal = (type === 'GROUP' ? groups : users).get(principalId);
    const permissionSet = sets.get(permissionSetArn);
    const account = names.accounts.get(accountId);
    if (principal === undefined || permissionSet === undefined || account === undefined) unnamed.push(found);
    else named.push({ type, principalId, principal, permissionSet, account });
  }
  return {
    ofGroups: rows(named.filter(({ type }) => type === 'GROUP')).map(({ accounts, permissionSets, principal }) => ({
      ...{ group: principal, permissionSets, accounts, manage: 'read', exists: true, reason },
    })),
    ofUsers: rows(named.filter(({ type }) => type === 'USER')).map(
      ({ accounts, permissionSets, principal, principalId }) => ({
        ...{ user: principal, id: principalId, permissionSets, accounts, reason },
      }),
    ),
    remarks: leftOut(unnamed, { sets, groups, users, accounts: names.accounts }),
  };
}

interface Row {
  readonly principal: string;
  readonly principalId: string;
  readonly permissionSets: string | readonly string[];
  readonly accounts: string | readonly string[];
}

function rows(assignments: readonly NamedAssignment[]): readonly Row[] {
  const principals = new Map<string, { readonly principal: string; readonly sets: Map<string, Set<string>> }>();
  for (const { account, permissionSet, principal, principalId } of assignments) {
    const { sets } = entryOf(principals, principalId, () => ({ principal, sets: new Map<string, Set<string>>() }));
    entryOf(sets, permissionSet, () => new Set<string>()).add(account);
  }
  return [...principals]
    .sort(([, a], [, b]) => (a.principal < b.principal ? -1 : 1))
    .flatMap(([principalId, { principal, sets }]) =>
      setsWithSameAccounts(sets).map(({ accounts, permissionSets }) => ({
        ...{ principal, principalId, permissionSets: oneOrMore(permissionSets), accounts: oneOrMore(accounts) },
      })),
    );
}

function setsWithSameAccounts(
  sets: ReadonlyMap<string, ReadonlySet<string>>,
): readonly { readonly permissionSets: readonly string[]; readonly accounts: readonly string[] }[] {
  const shared = new Map<string, { readonly permissionSets: string[]; readonly accounts: readonly string[] }>();
  for (const [set, found] of [...sets].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const accounts = [...found].sort();
    entryOf(shared, accounts.join('\n'), () => ({ permissionSets: [], accounts })).permissionSets.push(set);
  }
  return [...shared.values()];
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, made: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = made();
  map.set(key, value);
  return value;
}

function oneOrMore(texts: readonly string[]): string | readonly string[] {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : texts;
}

type Known = Readonly<Record<'sets' | 'groups' | 'users' | 'accounts', ReadonlyMap<string, string>>>;

/** Identity Center keeps assignments of groups and people that were deleted, and of accounts that are closed. */
function leftOut(assignments: readonly FoundAssignment[], known: Known): readonly Remark[] {
  const accountsOf = new Map<string, { readonly subject: string; readonly accounts: string[] }>();
  for (const { accountId, permissionSetArn, principalId, principalType } of assignments) {
    const principal = (principalType === 'GROUP' ? known.groups : known.users).get(principalId);
    const who = `${principalType === 'GROUP' ? 'group' : 'user'} ${shown(principal, principalId)}`;
    const subject = `${shown(known.sets.get(permissionSetArn), permissionSetArn)} for the ${who}`;
    entryOf(accountsOf, subject, () => ({ subject, accounts: [] })).accounts.push(
      shown(known.accounts.get(accountId), accountId),
    );
  }
  return [...accountsOf.values()].map(({ accounts, subject }) => ({
    chapter: 'not-understood',
    subject,
    text: `assigned in ${someOf(accounts)}, but one of the three is not described: deleted, closed or not readable`,
  }));
}

function shown(name: string | undefined, id: string): string {
  return name === undefined ? id : `${name} (${id})`;
}

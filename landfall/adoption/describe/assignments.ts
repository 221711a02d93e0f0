import type { FoundAssignment, FoundIdentityCenter, Inventory } from '../inventory';
import { compareTexts, groupBy } from './keys';
import { oneOrMore, type DescribedNames, type Remark, type YamlValue } from './part';
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
  { accounts }: Inventory,
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
    // The name of a person is for people only; the id is enough where nobody may read names.
    const principal = type === 'GROUP' ? groups.get(principalId) : (users.get(principalId) ?? principalId);
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
    remarks: leftOut(unnamed, {
      ...{ sets, groups, users, accounts: names.accounts },
      accountNames: new Map(accounts.map(({ id, name }) => [id, name])),
    }),
  };
}

interface Row {
  readonly principal: string;
  readonly principalId: string;
  readonly permissionSets: string | readonly string[];
  readonly accounts: string | readonly string[];
}

function rows(assignments: readonly NamedAssignment[]): readonly Row[] {
  return [...groupBy(assignments, ({ principalId }) => principalId)]
    .map(([principalId, own]) => ({ principal: own[0]?.principal ?? principalId, principalId, own }))
    .sort((a, b) => compareTexts(a.principal, b.principal))
    .flatMap(({ own, principal, principalId }) =>
      setsWithSameAccounts(own).map(({ accounts, permissionSets }) => ({
        ...{ principal, principalId, permissionSets: oneOrMore(permissionSets), accounts: oneOrMore(accounts) },
      })),
    );
}

function setsWithSameAccounts(
  assignments: readonly NamedAssignment[],
): readonly { readonly permissionSets: readonly string[]; readonly accounts: readonly string[] }[] {
  const sets = [...groupBy(assignments, ({ permissionSet }) => permissionSet)]
    .map(([name, own]) => ({ name, accounts: [...new Set(own.map(({ account }) => account))].sort() }))
    .sort((a, b) => compareTexts(a.name, b.name));
  return [...groupBy(sets, ({ accounts }) => accounts.join('\n')).values()].map((alike) => ({
    permissionSets: alike.map(({ name }) => name),
    accounts: alike[0]?.accounts ?? [],
  }));
}

interface Unnamed {
  readonly sets: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
  /** Keys of described accounts, and names of all. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly accountNames: ReadonlyMap<string, string>;
}

/** Identity Center keeps assignments of accounts that are closed, and of groups and people that were deleted. */
function leftOut(assignments: readonly FoundAssignment[], known: Unnamed): readonly Remark[] {
  const account = (id: string): string => shown(known.accountNames.get(id), id);
  const closed = groupBy(
    assignments.filter(({ accountId }) => !known.accounts.has(accountId)),
    ({ accountId }) => accountId,
  );
  const gone = groupBy(
    assignments.filter(({ accountId }) => known.accounts.has(accountId)),
    ({ permissionSetArn, principalId, principalType }) => {
      const principal = (principalType === 'GROUP' ? known.groups : known.users).get(principalId);
      const set = shown(known.sets.get(permissionSetArn), permissionSetArn);
      return `${set} for the ${principalType === 'GROUP' ? 'group' : 'user'} ${shown(principal, principalId)}`;
    },
  );
  return [
    ...[...closed].map(([id, there]) => ({
      chapter: 'not-understood' as const,
      subject: `account ${account(id)}`,
      text: `it is not described, and neither is what is assigned in it: ${some(there, known)}`,
    })),
    ...[...gone].map(([subject, there]) => ({
      chapter: 'not-understood' as const,
      subject,
      text: `assigned in ${someOf(there.map(({ accountId }) => account(accountId)))}, but one of the two was not found: deleted, or not readable`,
    })),
  ];
}

/** Permission sets of some assignments by name. */
function some(assignments: readonly FoundAssignment[], { sets }: Unnamed): string {
  return someOf([...new Set(assignments.map(({ permissionSetArn: arn }) => sets.get(arn) ?? arn))].sort());
}

function shown(name: string | undefined, id: string): string {
  return name === undefined ? id : `${name} (${id})`;
}

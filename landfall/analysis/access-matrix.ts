import { accountsWithDomain } from '../model/slices/accounts';
import type { Account, LandingZone } from '../model/zone';

/** One group, one permission set, one account: who may do what where, and why. */
export interface AccessRow {
  /** Key of the account. */
  readonly account: string;
  /** Name of the account in AWS. */
  readonly accountName: string;
  /** Display name of the group, or of a person who has it without one. */
  readonly group: string;
  /** Team of the group; none for platform groups. */
  readonly team: string | undefined;
  /** What the group gets: a permission set on the account, or the account's SageMaker domain. */
  readonly grant: { readonly kind: 'permission-set'; readonly name: string } | { readonly kind: 'sagemaker-domain' };
  /** Every reason that was written, in the order of the file. */
  readonly reasons: readonly string[];
}

export interface AccountAccess {
  readonly account: Account;
  /** By group, then permission set, the domain last. Empty where nobody gets in by Identity Center. */
  readonly rows: readonly AccessRow[];
}

/** The access of a whole organization, account by account: the management account first, then by key. */
export function accessMatrix(zone: LandingZone): readonly AccountAccess[] {
  const rows = accessRows(zone);
  return zone.accounts.map((account) => ({
    account,
    rows: [...(rows.get(account.key) ?? [])].sort(byGroupThenGrant),
  }));
}

/** Accounts into which nobody gets: often forgotten in the table. */
export function accountsWithoutAccess(zone: LandingZone): readonly Account[] {
  return accessMatrix(zone)
    .filter(({ rows }) => rows.length === 0)
    .map(({ account }) => account);
}

/** Rows by account; what two rows of the table ask for is one row with both reasons. */
function accessRows(zone: LandingZone): ReadonlyMap<string, readonly AccessRow[]> {
  const names = new Map(zone.accounts.map(({ key, name }) => [key, name]));
  const teams = new Map(zone.access.groups.map(({ displayName, team }) => [displayName, team]));
  const withDomain = new Set(accountsWithDomain(zone));
  const grants = [
    ...zone.access.assignments.map(({ account, group, reason, permissionSet }) => ({
      account,
      group,
      reason,
      grant: { kind: 'permission-set' as const, name: permissionSet },
    })),
    ...(zone.access.userAssignments ?? []).map(({ account, permissionSet, reason, user }) => ({
      ...{ account, reason, grant: { kind: 'permission-set' as const, name: permissionSet } },
      group: `${user} (a person)`,
    })),
    ...zone.access.domainAssignments
      .filter(({ account }) => withDomain.has(account))
      .map(({ account, group, reason }) => ({
        account,
        group,
        reason,
        grant: { kind: 'sagemaker-domain' as const },
      })),
  ];
  const found = new Map<string, Map<string, AccessRow>>();
  for (const { account, group, reason, grant } of grants) {
    const ofAccount = found.get(account) ?? new Map<string, AccessRow>();
    const key = JSON.stringify([group, grant]);
    const known = ofAccount.get(key);
    const reasons = known === undefined ? [reason] : [...new Set([...known.reasons, reason])];
    const accountName = names.get(account) ?? account;
    ofAccount.set(key, { account, accountName, group, team: teams.get(group), grant, reasons });
    found.set(account, ofAccount);
  }
  return new Map([...found].map(([account, ofAccount]) => [account, [...ofAccount.values()]]));
}

function byGroupThenGrant(a: AccessRow, b: AccessRow): number {
  return compare(a.group, b.group) || compare(grantOrder(a), grantOrder(b));
}

function grantOrder({ grant }: AccessRow): string {
  return grant.kind === 'permission-set' ? `0${grant.name}` : '1';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

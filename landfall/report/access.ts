import type { AccessRow, AccountAccess } from '../analysis/access-matrix';
import { canonicalJson } from '../model/lock';
import { markdownTable, textTable, type Row } from './table';

export type AccessFormat = 'text' | 'markdown' | 'json';

const head: Row = ['account', 'group', 'gets', 'because'];

/** Who may do what where, and why, account by account. Ends with a newline. */
export function accessReport(accounts: readonly AccountAccess[], format: AccessFormat): string {
  switch (format) {
    case 'text':
      return textTable(head, accounts.flatMap(rows));
    case 'markdown':
      return markdownTable(head, accounts.flatMap(rows));
    case 'json':
      return canonicalJson(accounts.map(jsonOf));
  }
}

/** What a group gets, in words: a permission set, or the account's SageMaker domain. */
export function grantText({ grant }: AccessRow): string {
  return grant.kind === 'permission-set' ? grant.name : '(SageMaker Studio)';
}

function rows({ account, rows: all }: AccountAccess): readonly Row[] {
  if (all.length === 0) return [[account.key, '-', '-', 'nobody gets in by Identity Center']];
  return all.map((row) => [account.key, row.group, grantText(row), row.reasons.join('; ')]);
}

function jsonOf({ account, rows: all }: AccountAccess): unknown {
  return {
    account: account.key,
    name: account.name,
    unit: account.unit,
    access: all.map(({ group, team, grant, reasons }) => ({
      group,
      ...(team === undefined ? {} : { team }),
      ...(grant.kind === 'permission-set' ? { permissionSet: grant.name } : { sageMakerDomain: true }),
      reasons,
    })),
  };
}

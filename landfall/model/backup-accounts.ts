import type { Duty } from '../config/schemas/accounts';
import { accountWithDuty, type Account, type LandingZone } from './zone';

/** Duties that Control Tower's integration of AWS Backup needs done, each by an account of its own. */
export const backupDuties = ['backup-admin', 'central-backup'] as const satisfies readonly Duty[];

/** What keeps Control Tower from integrating AWS Backup. */
export type BackupFinding =
  /** `integrations.backup` is on, and no account does the duty. */
  | { readonly kind: 'missing'; readonly duty: (typeof backupDuties)[number] }
  /** One account does both: Control Tower wants two. */
  | { readonly kind: 'same'; readonly account: Account }
  /** It lies in another unit than the log archive; landing zone 4.0 wants all integration accounts in one. */
  | { readonly kind: 'elsewhere'; readonly account: Account; readonly wanted: string };

/** Findings of an organization whose landing zone integrates AWS Backup; none where it doesn't, or is only read. */
export function backupFindings(zone: LandingZone): readonly BackupFinding[] {
  if (!zone.controlTower.integrations.backup || zone.controlTower.manage === 'read') return [];
  const wanted = accountWithDuty(zone, 'log-archive')?.unit;
  const accounts = backupDuties.map((duty) => ({ duty, account: accountWithDuty(zone, duty) }));
  const [admin, central] = accounts.map(({ account }) => account);
  return [
    ...accounts.flatMap(({ account, duty }): readonly BackupFinding[] =>
      account === undefined ? [{ kind: 'missing', duty }] : [],
    ),
    ...(admin !== undefined && admin === central ? [{ kind: 'same', account: admin } as const] : []),
    ...accounts.flatMap(({ account }): readonly BackupFinding[] =>
      account === undefined || wanted === undefined || account.unit === wanted
        ? []
        : [{ kind: 'elsewhere', account, wanted }],
    ),
  ];
}

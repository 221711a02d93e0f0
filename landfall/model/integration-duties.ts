import type { Duty } from '../config/schemas/accounts';

/**
 * Duties of accounts that Control Tower takes when it is set up: they must exist before it, hold nothing, and lie in one
 * unit that has no baseline of its own.
 * Sources: AWS Control Tower user guide, "Step 2: Launch your landing zone using the AWS Control Tower APIs" and
 * "Prerequisites" of AWS Backup, 2026-11.
 */
const integrationDuties: ReadonlySet<Duty> = new Set([
  'log-archive',
  'security-tooling',
  'backup-admin',
  'central-backup',
]);

/** Whether one of the duties is done in an integration account of Control Tower. */
export function isIntegration(duties: readonly Duty[]): boolean {
  return duties.some((duty) => integrationDuties.has(duty));
}

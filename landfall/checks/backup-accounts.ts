import { backupFindings, type BackupFinding } from '../model/backup-accounts';
import type { LandingZone } from '../model/zone';
import { accountSetting } from './account-setting';
import { check, type Finding } from './check';
import { labelOf } from './words';

/** LF1306 to LF1308: Control Tower finds the two accounts that its integration of AWS Backup works in. */
export const backupAccounts = check(({ zone }) => backupFindings(zone).map((found) => finding(zone, found)));

const setting: Finding['at'] = { file: 'organization.yaml', path: ['controlTower', 'integrations', 'backup'] };

function finding(zone: LandingZone, found: BackupFinding): Finding {
  switch (found.kind) {
    case 'missing':
      return {
        code: 'LF1307',
        at: setting,
        message: `Control Tower shall integrate AWS Backup, but no account serves as ${found.duty}`,
        help: `Add an account with serves: ${found.duty} to accounts.yaml, or leave \`backup\` off`,
      };
    case 'same':
      return {
        code: 'LF1308',
        at: found.account.source,
        within: ['serves'],
        message: `${found.account.key} serves as backup-admin and as central-backup; Control Tower wants two accounts`,
        help: 'Let another account serve as one of them',
        related: [{ message: 'AWS Backup is integrated here', at: setting }],
      };
    case 'elsewhere':
      return {
        code: 'LF1306',
        at: accountSetting(zone, found.account, 'unit'),
        message: `${found.account.key} lies in ${labelOf(zone, found.account.unit)} and the log archive in ${labelOf(zone, found.wanted)}; Control Tower wants all accounts of its integrations in one unit`,
        help: 'Put them into the same unit',
        related: [{ message: 'AWS Backup is integrated here', at: setting }],
      };
  }
}

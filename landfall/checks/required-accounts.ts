import { isDeployed } from '../model/accounts/blueprints';
import { accountWithDuty, managementKey, type Account, type LandingZone } from '../model/zone';
import { check, type Finding } from './check';

type Duty = Account['duties'][number];

/**
 * LF1305 and LF1306: the accounts without which nothing works exist, and lie where Control Tower wants them. Where all is
 * only read, nothing has to work yet.
 */
export const requiredAccounts = check(({ zone }) => findings(zone));

const accountsFile = { file: 'accounts.yaml', path: ['accounts'] };

function findings(zone: LandingZone): readonly Finding[] {
  const corporate = zone.accounts.some((account) => account.connectivity === 'corporate');
  const wanted: readonly (readonly [Duty, string])[] = [
    ['log-archive', 'all logs go there'],
    ['security-tooling', 'Control Tower and the security services are administered there'],
    ...(corporate ? [['network', 'corporate accounts attach to its transit gateway'] as const] : []),
  ];
  const missing = wanted.flatMap(([duty, why]): readonly Finding[] =>
    accountWithDuty(zone, duty) === undefined
      ? [
          {
            ...(isWritten(zone) ? {} : { severity: 'warning' as const }),
            code: 'LF1305',
            at: accountsFile,
            mark: 'key',
            message: `no account serves as ${duty}: ${why}`,
            help: `Add an account with serves: ${duty}`,
          },
        ]
      : [],
  );
  return [...missing, ...sameParent(zone)];
}

/** Whether a landing zone is made, or anything is deployed into an account. */
function isWritten({ accounts, controlTower }: LandingZone): boolean {
  return controlTower.manage === 'own' || accounts.some((each) => each.key !== managementKey && isDeployed(each));
}

/** Landing zone 4.0 wants its integration accounts below one parent (AWS Control Tower user guide, 2025-11). */
function sameParent(zone: LandingZone): readonly Finding[] {
  const logArchive = accountWithDuty(zone, 'log-archive');
  const tooling = accountWithDuty(zone, 'security-tooling');
  if (logArchive === undefined || tooling === undefined || logArchive.unit === tooling.unit) return [];
  if (zone.controlTower.manage === 'read') return [];
  return [
    {
      code: 'LF1306',
      at: tooling.source,
      within: ['unit'],
      message: `${tooling.key} lies in ${tooling.unit} and ${logArchive.key} in ${logArchive.unit}; Control Tower wants both in one unit`,
      help: 'Put them into the same unit',
    },
  ];
}

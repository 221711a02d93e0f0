import { accountWithDuty, type Account, type LandingZone } from '../model/zone';
import { check, type Finding } from './check';

type Duty = Account['duties'][number];

/** LF1305 and LF1306: the accounts without which nothing works exist, and lie where Control Tower wants them. */
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

/** Landing zone 4.0 wants its integration accounts below one parent (AWS Control Tower user guide, 2025-11). */
function sameParent(zone: LandingZone): readonly Finding[] {
  const logArchive = accountWithDuty(zone, 'log-archive');
  const tooling = accountWithDuty(zone, 'security-tooling');
  if (logArchive === undefined || tooling === undefined || logArchive.unit === tooling.unit) return [];
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

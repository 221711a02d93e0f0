import { stateBucket } from '../model/names';
import type { LandingZone } from '../model/zone';
import { diagnostic, type Check, type Finding } from './check';
import { limits, type Limit } from './limits';

/** LF1210 to LF1213: characters and lengths that AWS accepts. */
export const nameLengths: Check = ({ zone }) =>
  [...lengths(zone), ...characters(zone)].map((finding) => diagnostic(zone.sources, finding));

function tooLong(
  what: string,
  value: string,
  limit: Limit,
  at: Finding['at'],
  mark: Finding['mark'],
): readonly Finding[] {
  const length = [...value].length;
  if (length <= limit.value) return [];
  return [
    {
      code: 'LF1210',
      at,
      ...(mark === undefined ? {} : { mark }),
      message: `the ${what} ${value} has ${length} characters; ${limit.value} are allowed (${limit.source}, ${limit.asOf})`,
      help: `Shorten it by ${length - limit.value}`,
    },
  ];
}

function lengths(zone: LandingZone): readonly Finding[] {
  return [
    ...zone.accounts.flatMap((account) => [
      ...tooLong('account name', account.name, limits.accountName, account.source, 'key'),
      ...tooLong('root e-mail', account.email, limits.accountEmail, account.source, 'key'),
    ]),
    ...zone.units.flatMap((unit) => tooLong('unit name', unit.name, limits.unitName, unit.source, 'key')),
    ...zone.units
      .filter((unit) => unit.depth > limits.unitDepth.value)
      .map((unit) => ({
        code: 'LF1211',
        at: unit.source,
        mark: 'key' as const,
        message: `the unit ${unit.label} lies ${unit.depth} levels below the root; AWS allows ${limits.unitDepth.value} (${limits.unitDepth.source}, ${limits.unitDepth.asOf})`,
        help: 'Move it up, or leave out a level above it',
      })),
    ...zone.access.permissionSets.flatMap((set) =>
      tooLong('permission set', set.name, limits.permissionSetName, set.source, 'key'),
    ),
    ...tooLong(
      'state bucket',
      stateBucket(zone, '0'.repeat(12)),
      limits.bucketName,
      { file: 'organization.yaml', path: ['prefix'] },
      undefined,
    ),
  ];
}

/** Source: Organizations API reference, CreateAccount (AccountName: printable ASCII), and SSO Admin API, 2026-11. */
const accountName = /^[\u0020-\u007e]+$/;
const permissionSetName = /^[\w+=,.@-]+$/;

function characters(zone: LandingZone): readonly Finding[] {
  const accounts = zone.accounts
    .filter((account) => !accountName.test(account.name))
    .map((account) => ({
      code: 'LF1212',
      at: account.source,
      mark: 'key' as const,
      message: `the account name ${account.name} holds characters that AWS does not accept`,
      help: 'Use letters without accents, digits, spaces and ASCII signs',
    }));
  const sets = zone.access.permissionSets
    .filter((set) => !permissionSetName.test(set.name))
    .map((set) => ({
      code: 'LF1213',
      at: set.source,
      mark: 'key' as const,
      message: `the permission set ${set.name} holds characters that AWS does not accept`,
      help: 'Use letters, digits and + = , . @ - _',
    }));
  return [...accounts, ...sets];
}

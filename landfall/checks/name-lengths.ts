import { accountBucket, stateBucket } from '../model/names';
import type { LandingZone } from '../model/zone';
import { check, type Finding } from './check';
import { limited, limits, type Limit } from './limits';
import { isOnlyRead } from './only-read';

/** LF1210 to LF1214: characters and lengths that AWS accepts. */
export const nameLengths = check(({ zone }) => {
  const written = withoutRead(zone);
  return [...lengths(written), ...characters(written), ...buckets(zone)];
});

type Named = Pick<LandingZone, 'accounts' | 'units'> & {
  readonly access: Pick<LandingZone['access'], 'groups' | 'permissionSets'>;
};

/** What has its name already keeps it. */
function withoutRead({ access, accounts, units }: LandingZone): Named {
  return {
    accounts: accounts.filter(({ awsId, manage }) => !isOnlyRead(manage, awsId)),
    units: units.filter(({ awsId, manage }) => !isOnlyRead(manage, awsId)),
    access: {
      groups: access.groups.filter(({ awsId, manage }) => !isOnlyRead(manage, awsId)),
      permissionSets: access.permissionSets.filter(({ arn, manage }) => !isOnlyRead(manage, arn)),
    },
  };
}

const emailScheme = 'or shorten the scheme emails in organization.yaml';

function tooLong(
  what: string,
  value: string,
  limit: Limit,
  place: Pick<Finding, 'at' | 'mark'>,
  orElse?: string,
): readonly Finding[] {
  const length = lengthOf(value);
  if (length <= limit.value) return [];
  return [
    {
      ...place,
      code: 'LF1210',
      message: `the ${what} ${value} has ${length} characters; ${limited(limit)} are allowed`,
      help: `Shorten it by ${length - limit.value}${orElse === undefined ? '' : `, ${orElse}`}`,
    },
  ];
}

/** AWS counts characters, not the units in which JavaScript keeps them. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function lengths(zone: Named): readonly Finding[] {
  return [
    ...zone.accounts.flatMap(({ name, email, source }) => [
      ...tooLong('account name', name, limits.accountName, { at: source, mark: 'key' }),
      ...tooLong('root e-mail', email, limits.accountEmail, { at: source, mark: 'key' }, emailScheme),
      ...tooShort(email, source),
    ]),
    ...zone.units.flatMap((unit) => tooLong('unit name', unit.name, limits.unitName, { at: unit.source, mark: 'key' })),
    ...depths(zone),
    ...zone.access.permissionSets.flatMap((set) =>
      tooLong('permission set', set.name, limits.permissionSetName, { at: set.source, mark: 'key' }),
    ),
    ...zone.access.groups.flatMap((group) =>
      tooLong('group', group.displayName, limits.groupName, { at: group.source, mark: 'key' }),
    ),
  ];
}

function tooShort(email: string, at: Finding['at']): readonly Finding[] {
  const { accountEmailLeast: least } = limits;
  if (lengthOf(email) >= least.value) return [];
  return [
    {
      code: 'LF1214',
      at,
      mark: 'key',
      message: `the root e-mail ${email} has ${lengthOf(email)} characters; AWS wants at least ${limited(least)}`,
      help: 'Give the account a longer e-mail',
    },
  ];
}

function depths(zone: Pick<LandingZone, 'units'>): readonly Finding[] {
  return zone.units
    .filter((unit) => unit.depth > limits.unitDepth.value)
    .map((unit) => ({
      code: 'LF1211',
      at: unit.source,
      mark: 'key',
      message: `the unit ${unit.label} lies ${unit.depth} levels below the root; ${limited(limits.unitDepth)} are allowed`,
      help: 'Move it up, or leave out a level above it',
    }));
}

/** The longest bucket of an account decides; prefix and home Region make it long. */
function buckets(zone: LandingZone): readonly Finding[] {
  const anyAccount = '0'.repeat(12);
  const names = [stateBucket(zone, anyAccount), accountBucket(zone, 'feature-store', anyAccount)];
  const [longest = ''] = names.sort((a, b) => b.length - a.length);
  return tooLong('bucket', longest, limits.bucketName, { at: { file: 'organization.yaml', path: ['prefix'] } });
}

/** Source: Organizations API reference, CreateAccount (AccountName: printable ASCII), and SSO Admin API, 2026-11. */
const accountName = /^[\u0020-\u007e]+$/;
const permissionSetName = /^[\w+=,.@-]+$/;

function characters(zone: Named): readonly Finding[] {
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

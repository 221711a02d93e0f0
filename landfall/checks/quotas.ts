import type { LandingZone } from '../model/zone';
import { check, type Finding } from './check';
import { limited, limits, type Limit } from './limits';
import { isOnlyRead } from './only-read';

/**
 * LF1322, LF1323, LF1410 and LF1510: the organization as a whole fits into the quotas of AWS. Where all of it is there
 * already, AWS has granted as many.
 */
export const quotas = check(({ zone }) => [
  ...tooMany('LF1322', zone.accounts.length, 'accounts in the organization', limits.accounts, {
    severity: 'note',
    at: { file: 'accounts.yaml', path: ['accounts'] },
    help: 'Ask AWS for more before the first of them is made: Service Quotas, AWS Organizations, "Default maximum number of accounts"',
  }),
  ...tooMany('LF1323', units(zone), 'units', limits.units, {
    at: { file: 'units.yaml', path: ['units'] },
    help: 'Merge units whose accounts have the same guardrails',
  }),
  ...tooMany('LF1410', permissionSets(zone), 'permission sets', limits.permissionSets, {
    at: { file: 'access.yaml', path: ['permissionSets'] },
    help: 'Share permission sets among teams: groups and assignments tell teams apart',
  }),
  ...setsPerAccount(zone),
  ...transitGateway(zone),
]);

type Rest = Pick<Finding, 'at' | 'help' | 'severity'>;

function tooMany(code: string, found: number, what: string, limit: Limit, rest: Rest): readonly Finding[] {
  if (found <= limit.value) return [];
  return [{ ...rest, code, mark: 'key', message: `${found} ${what}; ${limited(limit)} are allowed` }];
}

/** The root is none. */
function units({ units: [, ...below] }: LandingZone): number {
  return below.every(({ awsId, manage }) => isOnlyRead(manage, awsId)) ? 0 : below.length;
}

function permissionSets({ access: { permissionSets: sets } }: LandingZone): number {
  return sets.every(({ arn, manage }) => isOnlyRead(manage, arn)) ? 0 : sets.length;
}

function setsPerAccount(zone: LandingZone): readonly Finding[] {
  const sets = new Map<string, Set<string>>();
  const { assignments } = zone.access;
  const written = new Set(assignments.filter(({ manage }) => manage !== 'read').map(({ account }) => account));
  for (const { account, permissionSet } of assignments) {
    if (!written.has(account)) continue;
    const known = sets.get(account);
    if (known === undefined) sets.set(account, new Set([permissionSet]));
    else known.add(permissionSet);
  }
  return zone.accounts.flatMap(({ key, source }) =>
    tooMany('LF1410', sets.get(key)?.size ?? 0, `permission sets in ${key}`, limits.permissionSetsPerAccount, {
      at: source,
      help: 'Assign fewer, wider permission sets there',
    }),
  );
}

function transitGateway({ accounts, network }: LandingZone): readonly Finding[] {
  if (network.hub.manage === 'read') return [];
  const segments = network.segments.filter(({ connectivity }) => connectivity === 'corporate');
  const attached = accounts.filter(({ connectivity }) => connectivity === 'corporate');
  const at = { file: 'network.yaml', path: ['segments'] };
  return [
    ...tooMany('LF1510', segments.length, 'corporate segments, a route table each', limits.routeTables, {
      at,
      help: 'Merge segments that reach the same others',
    }),
    ...tooMany('LF1510', attached.length, 'corporate accounts, an attachment each', limits.attachments, {
      at,
      help: 'Make accounts isolated that do not need the corporate network',
    }),
  ];
}

import { addressPlan, type AddressProblem } from '../model/addresses';
import type { Lock } from '../model/lock';
import type { LandingZone } from '../model/zone';
import { check, type Finding } from './check';
import { labelOf } from './words';

/** LF1501 to LF1507: every account that wants a VPC has a segment and a range of its own. */
export const addresses = check(({ zone, lock }) => [...segments(zone), ...pools(zone), ...ranges(zone, lock)]);

function segments(zone: LandingZone): readonly Finding[] {
  return (
    zone.accounts
      // An account without a unit is told of by who looks up its stage.
      .filter((account) => account.connectivity !== 'none' && account.segment === undefined && account.unit !== '')
      .map((account) => ({
        code: 'LF1501',
        at: account.source,
        message: `${account.key} is ${account.connectivity}, but no ${account.connectivity} segment takes in the unit ${labelOf(zone, account.unit)}`,
        help: 'Add the unit, or one above it, to a segment of network.yaml',
      }))
  );
}

/** Corporate pools share one routing domain; isolated ones never meet and may repeat, but that is asked about. */
function pools(zone: LandingZone): readonly Finding[] {
  const bounds = zone.network.segments.map((segment) => ({ segment, range: bounded(segment.pool) }));
  return bounds.flatMap(({ segment, range }, index) =>
    bounds.slice(0, index).flatMap((other): readonly Finding[] => {
      if (range === undefined || other.range === undefined) return [];
      if (range.end <= other.range.start || other.range.end <= range.start) return [];
      const routed = segment.connectivity === 'corporate' && other.segment.connectivity === 'corporate';
      return [
        {
          severity: routed ? 'error' : 'warning',
          code: 'LF1502',
          at: segment.source,
          within: ['pool'],
          message: `the pool ${segment.pool} of ${segment.key} overlaps ${other.segment.pool} of ${other.segment.key}`,
          help: routed
            ? 'Give one of them another range: both are routed by the transit gateway'
            : 'An account that changes its connectivity later would have to be made again; another range avoids it',
        },
      ];
    }),
  );
}

function bounded(cidr: string): { readonly start: number; readonly end: number } | undefined {
  const [address = '', prefix = ''] = cidr.split('/');
  const octets = address.split('.').map(Number);
  const length = Number(prefix);
  if (octets.length !== 4 || octets.some((octet) => octet > 255) || length > 32) return undefined;
  const size = 2 ** (32 - length);
  const first = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return { start: first - (first % size), end: first - (first % size) + size };
}

function ranges(zone: LandingZone, lock: Lock): readonly Finding[] {
  const plan = addressPlan(zone.network.segments, zone.accounts, lock.decisions.addresses, zone.network.reserved);
  return plan.problems.map((problem) => rangeFinding(zone, problem));
}

function rangeFinding(zone: LandingZone, problem: AddressProblem): Finding {
  const networkFile = { file: 'network.yaml', path: ['segments'] };
  const at = (key: string | undefined): Finding['at'] =>
    zone.accounts.find((account) => account.key === key)?.source ?? networkFile;
  switch (problem.kind) {
    case 'unreadable':
      return {
        code: 'LF1503',
        at: zone.network.segments.find((segment) => segment.key === problem.segment)?.source ?? at(problem.account),
        within: ['pool'],
        message: `${problem.cidr} is not an IPv4 range`,
        help: 'Write it as 10.64.0.0/12; one in lock/decisions.json comes back with git checkout of that file',
      };
    case 'unreadable-reserved':
      return {
        code: 'LF1503',
        at: { file: 'network.yaml', path: ['reserved', problem.name] },
        message: `${problem.cidr}, which is reserved for ${problem.name}, is not an IPv4 range`,
        help: 'Write it as 10.64.0.0/16',
      };
    case 'reserved':
      return {
        severity: 'warning',
        code: 'LF1507',
        at: { file: 'network.yaml', path: ['reserved', problem.with.name] },
        message: `${problem.account} has ${problem.cidr}, which overlaps ${problem.with.cidr} of ${problem.with.name}`,
        help: 'A decided range never moves: the two cannot reach each other. Take the reservation away if the other is gone',
      };
    case 'exhausted':
      return {
        code: 'LF1504',
        at: at(problem.account),
        message: `the pool ${problem.pool} of ${problem.segment} has no room left for ${problem.account}`,
        help: 'Give the segment a wider pool, or smaller VPCs by vpcPrefix',
      };
    case 'outside':
      return {
        severity: 'warning',
        code: 'LF1505',
        at: at(problem.account),
        message: `${problem.account} has ${problem.cidr}, which lies outside the pool ${problem.pool} of its segment`,
        help: 'It stays as it is: a decided range never moves. Make the account again to get one from the pool',
      };
    case 'overlap':
      return {
        code: 'LF1506',
        at: at(problem.account),
        message: `${problem.account} has ${problem.cidr}, which overlaps ${problem.with}`,
        help: 'lock/decisions.json was edited or merged wrongly: take back the committed one',
      };
  }
}

import { Address4 } from 'ip-address';
import type { Account, ReservedRange, Segment } from './zone';

/** An IPv4 range: first address and the one after the last. */
export interface Range {
  readonly start: bigint;
  readonly end: bigint;
}

/** A subnet of a VPC. The letter of its Availability Zone is its key: `a` is the first zone of the Region. */
export interface SubnetRange {
  readonly zone: string;
  readonly cidr: string;
}

/** How a VPC is cut: a quarter of it for each zone's workloads, the last quarter for the narrow subnets at its edge. */
export interface SubnetLayout {
  /** Workloads; the prefix of the VPC plus 2. */
  readonly workload: readonly SubnetRange[];
  /** Public in an isolated VPC (prefix plus 4, at most /28), for the transit gateway in a corporate one (/28). */
  readonly edge: readonly SubnetRange[];
}

/** What is wrong with the addresses of one account, or with a range that is reserved. */
export type AddressProblem =
  | {
      readonly kind: 'unreadable';
      readonly cidr: string;
      readonly account: string | undefined;
      readonly segment: string | undefined;
    }
  | { readonly kind: 'unreadable-reserved'; readonly cidr: string; readonly name: string }
  | { readonly kind: 'reserved'; readonly account: string; readonly cidr: string; readonly with: ReservedRange }
  | { readonly kind: 'exhausted'; readonly account: string; readonly segment: string; readonly pool: string }
  | { readonly kind: 'outside'; readonly account: string; readonly cidr: string; readonly pool: string }
  | { readonly kind: 'overlap'; readonly account: string; readonly cidr: string; readonly with: string };

export interface AddressPlan {
  /** Range of each account's VPC, by account key; an account whose pool is exhausted has none. */
  readonly ranges: ReadonlyMap<string, string>;
  /** Keys of accounts whose range was made up now, sorted. */
  readonly undecided: readonly string[];
  readonly problems: readonly AddressProblem[];
}

/** Smallest subnet that AWS allows: a /28. Source: Amazon VPC user guide, "Subnet CIDR blocks", 2026-11. */
const smallestSubnet = 28;
const zoneLetters = ['a', 'b', 'c'] as const;

/**
 * Next free range of a pool, lowest address first.
 * @param taken ranges that are in use, inside the pool or not, in any order
 * @returns a range in CIDR notation, or nothing when the pool has no room
 */
export function nextFree(pool: string, prefix: number, taken: readonly string[]): string | undefined {
  const gap = nextGap(rangeOf(pool), prefix, taken.map(rangeOf).sort(byStart));
  return gap === undefined ? undefined : cidrOf(gap.start, prefix);
}

/** @param taken sorted by their starts */
function nextGap(pool: Range, prefix: number, taken: readonly Range[]): Range | undefined {
  const size = 1n << BigInt(32 - prefix);
  let start = pool.start;
  for (const range of taken) {
    if (range.end <= start) continue;
    if (range.start >= start + size) break;
    start = aligned(range.end, size);
  }
  return start + size <= pool.end ? { start, end: start + size } : undefined;
}

function byStart(a: Range, b: Range): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}

/** Puts a range where it belongs among sorted ones. */
function insert(sorted: Range[], range: Range): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle];
    if (other !== undefined && other.start < range.start) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, range);
}

/** A decided range as it is written and as numbers. */
interface Decided extends Range {
  readonly account: string;
  readonly cidr: string;
}

/**
 * Gives every account with a segment its range. Decided ranges never move; the others get the next free ones in the
 * order of their keys, so the result depends on what is decided and not on the order in which accounts are written.
 * @param reserved ranges that are in use otherwise: nothing is cut from them. One that bears the key of an account is
 *   that account's, so its own decided range may lie in it.
 */
export function addressPlan(
  segments: readonly Segment[],
  accounts: readonly Account[],
  decided: ReadonlyMap<string, string>,
  reserved: readonly ReservedRange[] = [],
): AddressPlan {
  const usable = new Map(
    segments
      .filter(({ pool }) => isRange(pool))
      .map((segment) => [segment.key, { segment, pool: rangeOf(segment.pool) }] as const),
  );
  const readable = new Map(
    [...decided]
      .filter(([, cidr]) => isRange(cidr))
      .map(([account, cidr]): readonly [string, Decided] => [account, { account, cidr, ...rangeOf(cidr) }]),
  );
  const kept = reserved
    .filter(({ cidr }) => isRange(cidr))
    .map((each) => ({ each, ...rangeOf(each.cidr) }))
    .sort(byStart);
  const ranges = new Map<string, string>();
  const undecided: string[] = [];
  const problems: AddressProblem[] = [
    ...segments
      .filter((segment) => !usable.has(segment.key))
      .map(({ key, pool }) => ({ kind: 'unreadable', cidr: pool, account: undefined, segment: key }) as const),
    ...[...decided]
      .filter(([account]) => !readable.has(account))
      .map(([account, cidr]) => ({ kind: 'unreadable', cidr, account, segment: undefined }) as const),
    ...reserved
      .filter(({ cidr }) => !isRange(cidr))
      .map(({ cidr, name }) => ({ kind: 'unreadable-reserved', cidr, name }) as const),
  ];
  const taken: Range[] = [...readable.values(), ...kept].sort(byStart);
  for (const account of [...accounts].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const place = account.segment === undefined ? undefined : usable.get(account.segment);
    if (place === undefined) continue;
    const { segment, pool } = place;
    const known = readable.get(account.key);
    if (known !== undefined) {
      ranges.set(account.key, known.cidr);
      if (known.start < pool.start || known.end > pool.end) {
        problems.push({ kind: 'outside', account: account.key, cidr: known.cidr, pool: segment.pool });
      }
      continue;
    }
    const gap = nextGap(pool, segment.vpcPrefix, taken);
    if (gap === undefined) {
      problems.push({ kind: 'exhausted', account: account.key, segment: segment.key, pool: segment.pool });
      continue;
    }
    ranges.set(account.key, cidrOf(gap.start, segment.vpcPrefix));
    undecided.push(account.key);
    insert(taken, gap);
  }
  const decidedRanges = [...readable.values()];
  return {
    ranges,
    undecided,
    problems: [...problems, ...overlapsOf(decidedRanges), ...reservedAlready(decidedRanges, kept)],
  };
}

/** Decided ranges that share addresses with what is reserved for someone else; each is named once. */
function reservedAlready(
  decided: readonly Decided[],
  kept: readonly (Range & { readonly each: ReservedRange })[],
): readonly AddressProblem[] {
  return decided.flatMap((range): readonly AddressProblem[] => {
    const { account, cidr } = range;
    const other = kept.find((one) => meet(one, range) && one.each.name !== account);
    return other === undefined ? [] : [{ kind: 'reserved', account, cidr, with: other.each }];
  });
}

/** Number of zones, at most three, for which a VPC of that prefix has room. */
export function zonesThatFit(vpcPrefix: number): number {
  if (vpcPrefix + 2 > smallestSubnet) return 0;
  return Math.min(zoneLetters.length, 2 ** (smallestSubnet - vpcPrefix - 2));
}

/**
 * Cuts a VPC into subnets, for as many of the wanted zones as it has room for. Each zone has its place whether it is
 * used or not, so more zones move nothing.
 */
export function subnetLayout(cidr: string, zones: number, edge: 'public' | 'transit'): SubnetLayout {
  const prefix = new Address4(cidr).subnetMask;
  const { start, end } = rangeOf(cidr);
  const quarter = (end - start) / 4n;
  const edgePrefix = edge === 'public' ? Math.min(prefix + 4, smallestSubnet) : smallestSubnet;
  const edgeSize = 1n << BigInt(32 - edgePrefix);
  const letters = zoneLetters.slice(0, Math.min(zones, zonesThatFit(prefix)));
  return {
    workload: letters.map((zone, at) => ({ zone, cidr: cidrOf(start + BigInt(at) * quarter, prefix + 2) })),
    edge: letters.map((zone, at) => ({ zone, cidr: cidrOf(start + 3n * quarter + BigInt(at) * edgeSize, edgePrefix) })),
  };
}

/** Whether a text is an IPv4 range in CIDR notation. */
export function isRange(cidr: string): boolean {
  return cidr.includes('/') && Address4.isValid(cidr);
}

/** Whether two ranges share an address. */
export function overlaps(one: string, other: string): boolean {
  return meet(rangeOf(one), rangeOf(other));
}

function meet(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether a range lies in another. */
export function contains(outer: string, inner: string): boolean {
  const a = rangeOf(outer);
  const b = rangeOf(inner);
  return a.start <= b.start && b.end <= a.end;
}

/** Decided ranges that share addresses: each is named once, with the one that comes before it in the address space. */
function overlapsOf(decided: readonly Decided[]): readonly AddressProblem[] {
  const sorted = [...decided].sort((a, b) => byStart(a, b) || (a.account < b.account ? -1 : 1));
  const problems: AddressProblem[] = [];
  let widest = sorted[0];
  for (const next of sorted.slice(1)) {
    if (widest !== undefined && next.start < widest.end) {
      problems.push({ kind: 'overlap', account: next.account, cidr: next.cidr, with: widest.account });
    }
    if (widest === undefined || next.end > widest.end) widest = next;
  }
  return problems;
}

/** A readable range as numbers; `isRange` tells whether it is one. */
export function rangeOf(cidr: string): Range {
  const address = new Address4(cidr);
  const size = 1n << BigInt(32 - address.subnetMask);
  // Its own way to the first address goes by hexadecimal text.
  const written = BigInt(address.parsedAddress.reduce((bits, byte) => bits * 256 + Number(byte), 0));
  const start = written - (written % size);
  return { start, end: start + size };
}

/** A range by its first address and the length of its prefix. */
export function cidrOf(start: bigint, prefix: number): string {
  const address = Number(start);
  // The library goes by way of hexadecimal text, which takes most of the time that a large address plan needs.
  return `${[24, 16, 8, 0].map((bits) => (address >>> bits) & 255).join('.')}/${String(prefix)}`;
}

/** First multiple of `size` that is not below `address`. */
function aligned(address: bigint, size: bigint): bigint {
  return ((address + size - 1n) / size) * size;
}

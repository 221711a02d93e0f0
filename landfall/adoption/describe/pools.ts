import { cidrOf, nextFree, overlaps, rangeOf } from '../../model/addresses';

/** A segment whose pool is to be found, and ranges that its VPCs have. */
export interface PoolRequest {
  readonly key: string;
  readonly ranges: readonly string[];
  /** Length of the prefix of a VPC. */
  readonly vpcPrefix: number;
}

export interface FoundPool {
  readonly cidr: string;
  /** `cover`: the VPCs that are there lie in it and nobody else's; `free`: nothing that is known uses it. */
  readonly kind: 'cover' | 'free';
}

/** No pool is wider than that: who has two VPCs far apart doesn't own everything between them. */
const widest = 12;

/** Where a free pool may lie (RFC 1918), and how wide it is wanted, widest first. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;
const freePrefixes = [16, 18, 20, 22] as const;

/**
 * Pools for segments, by key, one after the other; none overlaps another, because all are routed by one gateway.
 * @param used ranges of every VPC that is known, those of the segments included
 * @param routed ranges that lead elsewhere; a free pool stays out of them where that is possible
 */
export function findPools(
  requests: readonly PoolRequest[],
  used: readonly string[],
  routed: readonly string[],
): ReadonlyMap<string, FoundPool> {
  const pools = new Map<string, FoundPool>();
  for (const request of requests) {
    const others = used.filter((cidr) => !request.ranges.includes(cidr));
    const later = requests.filter(({ key }) => key !== request.key && !pools.has(key)).flatMap(({ ranges }) => ranges);
    const taken = [...others, ...later, ...[...pools.values()].map(({ cidr }) => cidr)];
    const cover = roomyCover(request, taken);
    const free = cover ?? freePool([...taken, ...request.ranges], routed);
    if (free !== undefined) pools.set(request.key, { cidr: free, kind: cover === undefined ? 'free' : 'cover' });
  }
  return pools;
}

/** The narrowest range around the VPCs that has room for another one; undefined where it would take in others. */
function roomyCover({ ranges, vpcPrefix }: PoolRequest, taken: readonly string[]): string | undefined {
  const narrowest = coverOf(ranges);
  if (narrowest === undefined) return undefined;
  const { start } = rangeOf(narrowest);
  for (let prefix = prefixOf(narrowest); prefix >= widest; prefix--) {
    const size = 1n << BigInt(32 - prefix);
    const cidr = cidrOf((start / size) * size, prefix);
    if (taken.some((other) => overlaps(cidr, other))) return undefined;
    if (nextFree(cidr, vpcPrefix, ranges) !== undefined) return cidr;
  }
  return undefined;
}

/** The narrowest range that holds all of some. */
function coverOf(ranges: readonly string[]): string | undefined {
  const bounds = ranges.map(rangeOf);
  const [first] = bounds;
  if (first === undefined) return undefined;
  const start = bounds.reduce((least, range) => (range.start < least ? range.start : least), first.start);
  const end = bounds.reduce((most, range) => (range.end > most ? range.end : most), first.end);
  for (let prefix = 32; prefix > 0; prefix--) {
    const size = 1n << BigInt(32 - prefix);
    const from = (start / size) * size;
    if (from + size >= end) return cidrOf(from, prefix);
  }
  return undefined;
}

function freePool(taken: readonly string[], routed: readonly string[]): string | undefined {
  for (const away of [[...taken, ...routed], taken]) {
    for (const prefix of freePrefixes) {
      for (const range of privateRanges) {
        const free = nextFree(range, prefix, away);
        if (free !== undefined) return free;
      }
    }
  }
  return undefined;
}

function prefixOf(cidr: string): number {
  return Number(cidr.split('/')[1]);
}

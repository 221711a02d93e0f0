import { isRange, rangeOf, type Range } from '../../model/addresses';
import type { FoundVpc, Inventory } from '../inventory';
import { compareTexts } from './keys';
import type { DescribedNames, Remark } from './part';
import { someOf } from './places';

/** Ranges of one VPC. */
interface VpcRange extends Range {
  readonly cidr: string;
  readonly vpc: FoundVpc;
}

/** Under this name the ranges of default VPCs are reserved, which are the same in every account. */
const defaultVpcs = 'default-vpcs';

/** `reserved:`: what is in use already, by account. Default VPCs that nobody attached are one entry. */
export function reservedRanges(
  inventory: Inventory,
  names: DescribedNames,
): Readonly<Record<string, readonly string[]>> {
  const attached = allOf(vpcsAtGateways(inventory));
  const ranges = new Map<string, Set<string>>();
  for (const vpc of inventory.vpcs) {
    const name = isUnused(vpc, attached) ? defaultVpcs : (names.accounts.get(vpc.accountId) ?? vpc.accountId);
    const known = ranges.get(name) ?? new Set();
    vpc.cidrBlocks.forEach((cidr) => known.add(cidr));
    if (known.size > 0) ranges.set(name, known);
  }
  return Object.fromEntries(
    [...ranges].sort(([a], [b]) => compareTexts(a, b)).map(([name, known]) => [name, [...known].sort(byAddress)]),
  );
}

function isUnused({ id, isDefault }: FoundVpc, attached: ReadonlySet<string>): boolean {
  return isDefault && !attached.has(id);
}

/** By where they begin; what is no range comes as it is written. */
function byAddress(a: string, b: string): number {
  if (!isRange(a) || !isRange(b)) return compareTexts(a, b);
  const [one, other] = [rangeOf(a), rangeOf(b)];
  if (one.start !== other.start) return one.start < other.start ? -1 : 1;
  return one.end === other.end ? 0 : one.end < other.end ? 1 : -1;
}

/** Ids of the VPCs at each gateway. */
function vpcsAtGateways({ transitGateways }: Inventory): ReadonlyMap<string, ReadonlySet<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { attachments, id } of transitGateways) {
    const known = ids.get(id) ?? new Set();
    for (const { resourceId, resourceType } of attachments) {
      if (resourceType === 'vpc' && resourceId !== undefined) known.add(resourceId);
    }
    ids.set(id, known);
  }
  return ids;
}

function allOf(gateways: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  return new Set([...gateways.values()].flatMap((ids) => [...ids]));
}

/** Overlaps, default VPCs, and what `network.yaml` has no word for. */
export function addressRemarks(inventory: Inventory, names: DescribedNames): readonly Remark[] {
  const gateways = vpcsAtGateways(inventory);
  const attached = allOf(gateways);
  return [
    ...[...gateways].flatMap(([gateway, ids]) => overlapsAt(gateway, rangesOf(inventory.vpcs, ids), names)),
    ...overlapsApart(inventory.vpcs, [...gateways.values()], names),
    ...defaultOnes(inventory.vpcs.filter((vpc) => isUnused(vpc, attached))),
    ...withIpv6(inventory.vpcs, names),
  ];
}

function rangesOf(vpcs: readonly FoundVpc[], ids: ReadonlySet<string>): readonly VpcRange[] {
  const distinct = new Map(vpcs.filter(({ id }) => ids.has(id)).map((vpc) => [vpc.id, vpc]));
  return [...distinct.values()].flatMap((vpc) =>
    vpc.cidrBlocks.filter(isRange).map((cidr) => ({ cidr, vpc, ...rangeOf(cidr) })),
  );
}

function overlapsAt(gateway: string, ranges: readonly VpcRange[], names: DescribedNames): readonly Remark[] {
  return overlapping(ranges).map(([next, widest]) => ({
    chapter: 'addresses',
    subject: `transit gateway ${gateway}`,
    text: `${describe(next, names)} and ${describe(widest, names)} share addresses; the gateway reaches only one of them`,
  }));
}

/** VPCs that don't meet today and could not without new addresses, in one line. */
function overlapsApart(
  vpcs: readonly FoundVpc[],
  gateways: readonly ReadonlySet<string>[],
  names: DescribedNames,
): readonly Remark[] {
  const all = new Set(vpcs.filter(({ isDefault }) => !isDefault).map(({ id }) => id));
  const apart = overlapping(rangesOf(vpcs, all)).filter(
    ([one, other]) => !gateways.some((ids) => ids.has(one.vpc.id) && ids.has(other.vpc.id)),
  );
  if (apart.length === 0) return [];
  const pairs = apart.map(([next, widest]) => `${describe(next, names)} and ${describe(widest, names)}`);
  const text = `they meet at no gateway today, and never can while they have the same addresses: ${someOf(pairs)}`;
  return [{ chapter: 'addresses', subject: 'VPCs that share addresses', text }];
}

/** Each range that shares addresses with one before it comes once, with the widest of those. */
function overlapping(ranges: readonly VpcRange[]): readonly (readonly [VpcRange, VpcRange])[] {
  const sorted = ranges.toSorted((a, b) => byAddress(a.cidr, b.cidr) || compareTexts(a.vpc.id, b.vpc.id));
  const pairs: (readonly [VpcRange, VpcRange])[] = [];
  let widest = sorted[0];
  for (const next of sorted.slice(1)) {
    if (widest !== undefined && next.start < widest.end && next.vpc.id !== widest.vpc.id) {
      pairs.push([next, widest]);
    }
    if (widest === undefined || next.end > widest.end) widest = next;
  }
  return pairs;
}

function describe({ cidr, vpc }: VpcRange, names: DescribedNames): string {
  return `${cidr} (${vpc.id} of ${names.accounts.get(vpc.accountId) ?? vpc.accountId})`;
}

function defaultOnes(vpcs: readonly FoundVpc[]): readonly Remark[] {
  if (vpcs.length === 0) return [];
  const accounts = new Set(vpcs.map(({ accountId }) => accountId)).size;
  const ranges = [...new Set(vpcs.flatMap(({ cidrBlocks }) => cidrBlocks))].sort(byAddress);
  const text = `${vpcs.length} default VPCs in ${accounts} accounts, attached to nothing, all in ${ranges.join(', ')}; delete those that nobody uses`;
  return [{ chapter: 'addresses', subject: 'default VPCs', text }];
}

function withIpv6(vpcs: readonly FoundVpc[], names: DescribedNames): readonly Remark[] {
  const found = vpcs.filter(({ ipv6CidrBlocks }) => ipv6CidrBlocks.length > 0);
  if (found.length === 0) return [];
  const list = found.map(({ accountId, id }) => `${id} of ${names.accounts.get(accountId) ?? accountId}`);
  const text = `network.yaml speaks of IPv4 only; IPv6 ranges are not described: ${someOf(list)}`;
  return [{ chapter: 'addresses', subject: `${found.length} VPCs with IPv6`, text }];
}

import { isRange } from '../../model/addresses';
import type { FoundTransitGateway, Inventory } from '../inventory';
import { addressRemarks, reservedRanges } from './addresses';
import { gatewayRemarks, routedRanges } from './gateway-remarks';
import { describeHub, findHub, isShared, otherGateways } from './hub';
import type { DescribedNames, DescribedPart, Remark, YamlValue } from './part';
import { findPools, type FoundPool } from './pools';
import { findSegments, usualPrefix, type FoundSegment } from './segments';

/** Prefix of a VPC where the configuration says nothing. */
const usualVpcPrefix = 22;

/** `network.yaml`: the hub as it is, its route tables as segments, and every range that is in use. */
export function describeNetwork(inventory: Inventory, names: DescribedNames): DescribedPart {
  const hub = findHub(inventory);
  const { gateway } = hub;
  const described = gateway === undefined ? undefined : describeHub(inventory, gateway);
  const found = gateway === undefined || isShared(gateway) ? undefined : segmentsWithPools(inventory, names, gateway);
  const reserved = reservedRanges(inventory, names);
  const tables = Object.fromEntries((found?.segments ?? []).map(({ segment }) => [segment.key, segment.table.id]));
  const value: YamlValue = {
    hub: {
      ...(described?.value ?? { manage: 'read' }),
      routeTableIds: Object.keys(tables).length === 0 ? undefined : tables,
    },
    segments: Object.fromEntries((found?.segments ?? []).map((each) => [each.segment.key, segmentValue(each, tables)])),
    reserved: Object.keys(reserved).length === 0 ? undefined : reserved,
  };
  return {
    files: [{ path: 'network.yaml', value }],
    // Ids of gateway and tables stand in the file, where they count as facts.
    facts: new Map(),
    remarks: [
      ...(described?.remarks ?? []),
      ...otherGateways(hub),
      ...(found?.remarks ?? []),
      ...(gateway === undefined || isShared(gateway) ? [] : gatewayRemarks(gateway)),
      ...addressRemarks(inventory, names),
    ],
  };
}

interface PooledSegment {
  readonly segment: FoundSegment;
  readonly pool: FoundPool;
  readonly vpcPrefix: number;
}

function segmentsWithPools(
  inventory: Inventory,
  names: DescribedNames,
  gateway: FoundTransitGateway,
): { readonly segments: readonly PooledSegment[]; readonly remarks: readonly Remark[] } {
  const { remarks, segments } = findSegments(inventory, names, gateway);
  const vpcs = new Map(inventory.vpcs.map((vpc) => [vpc.id, vpc]));
  const requests = segments.map(({ attachments, key }) => {
    // The first range is the VPC's own; others are often the same everywhere, such as those for pods.
    const ranges = attachments.flatMap(({ resourceId = '' }) => vpcs.get(resourceId)?.cidrBlocks.slice(0, 1) ?? []);
    return { key, ranges: ranges.filter(isRange), vpcPrefix: usualPrefix(ranges) ?? usualVpcPrefix };
  });
  const used = inventory.vpcs.flatMap(({ cidrBlocks }) => cidrBlocks).filter(isRange);
  const pools = findPools(requests, used, routedRanges(gateway).filter(isRange));
  const pooled = segments.flatMap((segment, index): readonly PooledSegment[] => {
    const pool = pools.get(segment.key);
    const vpcPrefix = requests[index]?.vpcPrefix ?? usualVpcPrefix;
    return pool === undefined ? [] : [{ segment, pool, vpcPrefix }];
  });
  return { segments: pooled, remarks: [...remarks, ...poolRemarks(segments, pooled)] };
}

function segmentValue(
  { pool, segment, vpcPrefix }: PooledSegment,
  described: Readonly<Record<string, string>>,
): YamlValue {
  const reaches = segment.reaches.filter((key) => described[key] !== undefined);
  return {
    connectivity: 'corporate',
    pool: pool.cidr,
    vpcPrefix: vpcPrefix === usualVpcPrefix ? undefined : vpcPrefix,
    units: segment.units,
    reaches: reaches.length === 0 ? undefined : reaches,
  };
}

/** AWS knows no pools: what is written is a proposal that people have to look at. */
function poolRemarks(segments: readonly FoundSegment[], pooled: readonly PooledSegment[]): readonly Remark[] {
  const of = ({ pool, segment }: PooledSegment): string => `${segment.key} ${pool.cidr}`;
  const covers = pooled.filter(({ pool }) => pool.kind === 'cover').map(of);
  const free = pooled.filter(({ pool }) => pool.kind === 'free').map(of);
  const none = segments.filter(({ key }) => !pooled.some(({ segment }) => segment.key === key));
  const note = (subject: string, text: string): Remark => ({ chapter: 'addresses', subject, text });
  return [
    ...(covers.length === 0
      ? []
      : [note(`pools ${covers.join(', ')}`, 'ranges that hold the VPCs of the segment and nobody else’s, with room')]),
    ...(free.length === 0
      ? []
      : [
          note(
            `pools ${free.join(', ')}`,
            'VPCs of the segment lie among others, so the pool is one that no known VPC uses; hold it against your address plan before a new account gets a range',
          ),
        ]),
    ...none.map(({ key, table }) =>
      note(`segment ${key} (${table.id})`, 'no private range is free for a pool, so it is not described'),
    ),
  ];
}

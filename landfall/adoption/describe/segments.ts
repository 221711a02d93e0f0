import { segmentTag } from '../../model/accounts/network';
import type { FoundAttachment, FoundRouteTable, FoundTransitGateway, Inventory } from '../inventory';
import { compareTexts, keyOf, mostCommon } from './keys';
import type { DescribedNames, Remark } from './part';
import { unitsBySegment } from './segment-units';
import { uniqueNames } from './unique-names';

/** A route table with the accounts whose VPCs are associated with it. */
export interface FoundSegment {
  readonly key: string;
  readonly table: FoundRouteTable;
  /** Paths, sorted. */
  readonly units: readonly string[];
  /** Keys of segments whose every VPC is propagated to the table. */
  readonly reaches: readonly string[];
  /** Attachments of VPCs that are associated with the table. */
  readonly attachments: readonly FoundAttachment[];
}

export interface FoundSegments {
  readonly segments: readonly FoundSegment[];
  readonly remarks: readonly Remark[];
}

/** A table that becomes a segment, before it is known which units it takes in. */
interface Candidate {
  readonly key: string;
  readonly table: FoundRouteTable;
  readonly attachments: readonly FoundAttachment[];
}

/** Whether an attachment is that of a VPC; the other kinds lead out of the organization. */
export function isVpc({ resourceType }: Pick<FoundAttachment, 'resourceType'>): boolean {
  return resourceType === 'vpc';
}

/** Segments are the tables with which VPCs of known accounts are associated; everything else is told in remarks. */
export function findSegments(inventory: Inventory, names: DescribedNames, gateway: FoundTransitGateway): FoundSegments {
  const candidates = candidatesOf(gateway);
  const { remarks, units } = unitsBySegment(
    inventory,
    names,
    candidates.map(({ attachments, key }) => ({ key, accounts: attachments.map(ownerOf) })),
  );
  const kept = candidates.filter(({ key }) => (units.get(key) ?? []).length > 0);
  const segments = kept.map((each) => ({
    ...each,
    units: units.get(each.key) ?? [],
    reaches: kept.filter((other) => learns(each.table, other) === 'all').map(({ key }) => key),
  }));
  return {
    segments,
    remarks: [
      ...remarks,
      ...gateway.routeTables
        .filter(({ id }) => !kept.some(({ table }) => table.id === id))
        .map((table) => noSegment(table, attachedTo(gateway, table))),
      ...segments.flatMap(({ table }) => partlyLearned(table, kept)),
    ],
  };
}

function ownerOf({ resourceOwnerId = '' }: FoundAttachment): string {
  return resourceOwnerId;
}

/** Tables in the order of their keys. */
function candidatesOf(gateway: FoundTransitGateway): readonly Candidate[] {
  const unique = uniqueNames();
  return gateway.routeTables
    .map((table) => ({ table, attachments: attachedTo(gateway, table).filter(isVpc) }))
    .filter(({ attachments }) => attachments.length > 0)
    .map((each) => ({ ...each, key: unique(keyOf(nameOf(each.table), 'segment')) }))
    .toSorted((a, b) => compareTexts(a.key, b.key));
}

function nameOf({ id, tags }: FoundRouteTable): string {
  return tags[segmentTag] ?? tags['Name'] ?? id;
}

/** How people know a table. */
export function labelOf({ id, tags }: FoundRouteTable): string {
  const name = tags['Name'] ?? '';
  return name === '' ? `route table ${id}` : `route table ${name} (${id})`;
}

/** Attachments that are associated with a table: either side may say so. */
function attachedTo({ attachments }: FoundTransitGateway, table: FoundRouteTable): readonly FoundAttachment[] {
  const ids = new Set(table.associations.map(({ attachmentId }) => attachmentId));
  return attachments.filter(({ id, routeTableId }) => ids.has(id) || routeTableId === table.id);
}

function learns(table: FoundRouteTable, { attachments }: Candidate): 'all' | 'some' | 'none' {
  const learned = new Set(table.propagations.map(({ attachmentId }) => attachmentId));
  const known = attachments.filter(({ id }) => learned.has(id)).length;
  if (known === attachments.length) return 'all';
  return known === 0 ? 'none' : 'some';
}

function noSegment(table: FoundRouteTable, attached: readonly FoundAttachment[]): Remark {
  const list = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
  return {
    chapter: 'not-understood',
    subject: labelOf(table),
    text: `no VPC of an account that a segment takes in is associated with it, so it is no segment and stays as it is; associated: ${list(attached.map(({ id }) => id))}; propagated: ${list(table.propagations.map(({ attachmentId }) => attachmentId))}`,
  };
}

/** `reaches` speaks of whole segments. What a table learns beyond that would be lost without a word. */
function partlyLearned(table: FoundRouteTable, segments: readonly Candidate[]): readonly Remark[] {
  const whole = new Set(
    segments
      .filter((each) => learns(table, each) === 'all')
      .flatMap(({ attachments }) => attachments.map(({ id }) => id)),
  );
  const rest = table.propagations.filter(({ attachmentId }) => !whole.has(attachmentId));
  if (rest.length === 0) return [];
  const partly = segments.filter((each) => learns(table, each) === 'some').map(({ key }) => key);
  const why = partly.length === 0 ? '' : `; of ${partly.join(', ')} only a part, so \`reaches\` does not name them`;
  const ids = rest.map(({ attachmentId, resourceId }) =>
    resourceId === undefined ? attachmentId : `${attachmentId} (${resourceId})`,
  );
  const text = `it learns routes of ${ids.join(', ')} too${why}`;
  return [{ chapter: 'not-understood', subject: labelOf(table), text }];
}

/** Length of the prefix that most VPCs have, where a segment may have it. */
export function usualPrefix(ranges: readonly string[]): number | undefined {
  const prefix = Number(mostCommon(ranges.map((cidr) => cidr.split('/')[1] ?? '')));
  return prefix >= 16 && prefix <= 26 ? prefix : undefined;
}

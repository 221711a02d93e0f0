import type { FoundAttachment, FoundRouteTable, FoundTransitGateway } from '../inventory';
import type { Remark } from './part';
import { isVpc, labelOf } from './segments';

/**
 * What a gateway has beside VPCs in segments: other attachments, and routes that nobody propagates. None of it can be
 * described, all of it stays as it is.
 */
export function gatewayRemarks(gateway: FoundTransitGateway): readonly Remark[] {
  return [
    ...gateway.attachments.filter((each) => !isVpc(each)).map((each) => otherKind(gateway, each)),
    ...gateway.attachments.filter(isVpc).flatMap((each) => apart(gateway, each)),
    ...gateway.routeTables.flatMap(writtenRoutes),
    ...gateway.routeTables.flatMap(unknownAttachments(gateway)),
    ...(gateway.cidrBlocks.length === 0
      ? []
      : [remark(`transit gateway ${gateway.id}`, `it has ranges of its own: ${gateway.cidrBlocks.join(', ')}`)]),
  ];
}

/** Destinations to which routes lead that people wrote, the default route left out. */
export function routedRanges({ routeTables }: FoundTransitGateway): readonly string[] {
  const written = routeTables.flatMap(({ routes }) => routes.filter(({ type }) => type === 'static'));
  const ranges = written.flatMap(({ cidr }) => (cidr === undefined || cidr.includes(':') ? [] : [cidr]));
  return [...new Set(ranges)].filter((cidr) => !cidr.endsWith('/0'));
}

const kinds: Readonly<Record<string, string>> = {
  vpn: 'VPN connection',
  'direct-connect-gateway': 'Direct Connect gateway',
  peering: 'peering with another transit gateway',
  connect: 'Connect attachment (SD-WAN)',
  'tgw-peering': 'peering with another transit gateway',
};

function otherKind({ routeTables }: FoundTransitGateway, attachment: FoundAttachment): Remark {
  const { id, resourceId, resourceType, routeTableId, state } = attachment;
  const at = routeTables.filter(
    ({ associations, id: table }) => table === routeTableId || associations.some((one) => one.attachmentId === id),
  );
  const to = routeTables.filter(({ propagations }) => propagations.some((one) => one.attachmentId === id));
  const parts = [
    ...(state === 'available' ? [] : [`it is ${state}`]),
    at.length === 0 ? 'associated with no table' : `associated with ${at.map(labelOf).join(', ')}`,
    to.length === 0 ? 'propagated to none' : `propagated to ${to.map(labelOf).join(', ')}`,
  ];
  const kind = kinds[resourceType] ?? `attachment of the kind ${resourceType}`;
  return remark(`${kind} ${resourceId ?? ''} (${id})`.replace('  ', ' '), `${parts.join('; ')}; it stays as it is`);
}

/** A VPC that is attached and yet at no table, or not attached wholly. */
function apart({ routeTables }: FoundTransitGateway, attachment: FoundAttachment): readonly Remark[] {
  const { id, resourceId = 'a VPC', resourceOwnerId = 'an unknown account', routeTableId, state } = attachment;
  const subject = `attachment ${id} of ${resourceId} in ${resourceOwnerId}`;
  const isAssociated =
    routeTableId !== undefined ||
    routeTables.some(({ associations }) => associations.some((one) => one.attachmentId === id));
  return [
    ...(state === 'available' ? [] : [remark(subject, `its state is ${state}`)]),
    ...(isAssociated ? [] : [remark(subject, 'it is associated with no table, so it belongs to no segment')]),
  ];
}

function writtenRoutes(table: FoundRouteTable): readonly Remark[] {
  const routes = table.routes
    .filter(({ type }) => type !== 'propagated')
    .map(({ attachments, cidr, prefixListId, state }) => {
      const to = attachments.map(({ attachmentId, resourceId }) => resourceId ?? attachmentId);
      return `${cidr ?? prefixListId ?? '?'} to ${to.length === 0 ? state : to.join(', ')}`;
    });
  const lists = table.prefixLists.map(
    ({ attachmentId, prefixListId }) => `the prefix list ${prefixListId} to ${attachmentId ?? 'nowhere (blackhole)'}`,
  );
  const all = [...new Set([...routes, ...lists])];
  if (all.length === 0) return [];
  return [remark(labelOf(table), `routes that people wrote, which stay as they are: ${all.join('; ')}`)];
}

/** Associations of attachments that the gateway does not list. */
function unknownAttachments({ attachments }: FoundTransitGateway): (table: FoundRouteTable) => readonly Remark[] {
  const known = new Set(attachments.map(({ id }) => id));
  return (table) => {
    const lost = table.associations.map(({ attachmentId }) => attachmentId).filter((id) => !known.has(id));
    return lost.length === 0
      ? []
      : [remark(labelOf(table), `associated with attachments that were not found: ${lost.join(', ')}`)];
  };
}

function remark(subject: string, text: string): Remark {
  return { chapter: 'not-understood', subject, text };
}

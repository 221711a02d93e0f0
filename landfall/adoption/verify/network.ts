import type { SourceRef } from '../../config/configuration';
import { corporateSegments, hubContent, learners } from '../../model/accounts/network';
import { fact, FactReader } from '../../model/facts';
import { accountStackId, deployedAccounts } from '../../model/slices/accounts';
import { accountWithDuty, type Account, type Segment } from '../../model/zone';
import { isKnown, type FoundAttachment, type FoundTransitGateway } from '../inventory';
import { hasReservation, plannedVpc } from './addresses';
import { accountWords, idOf, isComparedAccount, placeWords, type Comparison } from './comparison';
import { notCompared, notDeployed, noWords, putRight, some, teller, unless, type Difference } from './difference';

const kind = 'network';
const tell = teller(kind);
const at: SourceRef = { file: 'network.yaml', path: ['hub'] };

/** The transit gateway: tables of the segments, what is attached, whom it is shared with. */
export function networkDifferences(c: Comparison): readonly Difference[] {
  const { inventory, zone } = c;
  const owner = accountWithDuty(zone, 'network');
  const segments = corporateSegments(zone);
  if (segments.length === 0 || owner === undefined) return [];
  const ownerId = c.ids.get(fact.accountId(owner.key)) ?? '';
  if (!isComparedAccount(c, ownerId)) return [];
  if (!isKnown(inventory, 'transit-gateways', ownerId)) {
    return [notCompared(kind, 'the transit gateway', `account ${owner.key} could not be read whole`, at)];
  }
  const { hub } = zone.network;
  const stack = accountStackId(owner.key);
  const id = c.ids.get(fact.transitGatewayId);
  const gateway = inventory.transitGateways.find((each) => each.id === id);
  if (gateway === undefined) {
    const isMade = c.known.has(fact.transitGatewayId);
    if (hub.manage === 'own' && !isMade) return [notDeployed(kind, 'transit gateway', at)];
    const told = { subject: 'transit gateway', found: `${id ?? ''} is not there`, described: 'there', at };
    return [tell({ ...told, code: 'LF6160', help: putRight(hub.manage, stack) })];
  }
  const told = { help: putRight(hub.manage, stack), at };
  return [
    ...unless(hub.manage === 'read' || gateway.asn === undefined || gateway.asn === hub.asn, () =>
      tell({
        ...{ ...told, code: 'LF6160', subject: 'transit gateway', described: String(hub.asn) },
        found: `has the autonomous system number ${gateway.asn ?? 0}`,
      }),
    ),
    ...segments.flatMap((segment) => tableOf(c, gateway, segment, told.help)),
    ...otherTables(c, gateway),
    ...spokes(c, gateway),
    ...gateway.attachments.flatMap((attachment) => unknownAttachment(c, attachment)),
    ...sharing(c, gateway, { owner, ownerId }),
  ];
}

function tableOf(c: Comparison, { routeTables }: FoundTransitGateway, segment: Segment, help: string) {
  const key = fact.routeTableId(segment.key);
  const id = c.ids.get(key);
  const subject = `route table of segment ${segment.key}`;
  if (routeTables.some((table) => table.id === id)) return [];
  if (c.zone.network.hub.manage === 'own' && !c.known.has(key)) return [notDeployed(kind, subject, segment.source)];
  const told = { subject, found: `${id ?? ''} is not there`, described: 'there', help, at: segment.source };
  return [tell({ ...told, code: 'LF6161' })];
}

/** A gateway that was there before has whatever tables it has; the configuration names those of segments. */
function otherTables(c: Comparison, { routeTables }: FoundTransitGateway): readonly Difference[] {
  if (c.zone.network.hub.transitGatewayId !== undefined) return [];
  const described = new Set(corporateSegments(c.zone).map(({ key }) => c.ids.get(fact.routeTableId(key))));
  return routeTables
    .filter(({ id }) => !described.has(id))
    .map(({ id, tags }) =>
      tell({
        ...{ code: 'LF6161', subject: `route table ${tags['Name'] ?? id}`, found: 'is there', described: 'not at all' },
        help: 'Delete it, or describe a segment for it.',
        at: { file: 'network.yaml', path: ['segments'] },
      }),
    );
}

/** Attachments of the VPCs that Landfall makes: each in the table of its segment, and learnt by those that reach it. */
function spokes(c: Comparison, gateway: FoundTransitGateway): readonly Difference[] {
  return deployedAccounts(c.zone).flatMap((account) => {
    const segment = c.zone.network.segments.find(({ key }) => key === account.segment);
    const accountId = c.ids.get(fact.accountId(account.key)) ?? '';
    if (segment?.connectivity !== 'corporate' || !isComparedAccount(c, accountId)) return [];
    const stack = accountStackId(account.key);
    const vpc = plannedVpc(c, account);
    if (!isKnown(c.inventory, 'vpcs', accountId) || vpc === undefined || !c.isDeployed(stack)) return [];
    const attachment = gateway.attachments.find(({ resourceId }) => resourceId === vpc.id);
    const told = { subject: `VPC of account ${account.key}`, help: putRight('own', stack), at: segment.source };
    if (attachment === undefined) {
      return [
        tell({ ...told, code: 'LF6162', found: 'is not attached', described: 'attached to the transit gateway' }),
      ];
    }
    return routed(c, gateway, attachment, segment).map((words) => tell({ ...told, ...words, code: 'LF6163' }));
  });
}

function routed(
  c: Comparison,
  { routeTables }: FoundTransitGateway,
  attachment: FoundAttachment,
  segment: Segment,
): readonly { readonly found: string; readonly described: string }[] {
  const names = new Map(c.zone.network.segments.map(({ key }) => [c.ids.get(fact.routeTableId(key)), key]));
  const words = (ids: readonly string[]): string =>
    ids.length === 0 ? 'no table' : some(ids.map((id) => `the table ${names.get(id) ?? id}`));
  const holding = (which: 'associations' | 'propagations'): readonly string[] =>
    routeTables
      .filter((table) => table[which].some(({ attachmentId }) => attachmentId === attachment.id))
      .map(({ id }) => id)
      .sort();
  const learning = learners(c.zone, segment).flatMap(({ key }) => c.ids.get(fact.routeTableId(key)) ?? []);
  const own = [c.ids.get(fact.routeTableId(segment.key)) ?? ''];
  return [
    { verb: 'is associated with', there: holding('associations'), wanted: own },
    { verb: 'propagates to', there: holding('propagations'), wanted: [...learning].sort() },
  ]
    .filter(({ there, wanted }) => there.join() !== wanted.join())
    .map(({ there, verb, wanted }) => ({ found: `${verb} ${words(there)}`, described: words(wanted) }));
}

/** What nobody planned: a VPC without a range in the configuration, or something that is no VPC. */
function unknownAttachment(c: Comparison, attachment: FoundAttachment): readonly Difference[] {
  const { id, resourceId, resourceOwnerId, resourceType, state } = attachment;
  if (/^(deleted|deleting|rejected|failed)$/.test(state)) return [];
  const owner = resourceOwnerId === undefined ? 'an unknown account' : accountWords(c, resourceOwnerId);
  const subject = `attachment ${id} of ${owner}`;
  if (resourceType !== 'vpc') {
    const isOurs = c.zone.network.hub.transitGatewayId === undefined;
    const found = `is a ${resourceType}`;
    if (!isOurs) return [noWords(kind, subject, found, at)];
    return [tell({ code: 'LF6164', subject, found, described: 'not at all', help: 'Take it off the gateway.', at })];
  }
  const account = c.accounts.get(resourceOwnerId ?? '');
  const vpc = c.inventory.vpcs.find((each) => each.id === resourceId);
  const isPlanned = account !== undefined && resourceId !== undefined && plannedVpc(c, account)?.id === resourceId;
  if (isPlanned || (vpc !== undefined && hasReservation(c, vpc))) return [];
  // What can't be looked into is taken for planned where its account is.
  const isLookedInto = resourceOwnerId !== undefined && isKnown(c.inventory, 'vpcs', resourceOwnerId);
  if (!isLookedInto && account !== undefined) return [];
  const told = { subject, found: `is there, of ${resourceId ?? 'nothing'}`, described: 'not at all', at };
  return [
    tell({
      ...told,
      code: 'LF6164',
      help: 'Take it off the gateway, or write down whose range it has under reserved.',
    }),
  ];
}

/** With whom the gateway is shared. */
function sharing(
  c: Comparison,
  { arn }: FoundTransitGateway,
  { owner, ownerId }: { readonly owner: Account; readonly ownerId: string },
): readonly Difference[] {
  const { hub } = c.zone.network;
  const content = hubContent(c.zone, ownerId, new FactReader(c.ids)).transitGateway;
  const before = hub.transitGatewayId !== undefined;
  if (before && hub.share === undefined) return [];
  const subject = 'sharing of the transit gateway';
  if (!isKnown(c.inventory, 'resource-shares', ownerId)) {
    return [notCompared(kind, subject, `account ${owner.key} could not be read whole`, at)];
  }
  const shares = c.inventory.resourceShares.filter(({ resources }) => resources.includes(arn));
  const there = [...new Set(shares.flatMap(({ principals }) => principals))].sort();
  const wanted = [...new Set(before ? (hub.share?.principals ?? []) : Object.values(content?.sharedWith ?? {}))].sort();
  const words = (principals: readonly string[]): string =>
    principals.length === 0
      ? 'nobody'
      : some(principals.map((one) => placeWords(c, one.includes(':ou/') ? idOf(one) : one)));
  return unless(there.join() === wanted.join(), () =>
    tell({
      ...{ code: 'LF6165', subject, found: `is with ${words(there)}`, described: `with ${words(wanted)}` },
      help: putRight(hub.manage, accountStackId(owner.key)),
      at,
    }),
  );
}

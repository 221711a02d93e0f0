import type { FoundResourceShare, FoundTransitGateway, Inventory } from '../inventory';
import { compareTexts } from './keys';
import type { Remark, YamlValue } from './part';

/** The gateway that becomes the hub, and those that stay beside it. */
export interface FoundHub {
  readonly gateway: FoundTransitGateway | undefined;
  readonly others: readonly FoundTransitGateway[];
}

/** The range that AWS takes where nobody chooses one is the configuration's default as well. */
const usualAsn = 64512;
const largestAsn = 4294967294;

/**
 * Of the gateways in the home Region the one with the most attachments. One that accounts see only because it is shared
 * with them counts last: its tables can't be read.
 */
export function findHub({ reading, transitGateways }: Inventory): FoundHub {
  const sorted = [...transitGateways].sort(
    (a, b) =>
      Number(isShared(a)) - Number(isShared(b)) ||
      b.attachments.length - a.attachments.length ||
      compareTexts(a.id, b.id),
  );
  const distinct = sorted.filter((one, index) => sorted.findIndex(({ id }) => id === one.id) === index);
  const gateway = distinct.find(({ region }) => region === reading.homeRegion);
  return { gateway, others: distinct.filter((one) => one !== gateway) };
}

/** Whether the account that sees a gateway isn't the one that owns it. */
export function isShared({ accountId, ownerId }: FoundTransitGateway): boolean {
  return accountId !== ownerId;
}

export interface DescribedHub {
  readonly value: Readonly<Record<string, YamlValue | undefined>>;
  readonly remarks: readonly Remark[];
}

/** `hub:` without the tables of its segments. */
export function describeHub(inventory: Inventory, gateway: FoundTransitGateway): DescribedHub {
  const subject = `transit gateway ${gateway.id}`;
  const shares = sharesOf(inventory, gateway);
  const [share] = shares;
  const fits = gateway.asn === undefined || (gateway.asn >= usualAsn && gateway.asn <= largestAsn);
  const note = (text: string): Remark => ({ chapter: 'not-understood', subject, text });
  return {
    value: {
      manage: 'read',
      transitGatewayId: gateway.id,
      share: share === undefined ? undefined : { arn: share.arn, name: share.name, principals: share.principals },
      asn: gateway.asn === usualAsn || !fits ? undefined : gateway.asn,
    },
    remarks: [
      ...(fits ? [] : [note(`its ASN ${gateway.asn ?? ''} is none that the configuration takes; it stays as it is`)]),
      ...(isShared(gateway)
        ? [note(`it belongs to ${gateway.ownerId}, so its tables were not read and no segments are described`)]
        : []),
      ...(inventory.accounts.some(({ id }) => id === gateway.ownerId)
        ? []
        : [note(`it belongs to ${gateway.ownerId}, which is no account of this organization`)]),
      ...shares
        .slice(1)
        .map(({ arn, name }) => note(`it is shared by ${name} (${arn}) as well, which is not described`)),
      ...(share === undefined ? [] : moreInShare(share, gateway)),
      ...byItself(gateway).map(note),
    ],
  };
}

function sharesOf({ resourceShares }: Inventory, gateway: FoundTransitGateway): readonly FoundResourceShare[] {
  return resourceShares
    .filter(({ resources }) => resources.includes(gateway.arn))
    .toSorted((a, b) => compareTexts(a.arn, b.arn));
}

function moreInShare({ arn, name, resources }: FoundResourceShare, gateway: FoundTransitGateway): readonly Remark[] {
  const more = resources.filter((each) => each !== gateway.arn);
  if (more.length === 0) return [];
  const text = `it shares ${more.join(', ')} as well, which nothing here describes`;
  return [{ chapter: 'not-understood', subject: `resource share ${name} (${arn})`, text }];
}

/** What the gateway does with every new attachment. */
function byItself({ options, routeTables }: FoundTransitGateway): readonly string[] {
  const idOf = (table: (typeof routeTables)[number] | undefined): string => table?.id ?? 'its default table';
  return [
    ...(options['DefaultRouteTableAssociation'] === 'enable'
      ? [
          `it associates every new attachment with ${idOf(routeTables.find((each) => each.defaultAssociation))} by itself; turn that off before Landfall attaches accounts, which associates them itself`,
        ]
      : []),
    ...(options['DefaultRouteTablePropagation'] === 'enable'
      ? [
          `it propagates every new attachment to ${idOf(routeTables.find((each) => each.defaultPropagation))} by itself, whatever \`reaches\` says`,
        ]
      : []),
  ];
}

/** Gateways beside the hub: there is room for one, in the home Region. */
export function otherGateways({ others }: FoundHub): readonly Remark[] {
  return others.map(({ accountId, attachments, id, ownerId, region }) => ({
    chapter: 'not-understood',
    subject: `transit gateway ${id}`,
    text: `the hub is another one; this one, of account ${ownerId} in ${region}${accountId === ownerId ? '' : `, seen from ${accountId}`}, has ${attachments.length} attachments and stays as it is`,
  }));
}

import {
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewaysCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type TransitGateway,
  type TransitGatewayAttachment,
} from '@aws-sdk/client-ec2';
import type { FoundAttachment, FoundTransitGateway, FoundVpc } from '../inventory';
import type { Asker } from './ask';
import { readRouteTables } from './route-tables';
import { perhaps, sortedRecord, sure, tagMap } from './values';

/** What is gone, or on its way, is still listed for a while. */
const gone: readonly (string | undefined)[] = ['deleted', 'deleting', 'failed', 'rejected'];

/** VPCs of an account in a Region with their ranges. */
export async function readVpcs(ask: Asker, ec2: EC2Client): Promise<readonly FoundVpc[]> {
  const vpcs = await ask.all(
    'ec2:DescribeVpcs',
    (NextToken) => ec2.send(new DescribeVpcsCommand({ NextToken })),
    ({ Vpcs }) => Vpcs,
  );
  return (
    vpcs
      // A VPC that is shared with the account is listed by its owner.
      .filter(({ OwnerId }) => OwnerId === undefined || OwnerId === ask.place.accountId)
      .map(({ CidrBlock, CidrBlockAssociationSet = [], Ipv6CidrBlockAssociationSet = [], IsDefault, Tags, VpcId }) => {
        const more = CidrBlockAssociationSet.filter(({ CidrBlockState }) => CidrBlockState?.State === 'associated');
        const ipv6 = Ipv6CidrBlockAssociationSet.filter(({ Ipv6CidrBlockState: one }) => one?.State === 'associated');
        return {
          ...ask.place,
          id: sure(VpcId),
          isDefault: IsDefault ?? false,
          cidrBlocks: [...new Set([sure(CidrBlock), ...more.map((one) => sure(one.CidrBlock))])],
          ipv6CidrBlocks: ipv6.map(({ Ipv6CidrBlock }) => sure(Ipv6CidrBlock)),
          tags: tagMap(Tags),
        };
      })
  );
}

/** Transit gateways that an account sees in a Region; the tables only of its own, as AWS shows them to nobody else. */
export async function readTransitGateways(ask: Asker, ec2: EC2Client): Promise<readonly FoundTransitGateway[]> {
  const gateways = await ask.all(
    'ec2:DescribeTransitGateways',
    (NextToken) => ec2.send(new DescribeTransitGatewaysCommand({ NextToken })),
    ({ TransitGateways }) => TransitGateways,
  );
  const present = gateways.filter(({ State }) => !gone.includes(State));
  if (present.length === 0) return [];
  const attachments = await ask.all(
    'ec2:DescribeTransitGatewayAttachments',
    (NextToken) => ec2.send(new DescribeTransitGatewayAttachmentsCommand({ NextToken })),
    ({ TransitGatewayAttachments }) => TransitGatewayAttachments,
  );
  return Promise.all(
    present.map(async (gateway): Promise<FoundTransitGateway> => {
      const { Description, OwnerId, TransitGatewayArn, TransitGatewayId, Tags } = gateway;
      const owned = OwnerId === ask.place.accountId;
      return {
        ...ask.place,
        id: sure(TransitGatewayId),
        arn: sure(TransitGatewayArn),
        ownerId: sure(OwnerId),
        description: perhaps(Description),
        asn: gateway.Options?.AmazonSideAsn,
        cidrBlocks: gateway.Options?.TransitGatewayCidrBlocks ?? [],
        options: optionsOf(gateway),
        routeTables: owned ? await readRouteTables(ask, ec2, sure(TransitGatewayId)) : [],
        attachments: attachments
          .filter((one) => one.TransitGatewayId === TransitGatewayId && !gone.includes(one.State))
          .map(attachment),
        tags: tagMap(Tags),
      };
    }),
  );
}

/** The switches, whatever they will be called; ids and numbers have keys of their own. */
function optionsOf({ Options }: TransitGateway): Readonly<Record<string, string>> {
  const switches = Object.entries({ ...Options }).flatMap(([name, value]): readonly (readonly [string, string])[] =>
    typeof value === 'string' && !name.endsWith('RouteTableId') ? [[name, value]] : [],
  );
  return sortedRecord(switches);
}

function attachment(one: TransitGatewayAttachment): FoundAttachment {
  return {
    id: sure(one.TransitGatewayAttachmentId),
    resourceType: sure(one.ResourceType),
    resourceId: perhaps(one.ResourceId),
    resourceOwnerId: perhaps(one.ResourceOwnerId),
    state: sure(one.State),
    routeTableId: perhaps(one.Association?.TransitGatewayRouteTableId),
    tags: tagMap(one.Tags),
  };
}

/** One entry a gateway: its owner's view where the owner was asked, else that of the first account that sees it. */
export function ownersView(gateways: readonly FoundTransitGateway[]): readonly FoundTransitGateway[] {
  const rank = ({ accountId, ownerId }: FoundTransitGateway): string => (accountId === ownerId ? '' : accountId);
  const views = new Map<string, FoundTransitGateway>();
  for (const one of gateways) {
    const known = views.get(one.id);
    if (known === undefined || rank(one) < rank(known)) views.set(one.id, one);
  }
  return [...views.values()];
}

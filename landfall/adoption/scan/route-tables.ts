import {
  DescribeTransitGatewayRouteTablesCommand,
  GetTransitGatewayPrefixListReferencesCommand,
  GetTransitGatewayRouteTableAssociationsCommand,
  GetTransitGatewayRouteTablePropagationsCommand,
  SearchTransitGatewayRoutesCommand,
  type EC2Client,
  type TransitGatewayRouteTable,
} from '@aws-sdk/client-ec2';
import type { FoundRouteTable } from '../inventory';
import type { Asker } from './ask';
import { perhaps, sure, tagMap } from './values';

/** Routes in one answer; AWS gives no more pages (EC2 API reference of SearchTransitGatewayRoutes, 2026-11). */
const mostRoutes = 1000;

/** Route tables of one transit gateway. */
export async function readRouteTables(
  ask: Asker,
  ec2: EC2Client,
  gatewayId: string,
): Promise<readonly FoundRouteTable[]> {
  const tables = await ask.all(
    'ec2:DescribeTransitGatewayRouteTables',
    (NextToken) =>
      ec2.send(
        new DescribeTransitGatewayRouteTablesCommand({
          Filters: [{ Name: 'transit-gateway-id', Values: [gatewayId] }],
          NextToken,
        }),
      ),
    ({ TransitGatewayRouteTables }) => TransitGatewayRouteTables,
  );
  const present = tables.filter(({ State }) => State !== 'deleted' && State !== 'deleting');
  return Promise.all(present.map(async (table) => readRouteTable(ask, ec2, table)));
}

async function readRouteTable(ask: Asker, ec2: EC2Client, table: TransitGatewayRouteTable): Promise<FoundRouteTable> {
  const { TransitGatewayRouteTableId } = table;
  const [associations, propagations, prefixLists, routes] = await Promise.all([
    ask.all(
      'ec2:GetTransitGatewayRouteTableAssociations',
      (NextToken) =>
        ec2.send(new GetTransitGatewayRouteTableAssociationsCommand({ TransitGatewayRouteTableId, NextToken })),
      ({ Associations }) => Associations,
    ),
    ask.all(
      'ec2:GetTransitGatewayRouteTablePropagations',
      (NextToken) =>
        ec2.send(new GetTransitGatewayRouteTablePropagationsCommand({ TransitGatewayRouteTableId, NextToken })),
      ({ TransitGatewayRouteTablePropagations }) => TransitGatewayRouteTablePropagations,
    ),
    ask.all(
      'ec2:GetTransitGatewayPrefixListReferences',
      (NextToken) =>
        ec2.send(new GetTransitGatewayPrefixListReferencesCommand({ TransitGatewayRouteTableId, NextToken })),
      ({ TransitGatewayPrefixListReferences }) => TransitGatewayPrefixListReferences,
    ),
    readRoutes(ask, ec2, sure(TransitGatewayRouteTableId)),
  ]);
  return {
    id: sure(TransitGatewayRouteTableId),
    defaultAssociation: table.DefaultAssociationRouteTable ?? false,
    defaultPropagation: table.DefaultPropagationRouteTable ?? false,
    associations: associations.map((one) => ({ ...point(one), state: sure(one.State) })),
    propagations: propagations.map((one) => ({ ...point(one), state: sure(one.State) })),
    routes,
    prefixLists: prefixLists.map(({ Blackhole, PrefixListId, TransitGatewayAttachment: to }) => ({
      prefixListId: sure(PrefixListId),
      blackhole: Blackhole ?? false,
      attachmentId: perhaps(to?.TransitGatewayAttachmentId),
    })),
    tags: tagMap(table.Tags),
  };
}

async function readRoutes(ask: Asker, ec2: EC2Client, tableId: string): Promise<FoundRouteTable['routes']> {
  const action = 'ec2:SearchTransitGatewayRoutes';
  const found = await ask.one(action, () =>
    ec2.send(
      new SearchTransitGatewayRoutesCommand({
        TransitGatewayRouteTableId: tableId,
        Filters: [{ Name: 'state', Values: ['active', 'blackhole'] }],
        MaxResults: mostRoutes,
      }),
    ),
  );
  if (found?.AdditionalRoutesAvailable === true) {
    ask.miss(action, 'MoreRoutes', `a route table has more than the ${mostRoutes} routes that AWS lists`);
  }
  return (found?.Routes ?? []).map((one) => ({
    cidr: perhaps(one.DestinationCidrBlock),
    prefixListId: perhaps(one.PrefixListId),
    type: sure(one.Type),
    state: sure(one.State),
    attachments: (one.TransitGatewayAttachments ?? []).map(point),
  }));
}

interface Point {
  readonly TransitGatewayAttachmentId?: string | undefined;
  readonly ResourceType?: string | undefined;
  readonly ResourceId?: string | undefined;
}

function point({ ResourceId, ResourceType, TransitGatewayAttachmentId }: Point): {
  readonly attachmentId: string;
  readonly resourceType: string | undefined;
  readonly resourceId: string | undefined;
} {
  return {
    attachmentId: sure(TransitGatewayAttachmentId),
    resourceType: perhaps(ResourceType),
    resourceId: perhaps(ResourceId),
  };
}

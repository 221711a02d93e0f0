import { corporateSegments } from '../accounts/network';
import { idPart } from '../construct-id';
import { fact, type FactReader } from '../facts';
import type { AccountContent } from '../slices/accounts';
import type { LandingZone } from '../zone';
import { importBlock } from './block';
import { partsOfOne, type Found } from './found';

/** Transit gateway, route tables and share of the network account. */
export function hubImports(zone: LandingZone, content: AccountContent, facts: FactReader): Found {
  const { hub } = zone.network;
  if (hub.transitGatewayId === undefined || content.parts.hub === undefined) return { all: [] };
  const parts = hubParts(zone, hub.transitGatewayId, content);
  if (hub.manage === 'read') return { all: [{ released: parts.map(({ to }) => to) }] };
  return { all: [partsOfOne(facts, takenOverHub, hub.transitGatewayId, parts)] };
}

export const takenOverHub = fact.takenOver('hub');

function hubParts(
  zone: LandingZone,
  id: string,
  { accountId }: AccountContent,
): readonly ReturnType<typeof importBlock>[] {
  const { hub } = zone.network;
  const below = (name: string): readonly string[] => ['network', 'hub', name];
  const resourceArn = `arn:aws:ec2:${zone.regions.home}:${accountId}:transit-gateway/${id}`;
  return [
    importBlock('aws_ec2_transit_gateway', below('transit-gateway'), { id }),
    ...corporateSegments(zone).flatMap(({ key }) => {
      const table = hub.routeTableIds[key];
      if (table === undefined) return [];
      return [importBlock('aws_ec2_transit_gateway_route_table', below(`route-table-${key}`), { id: table })];
    }),
    ...(hub.share === undefined
      ? []
      : [
          importBlock('aws_ram_resource_share', below('share'), { arn: hub.share.arn }),
          importBlock('aws_ram_resource_association', below('share-gateway'), { shareArn: hub.share.arn, resourceArn }),
        ]),
    ...(hub.share?.principals ?? []).map((principal) =>
      importBlock('aws_ram_principal_association', below(`share-with-${idPart(principal)}`), {
        shareArn: hub.share?.arn ?? '',
        principal,
      }),
    ),
  ];
}

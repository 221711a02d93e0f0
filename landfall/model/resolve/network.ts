import type { Configuration } from '../../config/configuration';
import type { NetworkPlan } from '../zone';
import { given } from './management';
import { unitId } from './units';

function reservedOf(reserved: Configuration['network']['reserved']): NetworkPlan['reserved'] {
  if (reserved === undefined) return undefined;
  return Object.entries(reserved).flatMap(([name, ranges]) => ranges.map((cidr) => ({ name, cidr })));
}

export function resolveNetwork({ network }: Pick<Configuration, 'network'>): NetworkPlan {
  return {
    hub: {
      manage: network.hub.manage ?? 'own',
      transitGatewayId: network.hub.transitGatewayId,
      routeTableIds: Object.fromEntries(
        Object.entries(network.hub.routeTableIds ?? {}).map(([segment, id]) => [segment.toLowerCase(), id]),
      ),
      asn: network.hub.asn ?? 64512,
      ...given('share', network.hub.share),
    },
    ...given('reserved', reservedOf(network.reserved)),
    segments: Object.entries(network.segments).map(([key, segment]) => ({
      key: key.toLowerCase(),
      connectivity: segment.connectivity,
      pool: segment.pool,
      vpcPrefix: segment.vpcPrefix ?? 22,
      availabilityZones: segment.availabilityZones ?? 3,
      units: segment.units.map(unitId),
      reaches: (segment.reaches ?? []).map((reached) => reached.toLowerCase()),
      source: { file: 'network.yaml', path: ['segments', key] },
    })),
  };
}

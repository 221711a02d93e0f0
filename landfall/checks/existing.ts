import type { LandingZone, Manage } from '../model/zone';
import { check, type Finding, type SourceRef } from './check';

interface Thing {
  readonly what: string;
  readonly manage: Manage;
  readonly id: string | undefined;
  readonly idKey: string;
  readonly at: SourceRef;
}

/** LF1320 and LF1321: what exists already is named by its id, and the versions of Control Tower are as AWS makes them. */
export const existing = check(({ zone }) => [...withoutId(zone), ...controlTower(zone)]);

function withoutId(zone: LandingZone): readonly Finding[] {
  const organizationFile = 'organization.yaml';
  const things: readonly Thing[] = [
    {
      what: 'the organization',
      manage: zone.organization.manage,
      id: zone.organization.id,
      idKey: 'id',
      at: { file: organizationFile, path: ['manage'] },
    },
    ...gateway(zone),
    ...routeTables(zone),
    ...zone.units
      .filter((unit) => unit.id !== 'root')
      .map((unit) => ({
        what: `the unit ${unit.label}`,
        manage: unit.manage,
        id: unit.awsId,
        idKey: 'id',
        at: unit.source,
      })),
    ...zone.accounts
      .filter((account) => account.vendedBy !== undefined)
      .map((account) => ({
        what: `the account ${account.key}`,
        manage: account.manage,
        id: account.awsId,
        idKey: 'id',
        at: account.source,
      })),
  ];
  return things
    .filter((thing) => thing.manage === 'read' && thing.id === undefined)
    .map((thing) => ({
      code: 'LF1320',
      at: thing.at,
      mark: 'key' as const,
      message: `${thing.what} is only read, so it must exist, but its id is not given`,
      help: `Add ${thing.idKey}: with its id in AWS, or set manage: own`,
    }));
}

/** Where nothing is corporate, a hub that is only read may be none at all. */
function gateway({ network: { hub, segments } }: LandingZone): readonly Thing[] {
  if (!segments.some(({ connectivity }) => connectivity === 'corporate')) return [];
  return [
    {
      what: 'the transit gateway',
      manage: hub.manage,
      id: hub.transitGatewayId,
      idKey: 'transitGatewayId',
      at: { file: 'network.yaml', path: ['hub', 'manage'] },
    },
  ];
}

/** Spokes are associated with the table of their segment, so a transit gateway that exists needs one for each. */
function routeTables({ network }: LandingZone): readonly Thing[] {
  return network.segments
    .filter(({ connectivity }) => connectivity === 'corporate')
    .map(({ key, source }) => ({
      what: `the route table of the segment ${key}`,
      manage: network.hub.manage,
      id: network.hub.routeTableIds[key],
      idKey: `${key} under hub.routeTableIds`,
      at: source,
    }));
}

/** Landing zone 3.3 makes units of its own; so it can be adopted but not made (AWS Control Tower user guide, 2025-11). */
function controlTower(zone: LandingZone): readonly Finding[] {
  if (zone.controlTower.version !== '3.3' || zone.controlTower.manage === 'read') return [];
  return [
    {
      code: 'LF1321',
      at: { file: 'organization.yaml', path: ['controlTower', 'version'] },
      message: 'landing zone 3.3 can only be adopted: made anew it would create units of its own',
      help: 'Use version 4.0, or manage: read with the arn of the landing zone that exists',
    },
  ];
}

import type { SourceRef } from '../config/configuration';
import type { LandingZone, Manage } from '../model/zone';
import { diagnostic, type Check, type Finding } from './check';

interface Thing {
  readonly what: string;
  readonly manage: Manage;
  readonly id: string | undefined;
  readonly idKey: string;
  readonly at: SourceRef;
}

/** LF1320 and LF1321: what exists already is named by its id, and the versions of Control Tower are as AWS makes them. */
export const existing: Check = ({ zone }) =>
  [...withoutId(zone), ...controlTower(zone)].map((finding) => diagnostic(zone.sources, finding));

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
    {
      what: 'the transit gateway',
      manage: zone.network.hub.manage,
      id: zone.network.hub.transitGatewayId,
      idKey: 'transitGatewayId',
      at: { file: 'network.yaml', path: ['hub', 'manage'] },
    },
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

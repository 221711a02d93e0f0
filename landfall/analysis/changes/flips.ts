import type { LandingZone } from '../../model/zone';
import type { Decision } from '../evaluator/types';
import { ask, type Prepare } from '../policy-tests/asking';
import { placesOf, allUnits } from '../policy-tests/places';
import type { AccessFinding } from '../zone-access/types';
import type { Capability } from './capabilities';

/** A version of the configuration that can be asked. */
export interface AskedVersion {
  readonly zone: LandingZone;
  readonly prepare: Prepare;
}

/** A capability that somebody has in one version and not in the other. */
export interface Flip {
  readonly capability: Capability;
  /** A permission set or a role. */
  readonly as: string;
  /** Label of a unit, or key of an account with policies of its own. */
  readonly in: string;
  readonly before: Decision;
  readonly after: Decision;
}

export interface Flips {
  /** By capability in the order of the list, then by place and principal. */
  readonly flips: readonly Flip[];
  /** How many decisions were compared. */
  readonly compared: number;
  /** Principals of which nothing could be said, and why. */
  readonly unanswerable: readonly { readonly as: string; readonly findings: readonly AccessFinding[] }[];
}

/** Whoever else acts in every account: what a change takes from them stops the platform. */
const platformRoles: readonly string[] = ['landfall-apply'];

/** Asks both versions about every capability, of everybody who has access in a unit and of the platform's own role. */
export function capabilityFlips(before: AskedVersion, after: AskedVersion, capabilities: readonly Capability[]): Flips {
  const flips: Flip[] = [];
  const unanswerable = new Map<string, readonly AccessFinding[]>();
  let compared = 0;
  const places = sharedPlaces(before.zone, after.zone).map((place) => ({
    place,
    principals: principalsIn(before.zone, after.zone, place),
  }));
  for (const capability of capabilities) {
    for (const { place, principals } of places) {
      for (const as of principals) {
        const [old, now] = [before, after].map(({ prepare }) => ask(prepare, requestOf(capability, as, place)));
        if (old === undefined || now === undefined) continue;
        if (old.kind === 'unanswerable' || now.kind === 'unanswerable') {
          unanswerable.set(
            as,
            [old, now].flatMap((each) => (each.kind === 'unanswerable' ? each.findings : [])),
          );
          continue;
        }
        compared++;
        if (old.decision.allowed === now.decision.allowed) continue;
        flips.push({ capability, as, in: place, before: old.decision, after: now.decision });
      }
    }
  }
  return { flips, compared, unanswerable: [...unanswerable].map(([as, findings]) => ({ as, findings })) };
}

function requestOf(capability: Capability, as: string, place: string): Parameters<Prepare>[0] {
  return {
    as,
    in: place,
    action: capability.action,
    resource: capability.resource,
    resourceIn: capability.of,
    context: capability.with,
  };
}

function sharedPlaces(before: LandingZone, after: LandingZone): readonly string[] {
  const old = new Set(before.units.map(({ id }) => id).concat(before.accounts.map(({ key }) => key)));
  return (placesOf(after, allUnits) ?? []).filter((place) => old.has(place.toLowerCase()));
}

/** Permission sets that somebody has in a place in both versions: one that is new or gone is a change of access. */
function principalsIn(before: LandingZone, after: LandingZone, place: string): readonly string[] {
  const old = new Set(setsIn(before, place));
  return [...setsIn(after, place).filter((name) => old.has(name)), ...platformRoles];
}

function setsIn(zone: LandingZone, place: string): readonly string[] {
  const id = place.toLowerCase();
  const accounts = new Set(zone.accounts.filter(({ key, unit }) => key === id || unit === id).map(({ key }) => key));
  const names = zone.access.assignments
    .filter(({ account }) => accounts.has(account))
    .map(({ permissionSet }) => permissionSet);
  return [...new Set(names)].sort();
}

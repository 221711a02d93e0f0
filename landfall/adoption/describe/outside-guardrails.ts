import type { FoundPolicy, Inventory } from '../inventory';
import { groupBy, lastPart } from './keys';
import type { Remark } from './part';
import { activeMembers, placesAbove, placesOf, someOf } from './places';

/** Types that keep something from happening; the others are settings. */
const forbidding: ReadonlySet<string> = new Set([
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
  'DECLARATIVE_POLICY_EC2',
]);

/**
 * Units that nothing guards, neither on them nor above, and accounts that nothing guards. What guards is a control, or a
 * policy other than AWS's own that allow everything. Policies never act on the management account, so it isn't among them.
 */
export function outsideGuardrails(inventory: Inventory): readonly Remark[] {
  const places = placesOf(inventory);
  const guarded = guardedIds(inventory);
  const isOutside = (id: string): boolean => !placesAbove(places, id).some((place) => guarded.has(place.id));
  const unguarded = activeMembers(inventory).filter(({ id }) => !guarded.has(id));
  return [
    ...inventory.units
      .filter(({ id }) => isOutside(id))
      .map(({ id, name }) => ({
        chapter: 'units-without-guardrails' as const,
        subject: `unit ${name} (${id})`,
        text: 'no policy forbids anything there and no control is enabled, neither on it nor above',
      })),
    ...[...groupBy(unguarded, ({ parentId }) => parentId)]
      .filter(([parent]) => isOutside(parent))
      .map(([parent, found]) => ({
        chapter: 'accounts-outside-guardrails' as const,
        subject: `accounts in ${places.get(parent)?.name ?? 'no unit that was found'} (${parent})`,
        text: someOf(found.map(({ id, name }) => `${name} (${id})`)),
      })),
  ];
}

function guardedIds({ controlTower, policies }: Inventory): ReadonlySet<string> {
  return new Set([
    ...policies.filter(guards).flatMap(({ targets }) => targets),
    ...controlTower.controls.map(({ targetIdentifier }) => lastPart(targetIdentifier)),
  ]);
}

function guards({ awsManaged, type }: FoundPolicy): boolean {
  return !awsManaged && forbidding.has(type);
}

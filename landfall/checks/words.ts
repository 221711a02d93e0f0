import type { LandingZone } from '../model/zone';

/** A unit as people write it in the configuration; its id where there is no such unit. */
export function labelOf(zone: Pick<LandingZone, 'units'>, unit: string): string {
  return zone.units.find(({ id }) => id === unit)?.label ?? unit;
}

/** The first of some names, sorted, and how many there are besides; each counts once. */
export function andMore(names: readonly string[]): string {
  const [first = '', ...others] = [...new Set(names)].sort();
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

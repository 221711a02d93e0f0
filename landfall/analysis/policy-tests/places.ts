import type { Account, LandingZone, Unit } from '../../model/zone';
import { managementKey } from '../../model/zone';

/** Words of a test for many places at once. */
export const allUnits = 'all units';
export const allAccounts = 'all accounts';
/** Accounts of nobody in the organization. */
export const outside = 'outside';

/**
 * The places that a word of a test stands for, as questions name them: keys of accounts and labels of units.
 * A unit stands for accounts in it and below it: one place for each unit, which is any account directly there, and one
 * for each account that has policies of its own. Undefined for a word that names nothing.
 */
export function placesOf(zone: LandingZone, word: string): readonly string[] | undefined {
  if (word === allUnits) return unitPlaces(zone, belowRoot(zone));
  if (word === outside) return [outside];
  if (word === allAccounts) return zone.accounts.filter(({ key }) => key !== managementKey).map(({ key }) => key);
  const account = zone.accounts.find(({ key }) => key === word.toLowerCase());
  if (account !== undefined) return [account.key];
  const unit = unitNamed(zone, word);
  return unit === undefined ? undefined : unitPlaces(zone, unitsFrom(zone, unit));
}

/** Accounts that a word of a test stands for, where only a real one has an answer. */
export function accountsOf(zone: LandingZone, word: string): readonly Account[] {
  if (word === allUnits || word === allAccounts) return zone.accounts.filter(({ key }) => key !== managementKey);
  const account = zone.accounts.find(({ key }) => key === word.toLowerCase());
  if (account !== undefined) return [account];
  const unit = unitNamed(zone, word);
  const units = new Set((unit === undefined ? [] : unitsFrom(zone, unit)).map(({ id }) => id));
  return zone.accounts.filter((each) => units.has(each.unit));
}

/** A unit by its label or id, in any letter case. */
export function unitNamed(zone: LandingZone, word: string): Unit | undefined {
  return zone.units.find(({ id }) => id === word.toLowerCase());
}

/** Every word that a test may write. */
export function knownPlaces(zone: LandingZone): readonly string[] {
  return [
    allUnits,
    allAccounts,
    outside,
    ...zone.units.map(({ label }) => label),
    ...zone.accounts.map(({ key }) => key),
  ];
}

function belowRoot(zone: LandingZone): readonly Unit[] {
  return zone.units.filter(({ parent }) => parent !== undefined);
}

/** A unit and all below it, each after its parent. */
function unitsFrom(zone: LandingZone, top: Unit): readonly Unit[] {
  const found = new Set([top.id]);
  for (const { id, parent } of zone.units) if (parent !== undefined && found.has(parent)) found.add(id);
  return zone.units.filter(({ id }) => found.has(id));
}

function unitPlaces(zone: LandingZone, units: readonly Unit[]): readonly string[] {
  const ids = new Set(units.map(({ id }) => id));
  const special = new Set(zone.guardrails.accounts.map(({ account }) => account));
  const accounts = zone.accounts.filter(({ key, unit }) => special.has(key) && ids.has(unit));
  return [...units.map(({ label }) => label), ...accounts.map(({ key }) => key)];
}

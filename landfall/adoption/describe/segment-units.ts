import type { Inventory } from '../inventory';
import { compareTexts, groupBy, mostCommon } from './keys';
import type { DescribedNames, Remark } from './part';

/** Accounts, by id, that are attached to one table; one with several VPCs stands there several times. */
export interface AttachedAccounts {
  /** Of the segment. */
  readonly key: string;
  readonly accounts: readonly string[];
}

interface PlacedAccount {
  readonly name: string;
  readonly unit: string;
  readonly segment: string;
}

/**
 * Which units each segment takes in: those whose attached accounts, all or most, are its. Units of sandboxes are never
 * taken in, because a segment that did would share the gateway with them.
 */
export function unitsBySegment(
  inventory: Inventory,
  names: DescribedNames,
  attached: readonly AttachedAccounts[],
): { readonly units: ReadonlyMap<string, readonly string[]>; readonly remarks: readonly Remark[] } {
  const parents = new Map(inventory.accounts.map(({ id, parentId }) => [id, parentId]));
  const remarks: Remark[] = [];
  const placed: PlacedAccount[] = [];
  for (const [id, segments] of segmentsByAccount(attached)) {
    const unit = names.units.get(parents.get(id) ?? '');
    const name = names.accounts.get(id);
    const segment = mostCommon(segments) ?? '';
    const subject = `account ${name ?? id}`;
    const others = [...new Set(segments)].filter((each) => each !== segment);
    if (unit === undefined) {
      const text = `its VPC is associated with the table of ${segment}, but in which unit it lies is not known`;
      remarks.push({ chapter: 'not-understood', subject, text });
      continue;
    }
    if (isSandbox(unit)) {
      const text = `it lies in the sandbox ${unit}, but its VPC is associated with the table of ${segment}; segments leave sandboxes out, so nothing here says so`;
      remarks.push({ chapter: 'not-understood', subject, text });
      continue;
    }
    if (others.length > 0) {
      const text = `it has VPCs at several tables; it counts as ${segment}, not as ${others.join(', ')}`;
      remarks.push({ chapter: 'not-understood', subject, text });
    }
    placed.push({ name: name ?? id, unit, segment });
  }
  const owners = new Map(
    [...groupBy(placed, ({ unit }) => unit)].map(([unit, accounts]) => [
      unit,
      mostCommon(accounts.map(({ segment }) => segment)) ?? '',
    ]),
  );
  const strays = placed.filter(({ segment, unit }) => owners.get(unit) !== segment);
  for (const [unit, accounts] of groupBy(strays, ({ unit }) => unit)) {
    const list = accounts.map(({ name, segment }) => `${name} (${segment})`);
    const text = `its accounts are at several tables; a unit belongs to one segment, here ${owners.get(unit) ?? ''}, and otherwise attached are ${list.join(', ')}`;
    remarks.push({ chapter: 'not-understood', subject: `unit ${unit}`, text });
  }
  const lifted = lift(owners, [...names.units.values()]);
  const bySegment = groupBy(lifted, ([, segment]) => segment);
  return {
    units: new Map([...bySegment].map(([segment, units]) => [segment, units.map(([unit]) => unit).sort(compareTexts)])),
    remarks,
  };
}

function segmentsByAccount(attached: readonly AttachedAccounts[]): ReadonlyMap<string, readonly string[]> {
  const pairs = attached.flatMap(({ accounts, key }) => accounts.map((account) => [account, key] as const));
  return new Map([...groupBy(pairs, ([account]) => account)].map(([id, found]) => [id, found.map(([, key]) => key)]));
}

/** As the model recognizes sandboxes: by the last key of the path of a unit that holds them. */
function isSandbox(unit: string): boolean {
  return unit.toLowerCase().split('/').includes('sandbox');
}

/**
 * Two or more units side by side, every one of whose siblings is of the same segment, are one: the unit above them. The
 * root never is: what comes to lie below it is not known.
 */
function lift(owners: ReadonlyMap<string, string>, all: readonly string[]): readonly (readonly [string, string])[] {
  let current = new Map(owners);
  for (;;) {
    const parents = groupBy([...current.keys()], above);
    const whole = [...parents].find(([parent, units]) => {
      if (parent === undefined || units.length < 2) return false;
      const segments = new Set(units.map((unit) => current.get(unit)));
      const inside = [...current].filter(([unit]) => unit === parent || unit.startsWith(`${parent}/`));
      const children = all.filter((unit) => above(unit) === parent);
      return (
        segments.size === 1 &&
        children.every((child) => current.has(child)) &&
        inside.every(([, segment]) => segments.has(segment))
      );
    });
    const [parent, units] = whole ?? [];
    if (parent === undefined || units === undefined) return [...current];
    const segment = current.get(units[0] ?? '') ?? '';
    current = new Map([
      ...[...current].filter(([unit]) => unit !== parent && !unit.startsWith(`${parent}/`)),
      [parent, segment],
    ]);
  }
}

function above(unit: string): string | undefined {
  const end = unit.lastIndexOf('/');
  return end < 0 ? undefined : unit.slice(0, end);
}

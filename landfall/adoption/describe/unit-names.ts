import { hyphenated } from '../../model/names';
import type { FoundUnit, Inventory } from '../inventory';
import { compareTexts, freeKey, groupBy, isNumbered, keyOf } from './keys';
import type { Remark } from './part';

/** A unit with where it lies. */
export interface PlacedUnit {
  readonly unit: FoundUnit;
  /** Path of keys, such as `Business-Units/Retail-EU`. */
  readonly path: string;
  /** Last key of the path. */
  readonly key: string;
  /** Names that AWS shows, of the units above it and its own, such as `Business Units` and `Retail EU`. */
  readonly names: readonly string[];
  /** Path of the unit above; `root` for the root. */
  readonly above: string;
}

export interface PlacedUnits {
  /** Parents first, siblings by name. */
  readonly units: readonly PlacedUnit[];
  readonly remarks: readonly Remark[];
}

/** Path of the root. */
export const rootPath = 'root';

/**
 * Keys for all units. They make ids of stacks, in which `A/B` and `A-B` are the same and case means nothing, so a key
 * that would repeat one gets a number, the older id the plain one.
 * @param known paths that people have given to units already, by id
 */
export function placeUnits({ units, roots }: Inventory, known: ReadonlyMap<string, string>): PlacedUnits {
  const ids = new Set(units.map(({ id }) => id));
  const rootIds = new Set(roots.map(({ id }) => id));
  const children = groupBy(units, ({ parentId }) => (ids.has(parentId) ? parentId : rootPath));
  const taken = new Set([rootPath, ...[...known].flatMap(([id, path]) => (ids.has(id) ? [stackPart(path)] : []))]);
  const placed: PlacedUnit[] = [];
  const remarks: Remark[] = [];
  const visit = (parentId: string, above: string, aboveNames: readonly string[]): void => {
    const siblings = children.get(parentId) ?? [];
    const paths = new Map<string, string>();
    for (const unit of siblings.toSorted((a, b) => compareTexts(a.id, b.id))) {
      const prefix = above === rootPath ? '' : `${above}/`;
      const path = keptPath(prefix, known.get(unit.id)) ?? newPath(prefix, unit, taken);
      remarks.push(...clash(prefix, unit, path));
      taken.add(stackPart(path));
      paths.set(unit.id, path);
    }
    for (const unit of siblings.toSorted((a, b) => compareTexts(a.name, b.name) || compareTexts(a.id, b.id))) {
      const path = paths.get(unit.id) ?? '';
      const names = [...aboveNames, unit.name];
      placed.push({ unit, path, key: path.slice(path.lastIndexOf('/') + 1), names, above });
      if (above === rootPath && !rootIds.has(unit.parentId)) remarks.push(lost(unit));
      visit(unit.id, path, names);
    }
  };
  visit(rootPath, rootPath, []);
  return { units: placed, remarks };
}

/** A known path counts only where the unit still lies below the same parent. */
function keptPath(prefix: string, before: string | undefined): string | undefined {
  return before?.startsWith(prefix) === true && !before.slice(prefix.length).includes('/') ? before : undefined;
}

function newPath(prefix: string, unit: FoundUnit, taken: ReadonlySet<string>): string {
  return prefix + freeKey(keyOf(unit.name, 'unit'), (each) => taken.has(stackPart(prefix + each)));
}

function clash(prefix: string, unit: FoundUnit, path: string): readonly Remark[] {
  const wanted = prefix + keyOf(unit.name, 'unit');
  if (!isNumbered(path, wanted)) return [];
  const text = `the key ${wanted} is that of another unit, so this one is ${path}; its name stays`;
  return [{ chapter: 'not-understood', subject: subjectOf(unit), text }];
}

/** What a unit's path becomes in ids of stacks. */
function stackPart(path: string): string {
  return hyphenated(path.toLowerCase());
}

function lost(unit: FoundUnit): Remark {
  const text = `it lies below ${unit.parentId}, which could not be read; here it stands at the top`;
  return { chapter: 'not-readable', subject: subjectOf(unit), text };
}

function subjectOf({ id, name }: FoundUnit): string {
  return `unit ${name} (${id})`;
}

import { fact } from '../../model/facts';
import type { Unit } from '../../model/zone';
import { isKnown, type FoundUnit } from '../inventory';
import { unitWords, type Comparison } from './comparison';
import { below, notCompared, notDeployed, putRight, teller, unless, type Difference } from './difference';

const kind = 'units';
const tell = teller(kind);
const tree = { file: 'units.yaml', path: ['units'] };

/** The tree of units. */
export function unitDifferences(c: Comparison): readonly Difference[] {
  const { inventory, units, zone } = c;
  if (!isKnown(inventory, 'units'))
    return [notCompared(kind, 'the tree of units', 'not all units could be read', tree)];
  const found = new Map(inventory.units.map((unit) => [unit.id, unit]));
  return [
    ...zone.units.filter(({ id }) => id !== 'root').flatMap((unit) => compared(c, found, unit)),
    ...inventory.units
      .filter(({ id }) => !units.has(id))
      .map(({ id, name, parentId }) =>
        tell({
          code: 'LF6122',
          subject: `unit ${name} (${id})`,
          found: `is there, below ${unitWords(c, parentId)}`,
          described: 'not at all',
          help: `Describe it with manage: read and id: ${id}, or delete it.`,
          at: units.get(parentId)?.source ?? tree,
        }),
      ),
  ];
}

function compared(c: Comparison, all: ReadonlyMap<string, FoundUnit>, unit: Unit): readonly Difference[] {
  const key = fact.unitId(unit.id);
  const found = all.get(c.ids.get(key) ?? '');
  const at = unit.source;
  const subject = `unit ${unit.label}`;
  const parent = unit.parent ?? 'root';
  const above = c.zone.units.find(({ id }) => id === parent)?.label ?? parent;
  if (found === undefined) {
    if (!c.known.has(key)) return [notDeployed(kind, unit.label, at)];
    const help =
      'Find out who deleted it. If it stays away, take it out of the configuration and its id out of the lock.';
    const missing = { code: 'LF6121', subject, found: 'is not there', described: `below ${above}`, help, at };
    return [tell(missing)];
  }
  const help = putRight(unit.manage, 'organization');
  return [
    ...unless(found.name === unit.name, () =>
      tell({
        ...{ code: 'LF6123', severity: 'warning', subject, help },
        found: `is called ${found.name}`,
        described: unit.name,
        at: below(at, 'name'),
      }),
    ),
    ...unless(found.parentId === c.ids.get(fact.unitId(parent)), () =>
      tell({
        ...{ code: 'LF6124', subject, help, at },
        found: `is below ${unitWords(c, found.parentId)}`,
        described: `below ${above}`,
      }),
    ),
  ];
}

import { isKnown, type Inventory } from '../inventory';
import { groupBy } from './keys';
import type { DescribedFile, YamlValue } from './part';
import { rootPath, type PlacedUnit } from './unit-names';

/** The baseline that registers a unit. Source: AWS Control Tower user guide, "Types of baselines", 2026-11. */
const registering = 'AWSControlTowerBaseline';

/**
 * `units.yaml`: the tree as it is.
 * @param integration path of the unit that holds the accounts of Control Tower, which is registered without a baseline
 */
export function describeUnits(
  inventory: Inventory,
  units: readonly PlacedUnit[],
  integration: string | undefined,
): DescribedFile {
  const { baselines, landingZone } = inventory.controlTower;
  const arns = new Map(
    baselines.flatMap(({ arn, name, targetIdentifier }) =>
      name === registering ? [[targetIdentifier, arn] as const] : [],
    ),
  );
  const isTold = landingZone !== undefined && isKnown(inventory, 'baselines');
  const children = groupBy(units, ({ above }) => above);
  const below = (path: string): { readonly [key: string]: YamlValue } =>
    Object.fromEntries((children.get(path) ?? []).map((each) => [each.key, described(each)]));
  const described = ({ key, path, unit }: PlacedUnit): YamlValue => {
    const baseline = arns.get(unit.arn);
    const registered = baseline !== undefined || !isTold || path === integration;
    return {
      name: unit.name === key ? undefined : unit.name,
      description: unit.tags['description'] ?? unit.tags['Description'],
      manage: 'read',
      id: unit.id,
      registered: registered ? undefined : false,
      baseline,
      units: children.has(path) ? below(path) : undefined,
    };
  };
  return { path: 'units.yaml', value: { units: below(rootPath) } };
}

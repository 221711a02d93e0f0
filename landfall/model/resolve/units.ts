import type { Configuration, SourceRef } from '../../config/configuration';
import type { UnitEntry } from '../../config/schemas/units';
import type { Unit } from '../zone';
import { given } from './management';

/** Id of a unit as written by people: keys lower-cased; `root` is the root. */
export function unitId(path: string): string {
  return path.toLowerCase();
}

/** The root and all units below it, parents first, in the order of the file. */
export function resolveUnits(configuration: Configuration, unregistered: ReadonlySet<string>): readonly Unit[] {
  const root: Unit = {
    id: 'root',
    label: 'root',
    name: 'Root',
    parent: undefined,
    depth: 0,
    manage: 'read',
    awsId: undefined,
    registered: false,
    source: { file: 'units.yaml', path: ['units'] },
  };
  const source: SourceRef = { file: 'units.yaml', path: ['units'] };
  return [root, ...below(root, configuration.units.units, source, unregistered)];
}

function below(
  parent: Unit,
  entries: Readonly<Record<string, UnitEntry | null>>,
  source: SourceRef,
  unregistered: ReadonlySet<string>,
): readonly Unit[] {
  return Object.entries(entries).flatMap(([key, entry]) => {
    const label = parent.id === 'root' ? key : `${parent.label}/${key}`;
    const id = unitId(label);
    const here: SourceRef = { file: source.file, path: [...source.path, key] };
    const unit: Unit = {
      id,
      label,
      name: entry?.name ?? key,
      parent: parent.id,
      depth: parent.depth + 1,
      manage: entry?.manage ?? 'own',
      awsId: entry?.id,
      registered: entry?.registered ?? !unregistered.has(id),
      ...given('adoptedBaseline', adoptedBaseline(entry)),
      source: here,
    };
    const children: SourceRef = { file: here.file, path: [...here.path, 'units'] };
    return [unit, ...below(unit, entry?.units ?? {}, children, unregistered)];
  });
}

/** AWS refuses a baseline where one is enabled, so nothing is enabled on what exists already unless people ask for it. */
function adoptedBaseline(entry: UnitEntry | null): string | undefined {
  if (entry?.id === undefined) return undefined;
  return entry.baseline ?? (entry.registered === true ? undefined : 'kept');
}

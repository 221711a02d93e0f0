import type { SourceRef } from '../../config/configuration';
import { isMapping, valueAt } from '../../config/path';
import { fact, FactReader } from '../../model/facts';
import { controlTowerNode, controlTowerStackId } from '../../model/slices/control-tower';
import { unitStackId } from '../../model/slices/units';
import type { Unit } from '../../model/zone';
import { isKnown, type FoundBaseline, type FoundLandingZone } from '../inventory';
import { idOf, type Comparison } from './comparison';
import { notCompared, notDeployed, putRight, teller, unless, type Difference } from './difference';
import { unitBaseline } from './known-ids';
import { orderless } from './same-document';

const at: SourceRef = { file: 'organization.yaml', path: ['controlTower'] };
const regionsAt: SourceRef = { file: 'organization.yaml', path: ['regions', 'governed'] };
const tell = teller('landing zone');

/** The landing zone itself. One that is only read is described by its version and Regions. */
export function landingZoneDifferences(c: Comparison): readonly Difference[] {
  const { inventory, zone } = c;
  const subject = 'landing zone';
  if (!isKnown(inventory, 'landing-zone')) return [notCompared('landing zone', subject, 'it could not be read', at)];
  const { landingZone } = inventory.controlTower;
  const { manage, version } = zone.controlTower;
  if (landingZone === undefined) {
    if (!c.known.has(fact.landingZoneArn)) {
      return manage === 'own' ? [notDeployed('landing zone', subject, at)] : [];
    }
    return [
      tell({
        ...{ code: 'LF6142', subject, found: 'is not there', described: `of version ${version}`, at },
        help: 'Find out who decommissioned it before anything else is deployed.',
      }),
    ];
  }
  const help = putRight(manage, controlTowerStackId);
  const told = { subject, help, at };
  return [
    ...unless(landingZone.version === version, () =>
      tell({ ...told, code: 'LF6143', found: `is of version ${landingZone.version}`, described: version }),
    ),
    ...settings(c, landingZone).map((one) => tell({ ...told, code: 'LF6143', at: one.at ?? at, ...one.words })),
    ...drift(landingZone, told),
  ];
}

interface Setting {
  readonly words: { readonly found: string; readonly described: string };
  readonly at?: SourceRef;
}

/** Keys of the manifest that are otherwise than described; ARNs of keys only their stack knows. */
function settings({ ids, zone }: Comparison, { manifest }: FoundLandingZone): readonly Setting[] {
  const content = controlTowerNode(zone).content(new FactReader(ids));
  const described: unknown =
    content.kind === 'control-tower' && content.landingZone !== undefined
      ? JSON.parse(content.landingZone.manifest)
      : { governedRegions: zone.regions.governed };
  return leaves(described).flatMap(({ path, value }) => {
    const found = valueAt(manifest, path);
    if (path.at(-1) === 'kmsKeyArn' || orderless(found) === orderless(value)) return [];
    const isRegions = path[0] === 'governedRegions';
    const words = (one: unknown): string => (Array.isArray(one) ? one.map(String).sort().join(', ') : plain(one));
    const name = isRegions ? 'governs' : `has ${path.join('.')}`;
    return [
      { words: { found: `${name} ${words(found)}`, described: words(value) }, ...(isRegions ? { at: regionsAt } : {}) },
    ];
  });
}

function plain(value: unknown): string {
  return value === undefined ? '(not set)' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** Values of a tree that are no objects; a list is one value. */
function leaves(value: unknown, path: readonly string[] = []): readonly { path: readonly string[]; value: unknown }[] {
  if (!isMapping(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

/** What Control Tower says of its landing zone, controls and baselines when somebody has changed them. */
export function drift(
  { drift, status }: { readonly drift?: string | undefined; readonly status?: string | undefined },
  told: Pick<Difference, 'subject' | 'at'>,
  say = tell,
): readonly Difference[] {
  const mend = 'See in Control Tower what was changed, and reset or update it there.';
  return [
    ...unless(drift !== 'DRIFTED', () =>
      say({ ...told, code: 'LF6144', found: 'has drifted', described: 'in sync', help: mend }),
    ),
    ...unless(status !== 'FAILED', () =>
      say({ ...told, code: 'LF6144', found: 'has failed', described: 'enabled', help: mend }),
    ),
  ];
}

/** Which units are registered with Control Tower, and with which version of its baseline. */
export function baselineDifferences(c: Comparison): readonly Difference[] {
  const { inventory, zone } = c;
  if (!isKnown(inventory, 'baselines')) {
    const why = 'not all baselines could be read';
    return [notCompared('baselines', 'registration of units', why, { file: 'units.yaml', path: ['units'] })];
  }
  const found = new Map(
    inventory.controlTower.baselines
      .filter(({ name }) => name === unitBaseline)
      .map((baseline) => [idOf(baseline.targetIdentifier), baseline]),
  );
  const there = new Set(inventory.units.map(({ id }) => id));
  return zone.units.flatMap((unit) => {
    const id = c.ids.get(fact.unitId(unit.id));
    if (unit.id === 'root' || id === undefined || !there.has(id)) return [];
    return registration(c, unit, found.get(id));
  });
}

/** What a unit had before Landfall stays as it is, unless the configuration says what that is. */
function registration(c: Comparison, unit: Unit, found: FoundBaseline | undefined): readonly Difference[] {
  const say = teller('baselines');
  const stack = unitStackId(unit.id);
  const help = putRight(unit.manage, stack);
  const told = { subject: `unit ${unit.label}`, help, at: unit.source };
  const { baselineVersion: version } = c.zone.controlTower;
  const isImported = unit.adoptedBaseline !== undefined;
  if (unit.adoptedBaseline === 'kept') return found === undefined ? [] : drift(found, told, say);
  if (found === undefined) {
    if (!unit.registered) return [];
    if (unit.manage === 'own' && !c.isDeployed(stack)) {
      return [notDeployed('baselines', `registration of ${unit.label}`, unit.source)];
    }
    return [say({ ...told, code: 'LF6145', found: 'is not registered', described: 'registered' })];
  }
  if (!unit.registered) {
    const words = { found: 'is registered', described: 'registered: false' };
    return [
      say({ ...told, ...words, code: 'LF6145', help: 'Say registered: true, or deregister it in Control Tower.' }),
    ];
  }
  return [
    ...unless(isImported || found.version === undefined || found.version === version, () =>
      say({
        ...{ ...told, code: 'LF6145', severity: 'warning', described: version },
        found: `has the baseline of version ${found.version ?? ''}`,
        help: 'Update the baseline in Control Tower, or say which version it is in organization.yaml.',
      }),
    ),
    ...drift(found, told, say),
  ];
}

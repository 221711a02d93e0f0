import type { SourceRef } from '../../config/configuration';
import { cataloguedControl, controlCatalogue } from '../../model/control-catalogue';
import { fact, FactReader } from '../../model/facts';
import { policyVariables } from '../../model/policy-text';
import { controlContents, unitStackId } from '../../model/slices/units';
import type { UnitGuardrails } from '../../model/zone';
import { isKnown, type FoundControl } from '../inventory';
import { idOf, unitWords, type Comparison } from './comparison';
import { drift } from './control-tower';
import { below, notCompared, notDeployed, putRight, teller, unless, type Difference } from './difference';
import { isMadeBeside } from './made-beside';
import { orderless } from './same-document';

const kind = 'controls';
const tell = teller(kind);
const list: SourceRef = { file: 'guardrails.yaml', path: ['units'] };

/** Controls of Control Tower on units. */
export function controlDifferences(c: Comparison): readonly Difference[] {
  const { inventory, zone } = c;
  if (!isKnown(inventory, 'controls')) return [notCompared(kind, 'controls', 'not all controls could be read', list)];
  const { controls } = inventory.controlTower;
  const there = new Set([...inventory.units, ...inventory.roots].map(({ id }) => id));
  const matched = new Set<FoundControl>();
  const described = zone.guardrails.units.flatMap((guardrails) => {
    const id = c.ids.get(fact.unitId(guardrails.unit));
    if (id === undefined) return [];
    const on = controls.filter(({ targetIdentifier }) => idOf(targetIdentifier) === id);
    return guardrails.controls.flatMap((entry, index) => {
      const spellings = spellingsOf(c, entry.control);
      const found = on.find(({ controlIdentifier }) => spellings.has(controlIdentifier));
      if (found !== undefined) matched.add(found);
      // What lies on a unit that is not there is told by that.
      if (!there.has(id)) return [];
      const at = below(guardrails.source, 'controls', index);
      return compared(c, { guardrails, entry, found, at, where: unitWords(c, id) });
    });
  });
  return [
    ...described,
    ...controls
      .filter((found) => !matched.has(found) && c.units.has(idOf(found.targetIdentifier)))
      .flatMap((found) => notDescribed(c, found)),
  ];
}

interface Compared {
  readonly guardrails: UnitGuardrails;
  readonly entry: UnitGuardrails['controls'][number];
  readonly found: FoundControl | undefined;
  readonly at: SourceRef;
  /** Words for the unit. */
  readonly where: string;
}

function compared(c: Comparison, { at, entry, found, guardrails, where }: Compared): readonly Difference[] {
  const stack = unitStackId(guardrails.unit);
  const told = { subject: `control ${entry.control} on ${where}`, help: putRight(entry.manage, stack), at };
  if (found === undefined) {
    if (entry.manage !== 'read' && !c.isDeployed(stack)) return [notDeployed(kind, `${entry.control} on ${where}`, at)];
    return [tell({ ...told, code: 'LF6146', found: 'is not enabled', described: 'enabled' })];
  }
  const reader = new FactReader(c.ids);
  const [content] = controlContents(c.zone.guardrails.controls, [entry], policyVariables(c.zone, reader));
  const wanted = (content?.parameters ?? []).map(({ key, value }): Parameter => {
    const parsed: unknown = JSON.parse(value);
    return { key, value: parsed };
  });
  return [
    ...unless(reader.missing.length > 0 || words(wanted) === words(found.parameters), () =>
      tell({ ...told, code: 'LF6148', found: `has ${words(found.parameters)}`, described: words(wanted) }),
    ),
    ...drift(found, told, tell),
  ];
}

interface Parameter {
  readonly key: string;
  readonly value: unknown;
}

function words(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return 'no parameters';
  return parameters
    .map(({ key, value }) => `${key}=${orderless(value)}`)
    .sort()
    .join(', ');
}

function notDescribed(c: Comparison, { controlIdentifier, targetIdentifier }: FoundControl): readonly Difference[] {
  const unit = c.units.get(idOf(targetIdentifier));
  const name = nameOf(c, controlIdentifier);
  const at = c.zone.guardrails.units.find((each) => each.unit === unit?.id)?.source ?? list;
  return unless(isMadeBeside('control', name), () =>
    tell({
      ...{ code: 'LF6147', subject: `control ${name} on ${unitWords(c, idOf(targetIdentifier))}`, at },
      found: 'is enabled',
      described: 'not at all',
      help: 'Describe it with manage: read, or disable it.',
    }),
  );
}

/** All ARNs that stand for one control: AWS lists it by its name, by an opaque name or by its id in the catalogue. */
function spellingsOf({ zone }: Comparison, key: string): ReadonlySet<string> {
  const { home } = zone.regions;
  const identifier = zone.guardrails.controls.find((control) => control.key === key)?.identifier;
  return new Set([...(identifier === undefined ? [] : [identifier]), ...cataloguedSpellings(key, home)]);
}

function cataloguedSpellings(key: string, home: string): readonly string[] {
  const { globalId, regionalIds } = cataloguedControl(key) ?? {};
  const regional = [key, regionalIds?.[home]].flatMap((name) => (name === undefined ? [] : [name]));
  return [
    ...regional.map((name) => `arn:aws:controltower:${home}::control/${name}`),
    ...(globalId === undefined ? [] : [`arn:aws:controlcatalog:::control/${globalId}`]),
  ];
}

/** The name of a control where the catalogue or the configuration knows it; otherwise the end of its ARN. */
function nameOf(c: Comparison, identifier: string): string {
  const { guardrails, regions } = c.zone;
  const described = guardrails.controls.find(({ key }) => spellingsOf(c, key).has(identifier));
  const catalogued = Object.keys(controlCatalogue).find((key) =>
    cataloguedSpellings(key, regions.home).includes(identifier),
  );
  return described?.key ?? catalogued ?? idOf(identifier);
}

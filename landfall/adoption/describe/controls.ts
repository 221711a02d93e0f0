import { catalogueIdentifier, controlCatalogue } from '../../model/control-catalogue';
import type { FoundControl, Inventory } from '../inventory';
import { compareTexts, groupBy, lastPart } from './keys';
import type { Remark, YamlValue } from './part';
import { uniqueNames } from './unique-names';

export interface DescribedControls {
  /** Those that are not known by their names alone. */
  readonly described: Readonly<Record<string, YamlValue>>;
  /** Enabled ones by the path of their unit. */
  readonly byUnit: ReadonlyMap<string, readonly YamlValue[]>;
  readonly remarks: readonly Remark[];
}

/** Name and spelling of a control. */
interface NamedControl {
  readonly identifier: string;
  readonly wanted: string;
  /** Whether the name alone stands for this identifier. */
  readonly usual: boolean;
}

/**
 * Controls that are enabled, by the units that they are enabled on.
 * @param pathOf path of a unit by its id
 */
export function describeControls(
  { controlTower: { controls }, reading: { homeRegion } }: Inventory,
  pathOf: (id: string) => string | undefined,
): DescribedControls {
  const unique = uniqueNames();
  const named = namedControls(controls, homeRegion).map((each) => ({ ...each, key: unique(each.wanted) }));
  const keys = new Map(named.map(({ identifier, key }) => [identifier, key]));
  const found: { readonly path: string; readonly key: string; readonly value: YamlValue }[] = [];
  const remarks: Remark[] = [];
  for (const control of controls) {
    const key = keys.get(control.controlIdentifier) ?? control.controlIdentifier;
    const path = pathOf(lastPart(control.targetIdentifier));
    const subject = `control ${key} on ${path ?? control.targetIdentifier}`;
    const { parameters, strange } = parametersOf(control);
    for (const name of strange) {
      remarks.push({
        ...notUnderstood,
        subject,
        text: `its parameter ${name} has a value that guardrails.yaml can't hold`,
      });
    }
    if (control.status === 'FAILED')
      remarks.push({ ...notUnderstood, subject, text: 'Control Tower failed to enable it' });
    if (path === undefined) {
      remarks.push({ ...notUnderstood, subject, text: 'its target is no unit that was found' });
      continue;
    }
    found.push({ path, key, value: { control: key, parameters, manage: 'read', exists: true } });
  }
  return {
    described: Object.fromEntries(
      named
        .filter(({ key, usual, wanted }) => !usual || key !== wanted)
        .sort((a, b) => compareTexts(a.key, b.key))
        .map(({ identifier, key }) => [key, { identifier }]),
    ),
    byUnit: new Map(
      [...groupBy(found, ({ path }) => path)].map(([path, own]) => [
        path,
        own.toSorted((a, b) => compareTexts(a.key, b.key)).map(({ value }) => value),
      ]),
    ),
    remarks,
  };
}

const notUnderstood = { chapter: 'not-understood' } as const;

/** Each control once, those that their names stand for first, so that these get their names. */
function namedControls(controls: readonly FoundControl[], homeRegion: string): readonly NamedControl[] {
  const usual = new Map(
    Object.keys(controlCatalogue).flatMap((key) => {
      const identifier = catalogueIdentifier(key, homeRegion);
      return identifier === undefined ? [] : [[identifier, key] as const];
    }),
  );
  const others = new Map(
    Object.entries(controlCatalogue).flatMap(([key, { regionalIds }]) =>
      Object.entries(regionalIds ?? {}).map(([region, id]) => [regionalArn(region, id), key] as const),
    ),
  );
  const identifiers = [...new Set(controls.map(({ controlIdentifier }) => controlIdentifier))].sort();
  const named = identifiers.map((identifier): NamedControl => {
    const known = usual.get(identifier);
    if (known !== undefined) return { identifier, wanted: known, usual: true };
    const last = lastPart(identifier);
    return { identifier, wanted: others.get(identifier) ?? nameFrom(last), usual: false };
  });
  return [...named.filter((each) => each.usual), ...named.filter((each) => !each.usual)];
}

/** Only the oldest controls are called by their names; the others by letters that mean nothing. */
function nameFrom(last: string): string {
  return last.startsWith('AWS-GR_') ? last : `control-${last}`;
}

function regionalArn(region: string, id: string): string {
  return `arn:aws:controltower:${region}::control/${id}`;
}

function parametersOf({ parameters }: FoundControl): {
  readonly parameters: Readonly<Record<string, YamlValue>> | undefined;
  readonly strange: readonly string[];
} {
  const values = parameters.map(({ key, value }) => [key, asParameter(value)] as const);
  const known = values.filter((pair): pair is readonly [string, YamlValue] => pair[1] !== undefined);
  return {
    parameters: known.length === 0 ? undefined : Object.fromEntries(known),
    strange: values.flatMap(([key, value]) => (value === undefined ? [key] : [])),
  };
}

function asParameter(value: unknown): YamlValue | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

import type { Configuration } from '../../config/configuration';
import { catalogueIdentifier, cataloguedControl } from '../control-catalogue';
import type { Control } from '../zone';

const file = 'guardrails.yaml';

type Settings = Pick<Configuration, 'guardrails' | 'organization'>;

/** Controls that the configuration describes, and those of the catalogue that a unit names without a description. */
export function resolveControls({ guardrails, organization }: Settings): readonly Control[] {
  const { home } = organization.regions;
  const described = Object.entries(guardrails.controls).map(([key, control]): Control => {
    const { behavior = 'unknown', description = key, documentation = '', requires = [] } = cataloguedControl(key) ?? {};
    return {
      key,
      identifier: control.identifier ?? identifierOf(key, home),
      behavior: control.behavior ?? behavior,
      description: control.description ?? description,
      documentation: control.documentation ?? documentation,
      requires: control.requires ?? requires,
      source: { file, path: ['controls', key] },
    };
  });
  return [...described, ...fromCatalogue(guardrails, home)];
}

/** Each by the first place that names it, and what it requires, so that a check can say on which unit that is missing. */
function fromCatalogue(guardrails: Settings['guardrails'], home: string): readonly Control[] {
  const found = new Map<string, Control>();
  const add = (key: string, source: Control['source']): void => {
    const catalogued = cataloguedControl(key);
    if (catalogued === undefined || found.has(key) || Object.hasOwn(guardrails.controls, key)) return;
    const { behavior, description, documentation, requires } = catalogued;
    found.set(key, {
      key,
      identifier: identifierOf(key, home),
      behavior,
      description,
      documentation,
      requires,
      source,
    });
    for (const required of requires) add(required, source);
  };
  for (const [unit, { controls = [] }] of Object.entries(guardrails.units)) {
    controls.forEach((entry, index) => {
      add(typeof entry === 'string' ? entry : entry.control, { file, path: ['units', unit, 'controls', index] });
    });
  }
  return [...found.values()];
}

/** What Control Tower's oldest controls are called; a check finds the others, whose Regional names nobody can guess. */
function identifierOf(key: string, home: string): string {
  return catalogueIdentifier(key, home) ?? `arn:aws:controltower:${home}::control/${key}`;
}

import { cataloguedControl, type ControlParameterRule } from '../model/control-catalogue';
import { controlIdentifierFindings } from '../model/control-identifiers';
import { FactReader } from '../model/facts';
import { filledValue, policyVariables } from '../model/policy-text';
import type { Control, ControlParameter, LandingZone, UnitGuardrails } from '../model/zone';
import { check, type Finding } from './check';
import { suggestion } from './suggestion';

/** LF1640 to LF1642: controls are called as Control Tower calls them, with the parameters that they take. */
export const catalogueOfControls = check(({ zone }) => [
  ...identifiers(zone),
  ...zone.guardrails.controls.flatMap(described),
  ...zone.guardrails.units.flatMap((entry) => parameters(zone, entry)),
]);

function identifiers(zone: LandingZone): readonly Finding[] {
  const { home } = zone.regions;
  const found = controlIdentifierFindings(zone).map(({ control, ...finding }) => {
    switch (finding.kind) {
      case 'opaque':
        return { control, message: `Control Tower of ${home} does not know ${control.key} by its name` };
      case 'other-region':
        return {
          control,
          message: `the identifier of ${control.key} is that of the home Region ${finding.region}, here it is ${home}`,
        };
      case 'no-arn':
        return {
          control,
          message: `the identifier of ${control.key} is ${control.identifier}, which is no ARN of a control`,
        };
    }
  });
  return found.map(({ control, message }) => ({
    code: 'LF1640',
    at: control.source,
    mark: control.source.path[0] === 'controls' ? 'key' : 'value',
    message,
    help: `Describe it under controls with the identifier that the Control Tower console shows for it: arn:aws:controlcatalog:::control/.. is the same everywhere`,
  }));
}

/** What the configuration says of a control that was looked up, and that isn't so. */
function described(control: Control): readonly Finding[] {
  const catalogued = cataloguedControl(control.key);
  if (catalogued === undefined || catalogued.behavior === control.behavior) return [];
  return [
    {
      code: 'LF1642',
      at: control.source,
      within: ['behavior'],
      message: `${control.key} is described as ${control.behavior}; AWS documents it as ${catalogued.behavior} (${catalogued.asOf})`,
      help: `Take its description away: it is in Landfall's catalogue; or see ${catalogued.documentation}`,
    },
  ];
}

function parameters(zone: LandingZone, { controls, source }: UnitGuardrails): readonly Finding[] {
  const variables = policyVariables(zone, new FactReader(new Map()));
  return controls.flatMap(({ control, manage, parameters: given }, index): readonly Finding[] => {
    const catalogued = cataloguedControl(control);
    if (catalogued === undefined || manage === 'read') return [];
    const rules = catalogued.parameters;
    const place = { code: 'LF1641', at: source, help: `See ${catalogued.documentation}` };
    const within = ['controls', index];
    const missing = Object.keys(rules).filter((name) => rules[name]?.required === true && given[name] === undefined);
    return [
      ...missing.map((name) => ({
        ...place,
        within,
        message: `${control} needs the parameter ${name}, ${words[rules[name]?.takes ?? 'switch']}`,
      })),
      ...Object.entries(given).flatMap(([name, value]): readonly Finding[] => {
        const at = { ...place, within: [...within, 'parameters', name] };
        const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
        if (rule === undefined) return [{ ...at, mark: 'key', ...unknown(control, name, Object.keys(rules)) }];
        const filled = filledValue(value, variables);
        const wrong = problem(rule, value, filled);
        return wrong === undefined
          ? []
          : [{ ...at, message: `${name} of ${control} is ${wrong}; it takes ${words[rule.takes]}` }];
      }),
    ];
  });
}

function unknown(control: string, name: string, known: readonly string[]): Pick<Finding, 'message' | 'help'> {
  return known.length === 0
    ? { message: `${control} takes no parameters, but gets ${name}`, help: 'Take it away' }
    : { message: `${control} takes no parameter ${name}`, help: suggestion(name, known) };
}

type Takes = ControlParameterRule['takes'];

const words: Readonly<Record<Takes, string>> = {
  Regions: 'a list of Regions, such as [eu-west-1]',
  actions: 'a list of actions, such as [logs:GetQueryResults]',
  'principal ARNs': 'a list of ARNs of principals, such as [arn:aws:iam::*:role/ReadOnly]',
  'resource ARNs': 'a list of ARNs of resources, such as [arn:aws:s3:::a-bucket]',
  switch: 'true, and is left out otherwise',
};

/** Patterns from the AWS Control Catalog API reference, ControlParameter, 2026-11. */
const shapes: Readonly<Record<Exclude<Takes, 'switch'>, RegExp>> = {
  Regions: /^[a-z]{2}(-[a-z]+)+-\d$/,
  actions: /^[a-z0-9-]+:[A-Za-z*]+$/,
  'principal ARNs': /^arn:[^:]+:(iam|sts)::.+:.+$/,
  'resource ARNs': /^arn:[^:]+:[a-z0-9-]+:.*$/,
};

/** @param filled the value with its variables filled */
function problem({ takes }: ControlParameterRule, value: ControlParameter, filled: unknown): string | undefined {
  // AWS Control Catalog API reference, ControlParameter, 2026-11: it takes no false.
  if (takes === 'switch') return value === true ? undefined : JSON.stringify(value);
  if (!Array.isArray(filled)) return JSON.stringify(value);
  if (filled.length === 0) return 'empty';
  const shape = shapes[takes];
  const wrong: unknown = filled.find((item: unknown) => typeof item !== 'string' || !shape.test(item));
  return wrong === undefined ? undefined : `a list with ${JSON.stringify(wrong)}`;
}

import { idPart } from '../construct-id';
import { fact, type FactReader } from '../facts';
import { hyphenated, unitArn } from '../names';
import { filledValue, policyVariables, type PolicyVariables } from '../policy-text';
import type { StackNode } from '../stack';
import { unitChain } from '../unit-chain';
import {
  managementKey,
  type Control,
  type ControlParameter,
  type LandingZone,
  type Unit,
  type UnitGuardrails,
} from '../zone';
import { policiesOf, type PolicyContent } from './attached-policies';
import { controlTowerStackId } from './control-tower';

export interface ControlContent {
  /** Key of the control as a construct id. */
  readonly id: string;
  /** ARN of the control. */
  readonly identifier: string;
  /** Values are JSON, as the provider wants them. */
  readonly parameters: readonly { readonly key: string; readonly value: string }[];
  /** Ids of controls of this unit that must be enabled before. */
  readonly after: readonly string[];
}

export interface UnitContent {
  readonly kind: 'unit';
  /** Id in the model, such as `workloads/prod`. */
  readonly unit: string;
  /** `r-..` or `ou-..`. */
  readonly targetId: string;
  readonly targetArn: string;
  /** Set where Landfall registers the unit with Control Tower. */
  readonly baseline:
    | {
        readonly identifier: string;
        readonly version: string;
        readonly parameters: readonly { readonly key: string; readonly value: string }[];
      }
    | undefined;
  /** Policies that existed before and are written now, for all their targets: only with the root. */
  readonly adoptedPolicies?: readonly PolicyContent[];
  readonly policies: readonly PolicyContent[];
  readonly controls: readonly ControlContent[];
}

/**
 * Controls of a unit that are enabled at the same time. AWS allows 100 control operations at once, 20 of them
 * proactive; half of the smaller number leaves room for people. Source: AWS Control Tower user guide, quotas, 2026-11.
 */
const controlsAtOnce = 10;

export function unitStackId(unit: string): string {
  return `unit-${hyphenated(unit)}`;
}

/** Ids of the stacks that put guardrails on a unit or above it, which accounts that enter it wait for. */
export function guardingStacks(zone: LandingZone, unit: string): readonly string[] {
  const stacks = new Set(guardedUnits(zone).map(({ id }) => id));
  const chain = unitChain(zone.units, unit).filter(({ id }) => stacks.has(id));
  return chain.map(({ id }) => unitStackId(id)).reverse();
}

/** One stack a unit, one after another: AWS allows one operation on units at a time in the whole organization. */
export function unitNodes(zone: LandingZone): readonly StackNode[] {
  return guardedUnits(zone).map((unit, index, units) => {
    const previous = units[index - 1];
    return {
      id: unitStackId(unit.id),
      kind: 'unit',
      wave: '4',
      account: managementKey,
      after: [previous === undefined ? controlTowerStackId : unitStackId(previous.id)],
      assigns: [],
      reveals: [],
      createsIn: [],
      content: (facts) => unitContent(zone, unit, facts),
    };
  });
}

/** Units on which something is to be written, parents first. */
function guardedUnits(zone: LandingZone): readonly Unit[] {
  return zone.units.filter((unit) => {
    const { policies, controls } = guardrailsOf(zone, unit);
    return (
      registers(unit) ||
      policies.length > 0 ||
      controls.length > 0 ||
      (unit.id === 'root' && adoptedPolicies(zone).length > 0)
    );
  });
}

function registers(unit: Unit): boolean {
  return unit.registered && unit.manage === 'own' && unit.id !== 'root' && unit.adoptedBaseline !== 'kept';
}

function guardrailsOf(zone: LandingZone, unit: Unit): Pick<UnitGuardrails, 'policies' | 'controls'> {
  const found = zone.guardrails.units.find((guardrails) => guardrails.unit === unit.id);
  if (found === undefined) return { policies: [], controls: [] };
  return {
    policies: writtenPolicies(zone, found.policies),
    controls: found.controls.filter(({ manage }) => manage !== 'read'),
  };
}

/** Keys of policies without those that are only read. */
export function writtenPolicies(zone: LandingZone, keys: readonly string[]): readonly string[] {
  const read = new Set(zone.guardrails.policies.filter(({ manage }) => manage === 'read').map(({ key }) => key));
  return read.size === 0 ? keys : keys.filter((key) => !read.has(key));
}

/**
 * Keys of policies that existed before and are written now. One policy may sit on many targets, and the stack that holds
 * it must not change when these do: it is that of the root.
 */
function adoptedPolicies({ guardrails }: LandingZone): readonly string[] {
  return guardrails.policies
    .filter(({ awsId, manage }) => awsId !== undefined && manage !== 'read')
    .map(({ key }) => key);
}

function unitContent(zone: LandingZone, unit: Unit, facts: FactReader): UnitContent {
  const { policies, controls } = guardrailsOf(zone, unit);
  const adopted = unit.id === 'root' ? adoptedPolicies(zone) : [];
  const targetId = facts.get(fact.unitId(unit.id));
  return {
    kind: 'unit',
    unit: unit.id,
    targetId,
    targetArn: unitArn(facts.get(fact.accountId(managementKey)), facts.get(fact.organizationId), targetId),
    baseline: registers(unit) ? baseline(zone, facts) : undefined,
    ...(adopted.length === 0 ? {} : { adoptedPolicies: policiesOf(zone, 'root', adopted, facts) }),
    policies: policiesOf(zone, hyphenated(unit.id), policies, facts),
    controls: controlContents(zone.guardrails.controls, controls, policyVariables(zone, facts)),
  };
}

function baseline({ controlTower }: LandingZone, facts: FactReader): UnitContent['baseline'] {
  return {
    identifier: facts.get(fact.baselineArn),
    version: controlTower.baselineVersion,
    parameters: controlTower.integrations.identityCenter
      ? [{ key: 'IdentityCenterEnabledBaselineArn', value: facts.get(fact.identityCenterBaselineArn) }]
      : [],
  };
}

/** Controls in the order of the configuration, but what they require before them, and only some at a time. */
export function controlContents(
  known: readonly Control[],
  enabled: UnitGuardrails['controls'],
  variables: PolicyVariables,
): readonly ControlContent[] {
  const catalogue = new Map(known.map((control) => [control.key, control]));
  const parametersOf = new Map(enabled.map(({ control, parameters }) => [control, parameters]));
  const order = requiredFirst(
    [...parametersOf.keys()].filter((key) => catalogue.has(key)),
    (key) => catalogue.get(key)?.requires ?? [],
  );
  return order.flatMap((key, index) => {
    const control = catalogue.get(key);
    if (control === undefined) return [];
    const window = order[index - controlsAtOnce];
    const after = [
      ...control.requires.filter((required) => parametersOf.has(required)),
      ...(window === undefined ? [] : [window]),
    ];
    return [
      {
        id: idPart(key),
        identifier: control.identifier,
        parameters: parameterContents(parametersOf.get(key) ?? {}, variables),
        after: [...new Set(after)].map(idPart),
      },
    ];
  });
}

function parameterContents(
  parameters: Readonly<Record<string, ControlParameter>>,
  variables: PolicyVariables,
): ControlContent['parameters'] {
  return Object.entries(parameters)
    .map(([key, value]) => ({ key, value: JSON.stringify(filledValue(value, variables)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Depth first, so that a requirement stands before what needs it; a ring of requirements ends where it was entered. */
function requiredFirst(keys: readonly string[], requires: (key: string) => readonly string[]): readonly string[] {
  const known = new Set(keys);
  const placed = new Set<string>();
  const visit = (key: string, above: ReadonlySet<string>): void => {
    if (placed.has(key) || above.has(key) || !known.has(key)) return;
    for (const required of requires(key)) visit(required, new Set([...above, key]));
    placed.add(key);
  };
  for (const key of keys) visit(key, new Set());
  return [...placed];
}

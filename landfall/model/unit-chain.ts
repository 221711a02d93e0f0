import type { Guardrails, Unit } from './zone';

/** A unit and all units above it, the root first; empty for a unit that doesn't exist. @param unit id */
export function unitChain(units: readonly Unit[], unit: string): readonly Unit[] {
  const byId = new Map(units.map((each) => [each.id, each]));
  const chain: Unit[] = [];
  for (let each = byId.get(unit); each !== undefined; each = byId.get(each.parent ?? '')) chain.unshift(each);
  return chain;
}

/** What of a unit's own guardrails, or of those of a unit above it, holds for it. */
export interface HeldGuardrails {
  /** On which they sit. */
  readonly unit: Unit;
  /** Keys of policies. */
  readonly policies: readonly string[];
  /** Keys of controls. */
  readonly controls: readonly string[];
}

/**
 * Everything that holds for a unit, from the root down: policies and preventive controls reach the units below, which
 * have them as policies of Organizations; detective and proactive controls act on accounts directly in their unit.
 */
export function guardrailsOver(
  { guardrails, units }: { readonly guardrails: Guardrails; readonly units: readonly Unit[] },
  unit: string,
): readonly HeldGuardrails[] {
  const preventive = new Set(
    guardrails.controls.filter(({ behavior }) => behavior === 'preventive').map(({ key }) => key),
  );
  return unitChain(units, unit).flatMap((each): readonly HeldGuardrails[] => {
    const own = guardrails.units.find((entry) => entry.unit === each.id);
    if (own === undefined) return [];
    const controls = own.controls.map(({ control }) => control);
    const reaching = controls.filter((control) => each.id === unit || preventive.has(control));
    return [{ unit: each, policies: own.policies, controls: reaching }];
  });
}

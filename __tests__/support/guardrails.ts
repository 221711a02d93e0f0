import type { PolicyType } from '../../landfall/config/schemas/guardrails';
import type { Control, Guardrails, Policy, UnitGuardrails } from '../../landfall/model/zone';

const source = { file: 'guardrails.yaml', path: [] };

/** A service control policy that denies one action, or whatever text is given. */
export function testPolicy(key: string, text?: string, type: PolicyType = 'service-control'): Policy {
  const denies = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: key, Resource: '*' }] });
  return { key, type, description: key, file: `${key}.json`, text: text ?? denies, source };
}

export function testControl(key: string, requires: readonly string[] = []): Control {
  return {
    key,
    identifier: `arn:aws:controlcatalog:::control/${key.toLowerCase()}`,
    behavior: 'detective',
    description: key,
    documentation: 'https://docs.aws.amazon.com/controltower/',
    requires,
    source,
  };
}

/** What sits on one unit; controls without parameters. */
export function testUnitGuardrails(
  unit: string,
  policies: readonly string[],
  controls: readonly string[] = [],
): UnitGuardrails {
  return { unit, policies, controls: controls.map((control) => ({ control, parameters: {} })), source };
}

export function testGuardrails(overrides: Partial<Guardrails> = {}): Guardrails {
  return { policies: [], controls: [], units: [], accounts: [], ...overrides };
}

export function testAccountGuardrails(account: string, policies: readonly string[]): Guardrails['accounts'][number] {
  return { account, policies, source };
}

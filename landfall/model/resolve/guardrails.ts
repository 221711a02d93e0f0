import type { Configuration } from '../../config/configuration';
import type { Guardrails } from '../zone';
import { unitId } from './units';

const file = 'guardrails.yaml';

export function resolveGuardrails({ guardrails, policies, organization }: Configuration): Guardrails {
  return {
    policies: Object.entries(guardrails.policies).map(([key, policy]) => ({
      key,
      type: policy.type,
      description: policy.description,
      file: policy.file,
      text: policies.get(policy.file)?.text ?? '',
      source: { file, path: ['policies', key] },
    })),
    controls: Object.entries(guardrails.controls).map(([key, control]) => ({
      key,
      identifier: control.identifier ?? `arn:aws:controltower:${organization.regions.home}::control/${key}`,
      behavior: control.behavior,
      description: control.description,
      documentation: control.documentation,
      requires: control.requires ?? [],
      source: { file, path: ['controls', key] },
    })),
    units: Object.entries(guardrails.units).map(([unit, attached]) => ({
      unit: unitId(unit),
      policies: attached.policies ?? [],
      controls: (attached.controls ?? []).map((entry) =>
        typeof entry === 'string' ? { control: entry, parameters: {} } : entry,
      ),
      source: { file, path: ['units', unit] },
    })),
    accounts: Object.entries(guardrails.accounts ?? {}).map(([account, attached]) => ({
      account: account.toLowerCase(),
      policies: attached.policies ?? [],
      source: { file, path: ['accounts', account] },
    })),
  };
}

import type { Configuration } from '../../config/configuration';
import type { Guardrails, Policy } from '../zone';
import { resolveControls } from './controls';
import { given, management } from './management';
import { unitId } from './units';

const file = 'guardrails.yaml';

export function resolveGuardrails(configuration: Configuration): Guardrails {
  const { guardrails, policies } = configuration;
  return {
    unusedFiles: unusedFiles(configuration),
    policies: Object.entries(guardrails.policies).map(([key, policy]) => ({
      key,
      type: policy.type,
      description: policy.description,
      ...(policy.reason === undefined ? {} : { reason: policy.reason }),
      frameworks: policy.frameworks ?? [],
      file: policy.file,
      text: policies.get(policy.file)?.text ?? '',
      ...given('bundle', policy.bundle),
      ...given('manage', policy.manage),
      ...given('awsId', policy.id),
      ...given('awsName', policy.name),
      ...given('attached', attachedTo(policy.attached)),
      source: { file, path: ['policies', key] },
    })),
    controls: resolveControls(configuration),
    units: Object.entries(guardrails.units).map(([unit, attached]) => ({
      unit: unitId(unit),
      policies: attached.policies ?? [],
      controls: (attached.controls ?? []).map((entry) =>
        typeof entry === 'string'
          ? { control: entry, parameters: {} }
          : { control: entry.control, parameters: entry.parameters ?? {}, ...management(entry) },
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

function unusedFiles({ access, guardrails, policies }: Configuration): readonly string[] {
  const used = new Set([
    ...Object.values(guardrails.policies).map((policy) => policy.file),
    ...Object.values(access.permissionSets).flatMap(({ inlinePolicy }) => inlinePolicy ?? []),
  ]);
  return [...policies.keys()].filter((name) => !used.has(name)).sort();
}

function attachedTo(written: Configuration['guardrails']['policies'][string]['attached']): Policy['attached'] {
  if (written === undefined) return undefined;
  return {
    units: (written.units ?? []).map(unitId),
    accounts: (written.accounts ?? []).map((account) => account.toLowerCase()),
  };
}

import { policyType, type PolicyType } from '../../config/schemas/guardrails';
import { policyTypeNames } from '../../model/policy-types';
import type { FoundPolicy } from '../inventory';
import { compareTexts, keyOf } from './keys';
import type { DescribedFile, Remark, YamlValue } from './part';
import { policyFile } from './policy-file';
import { uniqueNames } from './unique-names';

/** A policy as guardrails.yaml has it. */
export interface DescribedPolicy {
  readonly found: FoundPolicy;
  readonly key: string;
  readonly value: YamlValue;
  readonly file: DescribedFile;
}

/** Types as the configuration spells them, by their names in the API. */
export const policyTypesByName: ReadonlyMap<string, PolicyType> = new Map(
  policyType.options.map((type) => [policyTypeNames[type], type]),
);

/**
 * Whether people made a policy. Those of AWS are the same everywhere, and those that Control Tower makes for its controls
 * belong to it: whoever writes one of them undoes the control. Source: AWS Control Tower user guide, "About service
 * control policies": their names begin with `aws-guardrails-` (2026-11).
 */
export function isOfPeople({ awsManaged, name }: FoundPolicy): boolean {
  return !awsManaged && !name.startsWith('aws-guardrails-');
}

/** Policies that people made, by their keys; types that Landfall does not know become remarks. */
export function describePolicies(policies: readonly FoundPolicy[]): {
  readonly policies: readonly DescribedPolicy[];
  readonly remarks: readonly Remark[];
} {
  const found = policies.filter(isOfPeople);
  const keys = uniqueNames(found.map(({ id, name }) => ({ id, wanted: keyOf(name, 'policy') })));
  return {
    policies: found
      .flatMap((policy) => {
        const type = policyTypesByName.get(policy.type);
        return type === undefined ? [] : [describeOne(policy, type, keys.get(policy.id) ?? policy.id)];
      })
      .sort((a, b) => compareTexts(a.key, b.key)),
    remarks: found
      .filter(({ type }) => !policyTypesByName.has(type))
      .map(({ id, name, targets, type }) => ({
        chapter: 'not-understood',
        subject: `policy ${name} (${id})`,
        text: `its type ${type} is newer than this program, so it and its ${targets.length} attachments are left out`,
      })),
  };
}

function describeOne(found: FoundPolicy, type: PolicyType, key: string): DescribedPolicy {
  const file = `${key}.json`;
  const { content, description, id, name } = found;
  return {
    found,
    key,
    value: { type, file, description, manage: 'read', id, name: name === key ? undefined : name },
    file: policyFile(file, content),
  };
}

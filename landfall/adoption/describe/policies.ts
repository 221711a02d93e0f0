import { policyType, type PolicyType } from '../../config/schemas/guardrails';
import { policyTypeNames } from '../../model/policy-types';
import type { FoundPolicy } from '../inventory';
import { isMadeBeside } from '../verify/made-beside';
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
 * Policies that people made, by their keys; types that Landfall does not know become remarks. Those of AWS are the same
 * everywhere, and those that Control Tower makes of its controls belong to it.
 */
export function describePolicies(policies: readonly FoundPolicy[]): {
  readonly policies: readonly DescribedPolicy[];
  readonly remarks: readonly Remark[];
} {
  const made = policies.filter(({ awsManaged }) => !awsManaged);
  const found = made.filter(({ name }) => !isMadeBeside('policy', name));
  const unique = uniqueNames();
  return {
    policies: found
      .flatMap((policy) => {
        const key = unique(keyOf(policy.name, 'policy'));
        const type = policyTypesByName.get(policy.type);
        return type === undefined ? [] : [describeOne(policy, type, key)];
      })
      .sort((a, b) => compareTexts(a.key, b.key)),
    remarks: [
      ...found
        .filter(({ type }) => !policyTypesByName.has(type))
        .map(({ id, name, targets, type }) => ({
          chapter: 'not-understood' as const,
          subject: `policy ${name} (${id})`,
          text: `its type ${type} is newer than this program, so it and its ${targets.length} attachments are left out`,
        })),
      ...ofControlTower(made.length - found.length),
    ],
  };
}

function ofControlTower(number: number): readonly Remark[] {
  if (number === 0) return [];
  const text = 'Control Tower makes them of its controls and keeps them as they are, so they are left out';
  return [{ chapter: 'stays-read', subject: `${number} policies of Control Tower`, text }];
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

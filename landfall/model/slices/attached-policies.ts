import { idPart } from '../construct-id';
import type { FactReader } from '../facts';
import { policyText, policyVariables } from '../policy-text';
import { policyTypeNames } from '../policy-types';
import type { LandingZone } from '../zone';

/** An Organizations policy made for one target only, so that targets never wait for each other. */
export interface PolicyContent {
  /** Part of construct ids: the key of the policy, never its name. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** As the Organizations API spells it. */
  readonly type: string;
  /** Minified JSON. */
  readonly content: string;
  /** Id of one that exists already: it is only attached here. */
  readonly policyId?: string;
}

/**
 * Policies of one target, in the order in which they are attached.
 * One that exists already keeps its name.
 * @param target words that make the name unique, such as `workloads-prod`
 */
export function policiesOf(
  zone: LandingZone,
  target: string,
  keys: readonly string[],
  facts: FactReader,
): readonly PolicyContent[] {
  const variables = policyVariables(zone, facts);
  const byKey = new Map(zone.guardrails.policies.map((policy) => [policy.key, policy]));
  return [...new Set(keys)].flatMap((key) => {
    const policy = byKey.get(key);
    if (policy === undefined) return [];
    return [
      {
        id: idPart(key),
        name: policy.awsId === undefined ? `${zone.prefix}-${target}-${key}` : (policy.awsName ?? key),
        description: policy.description,
        type: policyTypeNames[policy.type],
        content: policyText(policy.text, variables).content,
        ...(policy.awsId === undefined ? {} : { policyId: policy.awsId }),
      },
    ];
  });
}

import { idPart } from '../construct-id';
import type { FactReader } from '../facts';
import { bundledText, sentPolicies } from '../policy-bundles';
import { policyText, policyVariables } from '../policy-text';
import { policyTypeNames } from '../policy-types';
import type { LandingZone, Policy } from '../zone';

/** An Organizations policy made for one target only, so that targets never wait for each other. */
export interface PolicyContent {
  /** Part of construct ids: the key of the policy or of its bundle, never its name. */
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
 * Policies of one target, in the order in which they are attached; a bundle stands where its first part does.
 * One that exists already keeps its name, and is never part of a bundle.
 * @param target words that make the name unique, such as `workloads-prod`
 */
export function policiesOf(
  zone: LandingZone,
  target: string,
  keys: readonly string[],
  facts: FactReader,
): readonly PolicyContent[] {
  const variables = policyVariables(zone, facts);
  return sentPolicies(zone.guardrails.policies, keys).map(({ name, parts, description, type }) => ({
    id: idPart(name),
    name: existing(parts)?.awsName ?? (existing(parts) === undefined ? `${zone.prefix}-${target}-${name}` : name),
    description,
    type: policyTypeNames[type],
    content: bundledText(parts.map(({ text }) => policyText(text, variables).content)),
    ...policyId(existing(parts)),
  }));
}

function existing(parts: readonly Policy[]): Policy | undefined {
  return parts.find(({ awsId }) => awsId !== undefined);
}

function policyId(policy: Policy | undefined): Pick<PolicyContent, 'policyId'> {
  return policy?.awsId === undefined ? {} : { policyId: policy.awsId };
}

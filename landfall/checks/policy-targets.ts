import { sentPolicies } from '../model/policy-bundles';
import { policiesOfAws } from '../model/policy-places';
import { policyTypeNames } from '../model/policy-types';
import type { LandingZone, Policy } from '../model/zone';
import { check, type Finding, type SourceRef } from './check';
import { limited, policyLimits } from './limits';
import { isOnlyRead } from './only-read';
import { labelOf } from './words';

/** LF1604 and LF1605: no target holds more policies than AWS allows, and every policy sits somewhere. */
export const policyTargets = check(({ zone }) => [...tooMany(zone), ...unused(zone)]);

/** A unit or an account on which policies sit. */
interface Target {
  readonly name: string;
  /** Undefined for an account. */
  readonly unit: string | undefined;
  readonly policies: readonly string[];
  readonly source: SourceRef;
}

export function targetsOf(zone: LandingZone): readonly Target[] {
  return [
    ...zone.guardrails.units.map((entry) => ({ ...entry, name: labelOf(zone, entry.unit) })),
    ...zone.guardrails.accounts.map((entry) => ({ ...entry, name: entry.account, unit: undefined })),
  ];
}

function tooMany(zone: LandingZone): readonly Finding[] {
  return targetsOf(zone).flatMap(({ name, policies, source, unit }) => {
    const used = new Map<Policy['type'], number>();
    const written = new Set<Policy['type']>();
    for (const { parts, type } of sentPolicies(zone.guardrails.policies, policies)) {
      used.set(type, (used.get(type) ?? policiesOfAws(zone, type, unit).length) + 1);
      if (parts.some(({ awsId, manage }) => !isOnlyRead(manage, awsId))) written.add(type);
    }
    return [...used].flatMap(([type, number]): readonly Finding[] => {
      const { count } = policyLimits(type);
      if (number <= count.value || !written.has(type)) return [];
      const ofAws = policiesOfAws(zone, type, unit);
      const included = ofAws.length === 0 ? '' : `, ${ofAws.join(' and ')} included`;
      return [
        {
          code: 'LF1604',
          at: source,
          within: ['policies'],
          message: `${name} would hold ${number} policies of the type ${policyTypeNames[type]}${included}; ${limited(count)} are allowed`,
          help: `Take ${number - count.value} away, or send several as one by naming the same bundle in each`,
        },
      ];
    });
  });
}

function unused(zone: LandingZone): readonly Finding[] {
  const attached = new Set([...zone.guardrails.units, ...zone.guardrails.accounts].flatMap((entry) => entry.policies));
  return zone.guardrails.policies
    .filter((policy) => !attached.has(policy.key))
    .map((policy) => ({
      severity: 'warning',
      code: 'LF1605',
      at: policy.source,
      mark: 'key',
      message: `the policy ${policy.key} sits nowhere`,
      help: 'Attach it to a unit or an account, or take it away',
    }));
}

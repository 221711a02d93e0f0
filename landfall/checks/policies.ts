import { minifiedJson, parsePolicy } from '../model/policy-document';
import { policyTypeNames } from '../model/policy-types';
import type { LandingZone, Policy } from '../model/zone';
import { diagnostic, type Check, type Finding } from './check';
import { limits, type Limit } from './limits';

/** LF1601 to LF1605: policies are readable, small enough, and no target holds more than AWS allows. */
export const policies: Check = ({ zone }) =>
  [...documents(zone), ...counts(zone), ...unused(zone)].map((finding) => diagnostic(zone.sources, finding));

/** What AWS allows of each type: characters of one policy, and policies directly on one target. */
function limitsOf(type: Policy['type']): { readonly size: Limit; readonly count: Limit } {
  if (type === 'service-control') return { size: limits.serviceControlPolicy, count: limits.serviceControlPolicies };
  if (type === 'resource-control') return { size: limits.resourceControlPolicy, count: limits.resourceControlPolicies };
  return { size: limits.otherPolicy, count: limits.otherPolicies };
}

function documents(zone: LandingZone): readonly Finding[] {
  return zone.guardrails.policies.flatMap((policy): readonly Finding[] => {
    if (policy.text === '') {
      return [
        {
          code: 'LF1601',
          at: policy.source,
          within: ['file'],
          message: `policies/${policy.file} does not exist or is empty`,
          help: 'Write the policy there, as JSON or YAML',
        },
      ];
    }
    const problem = syntaxProblem(policy.text);
    if (problem !== undefined) {
      return [
        {
          code: 'LF1602',
          at: policy.source,
          within: ['file'],
          message: `policies/${policy.file} is not a policy: ${problem}`,
          help: 'A policy is one JSON or YAML object',
        },
      ];
    }
    const { size } = limitsOf(policy.type);
    const length = minifiedJson(policy.text).length;
    if (length <= size.value) return [];
    return [
      {
        code: 'LF1603',
        at: policy.source,
        within: ['file'],
        message: `policies/${policy.file} has ${length} characters without white space; ${policyTypeNames[policy.type]} allows ${size.value} (${size.source}, ${size.asOf})`,
        help: `Shorten it by ${length - size.value}, or split it into two policies`,
      },
    ];
  });
}

function syntaxProblem(text: string): string | undefined {
  try {
    const parsed = parsePolicy(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? undefined : 'it is not an object';
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : 'it cannot be read';
  }
}

/** `FullAWSAccess` takes one place of each target, in service control and in resource control policies. */
const fullAccess = 1;

function counts(zone: LandingZone): readonly Finding[] {
  const types = new Map(zone.guardrails.policies.map((policy) => [policy.key, policy.type]));
  const targets = [
    ...zone.guardrails.units.map((entry) => ({ name: entry.unit, ...entry })),
    ...zone.guardrails.accounts.map((entry) => ({ name: entry.account, ...entry })),
  ];
  return targets.flatMap(({ name, policies: attached, source }) =>
    Object.keys(policyTypeNames).flatMap((key): readonly Finding[] => {
      const type = zone.guardrails.policies.find((policy) => policy.type === key)?.type;
      if (type === undefined) return [];
      const builtIn = type === 'service-control' || type === 'resource-control' ? fullAccess : 0;
      const used = attached.filter((policy) => types.get(policy) === type).length + builtIn;
      const { count } = limitsOf(type);
      if (used <= count.value) return [];
      return [
        {
          code: 'LF1604',
          at: source,
          within: ['policies'],
          message: `${name} would hold ${used} policies of type ${type}${builtIn > 0 ? ', FullAWSAccess included' : ''}; ${count.value} are allowed (${count.source}, ${count.asOf})`,
          help: `Take ${used - count.value} away, or merge statements into fewer policies`,
        },
      ];
    }),
  );
}

function unused(zone: LandingZone): readonly Finding[] {
  const attached = new Set([...zone.guardrails.units, ...zone.guardrails.accounts].flatMap((entry) => entry.policies));
  return zone.guardrails.policies
    .filter((policy) => !attached.has(policy.key))
    .map((policy) => ({
      severity: 'warning' as const,
      code: 'LF1605',
      at: policy.source,
      mark: 'key' as const,
      message: `the policy ${policy.key} sits nowhere`,
      help: 'Attach it to a unit or an account, or take it away',
    }));
}

import { hasStatements } from '../../model/policy-types';
import type { Policy } from '../../model/zone';
import { check, type Finding } from '../check';
import { allStatements } from './rule';
import { inPolicy, type Statement } from './statements';

/** LF1816 and LF1817: bundles can be sent as one policy, and no policy has a name of a statement twice. */
export const policyBundles = check((input) => {
  const { policies } = input.zone.guardrails;
  return [...policies.flatMap((policy) => bundle(policy, policies)), ...repeatedNames(allStatements(input))];
});

function bundle(policy: Policy, policies: readonly Policy[]): readonly Finding[] {
  const name = policy.bundle;
  if (name === undefined) return [];
  const finding = { code: 'LF1816', at: policy.source, within: ['bundle'] };
  if (!hasStatements(policy.type)) {
    const message = `${policy.key} is of the type ${policy.type}, which has no statements to bundle`;
    return [
      {
        ...finding,
        message,
        help: 'Take the bundle away; only service-control and resource-control policies have one',
      },
    ];
  }
  const first = policies.find((each) => each.bundle === name);
  const alike = policies.find(({ key }) => key === name);
  const related = (other: Policy, message: string): Pick<Finding, 'related'> => ({
    related: [{ message, at: other.source }],
  });
  if (first !== undefined && first.type !== policy.type) {
    const message = `${policy.key} is of the type ${policy.type}, but the bundle ${name} is of ${first.type}`;
    return [{ ...finding, message, help: 'Give it a bundle of its own', ...related(first, 'the first of the bundle') }];
  }
  if (alike !== undefined) {
    const message = `the bundle ${name} of ${policy.key} has the name of a policy`;
    return [
      { ...finding, message, help: 'Give the bundle a name that no policy has', ...related(alike, 'the policy') },
    ];
  }
  return [];
}

/** Source: IAM user guide, "IAM JSON policy elements: Sid": once in a policy, 2026-11. */
function repeatedNames(statements: readonly Statement[]): readonly Finding[] {
  const first = new Map<string, Statement>();
  return statements.flatMap((statement) => {
    const { policy, sid } = statement;
    if (sid === undefined || sid === '') return [];
    const key = `${policy.bundle ?? `policy ${policy.key}`} ${sid}`;
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, statement);
      return [];
    }
    const where = known.policy.key === policy.key ? 'of the same policy' : `of ${known.policy.key} in the same bundle`;
    return [
      inPolicy(statement, {
        code: 'LF1817',
        at: [...statement.at, 'Sid'],
        said: `names a statement ${sid}, which is the name of another statement ${where}`,
        help: 'Give it a name of its own, or none',
      }),
    ];
  });
}

import { hasStatements } from '../../model/policy-types';
import { managementKey, type LandingZone } from '../../model/zone';
import { check, type Finding } from '../check';
import { iamData } from '../data/iam';
import { allStatements } from './rule';
import { inPolicy, named, type Statement } from './statements';

/** LF1811 to LF1813: policies are about what their type governs. */
export const policyReach = check((input) => [
  ...onManagement(input.zone),
  ...allStatements(input).flatMap((statement) => [...serviceLinked(statement), ...outsideResourceControl(statement)]),
]);

/** Source: AWS Organizations user guide, "Service control policies" and "Resource control policies", 2026-11. */
function onManagement({ guardrails }: LandingZone): readonly Finding[] {
  const types = new Map(guardrails.policies.map(({ key, type }) => [key, type]));
  return guardrails.accounts
    .filter(({ account }) => account === managementKey)
    .flatMap(({ policies, source }) =>
      policies.flatMap((key, index): readonly Finding[] => {
        const type = types.get(key);
        if (type === undefined || !hasStatements(type)) return [];
        return [
          {
            code: 'LF1811',
            severity: 'warning',
            at: source,
            within: ['policies', index],
            message: `${key} sits on the management account, whose principals and resources no ${type} policy governs`,
            help: 'Take it away: keep workloads out of that account instead',
          },
        ];
      }),
    );
}

const serviceLinkedRole = /:role\/aws-service-role\//;

/** Neither type restricts service-linked roles, so a condition that names some is either needless or without effect. */
function serviceLinked(statement: Statement): readonly Finding[] {
  if (statement.effect !== 'Deny') return [];
  return statement.conditions
    .filter(({ key }) => key.toLowerCase() === 'aws:principalarn')
    .flatMap(({ operator, values }) =>
      values
        .filter(({ text }) => serviceLinkedRole.test(text))
        .map(({ at, text }) =>
          inPolicy(statement, {
            code: 'LF1812',
            severity: 'warning',
            at,
            said: `names the service-linked role ${text} in ${named(statement)}; policies of this type never restrict those`,
            help: /Not/.test(operator)
              ? 'Take it away: they need no exemption'
              : 'Take it away, and restrict who may make such a role: iam:CreateServiceLinkedRole',
          }),
        ),
    );
}

function outsideResourceControl(statement: Statement): readonly Finding[] {
  if (statement.policy.type !== 'resource-control') return [];
  const data = iamData();
  return statement.actions.flatMap(({ at, text }): readonly Finding[] => {
    const [prefix = ''] = text.toLowerCase().split(':');
    if (data.service(prefix) === undefined || data.underResourceControl(prefix)) return [];
    return [
      inPolicy(statement, {
        code: 'LF1813',
        at,
        said: `names ${text}; resource control policies do not reach ${prefix}`,
        help: 'Take it away, or write a service control policy (Organizations lists the services of resource control policies)',
      }),
    ];
  });
}

import { allowsVersion } from '../../model/newer-arguments';
import { policyTypeNames, typesOfNewerProviders } from '../../model/policy-types';
import type { LandingZone } from '../../model/zone';
import { check, type Finding } from '../check';

/** LF1818 and LF1819: the AWS provider takes each type of policy, and the organization has it switched on. */
export const policyTypes = check(({ zone }) => [...olderProvider(zone), ...notEnabled(zone)]);

function olderProvider({ guardrails, providerConstraint }: LandingZone): readonly Finding[] {
  return guardrails.policies.flatMap(({ key, manage, source, type }): readonly Finding[] => {
    const needed = typesOfNewerProviders[type];
    if (needed === undefined || manage === 'read' || allowsVersion(providerConstraint, needed)) return [];
    return [
      {
        code: 'LF1818',
        at: source,
        within: ['type'],
        message: `${key} is of the type ${policyTypeNames[type]}, which the AWS provider takes from ${needed} on; "${providerConstraint}" allows older ones`,
        help: `Write provider: { aws: '>= ${needed}, < 7.0.0' } in organization.yaml, or take the policy away`,
      },
    ];
  });
}

/** Where the organization is only read, nobody switches types on. */
function notEnabled({ guardrails, organization }: LandingZone): readonly Finding[] {
  const enabled = organization.policyTypes;
  if (organization.manage !== 'read' || enabled === undefined) return [];
  return guardrails.policies
    .filter(({ manage, type }) => manage !== 'read' && !enabled.includes(policyTypeNames[type]))
    .map(({ key, source, type }) => ({
      code: 'LF1819',
      at: source,
      within: ['type'],
      message: `${key} is of the type ${policyTypeNames[type]}, which is not enabled in the organization (${enabled.join(', ')})`,
      help: 'Enable the type on the root of the organization, or let Landfall write the organization (manage: own)',
    }));
}

import type { PolicyType } from '../config/schemas/guardrails';
import type { LandingZone } from './zone';

/** What every landing zone needs, whatever its policies and delegations. */
const always: readonly string[] = [
  'access-analyzer.amazonaws.com',
  'account.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'config-multiaccountsetup.amazonaws.com',
  'config.amazonaws.com',
  'controltower.amazonaws.com',
  'iam.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'ram.amazonaws.com',
  'servicecatalog.amazonaws.com',
  'sso.amazonaws.com',
];

/** Policies of the other types need no trusted access: Organizations, or the service in each account, enforces them. */
const ofPolicyType: Partial<Readonly<Record<PolicyType, string>>> = {
  backup: 'backup.amazonaws.com',
  'declarative-ec2': 'ec2.amazonaws.com',
  tag: 'tagpolicies.tag.amazonaws.com',
};

/**
 * Services that get trusted access to the organization, sorted: those of every landing zone, of its types of policies,
 * and those that an account administers for all, which must be trusted before. Bootstrap switches on what is missing and
 * never switches anything off; Terraform ignores changes of the list, because a shorter list would cut off Control Tower,
 * Identity Center or RAM.
 * Source: AWS Organizations user guide, "AWS services that you can use with AWS Organizations", 2026-11.
 */
export function trustedServicesOf({
  controlTower,
  guardrails,
  organization,
  security,
}: LandingZone): readonly string[] {
  const services = [
    ...always,
    ...(organization.trustedServices ?? []),
    ...guardrails.policies.flatMap(({ type }) => ofPolicyType[type] ?? []),
    ...(controlTower.integrations.backup ? ['backup.amazonaws.com'] : []),
    ...security.delegations.map(({ service }) => service),
  ];
  return [...new Set(services)].sort();
}

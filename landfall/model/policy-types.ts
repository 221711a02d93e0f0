import type { PolicyType } from '../config/schemas/guardrails';

/** Names of policy types as the Organizations API spells them. */
export const policyTypeNames: Readonly<Record<PolicyType, string>> = {
  'service-control': 'SERVICE_CONTROL_POLICY',
  'resource-control': 'RESOURCE_CONTROL_POLICY',
  'declarative-ec2': 'DECLARATIVE_POLICY_EC2',
  tag: 'TAG_POLICY',
  backup: 'BACKUP_POLICY',
  'ai-services-opt-out': 'AISERVICES_OPT_OUT_POLICY',
  'chat-applications': 'CHATBOT_POLICY',
  'security-hub': 'SECURITYHUB_POLICY',
  inspector: 'INSPECTOR_POLICY',
  s3: 'S3_POLICY',
  bedrock: 'BEDROCK_POLICY',
  'upgrade-rollout': 'UPGRADE_ROLLOUT_POLICY',
};

/**
 * First version of the AWS provider that takes a type of policy; the others are older than any version in use here.
 * Source: the provider's changelog (6.22.0), and its documentation and acceptance tests of the types, which came after
 * 6.23.0 and after 6.25.0; 5.100.0 knows none of the five. Read in 2026-11.
 */
export const typesOfNewerProviders: Readonly<Partial<Record<PolicyType, string>>> = {
  'security-hub': '6.22.0',
  inspector: '6.24.0',
  'upgrade-rollout': '6.24.0',
  s3: '6.26.0',
  bedrock: '6.26.0',
};

/** Types whose policies are statements of the IAM policy language; the others are trees of settings. */
export function hasStatements(type: PolicyType): boolean {
  return type === 'service-control' || type === 'resource-control';
}

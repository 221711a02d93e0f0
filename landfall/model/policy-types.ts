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
};

import type { ProviderSchema } from '../../../landfall/rehearsal/provider-schema';

/** A provider with a handful of types, one for each thing lowering must tell apart. */
export const smallSchema: ProviderSchema = {
  version: '5.100.0',
  provider: { arguments: { region: 'optional', profile: 'optional' }, blocks: { assume_role: block('role_arn') } },
  resources: {
    aws_vpc: { arguments: { cidr_block: 'optional', id: 'computed', arn: 'computed', tags: 'optional' }, blocks: {} },
    aws_subnet: { arguments: { vpc_id: 'required', cidr_block: 'optional', id: 'computed' }, blocks: {} },
    aws_s3_bucket: { arguments: { bucket: 'optional', region: 'computed', arn: 'computed' }, blocks: {} },
    aws_firewall: {
      arguments: { name: 'required', vpc_id: 'required', arn: 'computed' },
      blocks: { mapping: { ...block('subnet_id'), required: true } },
    },
    aws_rules: {
      arguments: { name: 'optional', ingress: { use: 'optional', nested: block('from_port', 'to_port') } },
      blocks: { rule: { ...block('priority'), blocks: { action: block('kind') } } },
    },
    aws_organizations_policy: { arguments: { type: 'optional', name: 'required', id: 'computed' }, blocks: {} },
    aws_organizations_organization: { arguments: { enabled_policy_types: 'optional' }, blocks: {} },
    aws_cloudformation_stack_set_instance: { arguments: { region: 'optional', account_id: 'optional' }, blocks: {} },
  },
  dataSources: {
    aws_region: { arguments: { name: 'optional', id: 'computed' }, blocks: {} },
    aws_service_principal: {
      arguments: { region: 'optional', service_name: 'required', name: 'computed' },
      blocks: {},
    },
    aws_vpc: { arguments: { id: 'optional', cidr_block: 'optional' }, blocks: {} },
  },
};

function block(...names: readonly string[]): ProviderSchema['provider'] {
  return { arguments: Object.fromEntries(names.map((name) => [name, 'optional'] as const)), blocks: {} };
}

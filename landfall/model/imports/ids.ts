/**
 * The one table of ids under which `import` blocks find what exists, by Terraform resource type: what of an object goes
 * into the id, and in which order.
 * Sources: documentation of the AWS provider 5.100 and 6.25, "Import" of each resource, 2026-11; of
 * `aws_controltower_baseline` the provider takes the ARN of the enabled baseline, whatever its page says.
 */
export const importIds = {
  aws_organizations_organization: ({ id }: Id) => id,
  aws_organizations_organizational_unit: ({ id }: Id) => id,
  aws_organizations_account: ({ id }: Id) => id,
  aws_organizations_policy: ({ id }: Id) => id,
  aws_organizations_policy_attachment: ({ targetId, policyId }: { readonly targetId: string } & PolicyId) =>
    `${targetId}:${policyId}`,
  aws_organizations_delegated_administrator: ({ accountId, service }: AccountId & { readonly service: string }) =>
    `${accountId}/${service}`,
  /** `rp-` and letters; there is one of the organization. */
  aws_organizations_resource_policy: ({ id }: Id) => id,
  /** Of an account other than the caller's. */
  aws_account_alternate_contact: ({ accountId, type }: AccountId & { readonly type: string }) => `${accountId}/${type}`,

  aws_ssoadmin_permission_set: ({ arn, instanceArn }: SetPart) => `${arn},${instanceArn}`,
  aws_ssoadmin_managed_policy_attachment: ({ policyArn, arn, instanceArn }: SetPart & { readonly policyArn: string }) =>
    `${policyArn},${arn},${instanceArn}`,
  aws_ssoadmin_customer_managed_policy_attachment: ({
    name,
    path,
    arn,
    instanceArn,
  }: SetPart & { readonly name: string; readonly path: string }) => `${name},${path},${arn},${instanceArn}`,
  aws_ssoadmin_permission_set_inline_policy: ({ arn, instanceArn }: SetPart) => `${arn},${instanceArn}`,
  aws_ssoadmin_permissions_boundary_attachment: ({ arn, instanceArn }: SetPart) => `${arn},${instanceArn}`,
  aws_ssoadmin_account_assignment: ({ groupId, accountId, arn, instanceArn }: SetPart & AccountId & GroupId) =>
    `${groupId},GROUP,${accountId},AWS_ACCOUNT,${arn},${instanceArn}`,
  aws_identitystore_group: ({ identityStoreId, groupId }: { readonly identityStoreId: string } & GroupId) =>
    `${identityStoreId}/${groupId}`,

  aws_controltower_landing_zone: ({ arn }: Arn) => lastPart(arn),
  aws_controltower_baseline: ({ arn }: Arn) => arn,
  aws_controltower_control: ({ targetArn, controlArn }: { readonly targetArn: string; readonly controlArn: string }) =>
    `${targetArn},${controlArn}`,

  aws_ec2_transit_gateway: ({ id }: Id) => id,
  aws_ec2_transit_gateway_route_table: ({ id }: Id) => id,
  aws_ec2_transit_gateway_vpc_attachment: ({ id }: Id) => id,
  aws_ec2_transit_gateway_vpc_attachment_accepter: ({ id }: Id) => id,
  aws_ec2_transit_gateway_route_table_association: ({ tableId, attachmentId }: TableId & AttachmentId) =>
    `${tableId}_${attachmentId}`,
  aws_ec2_transit_gateway_route_table_propagation: ({ tableId, attachmentId }: TableId & AttachmentId) =>
    `${tableId}_${attachmentId}`,
  aws_ec2_transit_gateway_route: ({ tableId, cidr }: TableId & { readonly cidr: string }) => `${tableId}_${cidr}`,
  aws_ram_resource_share: ({ arn }: Arn) => arn,
  aws_ram_principal_association: ({ shareArn, principal }: ShareArn & { readonly principal: string }) =>
    `${shareArn},${principal}`,
  aws_ram_resource_association: ({ shareArn, resourceArn }: ShareArn & { readonly resourceArn: string }) =>
    `${shareArn},${resourceArn}`,

  aws_servicecatalog_portfolio: ({ id }: Id) => id,
  /** `cons-` and letters. */
  aws_servicecatalog_constraint: ({ id }: Id) => id,
  /** A pattern and a role may read alike: the kind is part of the id. */
  aws_servicecatalog_principal_portfolio_association: ({
    principal,
    portfolioId,
    kind,
  }: PortfolioId & { readonly principal: string; readonly kind: 'IAM' | 'IAM_PATTERN' }) =>
    `en,${principal},${portfolioId},${kind}`,
  /** The principal is an account's id or the ARN of a unit or organization, colons included, never a unit's id. */
  aws_servicecatalog_portfolio_share: ({
    portfolioId,
    kind,
    principal,
  }: PortfolioId & { readonly kind: ShareKind; readonly principal: string }) => `${portfolioId}:${kind}:${principal}`,
  aws_servicecatalog_product_portfolio_association: ({
    portfolioId,
    productId,
  }: PortfolioId & { readonly productId: string }) => `en:${portfolioId}:${productId}`,
  aws_servicecatalog_tag_option: ({ id }: Id) => id,
  aws_servicecatalog_tag_option_resource_association: ({
    id,
    resourceId,
  }: Id & {
    readonly resourceId: string;
  }) => `${id}:${resourceId}`,
} as const;

/** A resource type that can be imported. */
export type ImportedType = keyof typeof importIds;

export type ShareKind = 'ACCOUNT' | 'ORGANIZATION' | 'ORGANIZATIONAL_UNIT' | 'ORGANIZATION_MEMBER_ACCOUNT';

interface Id {
  readonly id: string;
}
interface Arn {
  readonly arn: string;
}
interface AccountId {
  readonly accountId: string;
}
interface GroupId {
  readonly groupId: string;
}
interface PolicyId {
  readonly policyId: string;
}
interface PortfolioId {
  readonly portfolioId: string;
}
interface TableId {
  readonly tableId: string;
}
interface AttachmentId {
  readonly attachmentId: string;
}
interface ShareArn {
  readonly shareArn: string;
}
/** A permission set, or a part of one, which has no id of its own. */
interface SetPart extends Arn {
  readonly instanceArn: string;
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** Types that stay `read`, and why: what an import would do to them. */
export const neverImported: Readonly<Record<string, string>> = {
  aws_servicecatalog_product:
    'Terraform does not read the template of an imported product back and would replace the product under everything that was launched from it',
  aws_servicecatalog_provisioned_product:
    'Terraform does not read all parameters of an imported provisioned product back and would replace what it stands for, an account for instance',
};

/**
 * Arguments of imported objects that the provider does not read back, or that Landfall has no words for: they stay as
 * they are, whatever its defaults say.
 */
export const keptArguments: Readonly<Partial<Record<ImportedType, readonly string[]>>> = {
  // An address is compared without regard to case, but Terraform would replace the account for a capital letter.
  aws_organizations_account: ['close_on_deletion', 'create_govcloud', 'email'],
  aws_ec2_transit_gateway: [
    'description',
    'auto_accept_shared_attachments',
    'default_route_table_association',
    'default_route_table_propagation',
    'dns_support',
    'multicast_support',
    'transit_gateway_cidr_blocks',
    'vpn_ecmp_support',
  ],
  aws_ram_resource_share: ['allow_external_principals'],
  aws_controltower_baseline: ['baseline_version', 'parameters'],
  aws_servicecatalog_portfolio_share: [
    'accept_language',
    'share_principals',
    'share_tag_options',
    'wait_for_acceptance',
  ],
};

/** Types that carry tags, which stay as they are until the configuration says that Landfall owns them. */
export const taggedTypes: ReadonlySet<ImportedType> = new Set<ImportedType>([
  'aws_organizations_organizational_unit',
  'aws_organizations_account',
  'aws_organizations_policy',
  'aws_ssoadmin_permission_set',
  'aws_controltower_baseline',
  'aws_controltower_landing_zone',
  'aws_ec2_transit_gateway',
  'aws_ec2_transit_gateway_route_table',
  'aws_ram_resource_share',
  'aws_servicecatalog_portfolio',
]);

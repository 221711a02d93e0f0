import { TerraformResource, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { terraformAddress } from '../../../../landfall/model/imports/address';
import { importIds, neverImported } from '../../../../landfall/model/imports/ids';

const arn = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
const instanceArn = 'arn:aws:sso:::instance/ssoins-1';
const unitArn = 'arn:aws:organizations::111111111111:ou/o-1/ou-1-1';
const shareArn = 'arn:aws:ram:eu-west-1:111111111111:resource-share/1';
const pattern = 'arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Dev_*';

const ids: Readonly<Record<keyof typeof importIds, readonly [made: string, expected: string]>> = {
  aws_organizations_organization: [importIds.aws_organizations_organization({ id: 'o-1' }), 'o-1'],
  aws_organizations_organizational_unit: [importIds.aws_organizations_organizational_unit({ id: 'ou-1' }), 'ou-1'],
  aws_organizations_account: [importIds.aws_organizations_account({ id: '012345670123' }), '012345670123'],
  aws_organizations_policy: [importIds.aws_organizations_policy({ id: 'p-1' }), 'p-1'],
  aws_organizations_policy_attachment: [
    importIds.aws_organizations_policy_attachment({ targetId: 'ou-1', policyId: 'p-1' }),
    'ou-1:p-1',
  ],
  aws_organizations_delegated_administrator: [
    importIds.aws_organizations_delegated_administrator({ accountId: '012345670123', service: 'a.amazonaws.com' }),
    '012345670123/a.amazonaws.com',
  ],
  aws_organizations_resource_policy: [importIds.aws_organizations_resource_policy({ id: 'rp-1' }), 'rp-1'],
  aws_account_alternate_contact: [
    importIds.aws_account_alternate_contact({ accountId: '012345670123', type: 'BILLING' }),
    '012345670123/BILLING',
  ],
  aws_ssoadmin_permission_set: [importIds.aws_ssoadmin_permission_set({ arn, instanceArn }), `${arn},${instanceArn}`],
  aws_ssoadmin_managed_policy_attachment: [
    importIds.aws_ssoadmin_managed_policy_attachment({ arn, instanceArn, policyArn: 'arn:aws:iam::aws:policy/A' }),
    `arn:aws:iam::aws:policy/A,${arn},${instanceArn}`,
  ],
  aws_ssoadmin_customer_managed_policy_attachment: [
    importIds.aws_ssoadmin_customer_managed_policy_attachment({ arn, instanceArn, name: 'A', path: '/x/' }),
    `A,/x/,${arn},${instanceArn}`,
  ],
  aws_ssoadmin_permission_set_inline_policy: [
    importIds.aws_ssoadmin_permission_set_inline_policy({ arn, instanceArn }),
    `${arn},${instanceArn}`,
  ],
  aws_ssoadmin_permissions_boundary_attachment: [
    importIds.aws_ssoadmin_permissions_boundary_attachment({ arn, instanceArn }),
    `${arn},${instanceArn}`,
  ],
  aws_ssoadmin_account_assignment: [
    importIds.aws_ssoadmin_account_assignment({ arn, instanceArn, groupId: 'g-1', accountId: '012345670123' }),
    `g-1,GROUP,012345670123,AWS_ACCOUNT,${arn},${instanceArn}`,
  ],
  aws_identitystore_group: [importIds.aws_identitystore_group({ identityStoreId: 'd-1', groupId: 'g-1' }), 'd-1/g-1'],
  aws_controltower_landing_zone: [
    importIds.aws_controltower_landing_zone({ arn: 'arn:aws:controltower:eu-west-1:1:landingzone/1A' }),
    '1A',
  ],
  aws_controltower_baseline: [importIds.aws_controltower_baseline({ arn: 'arn:b' }), 'arn:b'],
  aws_controltower_control: [
    importIds.aws_controltower_control({ targetArn: unitArn, controlArn: 'arn:c' }),
    `${unitArn},arn:c`,
  ],
  aws_ec2_transit_gateway: [importIds.aws_ec2_transit_gateway({ id: 'tgw-1' }), 'tgw-1'],
  aws_ec2_transit_gateway_route_table: [
    importIds.aws_ec2_transit_gateway_route_table({ id: 'tgw-rtb-1' }),
    'tgw-rtb-1',
  ],
  aws_ec2_transit_gateway_vpc_attachment: [
    importIds.aws_ec2_transit_gateway_vpc_attachment({ id: 'tgw-attach-1' }),
    'tgw-attach-1',
  ],
  aws_ec2_transit_gateway_vpc_attachment_accepter: [
    importIds.aws_ec2_transit_gateway_vpc_attachment_accepter({ id: 'tgw-attach-1' }),
    'tgw-attach-1',
  ],
  aws_ec2_transit_gateway_route_table_association: [
    importIds.aws_ec2_transit_gateway_route_table_association({ tableId: 't', attachmentId: 'a' }),
    't_a',
  ],
  aws_ec2_transit_gateway_route_table_propagation: [
    importIds.aws_ec2_transit_gateway_route_table_propagation({ tableId: 't', attachmentId: 'a' }),
    't_a',
  ],
  aws_ec2_transit_gateway_route: [
    importIds.aws_ec2_transit_gateway_route({ tableId: 't', cidr: '0.0.0.0/0' }),
    't_0.0.0.0/0',
  ],
  aws_ram_resource_share: [importIds.aws_ram_resource_share({ arn: shareArn }), shareArn],
  aws_ram_principal_association: [
    importIds.aws_ram_principal_association({ shareArn, principal: unitArn }),
    `${shareArn},${unitArn}`,
  ],
  aws_ram_resource_association: [
    importIds.aws_ram_resource_association({ shareArn, resourceArn: 'arn:r' }),
    `${shareArn},arn:r`,
  ],
  aws_servicecatalog_portfolio: [importIds.aws_servicecatalog_portfolio({ id: 'port-1' }), 'port-1'],
  aws_servicecatalog_constraint: [importIds.aws_servicecatalog_constraint({ id: 'cons-1' }), 'cons-1'],
  aws_servicecatalog_principal_portfolio_association: [
    importIds.aws_servicecatalog_principal_portfolio_association({
      principal: pattern,
      portfolioId: 'port-1',
      kind: 'IAM_PATTERN',
    }),
    `en,${pattern},port-1,IAM_PATTERN`,
  ],
  aws_servicecatalog_portfolio_share: [
    importIds.aws_servicecatalog_portfolio_share({
      portfolioId: 'port-1',
      kind: 'ORGANIZATIONAL_UNIT',
      principal: unitArn,
    }),
    `port-1:ORGANIZATIONAL_UNIT:${unitArn}`,
  ],
  aws_servicecatalog_product_portfolio_association: [
    importIds.aws_servicecatalog_product_portfolio_association({ portfolioId: 'port-1', productId: 'prod-1' }),
    'en:port-1:prod-1',
  ],
  aws_servicecatalog_tag_option: [importIds.aws_servicecatalog_tag_option({ id: 'tag-1' }), 'tag-1'],
  aws_servicecatalog_tag_option_resource_association: [
    importIds.aws_servicecatalog_tag_option_resource_association({ id: 'tag-1', resourceId: 'port-1' }),
    'tag-1:port-1',
  ],
};

test.each(Object.entries(ids))('the import id of %s is as the provider wants it', (_, [made, expected]) => {
  expect(made).toBe(expected);
});

test('what would be replaced is never in the table', () => {
  expect(Object.keys(neverImported).filter((type) => type in importIds)).toEqual([]);
});

test('the address of a resource is the one that CDKTF gives it', () => {
  const part = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('Default', 'Resource', 'policies', 'a_policies'));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const stack = new TerraformStack(Testing.app(), 'stack');
      const scope = parts.reduce<Construct>((above, id) => new Construct(above, id), new Construct(stack, 'a'));
      const resource = new TerraformResource(scope, 'b', { terraformResourceType: 'aws_x' });
      expect(terraformAddress('aws_x', 'a', ...parts, 'b')).toBe(`aws_x.${resource.friendlyUniqueId}`);
    }),
  );
});

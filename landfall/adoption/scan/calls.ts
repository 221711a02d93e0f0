import type { InventoryPart } from '../inventory';

/**
 * Every call that reading an organization makes, as IAM names the action, with the part of the inventory that is
 * incomplete without it. Nothing else is ever called: `Asker` takes only these names, and the policy that
 * `landfall adopt --permissions` prints is this table.
 */
const organizationCalls = {
  'organizations:DescribeOrganization': 'organization',
  'organizations:ListRoots': 'units',
  'organizations:ListOrganizationalUnitsForParent': 'units',
  'organizations:ListAccountsForParent': 'accounts',
  'organizations:ListTagsForResource': 'tags',
  'organizations:ListPolicies': 'policies',
  'organizations:DescribePolicy': 'policies',
  'organizations:ListTargetsForPolicy': 'policies',
  'organizations:ListAWSServiceAccessForOrganization': 'trusted-services',
  'organizations:ListDelegatedAdministrators': 'delegated-administrators',
  'organizations:ListDelegatedServicesForAccount': 'delegated-administrators',
  'organizations:DescribeResourcePolicy': 'resource-policy',
  'iam:ListOrganizationsFeatures': 'root-access',
  'account:GetAlternateContact': 'alternate-contacts',
  'controltower:ListLandingZones': 'landing-zone',
  'controltower:GetLandingZone': 'landing-zone',
  'controltower:ListTagsForResource': 'tags',
  'controltower:ListEnabledControls': 'controls',
  'controltower:GetEnabledControl': 'controls',
  'controltower:ListBaselines': 'baselines',
  'controltower:ListEnabledBaselines': 'baselines',
  'controltower:GetEnabledBaseline': 'baselines',
  'sso:ListInstances': 'permission-sets',
  'sso:ListPermissionSets': 'permission-sets',
  'sso:DescribePermissionSet': 'permission-sets',
  'sso:GetInlinePolicyForPermissionSet': 'permission-sets',
  'sso:ListManagedPoliciesInPermissionSet': 'permission-sets',
  'sso:ListCustomerManagedPolicyReferencesInPermissionSet': 'permission-sets',
  'sso:GetPermissionsBoundaryForPermissionSet': 'permission-sets',
  'sso:ListTagsForResource': 'tags',
  'sso:ListAccountsForProvisionedPermissionSet': 'assignments',
  'sso:ListAccountAssignments': 'assignments',
  'identitystore:ListGroups': 'groups',
  'identitystore:DescribeUser': 'users',
  'cloudformation:ListStackSets': 'stack-sets',
  'cloudformation:DescribeStackSet': 'stack-sets',
  'cloudformation:ListStackInstances': 'stack-sets',
} as const satisfies Readonly<Record<string, InventoryPart>>;

/** Calls about what lies in one account, made there; in member accounts nothing but these. */
const accountCalls = {
  'ec2:DescribeTransitGateways': 'transit-gateways',
  'ec2:DescribeTransitGatewayRouteTables': 'transit-gateways',
  'ec2:DescribeTransitGatewayAttachments': 'transit-gateways',
  'ec2:GetTransitGatewayRouteTableAssociations': 'transit-gateways',
  'ec2:GetTransitGatewayRouteTablePropagations': 'transit-gateways',
  'ec2:GetTransitGatewayPrefixListReferences': 'transit-gateways',
  'ec2:SearchTransitGatewayRoutes': 'transit-gateways',
  'ec2:DescribeVpcs': 'vpcs',
  'ram:GetResourceShares': 'resource-shares',
  'ram:GetResourceShareAssociations': 'resource-shares',
  'servicecatalog:ListPortfolios': 'portfolios',
  'servicecatalog:DescribePortfolio': 'portfolios',
  'servicecatalog:ListPrincipalsForPortfolio': 'portfolios',
  'servicecatalog:ListConstraintsForPortfolio': 'portfolios',
  'servicecatalog:DescribeConstraint': 'portfolios',
  'servicecatalog:DescribePortfolioShares': 'portfolios',
  'servicecatalog:SearchProductsAsAdmin': 'products',
  'servicecatalog:DescribeProductAsAdmin': 'products',
  'servicecatalog:ListProvisioningArtifacts': 'products',
  'servicecatalog:SearchProvisionedProducts': 'provisioned-products',
  'config:DescribeConfigurationRecorders': 'config-recorders',
  'config:DescribeConfigurationRecorderStatus': 'config-recorders',
  'config:DescribeDeliveryChannels': 'config-recorders',
} as const satisfies Readonly<Record<string, InventoryPart>>;

/** Called too, but allowed to everyone (`GetCallerIdentity`) or only with a role to read member accounts with. */
const identityCalls = {
  'sts:GetCallerIdentity': 'organization',
  'sts:AssumeRole': 'member-accounts',
} as const satisfies Readonly<Record<string, InventoryPart>>;

/** Part of the inventory by action. */
export const callParts = { ...organizationCalls, ...accountCalls, ...identityCalls } as const;

export type Action = keyof typeof callParts;

/** Whose credentials a policy is for. */
export type Reader = 'management' | 'member';

/** Actions that the reader of an account must be allowed, sorted; roles to assume aren't among them. */
export function actionsOf(reader: Reader): readonly string[] {
  const own = Object.keys(accountCalls);
  return (reader === 'member' ? own : [...Object.keys(organizationCalls), ...own]).sort();
}

/**
 * Actions that Control Tower's control for Regions, `CT.MULTISERVICE.PV.1`, lets through in every Region.
 * Source: AWS Control Tower controls reference guide, "Region deny control applied to the OU", 2026-11.
 */
export const regionDenyActions: readonly string[] = [
  ...everythingOf(
    'a4b access-analyzer account acm activate artifact aws-marketplace aws-marketplace-management aws-portal billing',
    'billingconductor budgets ce chatbot chime cloudfront compute-optimizer config consoleapp consolidatedbilling cur',
    'devicefarm directconnect ecr-public fms freetier globalaccelerator health iam importexport invoicing iq kms',
    'mobileanalytics networkmanager notifications notifications-contacts organizations payments pricing',
    'resource-explorer-2 route53 route53-recovery-cluster route53-recovery-control-config route53-recovery-readiness',
    'route53domains savingsplans shield sso sts support supportapp supportplans sustainability tax trustedadvisor',
    'waf waf-regional wafv2',
  ),
  'cloudtrail:LookupEvents',
  'datapipeline:GetAccountLimits',
  'ec2:DescribeRegions',
  'ec2:DescribeTransitGateways',
  'ec2:DescribeVpnGateways',
  'license-manager:ListReceivedLicenses',
  'lightsail:Get*',
  'quicksight:DescribeAccountSubscription',
  's3:CreateMultiRegionAccessPoint',
  's3:DeleteMultiRegionAccessPoint',
  's3:DescribeMultiRegionAccessPointOperation',
  's3:GetAccountPublicAccessBlock',
  's3:GetBucketLocation',
  's3:GetBucketPolicyStatus',
  's3:GetBucketPublicAccessBlock',
  's3:GetMultiRegionAccessPoint',
  's3:GetMultiRegionAccessPointPolicy',
  's3:GetMultiRegionAccessPointPolicyStatus',
  's3:GetStorageLensConfiguration',
  's3:GetStorageLensDashboard',
  's3:ListAllMyBuckets',
  's3:ListMultiRegionAccessPoints',
  's3:ListStorageLensConfigurations',
  's3:PutAccountPublicAccessBlock',
  's3:PutMultiRegionAccessPointPolicy',
  'tag:GetResources',
  'vendor-insights:ListEntitledSecurityProfiles',
];

function everythingOf(...services: readonly string[]): readonly string[] {
  return services.flatMap((line) => line.split(' ')).map((service) => `${service}:*`);
}

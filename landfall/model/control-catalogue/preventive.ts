import { asOf, controlReference, exemptedPrincipals, type CataloguedControl, type ControlEntries } from './entry';

const shared = {
  behavior: 'preventive',
  requires: [],
  regions: 'all',
  asOf,
} satisfies Partial<CataloguedControl>;
const byServicePolicy = { ...shared, implementation: 'service control policy' } satisfies Partial<CataloguedControl>;
/** Parameters: "RCP-based controls are configurable" by principals and resources. */
const byResourcePolicy = {
  ...shared,
  implementation: 'resource control policy',
  parameters: { ...exemptedPrincipals, ExemptedResourceArns: { takes: 'resource ARNs', required: false } },
  documentation: `${controlReference}/list-of-rcp-controls.html`,
} satisfies Partial<CataloguedControl>;
const stronglyRecommended = `${controlReference}/strongly-recommended-preventive-controls.html`;
const dataResidency = `${controlReference}/data-residency-controls.html`;

/** Controls that forbid. Sources: AWS Control Tower controls reference guide, the page of each; 2026-11. */
export const preventiveControls: ControlEntries = {
  'AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS': {
    ...byServicePolicy,
    description: 'Root users get no access keys',
    globalId: '8ui9y3oace2513xarz8aqojl7',
    parameters: exemptedPrincipals,
    documentation: stronglyRecommended,
  },
  'AWS-GR_RESTRICT_ROOT_USER': {
    ...byServicePolicy,
    description: 'Root users do nothing',
    globalId: '5kvme4m5d2b4d7if2fs5yg2ui',
    parameters: { ...exemptedPrincipals, ExemptAssumeRoot: { takes: 'switch', required: false } },
    documentation: stronglyRecommended,
  },
  'AWS-GR_DISALLOW_VPC_INTERNET_ACCESS': {
    ...byServicePolicy,
    description: 'Customers make no internet path for a VPC',
    globalId: '41ngl8m5c4eb1myoz0t707n7h',
    parameters: exemptedPrincipals,
    documentation: dataResidency,
  },
  'AWS-GR_DISALLOW_CROSS_REGION_NETWORKING': {
    ...byServicePolicy,
    description: 'No peering, CloudFront or Global Accelerator',
    globalId: 'dvuaav61i5cnfazfelmvn9m6k',
    parameters: exemptedPrincipals,
    documentation: dataResidency,
  },
  'AWS-GR_DISALLOW_VPN_CONNECTIONS': {
    ...byServicePolicy,
    description: 'Customers make no VPN',
    globalId: '5rlqt6yj6u0v0gb62pqdy4ae',
    parameters: exemptedPrincipals,
    documentation: dataResidency,
  },
  'CT.MULTISERVICE.PV.1': {
    ...byServicePolicy,
    description: 'Only these Regions',
    globalId: 'ka8e3pkqefnjsxuyc26ji580',
    parameters: {
      AllowedRegions: { takes: 'Regions', required: true },
      ...exemptedPrincipals,
      ExemptedActions: { takes: 'actions', required: false },
    },
    documentation: `${controlReference}/ou-region-deny.html`,
  },
  'CT.CLOUDFORMATION.PR.1': {
    ...byServicePolicy,
    description: 'Nobody manages the hooks by which proactive controls work',
    regionalIds: { 'eu-west-1': 'XLSIRLRDKWVQ' },
    parameters: {},
    documentation: `${controlReference}/elective-preventive-controls.html#disallow-cfn-extensions`,
  },
  'CT.S3.PV.5': {
    ...byResourcePolicy,
    description: 'Buckets answer encrypted requests only',
    globalId: '7mo7a2h2ebsq71l8k6uzr96ou',
  },
  'CT.SECRETSMANAGER.PV.1': {
    ...byResourcePolicy,
    description: 'Only principals of the organization and services of AWS reach secrets',
    globalId: 'dvhe47fxg5o6lryqrq9g6sxg4',
  },
  'CT.STS.PV.1': {
    ...byResourcePolicy,
    description: 'Only principals of the organization and services of AWS assume roles',
    globalId: 'aqnqv7jjgi2dtl6r1v12xglio',
  },
};

import { delegationNode } from '../../landfall/model/slices/delegation';
import { DelegationStack } from '../../stacks/delegation';
import { testPortfolio } from '../support/portfolio';
import { Template, testSlice } from '../support/template';
import { testZone } from '../support/zone';

const services = [
  'access-analyzer',
  'cloudtrail',
  'detective',
  'guardduty',
  'inspector2',
  'ipam',
  'macie',
  'securityhub',
];
const zone = testZone({
  portfolios: [testPortfolio('ml')],
  security: {
    delegations: services.map((service) => ({
      service: `${service}.amazonaws.com`,
      account: 'security-tooling',
      source: { file: 'security.yaml', path: [] },
    })),
    accessAnalyzer: true,
  },
});

const template = Template.of(testSlice(zone, [delegationNode(zone)], 'delegation'), (scope, { envelope, content }) => {
  if (content.kind !== 'delegation') throw new Error(content.kind);
  return new DelegationStack(scope, envelope, content);
});

describe('the delegation stack', () => {
  it.each([
    ['aws_organizations_delegated_administrator', { service_principal: 'access-analyzer.amazonaws.com' }],
    ['aws_cloudtrail_organization_delegated_admin_account', {}],
    ['aws_detective_organization_admin_account', { region: 'eu-west-1' }],
    ['aws_guardduty_organization_admin_account', { region: 'eu-west-1' }],
    ['aws_inspector2_delegated_admin_account', { region: 'eu-west-1' }],
    ['aws_vpc_ipam_organization_admin_account', {}],
    ['aws_macie2_organization_admin_account', { region: 'eu-west-1' }],
    ['aws_securityhub_organization_admin_account', { region: 'eu-west-1' }],
  ])('registers one %s', (type, expected) => {
    expect(Object.values(template.resources(type))).toEqual([expect.objectContaining(expected)]);
  });

  it('changes the organization one registration at a time, Service Catalog first', () => {
    const [first] = Object.values(template.resources('aws_organizations_delegated_administrator'));
    expect(first?.['depends_on']).toEqual(['aws_servicecatalog_organizations_access.service-catalog']);
    const [second] = Object.values(template.resources('aws_cloudtrail_organization_delegated_admin_account'));
    expect(second?.['depends_on']).toEqual([
      expect.stringMatching(/^aws_organizations_delegated_administrator\.access-analyzer/),
    ]);
  });
});

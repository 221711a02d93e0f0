import { portfolioNodes } from '../../landfall/model/slices/portfolios';
import { PortfolioStack } from '../../stacks/portfolio';
import { testPortfolio, testProduct, testVersion } from '../support/portfolio';
import { Template, testSlice } from '../support/template';
import { testZone } from '../support/zone';

const pattern = 'arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*';
const zone = testZone({
  portfolios: [
    testPortfolio('analytics', {
      shares: ['workloads'],
      principalPatterns: [pattern],
      products: [
        testProduct('athena', {
          tags: { 'sagemaker:studio-visibility': 'true' },
          versions: [
            testVersion('v1', { text: "Name: !Sub '${AWS::Region}'\n" }),
            testVersion('v2', { guidance: 'DEPRECATED' }),
            testVersion('v3', { active: false }),
          ],
        }),
        testProduct('plain', { launchRole: undefined }),
      ],
    }),
  ],
});

const template = Template.of(
  testSlice(zone, portfolioNodes(zone), 'portfolio-analytics'),
  (scope, { envelope, content }) => {
    if (content.kind !== 'portfolio') throw new Error(content.kind);
    return new PortfolioStack(scope, envelope, content);
  },
);

function named(type: string, part: string): Readonly<Record<string, unknown>> {
  const found = Object.entries(template.resources(type)).filter(([name]) => name.includes(part));
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? {};
}

describe('a portfolio stack', () => {
  it('makes a product with its first version, and never replaces it', () => {
    expect(template.resource('aws_servicecatalog_product', 'product-athena')).toMatchObject({
      type: 'CLOUD_FORMATION_TEMPLATE',
      support_email: 'ml@acme.example',
      tags: { 'sagemaker:studio-visibility': 'true' },
      provisioning_artifact_parameters: { name: 'v1', type: 'CLOUD_FORMATION_TEMPLATE' },
      lifecycle: { prevent_destroy: true, ignore_changes: ['provisioning_artifact_parameters'] },
    });
  });

  it('makes later versions one after another, with their guidance', () => {
    expect(named('aws_servicecatalog_provisioning_artifact', 'v2')).toMatchObject({
      guidance: 'DEPRECATED',
      active: true,
    });
    const third = named('aws_servicecatalog_provisioning_artifact', 'v3');
    expect(third).toMatchObject({ guidance: 'DEFAULT', active: false });
    expect(JSON.stringify(third['depends_on'])).toContain('aws_servicecatalog_provisioning_artifact.');
  });

  it('stores templates as they are: what CloudFormation substitutes, Terraform does not', () => {
    expect(named('aws_s3_object', 'template-athena_v1')['content']).toBe("Name: !Sub '$${AWS::Region}'\n");
  });

  it('gives objects no default tags, of which they take ten at most', () => {
    expect(named('aws_s3_object', 'template-athena_v1')['override_provider']).toEqual({ default_tags: { tags: {} } });
  });

  it('launches with the role of the account once the product is in the portfolio', () => {
    const launch = named('aws_servicecatalog_constraint', 'product-athena');
    expect(launch).toMatchObject({ type: 'LAUNCH', parameters: '{"LocalRoleName":"Launch-athena"}' });
    expect(JSON.stringify(launch['depends_on'])).toContain('aws_servicecatalog_product_portfolio_association.');
  });

  it('has no constraint where no launch role is named', () => {
    expect(Object.keys(template.resources('aws_servicecatalog_constraint'))).toHaveLength(1);
    expect(Object.keys(template.resources('aws_servicecatalog_product'))).toHaveLength(2);
  });

  it('shares to the unit with its principals', () => {
    expect(template.resource('aws_servicecatalog_portfolio_share', 'share-workloads')).toMatchObject({
      type: 'ORGANIZATIONAL_UNIT',
      share_principals: true,
      share_tag_options: true,
    });
  });

  it('keeps principals as patterns', () => {
    const [principal] = Object.values(template.resources('aws_servicecatalog_principal_portfolio_association'));
    expect(principal).toMatchObject({ principal_arn: pattern, principal_type: 'IAM_PATTERN' });
  });

  it('puts out exactly what its node promises', () => {
    expect(Object.keys(template.output())).toEqual(portfolioNodes(zone)[0]?.assigns);
  });
});

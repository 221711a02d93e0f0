import { fact, FactReader, type FactValues } from '../../../../landfall/model/facts';
import { portfolioNodes, type PortfolioContent } from '../../../../landfall/model/slices/portfolios';
import type { LandingZone, Portfolio } from '../../../../landfall/model/zone';
import { testPortfolio, testProduct, testVersion } from '../../../support/portfolio';
import { testZone } from '../../../support/zone';

const facts: FactValues = new Map([
  [fact.accountId('management'), '111111111111'],
  [fact.accountId('deployments'), '222222222222'],
  [fact.organizationId, 'o-acme'],
  [fact.rootId, 'r-acme'],
  [fact.unitId('workloads'), 'ou-acme-workloads'],
]);

function contentOf(portfolio: Portfolio, reader = new FactReader(facts)): PortfolioContent {
  const content = portfolioNodes(zoneOf(portfolio))[0]?.content(reader);
  if (content?.kind !== 'portfolio') throw new Error('no portfolio');
  return content;
}

function zoneOf(portfolio: Portfolio): LandingZone {
  return testZone({ portfolios: [portfolio] });
}

describe('portfolio stacks', () => {
  it('are one each, in the owner, after its account and the delegation', () => {
    const nodes = portfolioNodes(testZone({ portfolios: [testPortfolio('analytics'), testPortfolio('ml')] }));
    expect(nodes.map(({ id, account, after, assigns }) => ({ id, account, after, assigns }))).toEqual([
      {
        id: 'portfolio-analytics',
        account: 'deployments',
        after: ['delegation', 'account-deployments'],
        assigns: ['portfolio/analytics/id'],
      },
      {
        id: 'portfolio-ml',
        account: 'deployments',
        after: ['delegation', 'account-deployments'],
        assigns: ['portfolio/ml/id'],
      },
    ]);
  });

  it('wait for no account of those that receive', () => {
    const [node] = portfolioNodes(zoneOf(testPortfolio('analytics', { shares: ['workloads'] })));
    expect(node?.after.some((id) => id.includes('fraud'))).toBe(false);
  });

  it('share to units by ARN, to the root by its own', () => {
    expect(contentOf(testPortfolio('analytics', { shares: ['workloads', 'root', 'workloads'] })).shares).toEqual([
      { id: 'share-root', unitArn: 'arn:aws:organizations::111111111111:root/o-acme/r-acme' },
      { id: 'share-workloads', unitArn: 'arn:aws:organizations::111111111111:ou/o-acme/ou-acme-workloads' },
    ]);
  });

  it('store each template under its hash, so that another text is another object', () => {
    const [product] = contentOf(testPortfolio('analytics')).products;
    expect(product?.firstVersion.template).toEqual({
      id: 'template-athena_v1',
      bucket: 'acme-catalog-222222222222-eu-west-1',
      key: 'athena/hash-of-v1.yaml',
      text: 'Description: v1\n',
      url: 'https://acme-catalog-222222222222-eu-west-1.s3.eu-west-1.amazonaws.com/athena/hash-of-v1.yaml',
    });
  });

  it('make the first version with the product and the others beside it', () => {
    const versions = [
      testVersion('1.0', { guidance: 'DEPRECATED' }),
      testVersion('1.1', { active: false }),
      testVersion('2.0'),
    ];
    const [product] = contentOf(
      testPortfolio('analytics', { products: [testProduct('athena', { versions })] }),
    ).products;
    expect(product?.firstVersion.name).toBe('1.0');
    expect(product?.laterVersions.map(({ name, active }) => ({ name, active }))).toEqual([
      { name: '1.1', active: false },
      { name: '2.0', active: true },
    ]);
    expect(new Set([product?.firstVersion.id, ...(product?.laterVersions ?? []).map(({ id }) => id)]).size).toBe(3);
  });

  it('launch with a role of the receiving account, named without an account', () => {
    const [product] = contentOf(testPortfolio('analytics')).products;
    expect(product?.launchConstraint).toBe('{"LocalRoleName":"Launch-athena"}');
  });

  it('have no launch constraint where no role is named', () => {
    const products = [testProduct('athena', { launchRole: undefined })];
    expect(contentOf(testPortfolio('analytics', { products })).products[0]?.launchConstraint).toBeUndefined();
  });

  it('leave out a product without a version', () => {
    const products = [testProduct('athena', { versions: [] })];
    expect(contentOf(testPortfolio('analytics', { products })).products).toEqual([]);
  });

  it('keep principals as patterns, each once', () => {
    const pattern = 'arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*';
    const { principals } = contentOf(testPortfolio('analytics', { principalPatterns: [pattern, pattern] }));
    expect(principals.map((principal) => principal.pattern)).toEqual([pattern]);
  });
});

import { launchRolesOf, unitsServedBy } from '../../../landfall/model/launch-roles';
import { testPortfolio, testProduct } from '../../support/portfolio';
import { testZone } from '../../support/zone';

const arn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const zone = testZone({
  portfolios: [
    testPortfolio('analytics', {
      shares: ['workloads'],
      products: [
        testProduct('athena', { launchRole: 'LaunchAnalytics', launchPolicyArns: [arn('B'), arn('A')] }),
        testProduct('lake', { launchRole: 'LaunchAnalytics', launchPolicyArns: [arn('C'), arn('A')] }),
        testProduct('by-hand', { launchRole: undefined }),
      ],
    }),
    testPortfolio('prod-only', {
      account: 'data-lake',
      shares: ['workloads/prod'],
      products: [testProduct('endpoint', { launchRole: 'LaunchEndpoint', launchPolicyArns: [] })],
    }),
  ],
});

describe('launch roles', () => {
  it.each([
    ['the owner', 'deployments', ['LaunchAnalytics']],
    ['an owner that receives another', 'data-lake', ['LaunchAnalytics', 'LaunchEndpoint']],
    ['an account deep below a shared unit', 'fraud-prod', ['LaunchAnalytics', 'LaunchEndpoint']],
    ['an account of a sibling unit', 'fraud-dev', ['LaunchAnalytics']],
    ['an account that receives nothing', 'network', []],
    ['an account that does not exist', 'nobody', []],
  ])('exist in %s', (_, account, names) => {
    expect(launchRolesOf(zone, account).map(({ name }) => name)).toEqual(names);
  });

  it('add up the policies of the products that name them, each once', () => {
    expect(launchRolesOf(zone, 'fraud-dev')[0]?.managedPolicyArns).toEqual([arn('A'), arn('B'), arn('C')]);
  });

  it('trust Service Catalog and nobody else', () => {
    const [role] = launchRolesOf(zone, 'deployments');
    expect(JSON.parse(role?.trustPolicy ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    });
  });

  it('touch only the stacks that Service Catalog makes', () => {
    const [role] = launchRolesOf(zone, 'deployments');
    expect(role?.inlinePolicies['launch']).toContain('arn:aws:cloudformation:*:*:stack/SC-*/*');
  });

  it.each([
    ['a product that exists already', testPortfolio('found', { products: [testProduct('a', { manage: 'read' })] })],
    ['a portfolio that exists already', testPortfolio('found', { manage: 'read' })],
  ])('are not made for %s', (_, portfolio) => {
    expect(launchRolesOf(testZone({ portfolios: [portfolio] }), portfolio.account)).toEqual([]);
  });

  it('reach every account where a portfolio is shared to the root', () => {
    const everywhere = testZone({
      portfolios: [testPortfolio('all', { shares: ['root'], products: [testProduct('any')] })],
    });
    for (const { key } of everywhere.accounts) expect(launchRolesOf(everywhere, key)).toHaveLength(1);
  });
});

test('an account serves the units that any of its portfolios is shared to', () => {
  expect(unitsServedBy(zone, 'deployments')).toEqual(['workloads']);
  expect(unitsServedBy(zone, 'data-lake')).toEqual(['workloads/prod']);
  expect(unitsServedBy(zone, 'network')).toEqual([]);
});

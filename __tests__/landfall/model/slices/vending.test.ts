import { fact, FactReader } from '../../../../landfall/model/facts';
import { zoneGraph } from '../../../../landfall/model/plan';
import { vendingNodes, type VendingContent } from '../../../../landfall/model/slices/vending';
import type { LandingZone } from '../../../../landfall/model/zone';
import { testAccountGuardrails, testGuardrails, testPolicy } from '../../../support/guardrails';
import { testAccount, testZone } from '../../../support/zone';

function vendingContent(zone: LandingZone, id: string, facts = new Map<string, string>()): VendingContent {
  const content = vendingNodes(zone)
    .find((node) => node.id === id)
    ?.content(new FactReader(facts));
  if (content?.kind !== 'vending') throw new Error(`no stack ${id}`);
  return content;
}

describe('vending stacks', () => {
  it('divide the accounts, tell their units, and wait for the guardrails there', () => {
    const nodes = vendingNodes(testZone()).map(({ id, wave, after, createsIn, assigns }) => ({
      id,
      wave,
      after,
      createsIn,
      assigns,
    }));
    expect(nodes).toEqual([
      {
        id: 'integration-accounts',
        wave: '2',
        after: ['organization'],
        createsIn: ['security'],
        assigns: ['account/log-archive/id', 'account/security-tooling/id'],
      },
      {
        id: 'foundation',
        wave: '5',
        after: ['unit-deployments', 'unit-infrastructure', 'unit-workloads', 'unit-workloads-prod'],
        createsIn: ['deployments', 'infrastructure', 'workloads/prod'],
        assigns: ['account/data-lake/id', 'account/deployments/id', 'account/network/id'],
      },
      {
        id: 'team-fraud',
        wave: '5',
        after: ['unit-workloads', 'unit-workloads-dev', 'unit-workloads-prod'],
        createsIn: ['workloads/dev', 'workloads/prod'],
        assigns: ['account/fraud-dev/id', 'account/fraud-prod/id'],
      },
    ]);
  });

  it('make one account of a unit after the other, accounts of different units side by side', () => {
    const after = (id: string): unknown =>
      vendingContent(testZone(), id).accounts.map((each) => [each.key, each.after]);
    expect(after('integration-accounts')).toEqual([
      ['log-archive', undefined],
      ['security-tooling', 'log-archive'],
    ]);
    expect(after('team-fraud')).toEqual([
      ['fraud-dev', undefined],
      ['fraud-prod', undefined],
    ]);
  });

  it('import the account that bootstrap made; those whose id is given have their imports elsewhere', () => {
    const base = testZone();
    const zone = testZone({
      accounts: base.accounts.map((account) =>
        account.key === 'network' ? { ...account, awsId: '222222222222' } : account,
      ),
    });
    const facts = new Map([[fact.accountId('deployments'), '333333333333']]);
    expect(vendingContent(zone, 'foundation', facts).accounts.map((each) => [each.key, each.importId])).toEqual([
      ['data-lake', undefined],
      ['deployments', '333333333333'],
      ['network', undefined],
    ]);
  });

  it('leave accounts alone that are only read, but count them in the budget and give them policies', () => {
    const base = testZone();
    const zone = testZone({
      accounts: base.accounts.map((account) =>
        account.key === 'fraud-prod' ? { ...account, manage: 'read', awsId: '444444444444' } : account,
      ),
      guardrails: testGuardrails({
        policies: [testPolicy('quiet')],
        accounts: [testAccountGuardrails('fraud-prod', ['quiet']), testAccountGuardrails('fraud-dev', ['quiet'])],
      }),
    });
    const content = vendingContent(zone, 'team-fraud', new Map([[fact.accountId('fraud-prod'), '444444444444']]));
    expect(content.accounts.map(({ key }) => key)).toEqual(['fraud-dev']);
    expect(content.budget?.accounts).toEqual([{ account: 'fraud-dev' }, { accountId: '444444444444' }]);
    expect(content.policies.map(({ target, policies }) => [target, policies.map(({ name }) => name)])).toEqual([
      [{ account: 'fraud-dev' }, ['acme-fraud-dev-quiet']],
      [{ accountId: '444444444444' }, ['acme-fraud-prod-quiet']],
    ]);
  });

  it('budget what a team may cost under a name that never changes', () => {
    const costs = { categories: [], teamBudget: { monthlyUsd: 1, thresholds: [100, 50] }, anomalies: undefined };
    expect(vendingContent(testZone({ costs }), 'team-fraud').budget).toEqual({
      name: 'acme-team-fraud',
      monthlyUsd: 5000,
      accounts: [{ account: 'fraud-dev' }, { account: 'fraud-prod' }],
      thresholds: [50, 100],
      email: 'fraud@acme.example',
    });
  });

  it('take the account factory only for new accounts of registered units', () => {
    const zone = testZone({ vending: 'account-factory' });
    const facts = new Map([[fact.unitId('workloads/dev'), 'ou-1-d']]);
    expect(vendingContent(zone, 'team-fraud', facts).accounts[0]?.road).toMatchObject({
      by: 'account-factory',
      parameters: {
        AccountEmail: 'aws+fraud-dev@acme.example',
        AccountName: 'fraud-dev',
        ManagedOrganizationalUnit: 'Dev (ou-1-d)',
        SSOUserEmail: 'aws+fraud-dev@acme.example',
      },
    });
    const roads = (id: string): unknown => vendingContent(zone, id).accounts.map((each) => [each.key, each.road.by]);
    expect(roads('integration-accounts')).toEqual([
      ['log-archive', 'organizations'],
      ['security-tooling', 'organizations'],
    ]);
    expect(roads('foundation')).toContainEqual(['deployments', 'organizations']);
  });

  it('let the deploying role launch the factory before any account comes from it', () => {
    const zone = testZone({ vending: 'account-factory' });
    const facts = new Map([
      [fact.accountFactoryPortfolioId, 'port-1'],
      [fact.accountId('management'), '111111111111'],
    ]);
    expect(vendingContent(zone, 'foundation', facts).factoryAccess).toEqual({
      portfolioId: 'port-1',
      principalArn: 'arn:aws:iam::111111111111:role/landfall-apply',
    });
    expect(vendingContent(zone, 'team-fraud', facts).factoryAccess).toBeUndefined();
    expect(vendingContent(testZone(), 'foundation', facts).factoryAccess).toBeUndefined();
    const after = (of: LandingZone): unknown => vendingNodes(of).find(({ id }) => id === 'team-fraud')?.after;
    expect(after(zone)).toContain('foundation');
    expect(after(testZone())).not.toContain('foundation');
    expect(zoneGraph(zone).problems).toEqual([]);
    expect(zoneGraph(zone).producers.get(fact.accountFactoryPortfolioId)).toBe('control-tower');
  });

  it('change nothing that was applied when a team comes', () => {
    const base = testZone();
    const owner = { key: 'pricing', email: 'pricing@acme.example', costCenter: '1', businessUnit: undefined };
    const grown = testZone({
      accounts: [...base.accounts, testAccount('pricing-dev', 'workloads/dev', { vendedBy: 'team-pricing', owner })],
      teams: [
        ...base.teams,
        {
          key: 'pricing',
          label: 'pricing',
          name: 'Pricing',
          email: owner.email,
          owner,
          budgetUsd: undefined,
          accounts: ['pricing-dev'],
          source: { file: 'teams/pricing.yaml', path: [] },
        },
      ],
    });
    expect(vendingContent(grown, 'foundation')).toEqual(vendingContent(base, 'foundation'));
    expect(vendingContent(grown, 'team-fraud')).toEqual(vendingContent(base, 'team-fraud'));
    expect(zoneGraph(grown).problems).toEqual([]);
  });
});

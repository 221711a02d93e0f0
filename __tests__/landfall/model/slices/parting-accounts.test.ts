import { fact, FactReader } from '../../../../landfall/model/facts';
import { zoneGraph } from '../../../../landfall/model/plan';
import type { PartingAccount } from '../../../../landfall/model/slices/parting-accounts';
import { vendingNodes } from '../../../../landfall/model/slices/vending';
import type { LandingZone } from '../../../../landfall/model/zone';
import { testZone } from '../../../support/zone';

const words = (removed: Partial<LandingZone['removed']>): LandingZone =>
  testZone({ removed: { ...testZone().removed, ...removed } });

function parting(zone: LandingZone, facts = new Map<string, string>()): Record<string, readonly PartingAccount[]> {
  return Object.fromEntries(
    vendingNodes(zone).flatMap(({ content, id }) => {
      const made = content(new FactReader(facts));
      return made.kind === 'vending' && made.parting.length > 0 ? [[id, made.parting]] : [];
    }),
  );
}

describe('accounts that left the configuration', () => {
  it('are nobody’s business without a word', () => expect(parting(testZone())).toEqual({}));

  it('are forgotten by every stack whose state may hold them, facts or no facts', () => {
    const forget = [{ key: 'fraud-test', step: 'forget' }];
    const all = { 'integration-accounts': forget, foundation: forget, 'team-fraud': forget };
    expect(parting(words({ keptAccounts: ['fraud-Test'] }))).toEqual(all);
    const other = parting(words({ keptAccounts: ['vault'] }));
    expect(Object.keys(other)).toEqual(['integration-accounts', 'foundation']);
  });

  it('are marked by one stack and forgotten by the others when they are to be closed', () => {
    const zone = words({ closedAccounts: ['fraud-test'] });
    expect(parting(zone, new Map([[fact.accountId('fraud-test'), '444444444444']]))).toEqual({
      'integration-accounts': [{ key: 'fraud-test', step: 'forget' }],
      foundation: [{ key: 'fraud-test', step: 'mark', accountId: '444444444444' }],
      'team-fraud': [{ key: 'fraud-test', step: 'forget' }],
    });
    const foundation = vendingNodes(zone).find(({ id }) => id === 'foundation');
    expect(foundation?.mayAssign).toEqual([fact.accountId('fraud-test'), fact.closingAccountId('fraud-test')]);
    expect(zoneGraph(zone).problems).toEqual([]);
  });

  it('are forgotten where their id is not known, such as in a rehearsal', () => {
    const forget = [{ key: 'fraud-test', step: 'forget' }];
    expect(parting(words({ closedAccounts: ['fraud-test'] }))['foundation']).toEqual(forget);
  });

  it('are left to Terraform, which closes them, once they are marked and confirmed', () => {
    const zone = words({ closedAccounts: ['fraud-test'], confirmed: ['Fraud-test'] });
    const marked = new Map([[fact.closingAccountId('fraud-test'), '444444444444']]);
    expect(parting(zone, marked)['foundation']).toBeUndefined();
    expect(parting(zone, marked)['team-fraud']).toEqual([{ key: 'fraud-test', step: 'forget' }]);
    expect(vendingNodes(zone).flatMap((node) => node.mayAssign ?? [])).toEqual([]);
  });

  it('are forgotten where they are confirmed but not marked, because destroying them would not close them', () => {
    const zone = words({ closedAccounts: ['fraud-test'], confirmed: ['fraud-test'] });
    expect(parting(zone)['foundation']).toEqual([{ key: 'fraud-test', step: 'forget' }]);
  });

  it('are made as before while they are still described', () => {
    expect(parting(words({ keptAccounts: ['fraud-dev'], closedAccounts: ['fraud-prod'] }))).toEqual({});
  });

  it('are forgotten without a word where they are only read from now on', () => {
    const base = testZone();
    const zone = testZone({
      accounts: base.accounts.map((account) =>
        account.key === 'fraud-prod' ? { ...account, manage: 'read', awsId: '444444444444' } : account,
      ),
    });
    expect(parting(zone)).toEqual({ 'team-fraud': [{ key: 'fraud-prod', step: 'forget' }] });
  });
});

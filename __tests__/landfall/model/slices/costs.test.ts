import { FactReader } from '../../../../landfall/model/facts';
import { costNodes } from '../../../../landfall/model/slices/costs';
import { testZone } from '../../../support/zone';

describe('the cost stack', () => {
  it('exists only where something is configured', () => {
    expect(costNodes(testZone())).toEqual([]);
  });

  it('names tags and no accounts, so that a new team changes nothing in it', () => {
    const [node] = costNodes(
      testZone({
        costs: {
          categories: [{ key: 'Team', tag: 'acme:finance:owner' }],
          teamBudget: undefined,
          anomalies: { email: 'finance@acme.example', minimumUsd: 100 },
        },
      }),
    );
    const reader = new FactReader(new Map());
    expect(node?.content(reader)).toEqual({
      kind: 'cost',
      categories: [{ id: 'Team', name: 'Team', tag: 'acme:finance:owner' }],
      anomalies: {
        monitorName: 'acme-services',
        subscriptionName: 'acme-anomalies',
        email: 'finance@acme.example',
        minimumUsd: 100,
      },
    });
    expect(reader.asked).toEqual([]);
  });
});

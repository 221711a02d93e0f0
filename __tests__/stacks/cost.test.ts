import { costNodes } from '../../landfall/model/slices/costs';
import { CostStack } from '../../stacks/cost';
import { Template, testSlice } from '../support/template';
import { testZone } from '../support/zone';

const zone = testZone({
  costs: {
    categories: [{ key: 'Team', tag: 'acme:finance:owner' }],
    teamBudget: undefined,
    anomalies: { email: 'finance@acme.example', minimumUsd: 100 },
  },
});
const template = Template.of(testSlice(zone, costNodes(zone), 'cost'), (scope, { envelope, content }) => {
  if (content.kind !== 'cost') throw new Error(content.kind);
  return new CostStack(scope, envelope, content);
});

describe('the cost stack', () => {
  it('takes the values of a category from a tag', () => {
    expect(template.resource('aws_ce_cost_category', 'category-Team')).toMatchObject({
      name: 'Team',
      rule_version: 'CostCategoryExpression.v1',
      rule: [
        {
          type: 'INHERITED_VALUE',
          inherited_value: { dimension_name: 'TAG', dimension_key: 'acme:finance:owner' },
        },
      ],
    });
  });

  it('reports anomalies of services from an amount on', () => {
    const [subscription] = Object.values(template.resources('aws_ce_anomaly_subscription'));
    expect(subscription).toMatchObject({
      frequency: 'DAILY',
      subscriber: [{ type: 'EMAIL', address: 'finance@acme.example' }],
      threshold_expression: {
        dimension: { key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', values: ['100'], match_options: ['GREATER_THAN_OR_EQUAL'] },
      },
    });
  });
});

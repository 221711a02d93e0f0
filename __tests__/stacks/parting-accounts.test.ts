import { fact } from '../../landfall/model/facts';
import { vendingNodes } from '../../landfall/model/slices/vending';
import type { LandingZone } from '../../landfall/model/zone';
import { renderStack } from '../../stacks';
import { Template, testSlice } from '../support/template';
import { testZone } from '../support/zone';

const id = '444444444444';
const facts = new Map([
  [fact.accountId('fraud-test'), id],
  [fact.accountId('deployments'), '333333333333'],
]);
function render(removed: Partial<LandingZone['removed']>, stack: string): Template {
  const zone = testZone({ removed: { ...testZone().removed, ...removed } });
  return Template.of(testSlice(zone, vendingNodes(zone), stack, facts), renderStack);
}
const forgotten = (from: string): unknown => ({ from, lifecycle: { destroy: false } });

describe('a vending stack', () => {
  it('forgets nothing as long as nobody leaves', () => {
    expect(render({}, 'team-fraud').json['removed']).toBeUndefined();
  });

  it('lets an account go that stays in the organization', () => {
    const { json } = render({ keptAccounts: ['fraud-test'] }, 'team-fraud');
    expect(json['removed']).toContainEqual(forgotten('aws_organizations_account.fraud-test'));
    expect(json['removed']).toContainEqual(forgotten('aws_servicecatalog_provisioned_product.fraud-test'));
  });

  it('marks an account that is to be closed, and changes and makes nothing else of it', () => {
    const template = render({ closedAccounts: ['fraud-test'] }, 'foundation');
    expect(template.resource('aws_organizations_account', 'fraud-test')).toMatchObject({
      close_on_deletion: true,
      lifecycle: {
        prevent_destroy: true,
        ignore_changes: ['email', 'iam_user_access_to_billing', 'name', 'parent_id', 'role_name', 'tags', 'tags_all'],
      },
    });
    expect(template.json['import']).toContainEqual({ id, to: 'aws_organizations_account.fraud-test' });
    expect(template.json['removed']).not.toContainEqual(forgotten('aws_organizations_account.fraud-test'));
    expect(template.json['removed']).toContainEqual(forgotten('aws_servicecatalog_provisioned_product.fraud-test'));
    expect(template.output()).toMatchObject({
      [fact.accountId('fraud-test')]: '${aws_organizations_account.fraud-test.id}',
      [fact.closingAccountId('fraud-test')]: '${aws_organizations_account.fraud-test.id}',
    });
  });
});

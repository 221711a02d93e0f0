import { fact } from '../../landfall/model/facts';
import { vendingNodes } from '../../landfall/model/slices/vending';
import type { LandingZone } from '../../landfall/model/zone';
import { VendingStack } from '../../stacks/vending';
import { testAccountGuardrails, testGuardrails, testPolicy } from '../support/guardrails';
import { Template, testSlice } from '../support/template';
import { testZone } from '../support/zone';

const facts = new Map([
  [fact.unitId('security'), 'ou-abcd-security'],
  [fact.accountId('deployments'), '333333333333'],
]);

function render(zone: LandingZone, id: string): Template {
  return Template.of(testSlice(zone, vendingNodes(zone), id, facts), (scope, { envelope, content }) => {
    if (content.kind !== 'vending') throw new Error(content.kind);
    return new VendingStack(scope, envelope, content);
  });
}

describe('vending stacks', () => {
  it('make accounts that nothing destroys, closes or replaces', () => {
    expect(
      render(testZone(), 'integration-accounts').resource('aws_organizations_account', 'log-archive'),
    ).toMatchObject({
      name: 'log-archive',
      email: 'aws+log-archive@acme.example',
      parent_id: 'ou-abcd-security',
      close_on_deletion: false,
      tags: { 'acme:finance:owner': 'platform' },
      lifecycle: { prevent_destroy: true, ignore_changes: ['role_name', 'iam_user_access_to_billing'] },
    });
  });

  it('make one account of a unit after the other', () => {
    const accounts = render(testZone(), 'integration-accounts').resources('aws_organizations_account');
    expect(accounts['log-archive']?.['depends_on']).toBeUndefined();
    expect(accounts['security-tooling']?.['depends_on']).toEqual(['aws_organizations_account.log-archive']);
  });

  it('put out the id of every account', () => {
    expect(render(testZone(), 'team-fraud').output()).toEqual({
      'account/fraud-dev/id': '${aws_organizations_account.fraud-dev.id}',
      'account/fraud-prod/id': '${aws_organizations_account.fraud-prod.id}',
    });
  });

  it('import the account that bootstrap made', () => {
    expect(render(testZone(), 'foundation').json['import']).toEqual([
      { id: '333333333333', to: 'aws_organizations_account.deployments' },
    ]);
  });

  it('set the contacts of each account where it is made', () => {
    const contact = { type: 'SECURITY', name: 'A', title: 'B', email: 's@acme.example', phone: '+1 555' } as const;
    const contacts = render(testZone({ contacts: [contact] }), 'team-fraud').resources('aws_account_alternate_contact');
    expect(Object.keys(contacts)).toEqual(['fraud-dev_security', 'fraud-prod_security']);
    expect(contacts['fraud-dev_security']).toMatchObject({
      account_id: '${aws_organizations_account.fraud-dev.id}',
      alternate_contact_type: 'SECURITY',
      email_address: 's@acme.example',
    });
  });

  it('attach policies to single accounts, one after another', () => {
    const guardrails = testGuardrails({
      policies: [testPolicy('one'), testPolicy('two')],
      accounts: [testAccountGuardrails('network', ['one', 'two'])],
    });
    const template = render(testZone({ guardrails }), 'foundation');
    const attachments = Object.values(template.resources('aws_organizations_policy_attachment'));
    expect(attachments.map((each) => each['target_id'])).toEqual([
      '${aws_organizations_account.network.id}',
      '${aws_organizations_account.network.id}',
    ]);
    const waits = Object.values(template.resources('aws_organizations_policy')).map((each) => each['depends_on']);
    expect(waits).toEqual([
      undefined,
      [expect.stringMatching(/^aws_organizations_policy_attachment\..*one_attachment/)],
    ]);
  });

  it('tell a team when its accounts cost too much', () => {
    expect(render(testZone(), 'team-fraud').resource('aws_budgets_budget', 'budget')).toMatchObject({
      name: 'acme-team-fraud',
      limit_amount: '5000',
      cost_filter: [
        {
          name: 'LinkedAccount',
          values: ['${aws_organizations_account.fraud-dev.id}', '${aws_organizations_account.fraud-prod.id}'],
        },
      ],
      notification: [
        expect.objectContaining({ threshold: 80, subscriber_email_addresses: ['fraud@acme.example'] }),
        expect.objectContaining({ threshold: 100 }),
      ],
    });
  });

  it('let the deploying role into the portfolio of the account factory first', () => {
    const template = render(testZone({ vending: 'account-factory' }), 'foundation');
    const access = template.resource('aws_servicecatalog_principal_portfolio_association', 'factory-access');
    expect(access['principal_type']).toBe('IAM');
    expect(access['principal_arn']).toMatch(/role\/landfall-apply$/);
    const products = Object.values(template.resources('aws_servicecatalog_provisioned_product'));
    expect(products.map((product) => product['depends_on'])).toEqual(
      products.map(() => ['aws_servicecatalog_principal_portfolio_association.factory-access']),
    );
    expect(products.length).toBeGreaterThan(1);
  });

  it('take accounts of the account factory by what its product puts out', () => {
    const template = render(testZone({ vending: 'account-factory' }), 'team-fraud');
    const [name, product] = Object.entries(template.resources('aws_servicecatalog_provisioned_product'))[0] ?? [];
    expect(product).toMatchObject({
      name: 'fraud-dev',
      lifecycle: { prevent_destroy: true },
      timeouts: { create: '120m' },
    });
    expect(template.output()['account/fraud-dev/id']).toBe(
      `\${one([for output in aws_servicecatalog_provisioned_product.${String(name)}.outputs : output.value if output.key == "AccountId"])}`,
    );
  });
});

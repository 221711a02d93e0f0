import { lostAccounts } from '../../../landfall/runner/lost-accounts';
import type { ResourceChange } from '../../../landfall/runner/terraform';

const account = 'aws_organizations_account';

test.each<[ResourceChange['action'], string, boolean]>([
  ['delete', account, true],
  ['replace', account, true],
  ['delete', 'aws_servicecatalog_provisioned_product', true],
  ['forget', account, false],
  ['update', account, false],
  ['create', account, false],
  ['delete', 'aws_budgets_budget', false],
])('a plan that does %s to %s is stopped: %s', (action, type, stopped) => {
  const found = lostAccounts('team-a', [{ address: `${type}.a-dev`, type, action }], '/run/team-a');
  expect(found).toHaveLength(stopped ? 1 : 0);
  expect(found.join('')).toMatch(
    stopped ? /^LF3013: .*\.a-dev\n.*`terraform state rm .*\.a-dev` in \/run\/team-a/ : /^$/,
  );
});

test('closing a marked account is no loss, replacing it is', () => {
  const change = { address: `${account}.a-dev`, type: account, closes: true } as const;
  expect(lostAccounts('foundation', [{ ...change, action: 'delete' }], '/run')).toEqual([]);
  expect(lostAccounts('foundation', [{ ...change, action: 'replace' }], '/run')).toHaveLength(1);
});

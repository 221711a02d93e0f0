import { keptByAddress } from '../../../../landfall/model/imports/kept';

const account = { to: 'aws_organizations_account.old', id: '444455556666' };
const group = { to: 'aws_identitystore_group.team', id: 'd-1/g-1' };

test('what the provider cannot read back stays as it is, tags only where nobody owns them', () => {
  expect(keptByAddress([account, group], false)).toEqual({
    'aws_organizations_account.old': ['close_on_deletion', 'create_govcloud', 'email'],
  });
  expect(keptByAddress([account, group], true)).toEqual({
    'aws_organizations_account.old': ['close_on_deletion', 'create_govcloud', 'email', 'tags', 'tags_all'],
  });
});

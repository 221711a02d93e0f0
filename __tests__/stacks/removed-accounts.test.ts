import { emptyFactsLock, removals, type AppliedStack } from '../../landfall/model/lock';
import type { StackSlice } from '../../landfall/model/stack';
import { Testing, TerraformStack } from 'cdktf';
import { alternateContacts, FactoryAccount, organizationAccount } from '../../constructs/organization/member-account';
import { leftAddresses } from '../../constructs/organization/left-account';
import { renderStack } from '../../stacks';
import { isJson, Template } from '../support/template';
import { testZone } from '../support/zone';

const applied: AppliedStack = {
  account: 'management',
  accountId: '111111111111',
  state: { bucket: 'acme-tfstate-111111111111-eu-west-1', key: 'team-gone', region: 'eu-west-1' },
  slice: 'a'.repeat(64),
  needs: [],
  assigns: ['account/gone-prod/id', 'account/gone-dev/id', 'group/gone/id'],
  network: undefined,
  guarded: true,
};

function removedTeam(assigns = applied.assigns): StackSlice {
  const zone = testZone({
    removed: { stacks: { 'team-gone': 'destroy' }, closedAccounts: [], keptAccounts: [], confirmed: ['team-gone'] },
  });
  const lock = { ...emptyFactsLock, stacks: new Map([['team-gone', { ...applied, assigns }]]) };
  const [stack] = removals('zone', zone, new Set(), lock).destroy;
  if (stack === undefined) throw new Error('nothing is removed');
  return stack.slice;
}

test('a removed stack lets go the accounts it made, and Terraform forgets them instead of destroying them', () => {
  const slice = removedTeam();
  expect(slice.content).toEqual({ kind: 'removed', accounts: ['gone-dev', 'gone-prod'] });
  const { json } = Template.of(slice, renderStack);
  const forgotten = json['removed'];
  expect(forgotten).toContainEqual({ from: 'aws_organizations_account.gone-dev', lifecycle: { destroy: false } });
  expect(forgotten).toContainEqual({
    from: 'aws_servicecatalog_provisioned_product.gone-prod',
    lifecycle: { destroy: false },
  });
  expect(forgotten).toContainEqual({
    from: 'aws_account_alternate_contact.gone-dev_security',
    lifecycle: { destroy: false },
  });
});

test('a removed stack that made no account forgets nothing', () => {
  const { content, envelope } = removedTeam(['group/gone/id']);
  expect(content).toEqual({ kind: 'removed' });
  expect(Template.of({ content, envelope }, renderStack).json['removed']).toBeUndefined();
});

test('an account is forgotten under the very address under which it was made', () => {
  const stack = new TerraformStack(Testing.app(), 'team');
  const tags = {};
  organizationAccount(stack, 'a-dev', {
    ...{ name: 'A dev', email: 'a@acme.example', parentId: 'ou-1', tags, importId: undefined, dependsOn: [] },
  });
  new FactoryAccount(stack, 'a-prod', {
    name: 'a-prod',
    productId: 'p',
    artifactId: 'v',
    parameters: {},
    tags,
    dependsOn: [],
  });
  for (const key of ['a-dev', 'a-prod']) {
    const contact = { name: 'A', title: 'A', email: 'a@acme.example', phone: '1' };
    const contacts = ['BILLING', 'OPERATIONS', 'SECURITY'].map((type) => ({ type, ...contact }));
    alternateContacts(stack, key, { accountId: '111111111111', contacts });
  }
  const json: unknown = JSON.parse(Testing.synth(stack));
  const root = isJson(json) ? json : {};
  const made = Object.entries(isJson(root['resource']) ? root['resource'] : {}).flatMap(([type, resources]) =>
    Object.keys(isJson(resources) ? resources : {}).map((name) => `${type}.${name}`),
  );
  expect(made).toHaveLength(8);
  expect(leftAddresses(['a-dev', 'a-prod'])).toEqual(expect.arrayContaining(made));
});

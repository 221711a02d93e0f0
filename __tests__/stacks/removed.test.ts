import { emptyFactsLock, removals, type AppliedStack } from '../../landfall/model/lock';
import { FactReader } from '../../landfall/model/facts';
import { sliceOf } from '../../landfall/model/plan';
import { accountNodes } from '../../landfall/model/slices/accounts';
import { spokeProviderOf } from '../../landfall/model/spoke-provider';
import type { StackSlice } from '../../landfall/model/stack';
import { renderStack } from '../../stacks';
import { isJson, Template } from '../support/template';
import { testZone } from '../support/zone';

const zone = testZone({
  removed: { stacks: { 'account-gone': 'destroy' }, closedAccounts: [], keptAccounts: [], confirmed: [] },
});

function removedSlice(network: string | undefined): StackSlice {
  const applied: AppliedStack = {
    account: 'gone',
    accountId: '111111111111',
    state: { bucket: 'acme-tfstate-111111111111-eu-west-1', key: 'account-gone', region: 'eu-west-1' },
    slice: 'a'.repeat(64),
    needs: [],
    assigns: [],
    network,
    guarded: false,
  };
  const lock = { ...emptyFactsLock, stacks: new Map([['account-gone', applied]]) };
  const [stack] = removals('zone', zone, new Set(), lock).destroy;
  if (stack === undefined) throw new Error('nothing is removed');
  return stack.slice;
}

function providersOf(template: Template): readonly unknown[] {
  const { provider } = template.json;
  const aws = isJson(provider) ? provider['aws'] : undefined;
  return Array.isArray(aws) ? aws : [];
}

describe('a removed stack', () => {
  test('holds provider and backend alone', () => {
    const template = Template.of(removedSlice(undefined), renderStack);
    expect(template.json['resource']).toBeUndefined();
    expect(template.json['data']).toBeUndefined();
    expect(template.output()).toEqual({});
    expect(providersOf(template)).toEqual([
      expect.objectContaining({
        allowed_account_ids: ['111111111111'],
        assume_role: [{ role_arn: 'arn:aws:iam::111111111111:role/landfall-apply', session_name: 'account-gone' }],
      }),
    ]);
    expect(template.json['terraform']).toMatchObject({
      backend: { s3: { bucket: 'acme-tfstate-111111111111-eu-west-1', key: 'account-gone', use_lockfile: true } },
    });
  });

  test('of a spoke keeps the provider of the network account just as the account had it', () => {
    const node = accountNodes(zone).find(({ id }) => id === 'account-fraud-prod');
    if (node === undefined) throw new Error('no such stack');
    const before = sliceOf(zone, node, new FactReader(new Map([['account/network/id', '222222222222']])));
    const network = spokeProviderOf(before.content);
    expect(network?.accountId).toBe('222222222222');
    const [, provider] = providersOf(Template.of(before, renderStack));
    expect(providersOf(Template.of(removedSlice(network?.accountId), renderStack))[1]).toEqual(
      JSON.parse(JSON.stringify(provider).replaceAll('account-fraud-prod', 'account-gone')),
    );
  });
});

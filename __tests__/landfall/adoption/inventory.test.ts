import fc from 'fast-check';
import { isKnown, type FoundTransitGateway, type Gap } from '../../../landfall/adoption/inventory';
import { sortInventory } from '../../../landfall/adoption/inventory/order';
import { ownersView } from '../../../landfall/adoption/scan/network';
import { foundAccount, foundInventory, foundPolicy, foundUnit } from './support/inventory';

/** The same things in any order. */
const shuffled = <Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length });

test('an inventory is in one order, however its parts came', () => {
  const units = ['ou-c', 'ou-a', 'ou-b'].map((id) => foundUnit(id, 'same name'));
  const accounts = ['000000000002', '100000000000', '000000000001'].map((id) => foundAccount(id, 'n'));
  const targets = ['ou-b', '000000000001', 'ou-a'];
  const expected = sortInventory(foundInventory({ units, accounts, policies: [foundPolicy('p-1', targets)] }));
  fc.assert(
    fc.property(shuffled(units), shuffled(accounts), shuffled(targets), (someUnits, someAccounts, someTargets) => {
      const policies = [foundPolicy('p-1', someTargets)];
      const inventory = foundInventory({ units: someUnits, accounts: someAccounts, policies });
      expect(sortInventory(inventory)).toEqual(expected);
    }),
  );
  expect(expected.accounts.map(({ id }) => id)).toEqual(['000000000001', '000000000002', '100000000000']);
});

function gateway(accountId: string, ownerId: string, id = 'tgw-1'): FoundTransitGateway {
  const shape = { cidrBlocks: [], options: {}, routeTables: [], attachments: [], tags: {} };
  return { accountId, region: 'eu-west-1', id, arn: `arn:${id}`, ownerId, ...shape };
}

test('a shared transit gateway is there once: as its owner sees it, else as the first account does', () => {
  const seen = [
    gateway('1', '2'),
    gateway('2', '2'),
    gateway('3', '2'),
    gateway('3', '9', 'tgw-2'),
    gateway('1', '9', 'tgw-2'),
  ];
  fc.assert(
    fc.property(shuffled(seen), (views) => {
      const kept = ownersView(views).map(({ accountId, id }) => [id, accountId]);
      expect(kept.sort()).toEqual([
        ['tgw-1', '2'],
        ['tgw-2', '1'],
      ]);
    }),
  );
});

describe('what is known', () => {
  const gap = (part: Gap['part'], accountId?: string): Gap => ({
    part,
    action: 'a:B',
    ...(accountId === undefined ? {} : { accountId }),
    code: 'AccessDenied',
    message: '',
    times: 1,
  });
  const [read, other] = ['123456789012', '000000000001'];

  test.each<[string, readonly Gap[], Parameters<typeof isKnown>[1], string | undefined, boolean]>([
    ['everything without gaps', [], 'vpcs', undefined, true],
    ['an account that was looked into', [], 'vpcs', read, true],
    ['not an account that was not looked into', [], 'vpcs', other, false],
    ['not a part with a gap', [gap('vpcs', read)], 'vpcs', undefined, false],
    ['not an account with a gap', [gap('vpcs', read)], 'vpcs', read, false],
    ['another part', [gap('vpcs', read)], 'portfolios', read, true],
    ['an account in spite of another that refused', [gap('member-accounts', other)], 'vpcs', read, true],
    ['not all accounts where one refused', [gap('member-accounts', other)], 'vpcs', undefined, false],
    ['the organization where a member refused', [gap('member-accounts', other)], 'accounts', undefined, true],
  ])('is %s', (_, gaps, part, accountId, known) => {
    expect(isKnown(foundInventory({ gaps }), part, accountId)).toBe(known);
  });
});

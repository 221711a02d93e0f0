import { accountsIndex, groupedBy } from '../../../landfall/model/accounts-index';
import { testAccount } from '../../support/zone';

const accounts = [
  testAccount('a', 'x', { duties: ['network'], team: 't', vendedBy: 'team-t' }),
  testAccount('b', 'x', { duties: ['network', 'devops'], vendedBy: undefined }),
  testAccount('c', 'x', { team: 't', vendedBy: 'team-t' }),
];

test('finds accounts by key, duty, team and vending stack, the first where several fit', () => {
  const { byDuty, byKey, byTeam, byVendingStack } = accountsIndex(accounts);
  expect([byKey.get('b'), byKey.get('z')]).toEqual([accounts[1], undefined]);
  expect([byDuty.get('network')?.key, byDuty.get('devops')?.key, byDuty.get('sandbox')]).toEqual(['a', 'b', undefined]);
  expect([...byTeam].map(([team, list]) => [team, list.map(({ key }) => key)])).toEqual([['t', ['a', 'c']]]);
  expect([...byVendingStack.keys()]).toEqual(['team-t']);
});

test('is made once for a list', () => {
  expect(accountsIndex(accounts)).toBe(accountsIndex(accounts));
  expect(accountsIndex([...accounts])).not.toBe(accountsIndex(accounts));
});

test('groups keep the order and leave out what has no key', () => {
  const groups = groupedBy([3, 1, 2, 4], (number) => (number === 4 ? undefined : number % 2 === 0 ? 'even' : 'odd'));
  expect([...groups]).toEqual([
    ['odd', [3, 1]],
    ['even', [2]],
  ]);
});

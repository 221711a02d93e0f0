import { misplacedStates, strayStates, type AccountInventory } from '../../../landfall/rehearsal/containment';

const state = {
  stack: 'foundation',
  accountId: '111111111111',
  bucket: 'acme-tfstate-111111111111-eu-west-1',
  key: 'foundation',
};
const inventory = (buckets: AccountInventory['buckets']): AccountInventory => ({ buckets, roles: [] });
const at = (places: Readonly<Record<string, AccountInventory['buckets']>>): ReadonlyMap<string, AccountInventory> =>
  new Map(Object.entries(places).map(([account, buckets]) => [account, inventory(buckets)]));

test('a state in the bucket of its own account is where it belongs', () => {
  const accounts = at({
    '111111111111': { [state.bucket]: ['foundation'] },
    '222222222222': { 'acme-logs': ['foundation'] },
  });
  expect(misplacedStates([state], accounts)).toEqual([]);
  expect(strayStates([state], accounts)).toEqual([]);
});

test('a state that is missing, or lies in another account too, is told', () => {
  const elsewhere = 'acme-tfstate-222222222222-eu-west-1';
  expect(misplacedStates([state], at({ '222222222222': { [elsewhere]: ['foundation'] } }))).toEqual([
    `the state of foundation is not in ${state.bucket} of account 111111111111`,
    `the state of foundation also lies in ${elsewhere} of account 222222222222`,
  ]);
});

test('a state that nobody expects is told', () => {
  const accounts = at({ '111111111111': { [state.bucket]: ['foundation', 'forgotten'] } });
  expect(strayStates([state], accounts)).toEqual([`nobody expects the object ${state.bucket}/forgotten`]);
});

import { emptyFactsLock, orderOf, removals, type AppliedStack, type FactsLock } from '../../../../landfall/model/lock';
import { zoneGraph } from '../../../../landfall/model/plan';
import type { Account, LandingZone } from '../../../../landfall/model/zone';
import { zoneOf } from '../../../support/organization';

const zone = zoneOf('examples/minimal');
const hub = 'account-network';
const old = 'hub/route-table/old/id';
const isSpoke = ({ connectivity, duties }: Account): boolean =>
  connectivity === 'corporate' && !duties.includes('network');
const spokes = zone.accounts.filter(isSpoke).map(({ key }) => `account-${key}`);
const isolated: LandingZone = {
  ...zone,
  accounts: zone.accounts.map((account) =>
    isSpoke(account) ? { ...account, connectivity: 'none', segment: undefined } : account,
  ),
};

/** Every stack of the example applied, and one that has left it. */
function lockWith(tables: readonly string[]): FactsLock {
  const applied = (id: string): AppliedStack => ({
    ...{ account: id, accountId: '111111111111', slice: 'a'.repeat(64), needs: [], guarded: false },
    ...{ state: { bucket: 'b', key: id, region: 'eu-west-1' }, assigns: id === hub ? tables : [] },
    network: [...spokes, 'account-gone'].includes(id) ? '222222222222' : undefined,
  });
  const ids = [...zoneGraph(zone).nodes.map(({ stack }) => stack.id), 'account-gone'];
  return { ...emptyFactsLock, stacks: new Map(ids.map((id) => [id, applied(id)])) };
}

/** What comes before the hub only because of what is applied. */
function before(after: LandingZone, lock: FactsLock): readonly string[] {
  const graph = zoneGraph(after);
  const asked = { ...after, removed: { ...after.removed, stacks: { 'account-gone': 'destroy' as const } } };
  const { destroy } = removals('zone', asked, new Set(graph.nodes.map(({ stack }) => stack.id)), lock);
  const usual = new Set(orderOf(graph, destroy, emptyFactsLock).get(hub));
  return (orderOf(graph, destroy, lock).get(hub) ?? []).filter((id) => !usual.has(id));
}

describe('the order of stacks that let go of the hub', () => {
  test('the example has spokes', () => expect(spokes).not.toEqual([]));

  test('the hub that loses a route table comes after all that leave it', () => {
    expect(before(isolated, lockWith([old]))).toEqual([...spokes, 'account-gone'].sort());
  });

  test('what stays attached needs the hub and can not come before it', () => {
    expect(before(zone, lockWith([old]))).toEqual(['account-gone']);
  });

  test('a hub that loses none waits for nobody', () => {
    expect(before(isolated, lockWith([]))).toEqual([]);
  });
});

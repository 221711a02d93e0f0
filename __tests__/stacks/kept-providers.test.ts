import { FactReader } from '../../landfall/model/facts';
import {
  emptyFactsLock,
  recordedState,
  removals,
  withAppliedProviders,
  type AppliedStack,
} from '../../landfall/model/lock';
import { previewSlices, zoneGraph } from '../../landfall/model/plan';
import { spokeProviderOf } from '../../landfall/model/spoke-provider';
import type { StackSlice } from '../../landfall/model/stack';
import type { Account, LandingZone } from '../../landfall/model/zone';
import { renderStack } from '../../stacks';
import { zoneOf } from '../support/organization';
import { isJson, Template, type Json } from '../support/template';

const children = (value: unknown): readonly unknown[] => (isJson(value) ? Object.values(value) : []);

/** Aliases that the objects of a stack name: what stands in its state after an apply. */
function usedAliases(json: Json): readonly string[] {
  const resources = children(json['resource']).flatMap(children);
  const used = resources.flatMap((resource) => (isJson(resource) ? [resource['provider']] : []));
  return [...new Set(used.flatMap((name) => (typeof name === 'string' ? (name.split('.')[1] ?? []) : [])))].sort();
}

/** Aliases with the account in which each acts. */
function configuredAliases(json: Json): Readonly<Record<string, unknown>> {
  const all = isJson(json['provider']) ? [json['provider']['aws']].flat() : [];
  return Object.fromEntries(
    all.flatMap((one) =>
      isJson(one) && typeof one['alias'] === 'string' ? [[one['alias'], one['allowed_account_ids']]] : [],
    ),
  );
}

function applied({ content, envelope }: StackSlice): AppliedStack {
  return {
    ...{ account: 'x', accountId: envelope.accountId, state: recordedState(envelope.backend), slice: 'a'.repeat(64) },
    ...{ needs: [], assigns: [], guarded: false, network: spokeProviderOf(content)?.accountId },
  };
}

const changed = (zone: LandingZone, change: (account: Account) => Partial<Account> | undefined): LandingZone => ({
  ...zone,
  accounts: zone.accounts.flatMap((account) => {
    const part = change(account);
    return part === undefined ? [] : [{ ...account, ...part }];
  }),
});
const isSpoke = ({ connectivity, duties }: Account): boolean =>
  connectivity === 'corporate' && !duties.includes('network');

describe.each(['examples/minimal', 'landing-zone'])('what %s has applied can be destroyed again', (directory) => {
  const zone = zoneOf(directory);
  const isolated = zone.network.segments.find(({ connectivity }) => connectivity === 'isolated');
  const before = previewSlices(zone, zoneGraph(zone), new Map());
  const needed = new Map(
    before.map((slice) => [slice.envelope.id, usedAliases(Template.of(slice, renderStack).json)] as const),
  );
  const lock = { ...emptyFactsLock, stacks: new Map(before.map((slice) => [slice.envelope.id, applied(slice)])) };

  test('though some of it was made through a second provider', () => {
    expect([...needed.values()].some((aliases) => aliases.includes('network'))).toBe(true);
  });

  test.each<[string, LandingZone]>([
    ['nothing changes', zone],
    [
      'accounts become isolated',
      changed(zone, (account) => (isSpoke(account) ? { connectivity: 'isolated', segment: isolated?.key } : {})),
    ],
    [
      'accounts have no network any more',
      changed(zone, (account) => (isSpoke(account) ? { connectivity: 'none', segment: undefined } : {})),
    ],
    ['their segment goes away', changed(zone, (account) => (isSpoke(account) ? { segment: undefined } : {}))],
    ['their ranges go away', { ...zone, addresses: new Map() }],
    ['accounts leave', changed(zone, (account) => (isSpoke(account) ? undefined : {}))],
    ['accounts are only read', changed(zone, (account) => (isSpoke(account) ? { manage: 'read' } : {}))],
  ])('when %s', (_, after) => {
    const graph = zoneGraph(after);
    const present = new Map(previewSlices(after, graph, new Map()).map((slice) => [slice.envelope.id, slice] as const));
    const gone = [...lock.stacks.keys()].filter((id) => !present.has(id));
    const words = {
      ...after,
      removed: { ...after.removed, stacks: Object.fromEntries(gone.map((id) => [id, 'destroy' as const])) },
    };
    const { destroy } = removals(directory, words, new Set(present.keys()), lock);
    for (const { slice } of destroy) present.set(slice.envelope.id, slice);
    for (const [id, aliases] of needed) {
      if (aliases.length === 0) continue;
      const slice = present.get(id);
      const record = lock.stacks.get(id);
      if (slice === undefined || record === undefined) throw new Error(`${id} is not rendered any more`);
      const rendered = configuredAliases(Template.of(withAppliedProviders(slice, record), renderStack).json);
      expect([id, aliases.filter((alias) => !(alias in rendered))]).toEqual([id, []]);
      if (record.network !== undefined) expect([id, rendered['network']]).toEqual([id, [record.network]]);
    }
  });

  test('and what needs no second provider has none', () => {
    for (const slice of before) expect(withAppliedProviders(slice, undefined)).toBe(slice);
    const spokeless = changed(zone, (account) =>
      isSpoke(account) ? { connectivity: 'none', segment: undefined } : {},
    );
    const node = zoneGraph(spokeless).nodes.find(({ stack }) => stack.kind === 'account')?.stack;
    expect(node?.content(new FactReader(new Map()))).not.toHaveProperty('vpc.networkProvider');
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FactReader } from '../../../landfall/model/facts';
import { zoneGraph } from '../../../landfall/model/plan';
import {
  emptyFactsLock,
  readFactsLock,
  sliceHash,
  unfinished,
  writeFactsLock,
  type AppliedStack,
} from '../../../landfall/model/lock';
import { forgetRemoved } from '../../../landfall/runner/forget';
import { runFolder } from '../../../landfall/runner/run-folder';
import { stackStatuses } from '../../../landfall/runner/status';
import { zoneStacks } from '../../../landfall/runner/zone-stacks';
import { testZone } from '../../support/zone';
import { fakeOrganization, type FakeStack } from './support/fake-organization';

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'status-'))));
afterEach(() => rmSync(root, { recursive: true }));

const applied = (slice: string, change: Partial<AppliedStack> = {}): AppliedStack => ({
  account: 'management',
  accountId: '111111111111',
  state: { bucket: 'states', key: 'k', region: 'eu-west-1' },
  slice,
  needs: [],
  assigns: [],
  network: undefined,
  guarded: false,
  ...change,
});

describe('stackStatuses', () => {
  test('tells applied, changed, unfinished, new, waiting and removed stacks', () => {
    const fakes: readonly FakeStack[] = [
      { id: 'applied' },
      { id: 'changed' },
      { id: 'unfinished' },
      { id: 'new', assigns: ['account/a/id'] },
      { id: 'waiting', reads: ['account/a/id'] },
      { id: 'gone', removal: true },
    ];
    const { options } = fakeOrganization('/nowhere', fakes);
    const slice = options.stacks[0]?.slice(new FactReader(new Map()));
    if (slice === undefined) throw new Error('no slice');
    const lock = {
      ...emptyFactsLock,
      stacks: new Map([
        ['applied', applied(sliceHash(slice))],
        ['changed', applied('a'.repeat(64))],
        ['unfinished', applied(unfinished)],
        ['gone', applied('a'.repeat(64))],
      ]),
    };
    const statuses = stackStatuses(options.stacks, new Map(), lock);
    expect(statuses.map(({ state }) => state.kind)).toEqual([
      'applied',
      'changed',
      'unfinished',
      'new',
      'waiting',
      'to-destroy',
    ]);
    expect(statuses[4]?.state).toEqual({ kind: 'waiting', missing: [{ fact: 'account/a/id', from: 'new' }] });
  });
});

describe('zoneStacks', () => {
  test('has every stack of the graph after what it needs, and what is to be destroyed at the end', () => {
    const zone = testZone({
      removed: { stacks: { old: 'destroy', older: 'forget' }, closedAccounts: [], keptAccounts: [], confirmed: [] },
    });
    const lock = {
      ...emptyFactsLock,
      stacks: new Map([
        ['old', applied('a'.repeat(64))],
        ['older', applied('a'.repeat(64))],
      ]),
    };
    const graph = zoneGraph(zone);
    const { forget, stacks } = zoneStacks('zone', zone, graph, lock);
    const seen = new Set<string>();
    for (const { id, needs, removal } of stacks) {
      if (!removal) expect(needs.filter((need) => !seen.has(need))).toEqual([]);
      seen.add(id);
    }
    expect(stacks).toHaveLength(graph.nodes.length + 1);
    expect(stacks.at(-1)).toMatchObject({ id: 'old', removal: true });
    expect(forget).toEqual(['older']);
  });

  test('guards what others rely on', () => {
    const { stacks } = zoneStacks('zone', testZone(), zoneGraph(testZone()), emptyFactsLock);
    const guarded = stacks.filter((stack) => stack.guarded).map(({ id }) => id);
    expect(guarded).toEqual(expect.arrayContaining(['organization', 'control-tower', 'identity-center']));
    expect(guarded).not.toContain('access-fraud');
  });
});

describe('forgetRemoved', () => {
  test('drops the stack and its facts, and nothing that another stack assigns', () => {
    writeFactsLock(root, {
      ...emptyFactsLock,
      facts: new Map([
        ['account/a/id', '1'],
        ['account/b/id', '2'],
      ]),
      stacks: new Map([['old', applied('a'.repeat(64), { assigns: ['account/a/id', 'account/b/id'] })]]),
    });
    const { options } = fakeOrganization('/nowhere', [{ id: 'new', assigns: ['account/b/id'] }]);
    const rest = { stacks: options.stacks, declared: new Map(), producers: new Map(), network: undefined };
    expect(forgetRemoved({ directory: root, forget: ['old'], ...rest })).toEqual(['old']);
    const { lock } = readFactsLock(root);
    expect([...lock.stacks.keys(), ...lock.facts.keys()]).toEqual(['account/b/id']);
  });
});

describe('runFolder', () => {
  test.each([
    ['landing-zone', 'landing-zone'],
    ['./landing-zone/', 'landing-zone'],
    ['examples/small/landing-zone', 'examples--small--landing-zone'],
    ['../other', 'up--other'],
    ['.', 'here'],
  ])('%s', (organization, name) => {
    expect(runFolder('/project', organization)).toBe(`/project/.landfall/runs/${name}`);
  });
});

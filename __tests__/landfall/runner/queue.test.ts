import fc from 'fast-check';
import { ReadyQueue, type QueueItem } from '../../../landfall/runner/queue';

const item = (id: string, needs: readonly string[] = [], turns: readonly string[] = []): QueueItem => ({
  id,
  needs,
  turns,
});

/** Items whose needs point backwards only, so that they are acyclic; ids are `s0`, `s1` ... */
const acyclic = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(30), { maxLength: 4 }),
      turns: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
      fails: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((drafts) =>
    drafts.map(({ needs, turns, fails }, index) => ({
      fails: fails && index % 3 === 0,
      item: item(
        `s${index}`,
        [...new Set(needs.filter((need) => need < index))].map((need) => `s${need}`),
        turns,
      ),
    })),
  );

const nextOf = (picks: readonly number[]): (() => number) => {
  let at = -1;
  return () => picks[(at += 1) % Math.max(picks.length, 1)] ?? 0;
};

interface Trace {
  readonly order: readonly string[];
  readonly most: number;
  readonly queue: ReadyQueue;
}

/** Runs a queue to its end; `pick` says which of the running ones ends next. */
function drain(
  items: readonly QueueItem[],
  jobs: number,
  fails: (id: string) => boolean,
  pick: (count: number) => number,
  onTake: (id: string, running: readonly string[]) => void = () => undefined,
): Trace {
  const queue = new ReadyQueue(items);
  const order: string[] = [];
  const running: string[] = [];
  let most = 0;
  while (!queue.settled) {
    while (running.length < jobs) {
      const id = queue.next();
      if (id === undefined) break;
      onTake(id, running);
      running.push(id);
      order.push(id);
    }
    most = Math.max(most, running.length);
    const [ended] = running.splice(pick(running.length) % Math.max(running.length, 1), 1);
    if (ended === undefined) throw new Error('nothing runs and the queue is not settled');
    queue.finish(ended, fails(ended) ? 'failed' : 'done');
  }
  return { order, most, queue };
}

describe('ReadyQueue', () => {
  test('gives the items in the order in which their needs are done', () => {
    const queue = new ReadyQueue([item('c', ['b']), item('b', ['a']), item('a')]);
    expect(queue.next()).toBe('a');
    expect(queue.next()).toBeUndefined();
    queue.finish('a', 'done');
    expect(queue.next()).toBe('b');
    expect(queue.inState('waiting')).toEqual(['c']);
  });

  test('tells which became ready, once, and lets one pass that has nothing to do', () => {
    const queue = new ReadyQueue([item('a'), item('b', ['a']), item('c', ['b'])]);
    expect(queue.takeFresh()).toEqual(['a']);
    queue.pass('a');
    expect(queue.takeFresh()).toEqual(['b']);
    expect(queue.takeFresh()).toEqual([]);
    expect(queue.next()).toBe('b');
    expect(() => queue.pass('b')).toThrow(/isn't ready/);
  });

  test('a need outside the queue counts as done', () => {
    expect(new ReadyQueue([item('a', ['elsewhere'])]).next()).toBe('a');
  });

  test('a failure skips what needs it, directly or not, and nothing else', () => {
    const queue = new ReadyQueue([item('a'), item('b'), item('c', ['a']), item('d', ['c', 'b']), item('e', ['b'])]);
    expect([queue.next(), queue.next()]).toEqual(['a', 'b']);
    queue.finish('a', 'failed');
    queue.finish('b', 'done');
    expect(queue.inState('skipped')).toEqual(['c', 'd']);
    expect(queue.cause('d')).toBe('a');
    expect(queue.next()).toBe('e');
  });

  test('a skipped item names what it waits for as the cause of its dependants', () => {
    const queue = new ReadyQueue([item('a'), item('b', ['a'])]);
    queue.skip('a', 'not selected');
    expect([queue.state('a'), queue.state('b'), queue.cause('b')]).toEqual(['skipped', 'skipped', 'not selected']);
    expect(queue.settled).toBe(true);
  });

  test('only one item has a turn at a time, others pass by', () => {
    const queue = new ReadyQueue([item('a', [], ['prod']), item('b', [], ['prod', 'dev']), item('c', [], ['dev'])]);
    expect([queue.next(), queue.next(), queue.next()]).toEqual(['a', 'c', undefined]);
    queue.finish('a', 'done');
    expect(queue.next()).toBeUndefined();
    queue.finish('c', 'failed');
    expect(queue.next()).toBe('b');
  });

  test('a skipped item that waited for a turn passes it on', () => {
    const queue = new ReadyQueue([item('a', [], ['t']), item('b', [], ['t']), item('c', [], ['t'])]);
    expect([queue.next(), queue.next()]).toEqual(['a', undefined]);
    queue.skip('b', 'stopped');
    queue.finish('a', 'done');
    expect(queue.next()).toBe('c');
  });

  test.each<[string, readonly QueueItem[], RegExp]>([
    ['an id comes twice', [item('a'), item('a')], /a is in the queue twice/],
    ['needs go in a circle', [item('a'), item('b', ['c']), item('c', ['b'])], /need each other: b, c/],
    ['an item needs itself', [item('a', ['a'])], /need each other: a/],
  ])('fails when %s', (_, items, message) => {
    expect(() => new ReadyQueue(items)).toThrow(message);
  });

  test('fails when an item ends that was not running', () => {
    expect(() => new ReadyQueue([item('a')]).finish('a', 'done')).toThrow(/isn't running/);
  });

  test('every item runs exactly once, after all it needs, with at most `jobs` at a time', () => {
    fc.assert(
      fc.property(acyclic, fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(10)), (drafts, jobs, picks) => {
        const items = drafts.map((draft) => draft.item);
        const needs = new Map(items.map(({ id, needs }) => [id, needs]));
        const taken: string[] = [];
        const { order, most, queue } = drain(
          items,
          jobs,
          () => false,
          nextOf(picks),
          (id, running) => {
            const unmet = (needs.get(id) ?? []).filter((need) => !taken.includes(need) || running.includes(need));
            expect(unmet).toEqual([]);
            taken.push(id);
          },
        );
        expect([...order].sort()).toEqual(items.map(({ id }) => id).sort());
        expect(most).toBeLessThanOrEqual(jobs);
        expect(queue.inState('done')).toHaveLength(items.length);
      }),
    );
  });

  test('failures skip exactly their dependants; no two running items share a turn', () => {
    fc.assert(
      fc.property(acyclic, fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(10)), (drafts, jobs, picks) => {
        const items = drafts.map((draft) => draft.item);
        const turns = new Map(items.map(({ id, turns }) => [id, turns]));
        const failing = new Set(drafts.filter(({ fails }) => fails).map((draft) => draft.item.id));
        const { queue } = drain(
          items,
          jobs,
          (id) => failing.has(id),
          nextOf(picks),
          (id, running) => {
            const held = running.flatMap((other) => turns.get(other) ?? []);
            expect((turns.get(id) ?? []).filter((turn) => held.includes(turn))).toEqual([]);
          },
        );
        const bad = new Set<string>();
        for (const { id, needs } of items) {
          const expected = needs.some((need) => bad.has(need)) ? 'skipped' : failing.has(id) ? 'failed' : 'done';
          if (expected !== 'done') bad.add(id);
          expect(queue.state(id)).toBe(expected);
        }
      }),
    );
  });

  test('many items of few turns all get their turn', () => {
    const wide = Array.from({ length: 20_000 }, (_, index) =>
      item(`s${index}`, index === 0 ? [] : ['s0'], [`unit-${index % 3}`]),
    );
    const { order } = drain(
      wide,
      4,
      () => false,
      () => 0,
    );
    expect(order).toHaveLength(20_000);
  });
});

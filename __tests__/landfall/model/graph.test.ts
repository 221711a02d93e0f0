import fc from 'fast-check';
import type { FactReader } from '../../../landfall/model/facts';
import { stackGraph, type StackGraph } from '../../../landfall/model/graph';
import type { StackNode } from '../../../landfall/model/stack';

interface Sketch {
  readonly id: string;
  readonly reads?: readonly string[];
  readonly assigns?: readonly string[];
  readonly after?: readonly string[];
}

function node({ id, assigns = [], after = [] }: Sketch): StackNode {
  return {
    id,
    kind: 'removed',
    wave: '1',
    account: 'management',
    after,
    assigns,
    reveals: [],
    createsIn: [],
    content: () => ({ kind: 'removed' }),
  };
}

function graphOf(sketches: readonly Sketch[], given: readonly string[] = []): StackGraph {
  const reads = new Map(sketches.map(({ id, reads: keys = [] }) => [id, keys]));
  const read = (stack: StackNode, facts: FactReader): void => reads.get(stack.id)?.forEach((key) => facts.get(key));
  return stackGraph(sketches.map(node), read, new Set(given));
}

const needsOf = (graph: StackGraph): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(graph.nodes.map(({ stack, needs }) => [stack.id, needs]));

test('an edge comes from a fact that is read and from nothing else', () => {
  const graph = graphOf([
    { id: 'reader', reads: ['unit/a/id'] },
    { id: 'maker', assigns: ['unit/a/id', 'unit/b/id'] },
    { id: 'other' },
  ]);
  expect(needsOf(graph)).toEqual({ maker: [], other: [], reader: ['maker'] });
  expect(graph.nodes.map(({ stack }) => stack.id)).toEqual(['maker', 'other', 'reader']);
  expect(graph.problems).toEqual([]);
});

test('a given fact makes no edge, even if a stack also assigns it', () => {
  const graph = graphOf(
    [
      { id: 'reader', reads: ['x'] },
      { id: 'maker', assigns: ['x'], after: ['reader'] },
    ],
    ['x'],
  );
  expect(needsOf(graph)).toEqual({ reader: [], maker: ['reader'] });
});

test('a need that another need implies is left out', () => {
  const graph = graphOf([{ id: 'a' }, { id: 'b', after: ['a'] }, { id: 'c', after: ['a', 'b'] }]);
  expect(needsOf(graph)).toEqual({ a: [], b: ['a'], c: ['b'] });
});

test.each([
  ['the same id twice', [{ id: 'a' }, { id: 'a' }], { kind: 'duplicate', stack: 'a' }],
  ['a stack that does not exist', [{ id: 'a', after: ['b'] }], { kind: 'unknown', stack: 'a', needs: 'b' }],
  ['a fact that nobody brings', [{ id: 'a', reads: ['x'] }], { kind: 'unassigned', stack: 'a', fact: 'x' }],
  [
    'a circle',
    [{ id: 'a', after: ['b'] }, { id: 'b', after: ['a'] }, { id: 'c' }],
    { kind: 'cycle', stacks: ['a', 'b'] },
  ],
])('%s is a problem', (_, sketches, problem) => {
  expect(graphOf(sketches).problems).toEqual([problem]);
});

/** Acyclic by construction: a stack reads only what earlier ones assign. */
const sketches = fc.array(fc.array(fc.nat(), { maxLength: 6 }), { minLength: 1, maxLength: 40 }).map((choices) =>
  choices.map((picked, index) => ({
    id: `s${index}`,
    assigns: [`f${index}`],
    reads: index === 0 ? [] : [...new Set(picked.map((pick) => `f${pick % index}`))],
  })),
);

function reachable(needs: Readonly<Record<string, readonly string[]>>, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (id: string): void => {
    for (const need of needs[id] ?? []) if (!seen.has(need)) visitOnce(need);
  };
  const visitOnce = (id: string): void => {
    seen.add(id);
    visit(id);
  };
  visit(from);
  return seen;
}

test('every stack comes once and after all that it reads, and reduction loses no order', () => {
  fc.assert(
    fc.property(sketches, (drawn) => {
      const graph = graphOf(drawn);
      const position = new Map(graph.nodes.map(({ stack }, index) => [stack.id, index]));
      expect(position.size).toBe(drawn.length);
      const direct = Object.fromEntries(drawn.map(({ id, reads }) => [id, reads.map((key) => `s${key.slice(1)}`)]));
      const reduced = needsOf(graph);
      for (const { id } of drawn) {
        for (const need of direct[id] ?? []) expect(position.get(need)).toBeLessThan(position.get(id) ?? -1);
        expect(reachable(reduced, id)).toEqual(reachable(direct, id));
        for (const need of reduced[id] ?? []) {
          const others = (reduced[id] ?? []).filter((other) => other !== need);
          expect(others.some((other) => reachable(reduced, other).has(need))).toBe(false);
        }
      }
    }),
  );
});

test('the order of declaration does not change what a stack needs', () => {
  fc.assert(
    fc.property(sketches, (drawn) => {
      expect(needsOf(graphOf([...drawn].reverse()))).toEqual(needsOf(graphOf(drawn)));
    }),
  );
});

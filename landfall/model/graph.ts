import { FactReader, type FactKey, type FactValues } from './facts';
import type { StackNode } from './stack';

/** A stack with what it waits for. */
export interface GraphNode {
  readonly stack: StackNode;
  /** Ids of the stacks that must be applied before it, without those implied by others of the list. */
  readonly needs: readonly string[];
  /** Facts that its slice and its envelope read. */
  readonly reads: readonly FactKey[];
}

/** What is wrong with a graph; a correct model never has any. */
export type GraphProblem =
  | { readonly kind: 'duplicate'; readonly stack: string }
  | { readonly kind: 'unknown'; readonly stack: string; readonly needs: string }
  | { readonly kind: 'unassigned'; readonly stack: string; readonly fact: FactKey }
  | { readonly kind: 'cycle'; readonly stacks: readonly string[] };

export interface StackGraph {
  /** In an order in which every stack comes after what it needs. */
  readonly nodes: readonly GraphNode[];
  readonly problems: readonly GraphProblem[];
  /** Which stack puts out or reveals a fact. */
  readonly producers: ReadonlyMap<FactKey, string>;
}

/**
 * Orders stacks by the facts they read and by `after`.
 * @param reads asks a stack's slice and envelope for their facts
 * @param given facts that are known before the first stack: from bootstrap and from ids in the configuration
 */
export function stackGraph(
  stacks: readonly StackNode[],
  reads: (stack: StackNode, facts: FactReader) => void,
  given: ReadonlySet<FactKey>,
): StackGraph {
  const problems: GraphProblem[] = [];
  const byId = new Map<string, StackNode>();
  for (const stack of stacks) {
    if (byId.has(stack.id)) problems.push({ kind: 'duplicate', stack: stack.id });
    byId.set(stack.id, stack);
  }
  const producers = new Map<FactKey, string>();
  for (const stack of byId.values()) {
    for (const key of [...stack.assigns, ...stack.reveals]) if (!given.has(key)) producers.set(key, stack.id);
  }

  const needs = new Map<string, Set<string>>();
  const readsOf = new Map<string, readonly FactKey[]>();
  const nothing: FactValues = new Map();
  for (const stack of byId.values()) {
    const reader = new FactReader(nothing);
    reads(stack, reader);
    const { asked } = reader;
    readsOf.set(stack.id, asked);
    const wanted = new Set<string>();
    for (const id of stack.after) {
      if (byId.has(id)) wanted.add(id);
      else problems.push({ kind: 'unknown', stack: stack.id, needs: id });
    }
    for (const key of asked) {
      if (given.has(key)) continue;
      const producer = producers.get(key);
      if (producer === undefined) problems.push({ kind: 'unassigned', stack: stack.id, fact: key });
      else if (producer !== stack.id) wanted.add(producer);
    }
    needs.set(stack.id, wanted);
  }

  const { order, cycle } = topologicalOrder([...byId.keys()], needs);
  if (cycle.length > 0) problems.push({ kind: 'cycle', stacks: cycle });
  const reduced = transitiveReduction(order, needs);
  const nodes = order.flatMap((id) => {
    const stack = byId.get(id);
    return stack === undefined ? [] : [{ stack, needs: reduced.get(id) ?? [], reads: readsOf.get(id) ?? [] }];
  });
  return { nodes, problems, producers };
}

/** Kahn's algorithm; among the ready ones the order of declaration decides, so the result is stable. */
function topologicalOrder(
  ids: readonly string[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): { readonly order: readonly string[]; readonly cycle: readonly string[] } {
  const open = new Map(ids.map((id) => [id, needs.get(id)?.size ?? 0]));
  const dependants = new Map<string, string[]>();
  for (const id of ids) {
    for (const need of needs.get(id) ?? []) {
      const known = dependants.get(need);
      if (known === undefined) dependants.set(need, [id]);
      else known.push(id);
    }
  }
  const order = ids.filter((id) => open.get(id) === 0);
  for (const id of order) {
    for (const dependant of dependants.get(id) ?? []) {
      const left = (open.get(dependant) ?? 0) - 1;
      open.set(dependant, left);
      if (left === 0) order.push(dependant);
    }
  }
  const done = new Set(order);
  return { order, cycle: ids.filter((id) => !done.has(id)) };
}

/** Leaves out a need that another need implies: CDKTF walks dependencies without remembering where it has been. */
function transitiveReduction(
  order: readonly string[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, readonly string[]> {
  const position = new Map(order.map((id, index) => [id, index]));
  const ancestors = new Map<string, Uint32Array>();
  const words = Math.ceil(order.length / 32);
  const reduced = new Map<string, readonly string[]>();
  for (const id of order) {
    const all = new Uint32Array(words);
    const direct = [...(needs.get(id) ?? [])].sort((a, b) => (position.get(b) ?? 0) - (position.get(a) ?? 0));
    const kept: string[] = [];
    for (const need of direct) {
      const index = position.get(need) ?? 0;
      const word = index >>> 5;
      const bit = 1 << (index & 31);
      if (((all[word] ?? 0) & bit) !== 0) continue;
      kept.push(need);
      ancestors.get(need)?.forEach((bits, at) => (all[at] = (all[at] ?? 0) | bits));
      all[word] = (all[word] ?? 0) | bit;
    }
    ancestors.set(id, all);
    reduced.set(id, kept.sort());
  }
  return reduced;
}

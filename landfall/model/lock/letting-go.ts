import { FactReader, type FactKey } from '../facts';
import type { StackGraph } from '../graph';
import { spokeProviderOf } from '../spoke-provider';
import type { FactsLock } from './facts';
import type { RemovedStack } from './removal';

/**
 * Needs that only what is applied brings about: AWS deletes no route table of the hub while a spoke is associated with
 * it. Where the hub loses one, stacks that leave the hub, or leave altogether, come before it. A stack that needs the
 * hub itself can't; it has to leave the segment in a deployment of its own.
 * @param order what comes before each stack anyway
 * @returns ids of stacks that must come before, by stack id; nothing for the others
 */
export function lettingGo(
  graph: StackGraph,
  destroy: readonly RemovedStack[],
  lock: FactsLock,
  order: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const losing = graph.nodes.filter(({ stack }) =>
    losesRouteTables(lock.stacks.get(stack.id)?.assigns ?? [], stack.assigns),
  );
  if (losing.length === 0) return new Map();
  const present = graph.nodes.filter(({ stack }) => {
    if (lock.stacks.get(stack.id)?.network === undefined) return false;
    return spokeProviderOf(stack.content(new FactReader(lock.facts))) === undefined;
  });
  const leaving = [
    ...present.map(({ stack }) => stack.id),
    ...destroy.filter(({ applied }) => applied.network !== undefined).map(({ slice }) => slice.envelope.id),
  ];
  return new Map(
    losing.map(({ stack }) => {
      const free = leaving.filter((id) => id !== stack.id && !reaches(id, stack.id, order));
      return [stack.id, free.sort()];
    }),
  );
}

function losesRouteTables(before: readonly FactKey[], now: readonly FactKey[]): boolean {
  return before.some((key) => key.startsWith('hub/route-table/') && !now.includes(key));
}

function reaches(from: string, to: string, order: ReadonlyMap<string, readonly string[]>): boolean {
  const reached = new Set([from]);
  for (const id of reached) for (const need of order.get(id) ?? []) reached.add(need);
  return reached.has(to);
}

import type { WaitingStack } from './plan';

const shownAtMost = 6;

/**
 * Says which stacks wait, one line for each thing that they wait for first, in the order in which things come. A stack
 * that waits for several is named once: the others come later anyway.
 */
export function waitingLines(waiting: readonly WaitingStack[]): readonly string[] {
  const order = ['landfall bootstrap', ...waiting.map(({ stack }) => stack.id)];
  const place = new Map(order.map((id, index) => [id, index]));
  const groups = new Map<string, string[]>();
  for (const { missing, stack } of waiting) {
    const sources = missing.map(({ from }) => from ?? 'landfall bootstrap');
    const [first = ''] = sources.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [stack.id]);
    else group.push(stack.id);
  }
  return [...groups]
    .sort(([a], [b]) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
    .map(([source, stacks]) => `waiting for ${source}: ${shortList(stacks)}`);
}

function shortList(stacks: readonly string[]): string {
  const more = stacks.length - shownAtMost;
  const shown = more > 1 ? stacks.slice(0, shownAtMost) : stacks;
  const rest = more > 1 ? ` and ${more} more stacks` : '';
  return `stack${stacks.length === 1 ? '' : 's'} ${shown.join(', ')}${rest}`;
}

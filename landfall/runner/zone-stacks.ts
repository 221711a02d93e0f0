import type { FactKey, FactValues } from '../model/facts';
import type { StackGraph } from '../model/graph';
import { orderOf, removals, type FactsLock } from '../model/lock';
import { declaredFacts, sliceOf } from '../model/plan';
import type { StackNode } from '../model/stack';
import { accountWithDuty, type LandingZone } from '../model/zone';
import type { RunStack } from './contract';

/** What there is to run for an organization. */
export interface ZoneStacks {
  /** In the order of the graph; those to be destroyed come last, whatever needs them to be gone. */
  readonly stacks: readonly RunStack[];
  /** Ids given in the configuration. */
  readonly declared: FactValues;
  /** Which stack brings a fact that isn't there before the first one. */
  readonly producers: ReadonlyMap<FactKey, string>;
  /** Key of the network account; none where no account has that duty. */
  readonly network: string | undefined;
  /** Stacks that are only to be forgotten. */
  readonly forget: readonly string[];
}

/** Turns the model's graph, and the stacks that left it, into what the engine runs. */
export function zoneStacks(directory: string, zone: LandingZone, graph: StackGraph, lock: FactsLock): ZoneStacks {
  const present = new Set(graph.nodes.map(({ stack }) => stack.id));
  const { destroy, forget } = removals(directory, zone, present, lock);
  const order = orderOf(graph, destroy, lock);
  return {
    stacks: [
      ...graph.nodes.map(({ stack }) => presentStack(zone, stack, order.get(stack.id) ?? [])),
      ...destroy.map(({ after, applied, slice }): RunStack => ({
        id: slice.envelope.id,
        wave: 'removal',
        account: applied.account,
        needs: after,
        assigns: [],
        reveals: [],
        createsIn: [],
        guarded: applied.guarded,
        removal: true,
        slice: () => slice,
      })),
    ],
    declared: declaredFacts(zone),
    producers: graph.producers,
    network: accountWithDuty(zone, 'network')?.key,
    forget,
  };
}

function presentStack(zone: LandingZone, stack: StackNode, needs: readonly string[]): RunStack {
  const { account, assigns, createsIn, id, mayAssign, reveals, wave } = stack;
  return {
    ...{ id, wave, account, needs, assigns, reveals, createsIn },
    ...(mayAssign === undefined ? {} : { mayAssign }),
    guarded: isGuarded(zone, stack),
    removal: false,
    slice: (facts) => sliceOf(zone, stack, facts),
  };
}

/** Stacks whose loss reaches far beyond them: the organization, its accounts, identities, logs, hub and state. */
function isGuarded(zone: LandingZone, { account, kind }: StackNode): boolean {
  if (['organization', 'vending', 'control-tower', 'identity-center'].includes(kind)) return true;
  if (kind !== 'account') return false;
  const duties = zone.accounts.find(({ key }) => key === account)?.duties ?? [];
  return duties.includes('log-archive') || duties.includes('network') || account === zone.deployment.account;
}

import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { StackGraph } from '../graph';
import { homeRoles, roleArn, stateKeyAlias } from '../names';
import { spokeProvider } from '../spoke-provider';
import type { StackEnvelope, StackSlice, StateBackend } from '../stack';
import type { LandingZone } from '../zone';
import { factsPath, type AppliedStack, type FactsLock } from './facts';
import { lettingGo } from './letting-go';

/** An applied stack that left the configuration and is to be destroyed. */
export interface RemovedStack {
  readonly applied: AppliedStack;
  /** Rendered empty: only providers and backend are left. */
  readonly slice: StackSlice;
  /** Stacks to run before: those that needed it must have let go of it. */
  readonly after: readonly string[];
}

export interface Removals {
  /** Sorted by id; the order of destruction is in `after`. */
  readonly destroy: readonly RemovedStack[];
  /** Stacks whose state stays as it is and which are known no longer. */
  readonly forget: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares the applied stacks with those of the model. A stack that is gone needs a word in `removed.yaml` (LF2010), a
 * guarded one its confirmation there too (LF2011); a word for a stack that is still there is an error (LF2012), one for
 * a stack that isn't applied any more a note (LF2013).
 * @param directory the organization's, for messages
 * @param present ids of all stacks of the model
 */
export function removals(
  directory: string,
  zone: LandingZone,
  present: ReadonlySet<string>,
  lock: FactsLock,
): Removals {
  const words = zone.removed.stacks;
  const gone = [...lock.stacks].filter(([id]) => !present.has(id)).sort(([a], [b]) => (a < b ? -1 : 1));
  const destroyed = new Set(gone.filter(([id]) => words[id] === 'destroy').map(([id]) => id));
  return {
    destroy: gone
      .filter(([id]) => destroyed.has(id))
      .map(([id, applied]) => ({
        applied,
        slice: removedSlice(zone, id, applied),
        after: [...lock.stacks]
          .filter(([other, { needs }]) => (present.has(other) || destroyed.has(other)) && needs.includes(id))
          .map(([other]) => other)
          .sort(),
      })),
    forget: gone.filter(([id]) => words[id] === 'forget').map(([id]) => id),
    diagnostics: [
      ...gone.flatMap(([id, applied]) => complaint(directory, zone, id, applied)),
      ...Object.keys(words).flatMap((id) => unneededWord(zone, id, present, lock)),
    ],
  };
}

/**
 * Ids of the stacks that come before each stack, be it applied or destroyed.
 * @param lock what is applied: it can ask for more than the graph does, see `lettingGo`
 */
export function orderOf(
  graph: StackGraph,
  destroy: readonly RemovedStack[],
  lock: FactsLock,
): ReadonlyMap<string, readonly string[]> {
  const order: ReadonlyMap<string, readonly string[]> = new Map([
    ...graph.nodes.map(({ needs, stack }) => [stack.id, needs] as const),
    ...destroy.map(({ after, slice }) => [slice.envelope.id, after] as const),
  ]);
  const earlier = lettingGo(graph, destroy, lock, order);
  if (earlier.size === 0) return order;
  return new Map([...order].map(([id, needs]) => [id, [...needs, ...(earlier.get(id) ?? [])]]));
}

function complaint(directory: string, zone: LandingZone, id: string, applied: AppliedStack): readonly Diagnostic[] {
  const word = zone.removed.stacks[id];
  if (word === undefined) {
    return [
      {
        severity: 'error',
        code: 'LF2010',
        message: `stack ${id} (account ${applied.accountId}) is applied, but the configuration has it no longer`,
        help: `Nothing is removed without a word: write \`${id}: destroy\` or \`${id}: forget\` under \`stacks\` in removed.yaml, or bring back what was taken away.`,
        path: `stacks.${id}`,
        location: { file: factsPath(directory), line: 1, column: 1 },
      },
    ];
  }
  if (!applied.guarded || zone.removed.confirmed.includes(id)) return [];
  return [
    {
      severity: 'error',
      code: 'LF2011',
      message: `stack ${id} holds what others rely on: \`${word}\` alone doesn't remove it`,
      help: `Write its id under \`confirm\` in removed.yaml as well.`,
      path: `stacks.${id}`,
      location: zone.sources.locate({ file: 'removed.yaml', path: ['stacks', id] }),
    },
  ];
}

function unneededWord(
  zone: LandingZone,
  id: string,
  present: ReadonlySet<string>,
  lock: FactsLock,
): readonly Diagnostic[] {
  const location = zone.sources.locate({ file: 'removed.yaml', path: ['stacks', id] }, 'key');
  const path = `stacks.${id}`;
  if (present.has(id)) {
    return [
      {
        severity: 'error',
        code: 'LF2012',
        message: `stack ${id} is to be removed, but the configuration still asks for it`,
        help: 'Take away what asks for it, such as the team or the account; or this line.',
        path,
        location,
      },
    ];
  }
  if (lock.stacks.has(id)) return [];
  return [
    {
      severity: 'note',
      code: 'LF2013',
      message: `stack ${id} isn't applied (any more)`,
      help:
        zone.removed.stacks[id] === 'forget'
          ? 'Delete this line once its state is gone from the account: until then `landfall lock` would find it again.'
          : 'This line has done its work: delete it.',
      path,
      location,
    },
  ];
}

function removedSlice(zone: LandingZone, id: string, applied: AppliedStack): StackSlice {
  const assumes = 'bucket' in applied.state && zone.deployment.access === 'assume-role';
  const spoke = applied.network === undefined ? {} : { networkProvider: spokeProvider(applied.network, assumes) };
  const accounts = applied.assigns.flatMap((key) => /^account\/(.+)\/id$/.exec(key)?.[1] ?? []).sort();
  return {
    envelope: removedEnvelope(zone, id, applied, assumes),
    content: { kind: 'removed', ...spoke, ...(accounts.length === 0 ? {} : { accounts }) },
  };
}

function removedEnvelope(
  zone: LandingZone,
  id: string,
  { accountId, state }: AppliedStack,
  assumes: boolean,
): StackEnvelope {
  const inBucket = 'bucket' in state;
  const role = assumes ? roleArn(accountId, homeRoles.apply) : undefined;
  const backend: StateBackend = inBucket
    ? { kind: 's3', ...state, kmsKeyId: stateKeyAlias, roleArn: role }
    : { kind: 'hcp', ...state };
  return {
    id,
    accountId,
    region: inBucket ? state.region : zone.regions.home,
    roleArn: role,
    backend,
    providerConstraint: zone.providerConstraint,
    defaultTags: { ...zone.tags, 'landfall:stack': id },
  };
}

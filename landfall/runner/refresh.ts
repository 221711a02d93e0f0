import { DiagnosticError } from '../diagnostics/diagnostic';
import { failureMessage } from '../diagnostics/failure';
import { fact, FactReader, type FactValues } from '../model/facts';
import {
  mergeFacts,
  recordedState,
  sliceHash,
  takeSurvey,
  unfinished,
  type FactsLock,
  type FoundState,
} from '../model/lock';
import { assignable, type RunHooks, type RunOptions, type RunStack } from './contract';
import { readStateFile } from './state-file';
import { foundState, type OpenStates, type StateBucket } from './states';
import { onWorkers } from './workers';

/** A stack whose state is to be read, and where it lies if there is one. */
interface Wanted {
  readonly stack: RunStack;
  readonly accountId: string;
  readonly place: StateBucket & { readonly key: string };
}

/**
 * Brings the facts up to date before a run: somebody else may have deployed since, or the facts were never committed.
 * Looks only at selected stacks and at what they need, and of those only at the ones that the facts don't know to be
 * applied with the slice that they have now, or all whose ids are not known; `refreshFacts` looks at all of them. What
 * can't be reached is noted and left to the run itself.
 * @throws DiagnosticError LF2006 where AWS assigned another id than the one known
 */
export async function refreshFacts(options: RunOptions, hooks: RunHooks): Promise<void> {
  const { openStates, store } = hooks;
  if (openStates === undefined) return;
  const before = store.load();
  let lock = before;
  const open = new Set(needed(options));
  const read = new Set<RunStack>();
  for (;;) {
    const wanted = [...open].flatMap((stack) => whereToLook(stack, lock, options) ?? []);
    if (wanted.length === 0) break;
    for (const { stack } of wanted) open.delete(stack);
    const states = await readStates(wanted, lock, openStates, options.jobs, hooks);
    const survey = takeSurvey(lock, {
      stacks: options.stacks.filter(({ removal }) => !removal).map((one) => ({ ...one, assigns: assignable(one) })),
      ...{ states, listed: new Set(), network: options.network, declared: options.declared, words: {} },
    });
    store.save(survey.lock);
    if (survey.diagnostics.length > 0) throw new DiagnosticError(survey.diagnostics);
    lock = survey.lock;
    // Without a new state there is no new id of an account either, and nothing more to look at.
    if (survey.read.length === 0) break;
    const there = new Set(survey.read);
    for (const { stack } of wanted) if (there.has(stack.id)) read.add(stack);
  }
  await revealHidden([...read], lock, options, hooks);
}

/** Selected stacks and all that they need, directly or not. */
function needed({ selected = () => true, stacks }: RunOptions): readonly RunStack[] {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const reached = new Set(stacks.filter(({ id }) => selected(id)));
  for (const { needs } of reached) {
    for (const id of needs) {
      const need = byId.get(id);
      if (need !== undefined) reached.add(need);
    }
  }
  return [...reached].filter(({ removal }) => !removal);
}

/** @returns nothing where the state need not be looked at, or not yet, as the id of its account isn't known */
function whereToLook(stack: RunStack, lock: FactsLock, options: RunOptions): Wanted | undefined {
  const values: FactValues = new Map([...lock.facts, ...options.declared]);
  const accountId = values.get(fact.accountId(stack.account));
  if (accountId === undefined) return undefined;
  const facts = new FactReader(values);
  const slice = stack.slice(facts);
  const applied = lock.stacks.get(stack.id);
  const known = [...stack.assigns, ...stack.reveals].every((key) => values.has(key));
  const complete = applied !== undefined && applied.slice !== unfinished && known;
  // Without all it reads, nobody can say with which slice it would be applied now.
  const current = facts.missing.length > 0 || applied?.slice === sliceHash(slice, options.program);
  if (complete && current && options.refreshFacts !== true) return undefined;
  const state = applied?.state ?? recordedState(slice.envelope.backend);
  return 'bucket' in state ? { stack, accountId: applied?.accountId ?? accountId, place: state } : undefined;
}

/** One look at each bucket tells which states there are. */
async function readStates(
  wanted: readonly Wanted[],
  lock: FactsLock,
  openStates: OpenStates,
  jobs: number,
  { report }: RunHooks,
): Promise<readonly FoundState[]> {
  const buckets = new Map<string, Wanted[]>();
  for (const one of wanted) {
    const bucket = buckets.get(one.place.bucket);
    if (bucket === undefined) buckets.set(one.place.bucket, [one]);
    else bucket.push(one);
  }
  const inhabited = new Set([...lock.stacks.values()].map(({ accountId }) => accountId));
  const found: FoundState[] = [];
  const left = [...buckets.values()].reverse();
  await onWorkers(
    jobs,
    () => left.pop(),
    async (stacks) => {
      const [first] = stacks;
      if (first === undefined) return;
      try {
        const bucket = await openStates(first.accountId, first.place);
        const keys = new Set(await bucket.keys());
        for (const { accountId, place, stack } of stacks) {
          const content = keys.has(place.key) ? readStateFile(await bucket.read(place.key)) : undefined;
          if (content === undefined) continue;
          found.push(foundState({ stack: stack.id, accountId, accountName: stack.account }, place, content));
        }
      } catch (error) {
        // A new account has no home yet, and nothing can be applied there.
        if (!inhabited.has(first.accountId)) return;
        const why = failureMessage(error);
        report({ kind: 'note', text: `the states of account ${first.accountId} could not be looked at: ${why}` });
      }
    },
  );
  return found;
}

/** What no state holds is asked for only where it isn't known. */
async function revealHidden(
  read: readonly RunStack[],
  lock: FactsLock,
  { declared }: RunOptions,
  { reveal, store }: RunHooks,
): Promise<void> {
  let known = lock;
  for (const stack of read) {
    const hidden = stack.reveals.filter((key) => !known.facts.has(key) && !declared.has(key));
    if (hidden.length === 0) continue;
    const merged = mergeFacts(known, await reveal(stack, hidden));
    if (merged.diagnostics.length > 0) throw new DiagnosticError(merged.diagnostics);
    known = merged.lock;
    store.save(known);
  }
}

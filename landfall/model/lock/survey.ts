import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { fact, type FactKey, type FactValues } from '../facts';
import { mergeFacts, recordStack, unfinished, type AppliedStack, type FactsLock, type RecordedState } from './facts';
import { unnamedStack, type FoundState } from './unnamed';

/** A stack of the model, as far as its state concerns it. */
export interface SurveyedStack {
  readonly id: string;
  /** Key of the account in which it acts. */
  readonly account: string;
  readonly needs: readonly string[];
  /** Facts that it may put out. */
  readonly assigns: readonly FactKey[];
  readonly guarded: boolean;
}

/** What was found in the accounts, and what there should be. */
export interface Survey {
  readonly stacks: readonly SurveyedStack[];
  readonly states: readonly FoundState[];
  /** Buckets of which every object is among the states. */
  readonly listed: ReadonlySet<string>;
  /** Key of the network account; none where no account has that duty. */
  readonly network: string | undefined;
  /** Ids given in the configuration. */
  readonly declared: FactValues;
  /** Words of `removed.yaml` by stack. */
  readonly words: Readonly<Record<string, 'destroy' | 'forget'>>;
}

export interface SurveyResult {
  readonly lock: FactsLock;
  /** Ids of the stacks of the model whose states were read, sorted. */
  readonly read: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Takes what the states say into the lock: ids, which stacks are applied, where their states lie and which providers
 * these need. The states are right: whatever else the lock remembers of an applied stack stays.
 * @returns LF2006 for ids that changed, LF2025 for states of stacks that nobody names, LF2026 for a second state of a
 *   stack, LF2027 for recorded stacks without a state
 */
export function takeSurvey(lock: FactsLock, survey: Survey): SurveyResult {
  const named = new Map(survey.stacks.map((stack) => [stack.id, stack]));
  const owners = new Map(survey.stacks.flatMap(({ assigns, id }) => assigns.map((key) => [key, id] as const)));
  const { chosen, second } = chooseStates(lock, survey, named);
  const counted = chosen.filter((found) => counts(found, named) && survey.words[found.stack] !== 'forget');

  const diagnostics: Diagnostic[] = [];
  let taken = lock;
  for (const found of counted) {
    const merged = mergeFacts(taken, factsOf(found, owners));
    taken = merged.lock;
    diagnostics.push(...merged.diagnostics);
  }
  const networkId = networkIdOf(taken, survey);
  const unnamed = [...new Set([...counted.map(({ stack }) => stack), ...lock.stacks.keys()])].filter(
    (id) => !named.has(id),
  );
  for (const found of counted) {
    const stack = named.get(found.stack);
    const known = lock.stacks.get(found.stack);
    const fresh = stack === undefined ? unnamedStack(found, unnamed, taken, networkId) : appliedAs(stack, found);
    taken = recordStack(taken, found.stack, recorded(fresh, found, owners, known, networkId));
    if (stack === undefined) diagnostics.push(...nobodyNames(found, survey));
  }
  const gone = goneStacks(lock, survey, chosen);
  for (const [id, applied] of gone) taken = recordStack(taken, id, { ...applied, slice: unfinished });
  return {
    lock: taken,
    read: counted
      .map(({ stack }) => stack)
      .filter((id) => named.has(id))
      .sort(),
    diagnostics: [...diagnostics, ...second.map(secondState), ...gone.map(([id, applied]) => noState(id, applied))],
  };
}

/** A stack of the model may hold nothing at all; one that nobody names and that holds nothing concerns nobody. */
function counts({ assigned, isEmpty, resources, stack }: FoundState, named: ReadonlyMap<string, unknown>): boolean {
  return !isEmpty && (named.has(stack) || resources > 0 || assigned.size > 0);
}

/** One state a stack: where the lock has it, else in its own account, else the first; no empty one. Sorted by stack. */
function chooseStates(
  lock: FactsLock,
  { declared, states }: Survey,
  named: ReadonlyMap<string, SurveyedStack>,
): { readonly chosen: readonly FoundState[]; readonly second: readonly (readonly [FoundState, FoundState])[] } {
  const known: FactValues = new Map([...states.flatMap(({ assigned }) => [...assigned]), ...lock.facts, ...declared]);
  const rank = ({ accountId, isEmpty, stack, state }: FoundState): number => {
    if (isEmpty) return 3;
    if (isDeepStrictEqual(lock.stacks.get(stack)?.state, state)) return 0;
    const account = named.get(stack)?.account;
    return account !== undefined && known.get(fact.accountId(account)) === accountId ? 1 : 2;
  };
  const sorted = [...states].sort(
    (a, b) => compare(a.stack, b.stack) || rank(a) - rank(b) || compare(place(a.state), place(b.state)),
  );
  const chosen = sorted.filter(({ stack }, index) => sorted[index - 1]?.stack !== stack);
  const first = new Map(chosen.map((found) => [found.stack, found]));
  const second = sorted.flatMap((found) => {
    const other = first.get(found.stack);
    return other === undefined || other === found || found.isEmpty ? [] : [[other, found] as const];
  });
  return { chosen, second };
}

/** What another stack of the model assigns by now is that one's to say. */
function factsOf({ assigned, stack }: FoundState, owners: ReadonlyMap<FactKey, string>): FactValues {
  return new Map([...assigned].filter(([key]) => (owners.get(key) ?? stack) === stack));
}

function networkIdOf({ facts }: FactsLock, { declared, network }: Survey): string | undefined {
  if (network === undefined) return undefined;
  const key = fact.accountId(network);
  return declared.get(key) ?? facts.get(key);
}

function appliedAs(
  { account, assigns, guarded, needs }: SurveyedStack,
  { accountId, state }: FoundState,
): AppliedStack {
  return { account, accountId, state, slice: unfinished, needs, assigns, network: undefined, guarded };
}

function recorded(
  fresh: AppliedStack,
  found: FoundState,
  owners: ReadonlyMap<FactKey, string>,
  known: AppliedStack | undefined,
  networkId: string | undefined,
): AppliedStack {
  const base = known ?? fresh;
  const assigns = [...new Set([...base.assigns, ...factsOf(found, owners).keys()])].sort();
  const network = found.usesNetwork ? (known?.network ?? networkId) : undefined;
  return { ...base, accountId: found.accountId, state: found.state, assigns, network };
}

/** Recorded stacks whose bucket was listed to the end without their state in it, or whose state is empty. */
function goneStacks(
  lock: FactsLock,
  { listed }: Survey,
  chosen: readonly FoundState[],
): readonly (readonly [string, AppliedStack])[] {
  const there = new Set(chosen.filter(({ isEmpty }) => !isEmpty).map(({ stack }) => stack));
  return [...lock.stacks]
    .filter(([id, { state }]) => 'bucket' in state && listed.has(state.bucket) && !there.has(id))
    .sort(([a], [b]) => compare(a, b));
}

function nobodyNames(found: FoundState, { words }: Survey): readonly Diagnostic[] {
  const { accountId, accountName, resources, stack, state } = found;
  if (words[stack] !== undefined) return [];
  return [
    {
      severity: 'warning',
      code: 'LF2025',
      message: `account ${accountName} (${accountId}) holds the state of a stack that the configuration doesn't have: ${stack}, with ${objects(resources)} (${place(state)})`,
      help: `It stands in lock/facts.json now. Write \`${stack}: destroy\` or \`${stack}: forget\` under \`stacks\` in removed.yaml, or bring back what made it.`,
      path: `stacks.${stack}`,
    },
  ];
}

function secondState([first, other]: readonly [FoundState, FoundState]): Diagnostic {
  return {
    severity: 'warning',
    code: 'LF2026',
    message: `stack ${other.stack} has a second state, with ${objects(other.resources)}, in account ${other.accountName} (${other.accountId}): ${place(other.state)}`,
    help: `The one at ${place(first.state)} was read. What the other one holds belongs to nobody: destroy it with Terraform, or delete that state if its objects are gone.`,
    path: `stacks.${other.stack}`,
  };
}

function noState(id: string, { accountId, state }: AppliedStack): Diagnostic {
  return {
    severity: 'warning',
    code: 'LF2027',
    message: `stack ${id} (account ${accountId}) is recorded as applied, but there is no state of it at ${place(state)}`,
    help: `Bring back an older version of the object, as the bucket is versioned. If all it held was destroyed, \`landfall deploy ${id}\` makes it again, or \`${id}: forget\` in removed.yaml lets it go.`,
    path: `stacks.${id}`,
  };
}

function objects(count: number): string {
  return count === 1 ? '1 object' : `${count} objects`;
}

function place(state: RecordedState): string {
  return 'bucket' in state ? `s3://${state.bucket}/${state.key}` : `${state.organization}/${state.workspace}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import { FactReader, type FactKey, type FactValues } from '../model/facts';
import { sliceHash, unfinished, type FactsLock } from '../model/lock';
import { producersOf, type MissingFact, type RunStack } from './contract';

/** How a stack stands, as far as the lock tells. */
export type StackState =
  | { readonly kind: 'applied' }
  /** Its slice differs from the one it was applied with. */
  | { readonly kind: 'changed' }
  /** Its last apply failed or was killed. */
  | { readonly kind: 'unfinished' }
  /** Never applied; everything it reads is known. */
  | { readonly kind: 'new' }
  | { readonly kind: 'waiting'; readonly missing: readonly MissingFact[] }
  /** It left the configuration and is destroyed next. */
  | { readonly kind: 'to-destroy' };

export interface StackStatus {
  readonly stack: string;
  readonly wave: string;
  readonly account: string;
  readonly state: StackState;
}

/** Says of every stack how it stands, without asking AWS. */
export function stackStatuses(
  stacks: readonly RunStack[],
  declared: FactValues,
  lock: FactsLock,
  program?: string,
  producers: ReadonlyMap<FactKey, string> = producersOf(stacks),
): readonly StackStatus[] {
  const facts: FactValues = new Map([...lock.facts, ...declared]);
  const state = (stack: RunStack): StackState => {
    if (stack.removal) return { kind: 'to-destroy' };
    const reader = new FactReader(facts);
    const slice = stack.slice(reader);
    if (reader.missing.length > 0) {
      return { kind: 'waiting', missing: reader.missing.map((key) => ({ fact: key, from: producers.get(key) })) };
    }
    const applied = lock.stacks.get(stack.id)?.slice;
    if (applied === undefined) return { kind: 'new' };
    if (applied === unfinished) return { kind: 'unfinished' };
    return { kind: applied === sliceHash(slice, program) ? 'applied' : 'changed' };
  };
  return stacks.map((stack) => ({ stack: stack.id, wave: stack.wave, account: stack.account, state: state(stack) }));
}

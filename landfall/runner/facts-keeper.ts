import { DiagnosticError } from '../diagnostics/diagnostic';
import type { FactKey, FactValues } from '../model/facts';
import {
  forgetStack,
  mergeFacts,
  recordedState,
  recordStack,
  settleStack,
  unfinished,
  type AppliedStack,
  type FactsLock,
} from '../model/lock';
import { spokeProviderOf } from '../model/spoke-provider';
import type { StackSlice } from '../model/stack';
import { assignable, type FactStore, type RunStack } from './contract';

/** The facts during a run: every change is on disk before anything relies on it. */
export class FactsKeeper {
  private lock: FactsLock;
  private known: FactValues | undefined;

  constructor(
    private readonly store: FactStore,
    private readonly declared: FactValues,
  ) {
    this.lock = store.load();
  }

  /** Facts of the store, and above them those that people gave. */
  get values(): FactValues {
    return (this.known ??= new Map([...this.lock.facts, ...this.declared]));
  }

  applied(stack: string): AppliedStack | undefined {
    return this.lock.stacks.get(stack);
  }

  /** Whether any stack was ever applied in the account. */
  isInhabited(accountId: string): boolean {
    for (const stack of this.lock.stacks.values()) if (stack.accountId === accountId) return true;
    return false;
  }

  /** @throws DiagnosticError where AWS assigned another id than the one known. */
  learn(facts: FactValues): void {
    const { lock, diagnostics } = mergeFacts(this.lock, facts);
    this.change(lock);
    if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  }

  /** Notes that a stack is about to change; until it is `finished`, nobody knows what it holds. */
  begin(stack: RunStack, slice: StackSlice): void {
    const known = this.applied(stack.id);
    const entry = stack.removal && known !== undefined ? known : appliedStack(stack, slice, unfinished);
    // What it made before may still be in its state, and must not be taken for something that never was.
    const assigns = [...new Set([...(known?.assigns ?? []), ...entry.assigns])];
    const network = entry.network ?? known?.network;
    this.change(recordStack(this.lock, stack.id, { ...entry, assigns, network, slice: unfinished }));
  }

  /** @param assigned facts that the stacks of the model assign: what this one assigned before and none does now goes */
  finish(stack: RunStack, slice: StackSlice, hash: string, assigned: ReadonlySet<FactKey>): void {
    this.change(settleStack(this.lock, stack.id, appliedStack(stack, slice, hash), assigned));
  }

  /** @param kept facts that other stacks assign now */
  forget(stack: string, kept: ReadonlySet<FactKey>): void {
    this.change(forgetStack(this.lock, stack, kept));
  }

  private change(lock: FactsLock): void {
    this.lock = lock;
    this.known = undefined;
    this.store.save(lock);
  }
}

function appliedStack(stack: RunStack, { content, envelope }: StackSlice, slice: string): AppliedStack {
  return {
    account: stack.account,
    accountId: envelope.accountId,
    state: recordedState(envelope.backend),
    slice,
    needs: stack.needs,
    assigns: assignable(stack),
    network: spokeProviderOf(content)?.accountId,
    guarded: stack.guarded,
  };
}

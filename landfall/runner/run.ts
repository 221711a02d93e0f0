import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { FactReader, type FactKey } from '../model/facts';
import { recordedState, sliceHash, withAppliedProviders } from '../model/lock';
import { batcher } from './batcher';
import {
  producersOf,
  type MissingFact,
  type RunHooks,
  type RunOptions,
  type RunReport,
  type RunStack,
  type SkipReason,
  type StackResult,
} from './contract';
import { FactsKeeper } from './facts-keeper';
import { Journal, readJournal } from './journal';
import { ReadyQueue } from './queue';
import { refreshFacts } from './refresh';
import { holdRunLock } from './run-lock';
import { errorTexts, StackRun, type Plan, type StepFailure, type Work } from './stack-run';
import { awaitLeftovers, stateFreeing } from './takeover';
import { onWorkers } from './workers';

/** How far a run goes; `read` only takes the ids out of the states, to make lost facts again. */
export type RunMode = 'plan' | 'deploy' | 'deploy-with-approval' | 'read';

/**
 * Runs Terraform over the stacks. Each is rendered as soon as the facts it reads are known, planned, applied exactly as
 * planned, and its ids are facts before the next one begins. A failed stack stops only what needs it.
 * @throws DiagnosticError LF3001 where another run has the folder, LF2006 where an id is not the known one
 */
export async function run(mode: RunMode, options: RunOptions, hooks: RunHooks): Promise<RunReport> {
  const release = holdRunLock(options.folder);
  try {
    for (const name of ['plans', 'logs']) mkdirSync(join(options.folder, name), { recursive: true, mode: 0o700 });
    const journalFile = join(options.folder, 'journal.json');
    const left = readJournal(journalFile);
    const journal = new Journal(journalFile, left);
    await awaitLeftovers(left, hooks.report, options.stop);
    if (mode !== 'read') await refreshFacts(options, hooks);
    return await new Run(options, hooks, journal, stateFreeing(left, hooks.report)).run(mode);
  } finally {
    release();
  }
}

class Run {
  private readonly results = new Map<string, StackResult>();
  private readonly work = new Map<string, Work>();
  private readonly plans = new Map<string, Plan>();
  private readonly unselected = new Set<string>();
  private readonly producers: ReadonlyMap<FactKey, string>;
  private readonly stacks: readonly RunStack[];
  private readonly byId: ReadonlyMap<string, RunStack>;
  private readonly keeper: FactsKeeper;
  private readonly queue: ReadyQueue;
  private readonly rendered;
  private readonly stackRun: StackRun;
  private declined = false;

  constructor(
    private readonly options: RunOptions,
    private readonly hooks: RunHooks,
    journal: Journal,
    freeState: ReturnType<typeof stateFreeing>,
  ) {
    const { selected = () => true, stacks } = options;
    this.stacks = stacks.filter(({ id }) => selected(id));
    this.byId = new Map(this.stacks.map((stack) => [stack.id, stack]));
    this.producers = options.producers ?? producersOf(stacks);
    this.keeper = new FactsKeeper(hooks.store, options.declared);
    this.queue = new ReadyQueue(this.stacks.map(({ id, needs, createsIn }) => ({ id, needs, turns: createsIn })));
    this.rendered = batcher((ids) => hooks.synthesize(ids.flatMap((id) => this.work.get(id)?.slice ?? [])));
    this.stackRun = new StackRun({ options, hooks, keeper: this.keeper, journal, rendered: this.rendered, freeState });
  }

  async run(mode: RunMode): Promise<RunReport> {
    const { jobs } = this.options;
    this.hooks.report({ kind: 'begin', stacks: this.stacks.map(({ id }) => id), jobs });
    if (mode === 'plan') await this.planAll();
    else if (mode === 'read') await this.readAll();
    else {
      this.skipWhatNeedsTheUnselected();
      if (mode === 'deploy') await this.deployStraight();
      else await this.deployWithApproval();
    }
    return this.report(mode);
  }

  /** Plans whatever can be rendered now; nothing is applied, so order doesn't matter. */
  private async planAll(): Promise<void> {
    const open = this.stacks.filter((stack) => this.examine(stack));
    await this.planOnWorkers(open.map(({ id }) => id));
    for (const [id, plan] of this.plans)
      this.settle({ kind: 'planned', stack: id, counts: plan.counts, text: plan.text });
  }

  /** Reads states in order, as the ids in one may be needed to find the next. */
  private async readAll(): Promise<void> {
    const next = (): string | undefined => {
      if (this.stopped) return undefined;
      this.sweep(true, true);
      return this.queue.next();
    };
    await onWorkers(this.options.jobs, next, async (id, worker) => {
      const work = this.work.get(id);
      const read = work === undefined ? noWork : await this.stackRun.read(work, worker);
      if (read.kind === 'failed') this.settle({ ...read, stack: id });
      else this.settle({ kind: read.value ? 'read' : 'absent', stack: id });
      // Whether what needs it can be found, its own facts tell.
      this.queue.finish(id, 'done');
    });
  }

  private async deployStraight(): Promise<void> {
    const next = (): string | undefined => {
      if (this.stopped) return undefined;
      this.sweep();
      return this.queue.next();
    };
    await onWorkers(this.options.jobs, next, async (id, worker) => {
      const work = this.work.get(id);
      const planned = work === undefined ? noWork : await this.stackRun.plan(work, worker);
      if (work === undefined || planned.kind === 'failed') {
        this.end(id, planned.kind === 'failed' ? planned : noWork);
        return;
      }
      if (planned.value === undefined) {
        this.end(id, { kind: 'no-changes', stack: id });
        return;
      }
      if (this.stopped) {
        this.end(id, { kind: 'skipped', stack: id, because: { kind: 'stopped' } });
        return;
      }
      await this.apply(work, planned.value, worker);
    });
  }

  /** Plans all that is ready, asks once, applies what was shown, and again for what has become ready by that. */
  private async deployWithApproval(): Promise<void> {
    for (;;) {
      for (let fresh = this.sweep(); fresh.length > 0 && !this.stopped; fresh = this.sweep()) {
        await this.planOnWorkers(fresh);
        for (const id of fresh) this.settleUnlessPlanned(id);
      }
      const shown = this.stacks.flatMap((stack) => {
        const plan = this.queue.state(stack.id) === 'ready' ? this.plans.get(stack.id) : undefined;
        return plan === undefined ? [] : [{ stack, counts: plan.counts, text: plan.text }];
      });
      if (shown.length === 0 || this.stopped) return;
      this.declined = !(await this.hooks.approve(shown));
      if (this.declined) return;
      const next = (): string | undefined => (this.stopped ? undefined : this.nextPlanned());
      await onWorkers(this.options.jobs, next, async (id, worker) => {
        const [work, plan] = [this.work.get(id), this.plans.get(id)];
        if (work === undefined || plan === undefined) {
          this.end(id, noWork);
          return;
        }
        this.plans.delete(id);
        await this.apply(work, plan, worker);
      });
    }
  }

  /** What has become ready meanwhile has no plan yet and stays for the next batch. */
  private nextPlanned(): string | undefined {
    return this.queue.next((id) => this.plans.has(id));
  }

  private async planOnWorkers(ids: readonly string[]): Promise<void> {
    const left = [...ids].reverse();
    for (const id of ids) this.rendered.announce(id);
    await onWorkers(
      this.options.jobs,
      () => (this.stopped ? undefined : left.pop()),
      async (id, worker) => {
        const work = this.work.get(id);
        if (work === undefined) return;
        const planned = await this.stackRun.plan(work, worker);
        if (planned.kind === 'failed') this.settle({ ...planned, stack: id });
        else if (planned.value === undefined) this.settle({ kind: 'no-changes', stack: id });
        else this.plans.set(id, planned.value);
      },
    );
  }

  private settleUnlessPlanned(id: string): void {
    const result = this.results.get(id);
    if (result?.kind === 'no-changes') this.queue.pass(id);
    else if (result !== undefined) this.queue.skip(id, id);
  }

  private async apply(work: Work, plan: Plan, worker: number): Promise<void> {
    const stack = work.stack.id;
    const applied = await this.stackRun.apply(work, plan, worker);
    this.end(stack, applied.kind === 'failed' ? applied : { kind: 'applied', stack, counts: plan.counts });
  }

  private end(stack: string, end: StackResult | StepFailure): void {
    const result = 'stack' in end ? end : { ...end, stack };
    this.settle(result);
    this.queue.finish(stack, result.kind === 'applied' || result.kind === 'no-changes' ? 'done' : 'failed');
  }

  /** Looks at what has become ready: lets pass what hasn't changed, and returns what is to be planned. */
  private sweep(always = this.options.all === true, reading = false): readonly string[] {
    const open: string[] = [];
    for (let fresh = this.queue.takeFresh(); fresh.length > 0; fresh = this.queue.takeFresh()) {
      for (const id of fresh) {
        const stack = this.byId.get(id);
        if (stack === undefined) continue;
        if (this.examine(stack, always)) {
          this.rendered.announce(id);
          open.push(id);
        } else this.letPassOrSkip(id, reading);
      }
    }
    return open;
  }

  /** @param reading what needs a waiting stack may be there all the same: its own facts tell */
  private letPassOrSkip(id: string, reading: boolean): void {
    const kind = this.results.get(id)?.kind;
    if (kind === 'unchanged' || (reading && kind === 'waiting')) this.queue.pass(id);
    else this.queue.skip(id, id);
  }

  /** @returns whether there is something to plan; otherwise the stack has its result. */
  private examine(stack: RunStack, always = this.options.all === true): boolean {
    const facts = new FactReader(this.keeper.values);
    const slice = stack.slice(facts);
    if (facts.missing.length > 0) {
      const missing = facts.missing.map((key): MissingFact => ({ fact: key, from: this.producers.get(key) }));
      this.settle({ kind: 'waiting', stack: stack.id, missing });
      return false;
    }
    const applied = this.keeper.applied(stack.id);
    const state = recordedState(slice.envelope.backend);
    if (applied !== undefined && !isDeepStrictEqual(applied.state, state)) {
      this.settle({ kind: 'failed', stack: stack.id, errors: [movedState(stack.id, applied.state, state)] });
      return false;
    }
    const hash = sliceHash(slice, this.options.program);
    const known = [...stack.assigns, ...stack.reveals].every((key) => this.keeper.values.has(key));
    const rendered = withAppliedProviders(slice, applied);
    const isSettled = applied?.slice === hash && known && rendered === slice;
    if (isSettled && !stack.removal && !always) {
      this.settle({ kind: 'unchanged', stack: stack.id });
      return false;
    }
    this.work.set(stack.id, { stack, slice: rendered, hash });
    return true;
  }

  private skipWhatNeedsTheUnselected(): void {
    for (const stack of this.stacks) {
      const need = stack.needs.find(
        (id) => !this.byId.has(id) && (stack.removal || this.keeper.applied(id) === undefined),
      );
      if (need === undefined) continue;
      this.unselected.add(need);
      this.queue.skip(stack.id, need);
    }
  }

  private report(mode: RunMode): RunReport {
    const results = this.stacks.map(({ id }) => {
      const known = this.results.get(id);
      if (known !== undefined) return known;
      const result: StackResult = { kind: 'skipped', stack: id, because: this.whySkipped(id) };
      this.settle(result);
      return result;
    });
    const good = new Set<StackResult['kind']>(['applied', 'no-changes', 'unchanged', 'read', 'absent']);
    if (mode === 'plan' || mode === 'read') ['planned' as const, 'waiting' as const].forEach((kind) => good.add(kind));
    return { results, ok: results.every(({ kind }) => good.has(kind)) };
  }

  private whySkipped(id: string): SkipReason {
    const cause = this.queue.cause(id);
    if (cause === undefined) return { kind: this.declined ? 'declined' : 'stopped' };
    return { kind: this.unselected.has(cause) ? 'not-selected' : 'needs', stack: cause };
  }

  private settle(result: StackResult): void {
    this.results.set(result.stack, result);
    this.hooks.report({ kind: 'result', result });
  }

  private get stopped(): boolean {
    return this.options.stop?.aborted === true;
  }
}

const noWork: StepFailure = { kind: 'failed', errors: errorTexts(new Error('nothing was prepared for this stack')) };

function movedState(id: string, recorded: object, wanted: object): string {
  const place = (state: object): string => Object.values(state).join('/');
  return (
    `LF3002: the state of stack ${id} lies at ${place(recorded)}, but the configuration says ${place(wanted)}\n` +
    'A state is not moved by a run, which would make everything a second time: take back the change, or move the state by hand and correct lock/facts.json.'
  );
}

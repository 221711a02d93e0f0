import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type { FactKey, FactValues } from '../model/facts';
import { unfinished } from '../model/lock';
import type { StackSlice } from '../model/stack';
import { oneAtATime, type Batcher } from './batcher';
import { assignable, type RunHooks, type RunOptions, type RunPhase, type RunStack } from './contract';
import type { FactsKeeper } from './facts-keeper';
import { explainFailure } from './explain-failure';
import type { Environment } from './files';
import type { Journal, JournalPhase } from './journal';
import { lostAccounts } from './lost-accounts';
import { planText } from './plan-text';
import type { Failed, PlanCounts, PlanResult, Terraform } from './terraform';

/** A stack whose slice is known and not yet applied. */
export interface Work {
  readonly stack: RunStack;
  readonly slice: StackSlice;
  readonly hash: string;
}

/** A saved plan that changes something. */
export interface Plan {
  readonly folder: string;
  readonly file: string;
  readonly counts: PlanCounts;
  readonly text: string;
}

export type Step<Value> = { readonly kind: 'ok'; readonly value: Value } | StepFailure;
export interface StepFailure {
  readonly kind: 'failed';
  readonly errors: readonly string[];
  readonly logFile?: string;
}

export interface StackRunParts {
  readonly options: RunOptions;
  readonly hooks: RunHooks;
  readonly keeper: FactsKeeper;
  readonly journal: Journal;
  readonly rendered: Batcher<string>;
  /** Frees the state from a lock that a killed run of ours left; says whether it did. */
  readonly freeState: (work: Work, failure: Failed, terraform: Terraform) => Promise<boolean>;
}

/** Takes one stack from its slice to its facts. Nothing here rejects: what goes wrong is a failed step. */
export class StackRun {
  private readonly installing = oneAtATime();
  private readonly homes = new Map<string, Promise<void>>();
  /** Facts that stacks assign which are still in the configuration. */
  private readonly assigned: ReadonlySet<FactKey>;

  constructor(private readonly parts: StackRunParts) {
    this.assigned = new Set(parts.options.stacks.filter(({ removal }) => !removal).flatMap(assignable));
  }

  /** Renders, initializes and plans; without a plan there is nothing to apply. */
  async plan(work: Work, worker: number): Promise<Step<Plan | undefined>> {
    const { hooks, journal, keeper, rendered } = this.parts;
    const { stack, slice } = work;
    return this.step(async () => {
      this.phase(stack, 'synthesize');
      const folder = await hooks.prepare(stack, join(await rendered.get(stack.id), 'stacks', stack.id));
      await this.home(work);
      if (keeper.applied(stack.id)?.slice === unfinished) {
        this.phase(stack, 'recover');
        await hooks.recover(stack, slice, folder);
      }
      const env = await hooks.environment(stack, slice, 'plan');
      const lines: string[] = [];
      const terraform = this.terraform(work, worker, folder, env, (line) => lines.push(line));
      this.enter(stack, 'init', folder);
      const init = await this.init(terraform, folder, env);
      if (init.kind === 'failed') return failure(init, folder);
      lines.length = 0;
      this.enter(stack, 'plan', folder);
      const planned = await this.planFreely(work, terraform, lines);
      if (planned.kind === 'failed') return failure(planned, folder);
      await hooks.inspect?.(slice, terraform, planned.kind === 'changes' ? planned.planFile : undefined);
      journal.leave(stack.id);
      if (planned.kind === 'no-changes') {
        const recorded = await this.record(work, worker, folder, env);
        return recorded.kind === 'failed' ? recorded : { kind: 'ok', value: undefined };
      }
      const { changes, counts, planFile } = planned;
      const lost = lostAccounts(stack.id, changes, folder);
      if (lost.length > 0) return { kind: 'failed', errors: lost };
      hooks.report({ kind: 'planned', stack: stack.id, counts });
      return { kind: 'ok', value: { folder, file: planFile, counts, text: planText(lines) } };
    });
  }

  /** Takes the ids out of a state. @returns false where there is no state */
  async read(work: Work, worker: number): Promise<Step<boolean>> {
    const { hooks, keeper, rendered } = this.parts;
    const { stack, slice } = work;
    return this.step(async () => {
      this.phase(stack, 'synthesize');
      const folder = await hooks.prepare(stack, join(await rendered.get(stack.id), 'stacks', stack.id));
      const env = await hooks.environment(stack, slice, 'plan');
      const terraform = this.terraform(work, worker, folder, env);
      this.phase(stack, 'init');
      const init = await this.init(terraform, folder, env);
      if (init.kind === 'failed') return failure(init, folder);
      this.phase(stack, 'output');
      const addresses = await terraform.stateList();
      if (addresses.kind === 'failed') return failure(addresses, folder);
      if (addresses.value.length === 0) return { kind: 'ok', value: false };
      const outputs = await terraform.outputJson();
      if (outputs.kind === 'failed') return failure(outputs, folder);
      keeper.learn(assignedFacts(outputs.value['assigned']?.value, assignable(stack)));
      keeper.learn(await this.revealed(stack, stack.reveals));
      // Nobody knows any more with which slice it was applied: it is planned next time.
      if (keeper.applied(stack.id) === undefined) keeper.finish(stack, slice, unfinished, this.assigned);
      return { kind: 'ok', value: true };
    });
  }

  /** Applies exactly what was planned, then takes the ids that AWS assigned into the facts. */
  async apply(work: Work, plan: Plan, worker: number): Promise<Step<undefined>> {
    const { hooks, keeper, options } = this.parts;
    const { stack, slice } = work;
    return this.step(async () => {
      const env = await hooks.environment(stack, slice, 'apply');
      const terraform = this.terraform(work, worker, plan.folder, env);
      keeper.begin(stack, slice);
      this.enter(stack, 'apply', plan.folder);
      const unwatch = hooks.watch?.(stack, slice);
      const applied = await terraform
        .apply(plan.file, {
          ...(options.parallelism === undefined ? {} : { parallelism: options.parallelism }),
          ...(options.lockTimeout === undefined ? {} : { lockTimeout: options.lockTimeout }),
        })
        .finally(() => unwatch?.());
      if (applied.kind === 'failed') return failure(applied, plan.folder);
      return this.record(work, worker, plan.folder, env);
    });
  }

  private async record(work: Work, worker: number, folder: string, env: Environment): Promise<Step<undefined>> {
    const { hooks, journal, keeper } = this.parts;
    const { stack, slice, hash } = work;
    if (stack.removal) {
      // First, so that a run which is killed here does both again.
      await hooks.dropState?.(stack, slice);
      keeper.forget(stack.id, this.assigned);
      journal.leave(stack.id);
      return { kind: 'ok', value: undefined };
    }
    if (assignable(stack).length > 0) {
      this.enter(stack, 'output', folder);
      const outputs = await this.terraform(work, worker, folder, env).outputJson();
      if (outputs.kind === 'failed') return failure(outputs, folder);
      const assigned = assignedFacts(outputs.value['assigned']?.value, assignable(stack));
      keeper.learn(assigned);
      const missing = stack.assigns.filter((key) => !assigned.has(key));
      if (missing.length > 0) {
        return { kind: 'failed', errors: [`stack ${stack.id} was applied, but puts out no ${missing.join(', ')}`] };
      }
    }
    const hidden = stack.reveals.filter((key) => !keeper.values.has(key));
    if (hidden.length > 0) {
      const revealed = await this.revealed(stack, hidden);
      keeper.learn(revealed);
      const missing = hidden.filter((key) => !revealed.has(key));
      if (missing.length > 0) {
        const keys = missing.join(', ');
        return { kind: 'failed', errors: [`stack ${stack.id} was applied, but AWS doesn't show ${keys} (yet)`] };
      }
    }
    keeper.finish(stack, slice, hash, this.assigned);
    journal.leave(stack.id);
    return { kind: 'ok', value: undefined };
  }

  private async revealed(stack: RunStack, keys: readonly FactKey[]): Promise<FactValues> {
    if (keys.length === 0) return new Map();
    this.phase(stack, 'reveal');
    return this.parts.hooks.reveal(stack, keys);
  }

  /** Only one Terraform at a time may install into a shared plugin cache. */
  private init(terraform: Terraform, folder: string, env: Environment): ReturnType<Terraform['init']> {
    const run = (): ReturnType<Terraform['init']> => terraform.init({ reconfigure: true });
    const shared = env['TF_PLUGIN_CACHE_DIR'] !== undefined && env['TF_REATTACH_PROVIDERS'] === undefined;
    return shared && !existsSync(join(folder, '.terraform', 'providers')) ? this.installing(run) : run();
  }

  private async planFreely(work: Work, terraform: Terraform, lines: string[]): Promise<PlanResult> {
    const { freeState, options } = this.parts;
    const plan = (): Promise<PlanResult> =>
      terraform.plan({
        planFile: this.paths(work.stack).plan,
        ...(options.parallelism === undefined ? {} : { parallelism: options.parallelism }),
        ...(options.lockTimeout === undefined ? {} : { lockTimeout: options.lockTimeout }),
      });
    const first = await plan();
    if (first.kind !== 'failed' || !(await freeState(work, first, terraform))) return first;
    lines.length = 0;
    return plan();
  }

  private home({ stack, slice }: Work): Promise<void> {
    const { hooks, keeper } = this.parts;
    const { accountId } = slice.envelope;
    if (stack.removal || keeper.isInhabited(accountId)) return Promise.resolve();
    const known = this.homes.get(accountId);
    if (known !== undefined) return known;
    this.phase(stack, 'home');
    const home = hooks.beforeFirst(stack, slice);
    this.homes.set(accountId, home);
    return home;
  }

  private terraform(
    { stack }: Work,
    worker: number,
    folder: string,
    env: Environment,
    onLine: (line: string) => void = () => undefined,
  ): Terraform {
    const { hooks, journal, options } = this.parts;
    return hooks.terraformFor(worker, {
      stack: stack.id,
      cwd: folder,
      env,
      logFile: this.paths(stack).log,
      onLine: (line) => {
        onLine(line);
        hooks.report({ kind: 'line', stack: stack.id, line });
      },
      onStart: ({ pid }) => journal.started(stack.id, pid),
      ...(options.interrupt === undefined ? {} : { signal: options.interrupt }),
    });
  }

  private enter(stack: RunStack, phase: JournalPhase, folder: string): void {
    this.parts.journal.enter(stack.id, phase, { folder, ...this.paths(stack) });
    this.phase(stack, phase);
  }

  private phase(stack: RunStack, phase: RunPhase): void {
    this.parts.hooks.report({ kind: 'phase', stack: stack.id, phase });
  }

  private paths({ id }: RunStack): { readonly plan: string; readonly log: string } {
    const { folder } = this.parts.options;
    return { plan: join(folder, 'plans', `${id}.tfplan`), log: join(folder, 'logs', `${id}.log`) };
  }

  private async step<Value>(run: () => Promise<Step<Value>>): Promise<Step<Value>> {
    try {
      // What failed stays in the journal: a Terraform that was killed may have left the state locked.
      return await run();
    } catch (error) {
      return { kind: 'failed', errors: errorTexts(error) };
    }
  }
}

/** What is said of an error to users: of a DiagnosticError its messages, of another one its own. */
export function errorTexts(error: unknown): readonly string[] {
  if (error instanceof DiagnosticError) {
    return error.diagnostics.map(
      ({ code, message, help }) => `${code}: ${message}${help === undefined ? '' : `\n${help}`}`,
    );
  }
  return [error instanceof Error ? error.message : String(error)];
}

function failure({ errors, logFile }: Failed, folder: string): StepFailure {
  return { kind: 'failed', errors: explainFailure(errors, folder), logFile };
}

function assignedFacts(value: unknown, keys: readonly FactKey[]): FactValues {
  const found = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  return new Map(
    keys.flatMap((key) => {
      const id = found.get(key);
      return typeof id === 'string' && id !== '' ? [[key, id] as const] : [];
    }),
  );
}

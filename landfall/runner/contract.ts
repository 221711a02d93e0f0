import type { FactKey, FactReader, FactValues } from '../model/facts';
import type { FactsLock } from '../model/lock';
import type { StackSlice } from '../model/stack';
import type { Environment } from './files';
import type { OpenStates } from './states';
import type { PlanCounts, Terraform, TerraformContext } from './terraform';

/** A stack as the engine sees it. */
export interface RunStack {
  readonly id: string;
  readonly wave: string;
  /** Key of the account in which it acts. */
  readonly account: string;
  readonly needs: readonly string[];
  readonly assigns: readonly FactKey[];
  /** Facts that it assigns at times: taken where they are, not missed where they aren't. */
  readonly mayAssign?: readonly FactKey[];
  readonly reveals: readonly FactKey[];
  /** Units in which it creates accounts; one stack at a time in each. */
  readonly createsIn: readonly string[];
  /** Its removal needs a second word. */
  readonly guarded: boolean;
  /** It left the configuration: rendered empty, and forgotten once what it held is destroyed. */
  readonly removal: boolean;
  readonly slice: (facts: FactReader) => StackSlice;
}

export type Phase = 'plan' | 'apply';

/** What the engine knows of a root when it asks for a Terraform. */
export type TerraformRoot = Omit<TerraformContext, 'binary'> & { readonly stack: string };

/** A plan that waits for a yes. */
export interface PlannedStack {
  readonly stack: RunStack;
  readonly counts: PlanCounts;
  /** Terraform's own text, without colours. */
  readonly text: string;
}

/** Where facts are kept. */
export interface FactStore {
  /** @throws DiagnosticError where they can't be used. */
  readonly load: () => FactsLock;
  readonly save: (lock: FactsLock) => void;
}

/**
 * What differs between deploying to AWS and rehearsing. Whatever a hook throws fails the stack it was called for; of a
 * DiagnosticError, the messages are shown.
 */
export interface RunHooks {
  readonly store: FactStore;
  /**
   * Renders stacks. Called for one batch at a time.
   * @returns folder in which each stack has `stacks/<id>`
   */
  readonly synthesize: (slices: readonly StackSlice[]) => Promise<string>;
  /** Makes the folder that Terraform runs in; called once a stack. */
  readonly prepare: (stack: RunStack, folder: string) => Promise<string>;
  /** The whole environment of a stack's Terraform, credentials included. */
  readonly environment: (stack: RunStack, slice: StackSlice, phase: Phase) => Promise<Environment>;
  /** @param worker 0 up to `jobs` - 1; never two Terraforms at once for one worker */
  readonly terraformFor: (worker: number, root: TerraformRoot) => Terraform;
  /** Asked once a batch where approval is asked for. */
  readonly approve: (plans: readonly PlannedStack[]) => Promise<boolean>;
  /** Reads by SDK what the stack made readable; keys it doesn't find are left out. */
  readonly reveal: (stack: RunStack, keys: readonly FactKey[]) => Promise<FactValues>;
  /** Opens the states of an account, so that a run begins with the facts as they are now; without it, with those known. */
  readonly openStates?: OpenStates;
  /** Called once an account and run, before the first stack that is ever applied there: waits for its home. */
  readonly beforeFirst: (stack: RunStack, slice: StackSlice) => Promise<void>;
  /** Called before planning a stack whose last apply didn't end well; may change files of the folder. */
  readonly recover: (stack: RunStack, slice: StackSlice, folder: string) => Promise<void>;
  /** Takes away the empty state that Terraform leaves when it has destroyed all of a stack; by default it stays. */
  readonly dropState?: (stack: RunStack, slice: StackSlice) => Promise<void>;
  /** Called when a stack begins to be applied: tells what AWS does meanwhile. @returns ends it */
  readonly watch?: (stack: RunStack, slice: StackSlice) => () => void;
  /** Looks at a plan, or at one that changes nothing (no file), and at the state; what it throws fails the stack. */
  readonly inspect?: (slice: StackSlice, terraform: Terraform, planFile: string | undefined) => Promise<void>;
  readonly report: (event: RunEvent) => void;
}

export interface RunOptions {
  readonly stacks: readonly RunStack[];
  /** Facts that people gave; they go before those of the store. */
  readonly declared: FactValues;
  /** Which stack brings a fact; default: the one that assigns or reveals it. */
  readonly producers?: ReadonlyMap<FactKey, string>;
  /** Default: all. */
  readonly selected?: (id: string) => boolean;
  /** Key of the network account, in which second providers act. */
  readonly network?: string | undefined;
  /** Looks at the states of all selected stacks and of what they need, not only of those that may have changed. */
  readonly refreshFacts?: boolean;
  /** Plans stacks too whose slice hasn't changed. */
  readonly all?: boolean;
  /** How many stacks are in Terraform's hands at once. */
  readonly jobs: number;
  /** Version of the program that renders the slices. */
  readonly program?: string;
  /** Journal, plans, logs; one run at a time. */
  readonly folder: string;
  /** Aborted: nothing new is begun, what runs is waited for. */
  readonly stop?: AbortSignal;
  /** Aborted: Terraform is asked to stop where it is. */
  readonly interrupt?: AbortSignal;
  /** Terraform's `-parallelism`; its own default is 10. */
  readonly parallelism?: number;
  /** Seconds to wait for a state lock that somebody else holds. */
  readonly lockTimeout?: number;
}

export type StackResult =
  | { readonly kind: 'applied'; readonly stack: string; readonly counts: PlanCounts }
  /** Planned only, or not approved. */
  | { readonly kind: 'planned'; readonly stack: string; readonly counts: PlanCounts; readonly text: string }
  /** Terraform found nothing to do. */
  | { readonly kind: 'no-changes'; readonly stack: string }
  /** Not planned: nothing has changed since it was applied. */
  | { readonly kind: 'unchanged'; readonly stack: string }
  /** Its ids were read from its state. */
  | { readonly kind: 'read'; readonly stack: string }
  /** It has no state. */
  | { readonly kind: 'absent'; readonly stack: string }
  | { readonly kind: 'failed'; readonly stack: string; readonly errors: readonly string[]; readonly logFile?: string }
  /** `because`: the stack that failed or isn't applied; or the run was stopped or not approved. */
  | { readonly kind: 'skipped'; readonly stack: string; readonly because: SkipReason }
  /** Its facts aren't known; `from` is the stack that brings each. */
  | { readonly kind: 'waiting'; readonly stack: string; readonly missing: readonly MissingFact[] };

export type SkipReason =
  | { readonly kind: 'needs'; readonly stack: string }
  | { readonly kind: 'not-selected'; readonly stack: string }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'declined' };

export interface MissingFact {
  readonly fact: FactKey;
  readonly from: string | undefined;
}

export type RunPhase = 'synthesize' | 'home' | 'recover' | 'init' | 'plan' | 'apply' | 'output' | 'reveal';

export type RunEvent =
  | { readonly kind: 'begin'; readonly stacks: readonly string[]; readonly jobs: number }
  | { readonly kind: 'phase'; readonly stack: string; readonly phase: RunPhase }
  /** It has a plan that changes something, which is applied next, or asked about. */
  | { readonly kind: 'planned'; readonly stack: string; readonly counts: PlanCounts }
  | { readonly kind: 'line'; readonly stack: string; readonly line: string }
  | { readonly kind: 'result'; readonly result: StackResult }
  | { readonly kind: 'note'; readonly text: string };

export interface RunReport {
  /** One for each selected stack, in the order of the stacks. */
  readonly results: readonly StackResult[];
  /** Nothing failed and nothing was left out. */
  readonly ok: boolean;
}

/** Which stack brings each fact, where nothing is there before the first. */
export function producersOf(stacks: readonly RunStack[]): ReadonlyMap<FactKey, string> {
  return new Map(
    stacks.flatMap(({ assigns, id, reveals }) => [...assigns, ...reveals].map((key) => [key, id] as const)),
  );
}

/** Facts that a stack may put out. */
export function assignable({ assigns, mayAssign }: RunStack): readonly FactKey[] {
  return mayAssign === undefined ? assigns : [...assigns, ...mayAssign];
}

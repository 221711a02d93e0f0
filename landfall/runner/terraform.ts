import { z } from 'zod';
import { type Json, parseJson } from './json';
import { NO_CHANGES, type PlanSummary, summarizePlan } from './terraform-plan';
import { type ProcessResult, runTerraform, type TerraformContext, type TerraformProcess } from './terraform-process';

export type { PlanCounts, PlanSummary, ResourceChange } from './terraform-plan';
export type { ProcessResult, TerraformContext, TerraformProcess } from './terraform-process';

/** A command that didn't do what it should. */
export interface Failed {
  readonly kind: 'failed';
  /** Terraform's error blocks; never empty. */
  readonly errors: readonly string[];
  /** It was interrupted by us and stopped as asked. */
  readonly cancelled: boolean;
  readonly logFile: string;
}

export type Outcome<Value> = { readonly kind: 'ok'; readonly value: Value } | Failed;
export type Done = { readonly kind: 'ok' } | Failed;

export type PlanResult =
  | ({ readonly kind: 'no-changes' } & PlanSummary)
  | ({ readonly kind: 'changes'; readonly planFile: string } & PlanSummary)
  | Failed;

export interface InitOptions {
  /** Extra `-backend-config` settings. */
  readonly backendConfig?: Readonly<Record<string, string>>;
  /** False leaves the backend alone, for `validate` and schemas. */
  readonly backend?: boolean;
  readonly reconfigure?: boolean;
  readonly upgrade?: boolean;
  /** Refuses to change a committed `.terraform.lock.hcl`. */
  readonly lockfileReadonly?: boolean;
}

export interface PlanOptions {
  /** Where the plan is saved; relative to the root's folder, or absolute. */
  readonly planFile: string;
  readonly destroy?: boolean;
  readonly refresh?: boolean;
  readonly refreshOnly?: boolean;
  readonly parallelism?: number;
  /** Seconds to wait for a lock that somebody else holds. */
  readonly lockTimeout?: number;
  /** False plans without lock, where the role may not write it. */
  readonly lock?: boolean;
}

export interface ApplyOptions {
  readonly parallelism?: number;
  readonly lockTimeout?: number;
}

/** One finding of `terraform validate`. */
export interface ValidateFinding {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly line?: number;
}

export interface OutputValue {
  readonly value: Json;
  readonly sensitive: boolean;
}

/** The Terraform commands Landfall uses, on one root. None of them rejects; every failure is a `Failed`. */
export interface Terraform {
  readonly init: (options?: InitOptions) => Promise<Done>;
  /** Findings are no failure; warnings are among them. */
  readonly validate: () => Promise<Outcome<readonly ValidateFinding[]>>;
  readonly plan: (options: PlanOptions) => Promise<PlanResult>;
  /** Applies exactly what a saved plan says. */
  readonly apply: (planFile: string, options?: ApplyOptions) => Promise<Done>;
  /** `show -json` of a saved plan, or of the state where no plan is named. */
  readonly showJson: (planFile?: string) => Promise<Outcome<Json>>;
  readonly outputJson: () => Promise<Outcome<Readonly<Record<string, OutputValue>>>>;
  readonly providersSchema: () => Promise<Outcome<Json>>;
  readonly version: () => Promise<Outcome<string>>;
  readonly forceUnlock: (lockId: string) => Promise<Done>;
  /** Addresses in the state; none where there is no state yet. */
  readonly stateList: () => Promise<Outcome<readonly string[]>>;
  readonly importResource: (address: string, id: string) => Promise<Done>;
}

const ValidateDocument = z.looseObject({
  diagnostics: z.array(
    z.looseObject({
      severity: z.string(),
      summary: z.string(),
      detail: z.string().default(''),
      address: z.string().optional(),
      range: z.looseObject({ start: z.looseObject({ line: z.number() }) }).optional(),
    }),
  ),
});
const OutputDocument = z.record(z.string(), z.object({ value: z.json(), sensitive: z.boolean().default(false) }));
const VersionDocument = z.looseObject({ terraform_version: z.string() });

/** Binds the commands to a root, its environment and its log. `process` is replaced in tests. */
export function terraformIn(context: TerraformContext, process: TerraformProcess = runTerraform): Terraform {
  const run = (args: readonly string[]): Promise<ProcessResult> => process(context, args);
  const read = (args: readonly string[]): Promise<ProcessResult> => process(context, args, { captureOutput: true });
  const fail = (result: ProcessResult): Failed => failed(context, result);
  const done = async (args: readonly string[]): Promise<Done> => {
    const result = await run(args);
    return result.code === 0 ? { kind: 'ok' } : fail(result);
  };
  const parsed = <Value>(result: ProcessResult, parse: (json: Json) => Value): Outcome<Value> => {
    if (result.code !== 0) return fail(result);
    try {
      return { kind: 'ok', value: parse(parseJson(result.stdout)) };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return fail({ ...result, errors: [`Error: terraform's answer could not be read: ${text}`] });
    }
  };
  const showJson = async (planFile?: string): Promise<Outcome<Json>> =>
    parsed(await read(['show', '-json', ...(planFile === undefined ? [] : [planFile])]), (json) => json);

  return {
    init: (options = {}) => done(['init', '-input=false', '-no-color', ...initArguments(options)]),
    validate: async () => {
      const result = await read(['validate', '-json', '-no-color']);
      // It exits with 1 where it found errors, and has then still said all in JSON.
      const code = result.code === 1 && result.stdout.startsWith('{') ? 0 : result.code;
      return parsed(code === undefined ? result : { ...result, code }, findings);
    },
    plan: async (options) => {
      const result = await run(['plan', '-input=false', '-no-color', '-detailed-exitcode', ...planArguments(options)]);
      if (result.code !== 0 && result.code !== 2) return fail(result);
      // Moves, imports and changed outputs count as changes too, so there is nothing to read here.
      if (result.code === 0) return { kind: 'no-changes', ...NO_CHANGES };
      const document = await showJson(options.planFile);
      if (document.kind === 'failed') return document;
      const summary = summarizePlan(document.value);
      return { kind: 'changes', planFile: options.planFile, ...summary };
    },
    apply: (planFile, options = {}) =>
      done(['apply', '-input=false', '-no-color', ...sharedArguments(options), planFile]),
    showJson,
    outputJson: async () => parsed(await read(['output', '-json', '-no-color']), (json) => OutputDocument.parse(json)),
    providersSchema: async () => parsed(await read(['providers', 'schema', '-json', '-no-color']), (json) => json),
    version: async () =>
      parsed(await read(['version', '-json']), (json) => VersionDocument.parse(json).terraform_version),
    forceUnlock: (lockId) => done(['force-unlock', '-force', '-no-color', lockId]),
    stateList: async () => {
      const result = await read(['state', 'list', '-no-color']);
      if (result.code !== 0 && /No state file was found/.test(result.log)) return { kind: 'ok', value: [] };
      if (result.code !== 0) return fail(result);
      return { kind: 'ok', value: result.stdout.split('\n').filter((line) => line !== '') };
    },
    importResource: (address, id) => done(['import', '-input=false', '-no-color', address, id]),
  };
}

function failed(context: TerraformContext, result: ProcessResult): Failed {
  const how = result.code === undefined ? 'was killed' : `ended with code ${result.code}`;
  const errors = result.errors.length > 0 ? result.errors : [`Error: terraform ${how} without saying why`];
  return { kind: 'failed', errors, cancelled: result.cancelled, logFile: context.logFile };
}

function initArguments(options: InitOptions): readonly string[] {
  return [
    ...(options.backend === false ? ['-backend=false'] : []),
    ...(options.reconfigure === true ? ['-reconfigure'] : []),
    ...(options.upgrade === true ? ['-upgrade'] : []),
    ...(options.lockfileReadonly === true ? ['-lockfile=readonly'] : []),
    ...Object.entries(options.backendConfig ?? {}).map(([key, value]) => `-backend-config=${key}=${value}`),
  ];
}

function planArguments(options: PlanOptions): readonly string[] {
  return [
    `-out=${options.planFile}`,
    ...(options.destroy === true ? ['-destroy'] : []),
    ...(options.refresh === false ? ['-refresh=false'] : []),
    ...(options.refreshOnly === true ? ['-refresh-only'] : []),
    ...(options.lock === false ? ['-lock=false'] : []),
    ...sharedArguments(options),
  ];
}

function sharedArguments(options: ApplyOptions): readonly string[] {
  return [
    ...(options.parallelism === undefined ? [] : [`-parallelism=${options.parallelism}`]),
    ...(options.lockTimeout === undefined ? [] : [`-lock-timeout=${options.lockTimeout}s`]),
  ];
}

function findings(json: Json): readonly ValidateFinding[] {
  return ValidateDocument.parse(json).diagnostics.map(({ severity, summary, detail, address, range }) => ({
    severity,
    summary,
    detail,
    ...(address === undefined ? {} : { address }),
    ...(range === undefined ? {} : { line: range.start.line }),
  }));
}

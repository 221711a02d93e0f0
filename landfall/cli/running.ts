import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { StackGraph } from '../model/graph';
import type { Lock } from '../model/lock';
import type { LandingZone } from '../model/zone';
import type { RunHooks, RunOptions, RunReport } from '../runner/contract';
import { programVersion } from '../runner/program';
import type { RunMode } from '../runner/run';
import type { ZoneStacks } from '../runner/zone-stacks';
import { CommandExit, globalOptions, printError, stopOnErrors } from './output';
import { heldToOwnRules } from './own-rules';
import { globMatcher, terminal } from './terminal';

/** What commands that run stacks begin with. */
export interface OpenOrganization extends CheckedOrganization, ZoneStacks {
  readonly program: ProgramFiles;
}

export interface ProgramFiles {
  readonly version: string;
  /** The compiled CDKTF app. */
  readonly app: string;
  /** The compiled program that renders slices. */
  readonly renderer: string;
}

/** Reads and checks the organization and lays out its stacks; prints what is wrong and ends the command. */
export async function openOrganization(command: Command): Promise<OpenOrganization> {
  const { runsInCi } = await import('../checks/index.js');
  const { zoneStacks } = await import('../runner/zone-stacks.js');
  const checked = await checkedOrganization(command, runsInCi(process.env));
  const { directory, graph, lock, zone } = checked;
  return { ...checked, program: programFiles(), ...zoneStacks(directory, zone, graph, lock.facts) };
}

/** An organization in which no check finds an error. */
export interface CheckedOrganization {
  readonly directory: string;
  readonly zone: LandingZone;
  readonly lock: Lock;
  readonly graph: StackGraph;
}

/**
 * Reads and checks the organization as of today; prints what is wrong and ends the command where it is an error.
 * @param ci whether an undecided value is one
 */
export async function checkedOrganization(command: Command, ci: boolean): Promise<CheckedOrganization> {
  const { organization: directory } = globalOptions(command);
  const { checkOrganization, dayOf } = await import('../checks/index.js');
  const { diagnostics, graph, lock, zone } = checkOrganization(directory, { ci, today: dayOf(new Date()) });
  stopOnErrors(command, diagnostics);
  if (zone === undefined || lock === undefined || graph === undefined) throw new CommandExit(1);
  return { directory, zone, lock, graph };
}

/** Which stacks the patterns select; without patterns all. A pattern that matches none is an error (LF3007). */
export function selection(
  command: Command,
  ids: readonly string[],
  patterns: readonly string[],
): (id: string) => boolean {
  if (patterns.length === 0) return () => true;
  const matchers = patterns.map((pattern) => ({ pattern, matches: globMatcher(pattern) }));
  stopOnErrors(
    command,
    matchers
      .filter(({ matches }) => !ids.some(matches))
      .map(({ pattern }): Diagnostic => ({
        severity: 'error',
        code: 'LF3007',
        message: `no stack matches ${pattern}`,
        help: '`landfall list` shows all; put a pattern with * in quotation marks.',
      })),
  );
  return (id) => matchers.some(({ matches }) => matches(id));
}

export interface RunSettings {
  readonly mode: RunMode;
  readonly selected: (id: string) => boolean;
  readonly jobs: number;
  readonly all: boolean;
  /** Looks at all states of what is selected and needed, not only where the facts may be old. */
  readonly refreshFacts?: boolean;
  /** Asked with the live lines out of the way. */
  readonly approve: RunHooks['approve'];
  readonly inspect?: RunHooks['inspect'];
}

/** Runs against AWS, showing progress on standard error. Ctrl-C stops after what runs; a second one interrupts it. */
export async function runOnAws(open: OpenOrganization, settings: RunSettings): Promise<RunReport> {
  const { awsHooks } = await import('../runner/aws.js');
  const { progress } = await import('../runner/progress.js');
  const { run } = await import('../runner/run.js');
  const { runFolder } = await import('../runner/run-folder.js');
  const { declared, directory, lock, network, producers, program, stacks, zone } = open;
  const folder = runFolder(process.cwd(), directory);
  const live = progress(terminal(process.stderr));
  const interruption = onInterrupt((text) => live.report({ kind: 'note', text }));
  try {
    const hooks = await awsHooks(
      {
        ...{ zone, directory, folder, env: process.env, report: live.report },
        ...{ renderer: program.renderer, program: program.version },
        workingDirectory: process.cwd(),
        terraform: await terraformPath(),
        approve: (plans) => {
          live.pause();
          return settings.approve(plans);
        },
      },
      new Map([...lock.facts.facts, ...declared]),
    );
    const { all, jobs, mode, refreshFacts = false, selected } = settings;
    const options: RunOptions = {
      ...{ stacks, declared, network, producers, selected, all, refreshFacts, jobs, folder, program: program.version },
      stop: interruption.stop,
      interrupt: interruption.interrupt,
    };
    const synthesize = heldToOwnRules(zone, stacks, hooks.synthesize);
    return await run(mode, options, {
      ...hooks,
      synthesize,
      ...(settings.inspect === undefined ? {} : { inspect: settings.inspect }),
    }).finally(hooks.close);
  } finally {
    interruption.release();
    live.end();
  }
}

interface Interruption {
  readonly stop: AbortSignal;
  readonly interrupt: AbortSignal;
  readonly release: () => void;
}

function onInterrupt(say: (text: string) => void): Interruption {
  const [stop, interrupt] = [new AbortController(), new AbortController()];
  const handle = (): void => {
    if (!stop.signal.aborted) {
      say('Stopping: what runs comes to its end, nothing new begins. Ctrl-C again interrupts Terraform.');
      stop.abort();
    } else if (!interrupt.signal.aborted) {
      say('Interrupting Terraform: it saves its state and ends.');
      interrupt.abort();
    }
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return {
    stop: stop.signal,
    interrupt: interrupt.signal,
    release: () => {
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
    },
  };
}

async function terraformPath(): Promise<string> {
  const { findTerraform } = await import('../runner/provider-mirror.js');
  const { DiagnosticError } = await import('../diagnostics/diagnostic.js');
  const found = findTerraform(process.env);
  if (found !== undefined) return found.path;
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF3009',
      message: 'there is no terraform on the PATH',
      help: 'Install Terraform 1.11 or newer: https://developer.hashicorp.com/terraform/install',
    },
  ]);
}

/**
 * The compiled program lies two folders above this one.
 * @param more folders of it, beside those that render, whose code makes another version
 */
export function programFiles(more: readonly string[] = []): ProgramFiles {
  const compiled = join(__dirname, '..', '..');
  return {
    version: programVersion(compiled, packageVersion(compiled), more),
    app: join(compiled, 'main.js'),
    renderer: join(compiled, 'stacks', 'render-slices.js'),
  };
}

/** From the nearest package file above. */
function packageVersion(folder: string): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return dirname(folder) === folder ? '' : packageVersion(dirname(folder));
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof content === 'object' && content !== null && 'version' in content ? String(content.version) : '';
}

/** Value of `--jobs`. */
export function jobsOption(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 64)
    throw new InvalidArgumentError('a whole number from 1 to 64');
  return value;
}

/** Whether a run in CI: there, nobody would commit a decision. */
export function isCi(): boolean {
  const value = process.env['CI'];
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}

/** Writes down what was decided for the first time. */
export async function decide(command: Command, { directory, lock, zone }: OpenOrganization): Promise<void> {
  const { keepDecisions } = await import('../model/lock/decide.js');
  stopOnErrors(command, keepDecisions(directory, zone, lock.decisions, isCi()));
}

/** Prints how a run went; ends the command with 1 where not all went well. */
export async function closeRun(command: Command, report: RunReport): Promise<void> {
  const { summary } = await import('../runner/summary.js');
  printError(command, `\n${summary(report)}`);
  if (!report.ok) throw new CommandExit(1);
}

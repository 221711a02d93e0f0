import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { checkOrganization } from '../checks';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { mergeFacts, readFactsLock, writeFactsLock } from '../model/lock';
import type { LandingZone } from '../model/zone';
import type { RunEvent, RunReport, StackResult } from '../runner/contract';
import type { Environment } from '../runner/files';
import { holdRunLock } from '../runner/run-lock';
import { bootstrapEmulator, deployKeys } from './deployment';
import { attachEmulator, startEmulator, type Emulator } from './emulator';
import { proofOfContainment } from './proof';
import { loadProviderSchema, type ProviderSchema } from './provider-schema';
import { ensureVirtualEnvironment } from './python';
import { rehearsalResult, type RehearsalResult } from './result';
import { RehearsalRun } from './run';
import { rehearsalTools, type RehearsalTools } from './tools';
import { endLeftoverProviders } from './warm-provider';
import { freshWorkspace, keptWorkspace, workspaceOf, type Workspace } from './workspace';

export interface RehearsalOptions {
  /** Directory of the organization, already checked. */
  readonly directory: string;
  readonly zone: LandingZone;
  /** Folder of this program's compiled code: stacks are synthesized by its `main.js`. */
  readonly program: string;
  readonly providerVersion: string;
  /** Folder of the emulator's Python package. */
  readonly emulatorFolder: string;
  readonly jobs: number;
  /** Which stacks; what they need is not added. */
  readonly selected: (stack: string) => boolean;
  /** Leaves the emulator running, for a look around. */
  readonly keep: boolean;
  /** Goes on with the emulator that the last rehearsal kept, with the configuration as it is now. */
  readonly resume: boolean;
  readonly env: Environment;
  readonly progress: (message: string) => void;
  readonly report: (event: RunEvent) => void;
  readonly stop?: AbortSignal;
}

export interface Rehearsal {
  readonly result: RehearsalResult;
  /** Running only if it was to be kept. */
  readonly emulator: Emulator;
  readonly workspace: Workspace;
}

/**
 * Deploys an organization into an emulated AWS with real Terraform and the real provider, plans everything again, and
 * looks whether each thing lies where it belongs. The organization's own lock is not touched.
 * @throws DiagnosticError where the machine lacks something, another rehearsal of it is under way, or the emulator fails
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { env, progress } = options;
  const cache = join('.landfall', 'cache');
  const tools = await rehearsalTools({ env, providerVersion: options.providerVersion, folder: cache, progress });
  const schema = await schemaOf(options, tools, cache);
  const python = await ensureVirtualEnvironment({
    python: tools.python,
    requirements: [join(options.emulatorFolder, 'requirements.txt')],
    folder: resolve('.landfall'),
    env,
    onInstall: () => progress('installing the emulator (once)'),
  });
  const release = holdRunLock(workspaceOf(options.directory).lock);
  try {
    return await rehearseIn(options, { tools, schema }, python);
  } finally {
    release();
  }
}

async function rehearseIn(
  options: RehearsalOptions,
  { schema, tools }: Pick<Parts, 'tools' | 'schema'>,
  python: string,
): Promise<Rehearsal> {
  const { env, progress } = options;
  // One that goes on ends them itself, once the Terraforms that still use them are done.
  if (!options.resume) endLeftoverProviders(workspaceOf(options.directory).providers);
  const workspace = options.resume ? keptWorkspace(options.directory) : freshWorkspace(options.directory);
  if (options.resume) checkAgain(workspace.organization);
  const folder = join(workspace.root, 'emulator');
  const region = options.zone.regions.home;
  progress(options.resume ? 'going on with the emulator that was kept' : 'starting the emulator');
  const emulator = options.resume
    ? await attachEmulator(folder, region)
    : await startEmulator({
        python,
        folder,
        env,
        region,
        outlive: options.keep,
        packageFolder: options.emulatorFolder,
      });
  try {
    const result = await deployAndProve(options, { tools, schema, workspace, emulator });
    return { result, emulator, workspace };
  } finally {
    if (!options.keep) await emulator.stop();
  }
}

/** Beside the facts that were kept: only they tell what was deployed and has left the configuration since. */
function checkAgain(organization: string): void {
  const errors = checkOrganization(organization).diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
}

async function schemaOf(
  options: RehearsalOptions,
  tools: RehearsalTools,
  cacheFolder: string,
): Promise<ProviderSchema> {
  options.progress(`reading the schema of the AWS provider ${tools.provider.version}`);
  return loadProviderSchema({
    terraform: tools.terraform.path,
    provider: tools.provider,
    env: options.env,
    cacheFolder,
  });
}

interface Parts {
  readonly tools: RehearsalTools;
  readonly schema: ProviderSchema;
  readonly workspace: Workspace;
  readonly emulator: Emulator;
}

async function deployAndProve(options: RehearsalOptions, parts: Parts): Promise<RehearsalResult> {
  const { zone, progress } = options;
  const { emulator, workspace } = parts;
  progress('bootstrapping the organization');
  const facts = await bootstrapEmulator(zone, emulator, progress);
  writeFactsLock(workspace.organization, mergeFacts(readFactsLock(workspace.organization).lock, facts).lock);

  const seconds = new Map<string, number>();
  const keys = await deployKeys(zone, emulator, facts);
  const run = new RehearsalRun({
    ...parts,
    zone,
    program: options.program,
    env: { ...options.env, ...emulator.env, ...keys },
    jobs: options.jobs,
  });
  try {
    const deployed = await run.deploy(options, timing(options.report, seconds));
    emulator.assertAlive();
    const lock = readFactsLock(workspace.organization).lock;
    progress('planning everything again: nothing may change');
    const second = await run.planAgain([...lock.stacks.keys()], options.report);
    progress('looking whether everything lies where it belongs');
    const strays = await proofOfContainment({ zone, lock, emulator });
    return rehearsalResult({
      organization: options.directory,
      endpoint: emulator.url,
      wanted: zone.providerConstraint,
      used: parts.tools.provider.version,
      stacks: run.rehearsed(lock, second, seconds),
      reports: run.reports,
      problems: [...failures(deployed), ...strays],
    });
  } finally {
    await run.stop();
  }
}

/** Measures from the first phase of a stack to its result. */
function timing(report: (event: RunEvent) => void, seconds: Map<string, number>): (event: RunEvent) => void {
  const begun = new Map<string, number>();
  return (event) => {
    if (event.kind === 'phase' && !begun.has(event.stack)) begun.set(event.stack, performance.now());
    if (event.kind === 'result') {
      const start = begun.get(event.result.stack);
      if (start !== undefined) seconds.set(event.result.stack, (performance.now() - start) / 1000);
    }
    report(event);
  };
}

function failures(report: RunReport): readonly string[] {
  return report.results.flatMap((result) => sentence(result));
}

function sentence(result: StackResult): readonly string[] {
  switch (result.kind) {
    case 'failed':
      return [`${result.stack} failed: ${result.errors.join('\n')}`];
    case 'waiting':
      return [`${result.stack} still waits for ${result.missing.map(({ fact }) => fact).join(', ')}`];
    case 'skipped':
      return [`${result.stack} was skipped`];
    case 'applied':
    case 'planned':
    case 'no-changes':
    case 'unchanged':
    case 'read':
    case 'absent':
      return [];
  }
}

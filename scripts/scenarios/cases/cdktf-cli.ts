import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { checkOrganization } from '../../../landfall/checks';
import { mergeFacts, readFactsLock, writeFactsLock } from '../../../landfall/model/lock';
import { zoneGraph } from '../../../landfall/model/plan';
import { bootstrapEmulator, deployKeys } from '../../../landfall/rehearsal/deployment';
import { startEmulator, type Emulator } from '../../../landfall/rehearsal/emulator';
import { prepareRoot } from '../../../landfall/rehearsal/prepare';
import { loadProviderSchema, type ProviderSchema } from '../../../landfall/rehearsal/provider-schema';
import { ensureVirtualEnvironment } from '../../../landfall/rehearsal/python';
import { rehearsalProviderVersion, rehearsalTools } from '../../../landfall/rehearsal/tools';
import type { Environment } from '../../../landfall/runner/files';
import { writeCliConfig } from '../../../landfall/runner/provider-mirror';
import { readStateFile } from '../../../landfall/runner/state-file';
import { endState, endStateOf } from '../end-state';
import type { Scenario } from '../scenario';
import { scenariosFolder, World, writeDescription } from '../world';

export const cdktfCli: Scenario = {
  name: 'cdktf-cli',
  what: 'the CDKTF CLI deploys examples/minimal wave after wave, with landfall lock between; all ends as its rehearsal',
  run: async ({ alone, note }) => {
    const rehearsed = await alone(() => new World('minimal', minimal));
    const expected = await endState(rehearsed, (await rehearsed.rehearse()).result);
    await rehearsed.stop();
    const place = await openPlace(note);
    try {
      await deployInWaves(place, note);
      const { facts, stacks, ...found } = await endStateOf(place.emulator.url, readFactsLock(place.organization).lock);
      assert.deepEqual(facts, expected.facts);
      assert.deepEqual(Object.keys(stacks), Object.keys(expected.stacks));
      assert.deepEqual(found, { emails: expected.emails, accounts: expected.accounts });
      assert.deepEqual(await resourcesOf(place, Object.keys(stacks)), expected.resources);
    } finally {
      await place.emulator.stop();
    }
  },
};

const minimal = { copyOf: join('examples', 'minimal') };

/** Where it happens: an organization of its own, bootstrapped in an emulator. */
interface Place {
  readonly organization: string;
  /** Folder with cdktf.json, in which the CLI runs. */
  readonly project: string;
  readonly synthesized: string;
  readonly schema: ProviderSchema;
  readonly terraform: string;
  readonly emulator: Emulator;
  readonly env: Environment;
  readonly logFile: string;
}

const compiled = join(__dirname, '..', '..', '..');

async function openPlace(note: (text: string) => void): Promise<Place> {
  const root = resolve(scenariosFolder, 'cdktf-cli');
  const organization = join(root, 'organization');
  const project = join(root, 'project');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  writeDescription(organization, minimal);
  const common = { env: process.env, providerVersion: rehearsalProviderVersion, folder: join('.landfall', 'cache') };
  const { provider, python, terraform } = await rehearsalTools({ ...common, progress: note });
  const schema = await loadProviderSchema({
    terraform: terraform.path,
    provider,
    env: process.env,
    cacheFolder: common.folder,
  });
  const packageFolder = join(compiled, '..', 'landfall', 'rehearsal', 'emulator');
  const emulator = await startEmulator({
    python: await ensureVirtualEnvironment({
      python,
      requirements: [join(packageFolder, 'requirements.txt')],
      folder: resolve('.landfall'),
      env: process.env,
      onInstall: () => note('installing the emulator (once)'),
    }),
    folder: join(root, 'emulator'),
    env: process.env,
    packageFolder,
  });
  const zone = zoneOf(organization);
  const facts = await bootstrapEmulator(zone, emulator, () => undefined);
  writeFactsLock(organization, mergeFacts(readFactsLock(organization).lock, facts).lock);
  writeFileSync(
    join(project, 'cdktf.json'),
    JSON.stringify({ language: 'typescript', app: 'true', projectId: 'minimal', sendCrashReports: 'false' }),
  );
  const cliConfig = writeCliConfig(root, provider.mirror, dirname(provider.binary));
  const keys = await deployKeys(zone, emulator, facts);
  // The CLI's own default lies in the home folder: what it leaves there, others would take for a mirror.
  const pluginCache = join(root, 'plugin-cache');
  mkdirSync(pluginCache);
  return {
    ...{ organization, project, schema, emulator, terraform: terraform.path },
    synthesized: join(root, 'synthesized'),
    logFile: join(scenariosFolder, 'logs', 'cdktf-cli.log'),
    env: {
      ...process.env,
      ...emulator.env,
      ...keys,
      TF_CLI_CONFIG_FILE: cliConfig,
      TF_PLUGIN_CACHE_DIR: pluginCache,
      CHECKPOINT_DISABLE: '1',
    },
  };
}

function zoneOf(organization: string): NonNullable<ReturnType<typeof checkOrganization>['zone']> {
  const { diagnostics, zone } = checkOrganization(organization);
  assert.ok(zone !== undefined, diagnostics.map(({ message }) => message).join('\n'));
  return zone;
}

/** What a user does who doesn't use `landfall deploy`: synthesize, deploy what is ready, read the ids, and again. */
async function deployInWaves(place: Place, note: (text: string) => void): Promise<void> {
  const { emulator, env, organization, project, schema, synthesized } = place;
  const landfall = [process.execPath, join(compiled, 'landfall', 'cli', 'main.js'), '--organization', organization];
  await execute(place, [...landfall, 'allocate'], env);
  const { nodes } = zoneGraph(zoneOf(organization));
  const done = new Set<string>();
  while (done.size < nodes.length) {
    const facts = { LANDFALL_ORGANIZATION: organization, CDKTF_OUTDIR: synthesized };
    await execute(place, [process.execPath, join(compiled, 'main.js')], { ...env, ...facts });
    const manifest = readFileSync(join(synthesized, 'manifest.json'), 'utf8');
    const ready: string[] = [];
    for (const { needs, stack } of nodes) {
      if (done.has(stack.id) || !manifest.includes(`"${stack.id}"`)) continue;
      if (needs.every((need) => done.has(need) || ready.includes(need))) ready.push(stack.id);
    }
    assert.ok(ready.length > 0, 'no stack is ready');
    note(`cdktf deploy ${ready.join(' ')}`);
    for (const id of ready) {
      prepareRoot(join(synthesized, 'stacks', id), join(project, 'cdktf.out', 'stacks', id), schema);
    }
    for (const id of ready) done.add(id);
    writeFileSync(join(project, 'cdktf.out', 'manifest.json'), onlyWith(manifest, done));
    const cli = join(compiled, '..', 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf');
    const options = ['--auto-approve', '--skip-synth', '--skip-provider-lock', '--ignore-missing-stack-dependencies'];
    await execute(
      place,
      [process.execPath, cli, 'deploy', ...ready, ...options, '--parallelism', '2'],
      { ...env, CI: '1' },
      project,
    );
    // Only states are read, so that no provider is needed.
    const reattach = { TF_REATTACH_PROVIDERS: nobody };
    await execute(place, [...landfall, 'lock'], { ...env, ...reattach });
    emulator.assertAlive();
  }
}

/** Resources in the state of each stack, read where the CLI initialized it. */
async function resourcesOf(place: Place, stacks: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const id of [...stacks].sort()) {
    const folder = join(place.project, 'cdktf.out', 'stacks', id);
    const state = readStateFile(await execute(place, [place.terraform, 'state', 'pull'], place.env, folder));
    assert.ok(state !== undefined, `${id} has no state`);
    counts[id] = state.resources;
  }
  return counts;
}

const manifestFile = z.looseObject({ stacks: z.record(z.string(), z.unknown()) });

/** The CLI initializes every stack that the manifest names, so it names only those that were lowered. */
function onlyWith(manifest: string, ids: ReadonlySet<string>): string {
  const { stacks, ...rest } = manifestFile.parse(JSON.parse(manifest));
  return JSON.stringify({ ...rest, stacks: Object.fromEntries(Object.entries(stacks).filter(([id]) => ids.has(id))) });
}

/** Makes `init` believe that somebody else runs the provider. */
const nobody = JSON.stringify({
  'registry.terraform.io/hashicorp/aws': {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: 1,
    Test: true,
    Addr: { Network: 'unix', String: '/nonexistent' },
  },
});

/** @returns what the command printed on its standard output.
 * @throws AssertionError where it fails */
async function execute(
  { logFile }: Place,
  [command = '', ...args]: readonly string[],
  env: Environment,
  cwd?: string,
): Promise<string> {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(command, args, {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const said: string[] = [];
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log.write(text);
      said.push(text);
      if (stream === child.stdout) printed.push(text);
    });
  }
  const code = await new Promise<number | null>((end, fail) => {
    child.once('error', fail);
    child.once('close', end);
  });
  assert.equal(
    code,
    0,
    `${args.slice(0, 4).join(' ')} ended with ${code ?? 'a signal'}:\n${said.join('').slice(-3_000)}`,
  );
  return printed.join('');
}

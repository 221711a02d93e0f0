import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readDumpFile } from '../../../../landfall/adoption/dump/read';
import { scanOrganization, type ScanEvent, type ScanResult } from '../../../../landfall/adoption/scan';
import { readerOf } from '../../../../landfall/adoption/scan/start';
import { startEmulator, type Emulator } from '../../../../landfall/rehearsal/emulator';
import { ensureVirtualEnvironment, findPython } from '../../../../landfall/rehearsal/python';
import { inFolder } from '../../rehearsal/real-provider';

const run = promisify(execFile);

/** Ids that `small_organization.py` prints. */
const madeIds = z.object({
  organization: z.string(),
  hub: z.string(),
  shop: z.string(),
  spare: z.string(),
  leaving: z.string(),
});

/** Ids that `foreign_organization` prints: units by path, accounts by name. */
const foreignIds = z.object({
  organization: z.string(),
  management: z.string(),
  gateway: z.string(),
  units: z.record(z.string(), z.string()),
  accounts: z.record(z.string(), z.string()),
});

/** An emulated AWS to which this process's own calls go, and a Python with boto3. */
export interface EmulatedAws {
  readonly emulator: Emulator;
  /** Runs a script of the repository with arguments. */
  readonly script: (
    path: string,
    ...args: readonly string[]
  ) => Promise<{ readonly stdout: string; readonly stderr: string }>;
  readonly stop: () => Promise<void>;
}

export const python = findPython(process.env);
if (python === undefined) process.stderr.write('\n*** NOT PROVED: no Python, so no organization was read ***\n');

/** Starts it; afterwards the SDKs in this process talk to it as the management account. */
export async function emulatedAws(name: string): Promise<EmulatedAws> {
  if (python === undefined) throw new Error('no Python');
  const requirements = [resolve('landfall/rehearsal/emulator/requirements.txt')];
  const folder = resolve('.landfall');
  const interpreter = await ensureVirtualEnvironment({ python, requirements, folder, env: process.env });
  const place = join(folder, 'tests', `${name}-${process.pid}`);
  const emulator = await startEmulator({ python: interpreter, folder: place, env: process.env });
  process.env = { ...process.env, ...emulator.env };
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  return {
    emulator,
    script: (path, ...args) => run(interpreter, [resolve(path), ...args], { env, maxBuffer: 2 ** 26 }),
    stop: emulator.stop,
  };
}

/** Empties the emulator and builds the small organization in it. */
export async function buildOrganization(aws: EmulatedAws): Promise<z.infer<typeof madeIds>> {
  return madeIds.parse(await build(aws, '__tests__/landfall/adoption/support/small_organization.py'));
}

/** Empties the emulator and builds the organization of 44 accounts in it. */
export async function buildForeignOrganization(aws: EmulatedAws): Promise<z.infer<typeof foreignIds>> {
  return foreignIds.parse(await build(aws, 'scripts/scenarios/foreign_organization'));
}

async function build({ emulator, script }: EmulatedAws, builder: string): Promise<unknown> {
  await fetch(`${emulator.url}/landfall/reset`, { method: 'POST' });
  return JSON.parse((await script(builder)).stdout);
}

/** Sets what goes wrong from now on; without rules, nothing. */
export async function setFaults({ emulator }: EmulatedAws, rules: readonly object[]): Promise<void> {
  const path = `${emulator.url}/landfall/faults`;
  await fetch(path, { method: 'DELETE' });
  if (rules.length > 0) await fetch(path, { method: 'POST', body: JSON.stringify(rules) });
}

export const memberRole = 'OrganizationAccountAccessRole';

/** A live scan, inside of member accounts too unless the role is null. */
export async function scan(
  role: string | null = memberRole,
  progress: (event: ScanEvent) => void = () => undefined,
): Promise<ScanResult> {
  const { credentials, region } = await readerOf({});
  return scanOrganization({ credentials, homeRegion: region, memberRole: role ?? undefined, progress });
}

export interface Dumped {
  readonly read: ReturnType<typeof readDumpFile>;
  /** Calls by service, as the script tells at its end. */
  readonly calls: ReadonlyMap<string, number>;
}

/** Through the script that a security team runs, and back through our reader. */
export async function dump(of: EmulatedAws, ...options: readonly string[]): Promise<Dumped> {
  return inFolder(async (folder) => {
    const file = join(folder, 'dump.json');
    const { stderr } = await of.script('scripts/dump-organization.py', '--into', file, ...options);
    const [, counts = ''] = /^\d+ calls: (.*)$/m.exec(stderr) ?? [];
    const calls = counts.split(', ').map((one) => {
      const [service = '', number] = one.split(' ');
      return [service, Number(number)] as const;
    });
    return { read: readDumpFile(file), calls: new Map(calls) };
  });
}

/** As it comes back from a file: without keys that are undefined. */
export const written = (inventory: unknown): unknown => JSON.parse(JSON.stringify(inventory));

import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { scanOrganization, type ScanEvent, type ScanResult } from '../../../../landfall/adoption/scan';
import { readerOf } from '../../../../landfall/adoption/scan/start';
import { startEmulator, type Emulator } from '../../../../landfall/rehearsal/emulator';
import { ensureVirtualEnvironment, findPython } from '../../../../landfall/rehearsal/python';

const run = promisify(execFile);

/** Ids that `small_organization.py` prints. */
const madeIds = z.object({
  organization: z.string(),
  hub: z.string(),
  shop: z.string(),
  spare: z.string(),
  leaving: z.string(),
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
export async function buildOrganization({ emulator, script }: EmulatedAws): Promise<z.infer<typeof madeIds>> {
  await fetch(`${emulator.url}/landfall/reset`, { method: 'POST' });
  const { stdout } = await script('__tests__/landfall/adoption/support/small_organization.py');
  return madeIds.parse(JSON.parse(stdout));
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

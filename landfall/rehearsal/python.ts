import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { type Environment, isExecutable, isFolder } from '../runner/files';
import { isProcessAlive } from '../runner/state-lock';

/** A Python that can be run. */
export interface Python {
  readonly path: string;
  /** Such as `3.11.7`. */
  readonly version: string;
}

export interface VirtualEnvironmentOptions {
  readonly python: Python;
  /** Files of requirements to install. */
  readonly requirements: readonly string[];
  /** Folder that keeps one virtual environment a set of requirements. */
  readonly folder: string;
  readonly env: Environment;
  /** Told before anything is installed, as that takes a minute. */
  readonly onInstall?: (folder: string) => void;
}

/** The oldest Python that the emulator runs on. */
export const OLDEST_PYTHON: readonly [number, number] = [3, 10];

const NAMES = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
const INSTALL_TIMEOUT_MILLISECONDS = 15 * 60_000;

/** @returns the first Python on the PATH that is new enough, or undefined where there is none. */
export function findPython(env: Environment): Python | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const path of NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (!isExecutable(path)) continue;
    const version = pythonVersion(path, env);
    if (version !== undefined && isNewEnough(version)) return { path, version };
  }
  return undefined;
}

function pythonVersion(path: string, env: Environment): string | undefined {
  const program = 'import sys; print(".".join(map(str, sys.version_info[:3])))';
  const run = spawnSync(path, ['-c', program], { encoding: 'utf8', env: { ...env }, timeout: 30_000 });
  return run.status === 0 ? run.stdout.trim() : undefined;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1];
}

/**
 * Makes sure of a virtual environment that holds the requirements. It gets its final name only when it is whole, so
 * one that was left half-made is never used, and two processes may do this at once.
 * @returns the path of its Python.
 * @throws DiagnosticError LF5024 where it can't be made.
 */
export async function ensureVirtualEnvironment(options: VirtualEnvironmentOptions): Promise<string> {
  const { python, folder, env } = options;
  const hash = createHash('sha256')
    .update(options.requirements.map((file) => readFileSync(file, 'utf8')).join('\n'))
    .update(python.version)
    .digest('hex');
  const name = `venv-${hash.slice(0, 16)}`;
  const home = join(folder, name);
  const interpreter = join(home, 'bin', 'python');
  if (pythonVersion(interpreter, env) === python.version) return interpreter;

  rmSync(home, { recursive: true, force: true });
  removeAbandoned(folder, name);
  options.onInstall?.(home);
  const draft = join(folder, `${name}.${process.pid}.tmp`);
  rmSync(draft, { recursive: true, force: true });
  await run(python.path, ['-m', 'venv', draft], env);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    ...options.requirements.flatMap((file) => ['-r', file]),
  ];
  await run(join(draft, 'bin', 'python'), pip, env);
  try {
    renameSync(draft, home);
  } catch (error) {
    if (!isFolder(home)) throw error;
    // Another process was faster, with the same result.
    rmSync(draft, { recursive: true, force: true });
  }
  return interpreter;
}

function removeAbandoned(folder: string, name: string): void {
  if (!isFolder(folder)) return;
  for (const entry of readdirSync(folder)) {
    const pid = new RegExp(`^${name}\\.(\\d+)\\.tmp$`).exec(entry)?.[1];
    if (pid !== undefined && !isProcessAlive(Number(pid)))
      rmSync(join(folder, entry), { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], env: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...env }, timeout: INSTALL_TIMEOUT_MILLISECONDS, maxBuffer: 64 * 1024 * 1024 };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) {
        resolve();
        return;
      }
      const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-20).join('\n');
      reject(
        new DiagnosticError([
          {
            severity: 'error',
            code: 'LF5024',
            message: `The Python environment of the rehearsal could not be made: ${args.slice(0, 3).join(' ')} failed.\n${said}`,
            help: 'Python needs its venv module, and pip a way to the package index.',
          },
        ]),
      );
    });
  });
}

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type { Environment } from '../runner/files';
import { isProcessAlive } from '../runner/state-lock';
import { startInBackground } from './background-process';

/** A local AWS that is running. */
export interface Emulator {
  readonly pid: number;
  readonly port: number;
  /** Such as `http://127.0.0.1:34567`; obeyed by the AWS SDKs, the CLI, Terraform's backend and provider. */
  readonly url: string;
  /** Variables to lay over an environment so that all AWS calls go to it; `undefined` unsets one. */
  readonly env: Environment;
  readonly isAlive: () => boolean;
  /** @throws DiagnosticError LF5025 with the end of its log where it has ended by itself. */
  readonly assertAlive: () => void;
  /** Resolves when it has ended, however that came. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface EmulatorOptions {
  /** A Python that has the emulator's requirements. */
  readonly python: string;
  /** Folder for its log and ready file. */
  readonly folder: string;
  readonly env: Environment;
  /** Seed of all ids it makes. */
  readonly seed?: number;
  /** Lets it go on when this process ends, so that a later one can find its world as it was. */
  readonly outlive?: boolean;
  /** Home Region of the calls. */
  readonly region?: string;
  /** Folder that holds the Python package; by default the one in this repository. */
  readonly packageFolder?: string;
}

const ReadyFile = z.looseObject({ pid: z.number().int().positive(), port: z.number().int().positive() });

/**
 * Starts the emulator on a free port of this machine alone and waits until it answers.
 * @throws DiagnosticError LF5025 with the end of its log where it doesn't.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  // The child runs in another folder than this process, so its paths are absolute.
  const folder = resolve(options.folder);
  mkdirSync(folder, { recursive: true });
  const readyFile = join(folder, 'emulator.ready.json');
  rmSync(readyFile, { force: true });
  const outlive = options.outlive === true;
  const running = await startInBackground({
    name: 'The emulator',
    code: 'LF5025',
    command: resolve(options.python),
    args: [
      ...['-m', 'landfall_emulator', '--port', '0', '--ready-file', readyFile],
      ...(options.seed === undefined ? [] : ['--seed', String(options.seed)]),
      ...(outlive ? [] : ['--exit-with-stdin']),
    ],
    cwd: options.packageFolder ?? packageFolder(),
    env: { ...options.env, ...UNSET, PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
    logFile: join(folder, 'emulator.log'),
    openStdin: !outlive,
    outlive,
    whenReady: () => readPort(readyFile),
    timeoutSeconds: 120,
  });
  const port = running.ready;
  return {
    pid: running.pid,
    port,
    url: `http://127.0.0.1:${port}`,
    env: emulatorEnvironment(port, options.region),
    isAlive: running.isAlive,
    assertAlive: () => {
      const crash = running.crash();
      if (crash !== undefined) throw new DiagnosticError([crash]);
    },
    ended: running.ended,
    stop: running.stop,
  };
}

/**
 * Takes up an emulator that was kept by an earlier run.
 * @throws DiagnosticError LF5026 where there is none, or it no longer answers
 */
export async function attachEmulator(folder: string, region?: string): Promise<Emulator> {
  const file = join(folder, 'emulator.ready.json');
  const ready = existsSync(file) ? ReadyFile.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const url = `http://127.0.0.1:${ready?.port ?? 0}`;
  const answers = async (): Promise<boolean> => {
    try {
      return (await fetch(`${url}/landfall/health`)).ok;
    } catch {
      return false;
    }
  };
  if (ready === undefined || !(await answers())) {
    throw new DiagnosticError([
      {
        severity: 'error',
        code: 'LF5026',
        message: 'there is no emulator to go on with',
        help: 'Begin with landfall rehearse --keep',
      },
    ]);
  }
  const isAlive = (): boolean => isProcessAlive(ready.pid);
  return {
    pid: ready.pid,
    port: ready.port,
    url,
    env: emulatorEnvironment(ready.port, region),
    isAlive,
    assertAlive: () => {
      if (isAlive()) return;
      const message = `the emulator (process ${ready.pid}) has ended`;
      throw new DiagnosticError([{ severity: 'error', code: 'LF5025', message, help: `Its log is in ${folder}.` }]);
    },
    ended: new Promise(() => undefined),
    stop: () => {
      process.kill(ready.pid, 'SIGTERM');
      return Promise.resolve();
    },
  };
}

/** What would lead calls, or the emulator's own, elsewhere. A certificate bundle also breaks a provider that stays loaded. */
const UNSET: Environment = {
  AWS_CA_BUNDLE: undefined,
  AWS_PROFILE: undefined,
  AWS_DEFAULT_PROFILE: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_ROLE_ARN: undefined,
  AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_CONFIG_FILE: '/dev/null',
  HTTP_PROXY: undefined,
  HTTPS_PROXY: undefined,
  ALL_PROXY: undefined,
  NO_PROXY: undefined,
  http_proxy: undefined,
  https_proxy: undefined,
  all_proxy: undefined,
  no_proxy: undefined,
};

/**
 * The variables that send every AWS call of the SDKs, the CLI, Terraform's S3 backend and the provider to an emulator,
 * as the management account. Pure.
 */
export function emulatorEnvironment(port: number, region = 'eu-west-1'): Environment {
  const url = `http://127.0.0.1:${port}`;
  return {
    ...UNSET,
    AWS_ENDPOINT_URL: url,
    // It is its own proxy, so that hosts which only exist in its world (S3 Control's <account>.127.0.0.1) are reached.
    HTTP_PROXY: url,
    AWS_ACCESS_KEY_ID: 'AKIAMANAGEMENT000000',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    // What it lacks it answers with 500; by default the provider would try that 25 times, for ten minutes.
    AWS_MAX_ATTEMPTS: '3',
  };
}

function readPort(path: string): number | undefined {
  if (!existsSync(path)) return undefined;
  return ReadyFile.parse(JSON.parse(readFileSync(path, 'utf8'))).port;
}

// The compiled file lies in dist/landfall/rehearsal; the Python package stays in the sources.
function packageFolder(): string {
  const beside = join(__dirname, 'emulator');
  return existsSync(beside) ? beside : join(__dirname, '..', '..', '..', 'landfall', 'rehearsal', 'emulator');
}

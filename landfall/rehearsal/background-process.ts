import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic';
import type { Environment } from '../runner/files';

const POLL_MILLISECONDS = 25;
const TAIL_LINES = 20;

/** A helper process that serves until it is stopped; it keeps this process from ending, unless it is to outlive it. */
export interface BackgroundProcess<Ready> {
  readonly pid: number;
  /** What was read when it said that it is ready. */
  readonly ready: Ready;
  readonly isAlive: () => boolean;
  /** Resolves when it has ended, however that came. */
  readonly ended: Promise<void>;
  /** A diagnostic with the end of its log, where it ended without having been asked to. */
  readonly crash: () => Diagnostic | undefined;
  /** Asks it to end, by its id; kills it where it doesn't within five seconds. */
  readonly stop: () => Promise<void>;
}

export interface BackgroundOptions<Ready> {
  /** How messages call it, such as `the emulator`. */
  readonly name: string;
  /** Code of the diagnostic where it doesn't start or ends by itself. */
  readonly code: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: Environment;
  /** What it says is appended here: to a file, as a pipe would break when we are gone. */
  readonly logFile: string;
  /** Keeps its standard input open as long as this process lives. */
  readonly openStdin?: boolean;
  /** Lets it go on when this process ends. */
  readonly outlive?: boolean;
  /** Called every few milliseconds with what it has said so far. */
  readonly whenReady: (said: string) => Ready | undefined;
  readonly timeoutSeconds: number;
}

/**
 * Starts a helper process and waits until it is ready.
 * @throws DiagnosticError with the given code where it ends before, or isn't ready in time (it is then stopped).
 */
export async function startInBackground<Ready>(options: BackgroundOptions<Ready>): Promise<BackgroundProcess<Ready>> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  const from = statSync(options.logFile).size;
  // A group of its own, so that Ctrl-C reaches us alone and we end things in order.
  const child = spawn(options.command, options.args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    detached: true,
    env: { ...options.env },
    stdio: [options.openStdin === true ? 'pipe' : 'ignore', log, log],
  });
  closeSync(log);
  let state: 'running' | 'stopping' | 'ended' = 'running';
  let how = '';
  let crashed = false;
  const ended = new Promise<void>((resolve) => {
    const end = (text: string): void => {
      crashed ||= state === 'running';
      state = 'ended';
      how = text;
      process.removeListener('exit', kill);
      resolve();
    };
    child.once('error', (error) => end(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => end(`ended with ${signal ?? `code ${code ?? 'unknown'}`}`));
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  if (options.outlive !== true) process.once('exit', kill);
  const said = (): string => readFileSync(options.logFile).subarray(from).toString('utf8');
  const diagnostic = (what: string): Diagnostic => ({
    severity: 'error',
    code: options.code,
    message: `${options.name} ${what}.\n${said().trimEnd().split('\n').slice(-TAIL_LINES).join('\n')}`,
    help: `Its log is ${options.logFile}.`,
  });
  const stop = async (): Promise<void> => {
    if (state === 'ended') return;
    state = 'stopping';
    child.stdin?.end();
    child.kill('SIGINT');
    const timer = setTimeout(kill, 5_000);
    await ended;
    clearTimeout(timer);
  };
  const isAlive = (): boolean => state === 'running';
  const ready = await untilReady(options, isAlive, said);
  if (ready === undefined) {
    const problem = diagnostic(isAlive() ? `was not ready within ${options.timeoutSeconds} seconds` : how);
    await stop();
    throw new DiagnosticError([problem]);
  }
  if (options.outlive === true) child.unref();
  const crash = (): Diagnostic | undefined => (crashed ? diagnostic(how) : undefined);
  return { pid: child.pid ?? 0, ready, isAlive, ended, crash, stop };
}

async function untilReady<Ready>(
  options: BackgroundOptions<Ready>,
  isAlive: () => boolean,
  said: () => string,
): Promise<Ready | undefined> {
  const end = Date.now() + options.timeoutSeconds * 1_000;
  while (isAlive() && Date.now() < end) {
    const ready = options.whenReady(said());
    if (ready !== undefined) return ready;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  // It may have become ready and ended between two looks; then it is its end that is told, when it is asked for.
  return options.whenReady(said());
}

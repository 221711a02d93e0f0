import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Environment } from './files';
import { type LogTail, tailFile } from './log-tail';

const POLL_MILLISECONDS = 100;

/** Where and how a Terraform command runs. */
export interface TerraformContext {
  /** Path of the terraform executable. */
  readonly binary: string;
  /** Folder of the Terraform root. */
  readonly cwd: string;
  /** The child's whole environment; nothing is inherited beside it. */
  readonly env: Environment;
  /** Everything Terraform says is appended here, and outlives this process. */
  readonly logFile: string;
  readonly onLine?: (line: string) => void;
  /** Told as soon as the child runs, so that a journal can name it. `pid` is also its process group. */
  readonly onStart?: (started: { readonly pid: number; readonly args: readonly string[] }) => void;
  /** Aborting sends one SIGINT: Terraform then finishes what it is doing and saves its state. */
  readonly signal?: AbortSignal;
}

/** How a child ended. */
export interface ProcessResult {
  /** Absent where the child was killed or never started. */
  readonly code?: number;
  readonly cancelled: boolean;
  /** Terraform's error blocks, each from its `Error:` line to its end. */
  readonly errors: readonly string[];
  /** What it wrote to its log. */
  readonly log: string;
  /** What was written to standard output; only of commands run with `captureOutput`. */
  readonly stdout: string;
}

/** Runs terraform once; the seam at which tests put another. */
export type TerraformProcess = (
  context: TerraformContext,
  args: readonly string[],
  mode?: { readonly captureOutput?: boolean },
) => Promise<ProcessResult>;

/**
 * Runs terraform in a process group of its own, writing to a file and not to a pipe: should this process die, Terraform
 * neither gets its signal nor a broken pipe, and finishes. With `captureOutput` (for commands that only read) standard
 * output comes through a pipe instead. Never rejects: a child that can't be started is a result with an error.
 */
export const runTerraform: TerraformProcess = (context, args, mode = {}) =>
  new Promise((done) => {
    mkdirSync(dirname(context.logFile), { recursive: true });
    const log = openSync(context.logFile, 'a', 0o600);
    writeSync(log, `$ terraform ${args.join(' ')}\n`);
    const said: string[] = [];
    const tail = tailFile(context.logFile, (line) => {
      said.push(line);
      context.onLine?.(line);
    });
    const child = spawn(context.binary, args, {
      cwd: context.cwd,
      detached: true,
      env: { ...context.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_INPUT: '0' },
      stdio: ['ignore', mode.captureOutput === true ? 'pipe' : log, log],
    });
    closeSync(log);
    const output: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    const release = follow(child, tail, context.signal);
    if (child.pid !== undefined) context.onStart?.({ pid: child.pid, args });
    const finish = (code: number | null, failure?: Error): void => {
      const cancelled = release();
      done({
        ...(code === null ? {} : { code }),
        cancelled,
        errors:
          failure === undefined ? errorBlocks(said) : [`Error: terraform could not be started: ${failure.message}`],
        log: said.join('\n'),
        stdout: Buffer.concat(output).toString('utf8'),
      });
    };
    let finished = false;
    child.once('error', (failure) => {
      if (!finished) finish(null, failure);
      finished = true;
    });
    child.once('close', (code) => {
      if (!finished) finish(code);
      finished = true;
    });
  });

/** Tails the log and passes on a cancellation; the function returned ends both and tells whether it was cancelled. */
function follow(child: ChildProcess, tail: LogTail, signal: AbortSignal | undefined): () => boolean {
  let cancelled = false;
  const interrupt = (): void => {
    if (cancelled || child.pid === undefined) return;
    cancelled = true;
    try {
      process.kill(-child.pid, 'SIGINT');
    } catch {
      // It ended by itself in this moment.
    }
  };
  const timer = setInterval(tail.poll, POLL_MILLISECONDS);
  if (signal?.aborted === true) interrupt();
  signal?.addEventListener('abort', interrupt, { once: true });
  return () => {
    clearInterval(timer);
    signal?.removeEventListener('abort', interrupt);
    tail.end();
    return cancelled;
  };
}

/**
 * The error blocks in what `terraform -no-color` says: from a line that begins with `Error: ` up to the next error or
 * warning. Terraform prints its errors last, so the last block reaches to the end.
 */
export function errorBlocks(lines: readonly string[]): readonly string[] {
  const blocks: string[][] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    if (line.startsWith('Error: ')) blocks.push((open = [line]));
    else if (/^(Warning: |Releasing state lock)/.test(line)) open = undefined;
    else open?.push(line);
  }
  return blocks.map((block) => block.join('\n').trim());
}

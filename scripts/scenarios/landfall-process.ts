import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A `landfall` command that runs as a process of its own, as a user would start it. */
export interface LandfallProcess {
  readonly pid: number;
  /** What it has said so far on both outputs, line by line. */
  readonly lines: readonly string[];
  /** Resolves with the line that is the `nth` to match; with undefined where the process ends before. */
  readonly seen: (pattern: RegExp, nth?: number) => Promise<string | undefined>;
  /** Resolves when it has ended; the code is null where it was killed. */
  readonly ended: Promise<number | null>;
  /** SIGKILL to it alone: what it started goes on. */
  readonly kill: () => void;
}

const program = join(__dirname, '..', '..', 'landfall', 'cli', 'main.js');

/** Starts `landfall`. What it says is also appended to a log file. */
export function landfall(
  args: readonly string[],
  logFile: string,
  env: Readonly<Record<string, string>> = {},
): LandfallProcess {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  log.write(`$ landfall ${args.join(' ')}\n`);
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const watcher of watchers) watcher();
  };
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      log.write(text);
      const parts = `${rest}${text}`.split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      tell();
    });
  }
  let over = false;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    // Not `close`: what a killed process started may hold its outputs open.
    child.once('exit', (code, signal) => {
      if (signal !== null) log.write(`(${signal})\n`);
      setTimeout(() => {
        over = true;
        tell();
        resolve(code);
      }, 100);
    });
  });
  const seen = (pattern: RegExp, nth = 1): Promise<string | undefined> =>
    new Promise((resolve) => {
      const look = (): void => {
        const line = lines.filter((one) => pattern.test(one))[nth - 1];
        if (line === undefined && !over) return;
        watchers.delete(look);
        resolve(line);
      };
      watchers.add(look);
      look();
    });
  return { pid: child.pid ?? 0, lines, seen, ended, kill: () => void child.kill('SIGKILL') };
}

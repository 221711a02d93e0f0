import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { identityOf, liveness, processIdentity, type ProcessIdentity } from './process-identity';

/** The right to run, or who has it. */
export type RunLock =
  | { readonly kind: 'held'; readonly release: () => void }
  | { readonly kind: 'busy'; readonly holder: ProcessIdentity; readonly file: string };

/**
 * Takes the right to run in a folder; one process has it at a time, and one that was killed loses it.
 * A taken lock is never replaced: whoever takes over from a dead holder makes the next number, which only one can.
 */
export function takeRunLock(folder: string): RunLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const locks = locksIn(folder);
    const busy = locks.find(({ holder }) => holder !== undefined && liveness(holder) !== 'dead');
    if (busy?.holder !== undefined) return { kind: 'busy', holder: busy.holder, file: busy.file };
    const number = (locks.at(-1)?.number ?? 0) + 1;
    const file = join(folder, `run.${number}.lock`);
    if (!create(folder, file)) continue;
    for (const lock of locks) rmSync(lock.file, { force: true });
    // Somebody may have begun from another number in the same moment; of two, the higher one goes on.
    const higher = locksIn(folder).find((lock) => lock.number > number);
    if (higher === undefined) return { kind: 'held', release: () => rmSync(file, { force: true }) };
    rmSync(file, { force: true });
  }
  throw new Error(`could not take the run lock in ${folder}`);
}

/**
 * Takes the right to run in a folder.
 * @returns what gives it back
 * @throws DiagnosticError LF3001 where another run has it
 */
export function holdRunLock(folder: string): () => void {
  const lock = takeRunLock(folder);
  if (lock.kind === 'held') return lock.release;
  const { host, pid } = lock.holder;
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF3001',
      message: `another run is under way: process ${pid} on ${host}`,
      help: `Wait for it to end. If that machine is gone, delete ${lock.file}.`,
    },
  ]);
}

interface FoundLock {
  readonly number: number;
  readonly file: string;
  readonly holder: ProcessIdentity | undefined;
}

function locksIn(folder: string): readonly FoundLock[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const number = /^run\.(\d+)\.lock$/.exec(name)?.[1];
      const file = join(folder, name);
      return number === undefined ? [] : [{ number: Number(number), file, holder: holderOf(file) }];
    })
    .sort((a, b) => a.number - b.number);
}

function holderOf(file: string): ProcessIdentity | undefined {
  try {
    return processIdentity.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes aside and links: the file appears whole, and only if nobody else has made it. */
function create(folder: string, file: string): boolean {
  const draft = join(folder, `run.${process.pid}.draft`);
  writeFileSync(draft, JSON.stringify(identityOf(process.pid)));
  try {
    linkSync(draft, file);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

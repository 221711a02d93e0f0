import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { failureCode, failureMessage } from '../diagnostics/failure';

/**
 * Writes a text file so that a reader, or a machine that stops half-way, sees the old content or the new, never a part.
 * Missing folders are made; a link is written through; mode bits stay; the same content again touches nothing.
 * @returns whether the file changed.
 * @throws DiagnosticError LF1020 if the file can't be written.
 */
export function writeFileAtomically(path: string, text: string): boolean {
  try {
    return replace(path, text);
  } catch (error) {
    const message = `${path} can't be written: ${failureCode(error) ?? failureMessage(error)}`;
    const help = 'Look at the permissions of the file and its folder, and at the space left on the disk';
    throw new DiagnosticError([{ severity: 'error', code: 'LF1020', message, help }]);
  }
}

function replace(path: string, text: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing !== undefined && readFileSync(path, 'utf8') === text) return false;
  const target = existing === undefined ? path : realpathSync(path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeDurably(temporary, text, existing?.mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return true;
}

function writeDurably(path: string, text: string, mode: number | undefined): void {
  const file = openSync(path, 'w');
  try {
    if (mode !== undefined) fchmodSync(file, mode);
    // One call may write only a part of a large text.
    const bytes = Buffer.from(text, 'utf8');
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { failureCode } from '../../diagnostics/failure';

/** Texts by path inside a folder; undefined for a file that is to go. */
export type Texts = ReadonlyMap<string, string | undefined>;

/** Whether nothing is there that could be lost: no folder, or an empty one. */
export function isFree(directory: string): boolean {
  return !existsSync(directory) || readdirSync(directory).length === 0;
}

/**
 * Makes a folder beside the one that is meant, which then takes its name: nobody ever sees a part of it.
 * @param look at the draft before it takes its name; what it returns is written as well, and it may write more itself
 * @throws DiagnosticError LF1020 if the folder can't be written; then nothing is there.
 */
export function writeFresh(directory: string, texts: Texts, look: (draft: string) => Texts): void {
  const draft = besides(directory);
  try {
    writing(directory, () => writeTexts(draft, texts));
    const more = look(draft);
    writing(directory, () => {
      writeTexts(draft, more);
      if (existsSync(directory)) rmdirSync(directory);
      renameSync(draft, directory);
    });
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Changes files of a folder that is there: all are written beside their places first, so that only renaming is left.
 * @throws DiagnosticError LF1020 if one can't be written; then none has changed.
 */
export function writeChanges(directory: string, texts: Texts): void {
  writing(directory, () => {
    const drafts: (readonly [draft: string, path: string])[] = [];
    try {
      for (const [path, text] of texts) {
        if (text === undefined) continue;
        const draft = besides(join(directory, path));
        drafts.push([draft, join(directory, path)]);
        mkdirSync(dirname(draft), { recursive: true });
        writeFileSync(draft, text, { flush: true });
      }
    } catch (error) {
      for (const [draft] of drafts) rmSync(draft, { force: true });
      throw error;
    }
    for (const [draft, path] of drafts) renameSync(draft, path);
    for (const [path, text] of texts) if (text === undefined) rmSync(join(directory, path), { force: true });
  });
}

/** Writes into a folder that nobody sees yet. */
function writeTexts(directory: string, texts: Texts): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    if (text === undefined) rmSync(join(directory, path), { force: true });
    else writeFileSync(join(directory, path), text);
  }
}

/** Does something with a copy of a folder in which files have changed already. */
export function withChanges<Result>(directory: string, texts: Texts, look: (copy: string) => Result): Result {
  const copy = besides(directory);
  try {
    writing(directory, () => {
      cpSync(directory, copy, { recursive: true });
      writeTexts(copy, texts);
    });
    return look(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function besides(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
}

/** Tells of the disk's refusal as what it is. */
function writing(directory: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    const code = failureCode(error);
    if (code === undefined) throw error;
    const help = 'Look at the permissions of the folder and the one above it, and at the space left on the disk';
    const message = `${directory} can't be written: ${code}`;
    throw new DiagnosticError([{ severity: 'error', code: 'LF1020', message, help }]);
  }
}

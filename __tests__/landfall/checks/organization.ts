import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOrganization, type CheckOptions } from '../../../landfall/checks';
import type { Diagnostic } from '../../../landfall/diagnostics/diagnostic';
import { writeDecisions, writeFactsLock, type Decisions, type FactsLock } from '../../../landfall/model/lock';

const example = join(__dirname, '..', '..', '..', 'examples', 'minimal');

/** One change of one file of `examples/minimal`: the whole text, or a replacement that must apply. */
export interface Edit {
  readonly file: string;
  /** Absent: the file is written anew. */
  readonly replace?: string;
  readonly with: string;
}

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true })));

/** A copy of `examples/minimal` with edits and without its lock. */
export function withEdits(...edits: readonly Edit[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'landfall-checks-'));
  made.push(directory);
  cpSync(example, directory, { recursive: true, filter: (path) => path !== join(example, 'lock') });
  for (const edit of edits) applyEdit(directory, edit);
  return directory;
}

function applyEdit(directory: string, edit: Edit): void {
  const path = join(directory, edit.file);
  if (edit.replace === undefined) {
    writeFileSync(path, edit.with);
    return;
  }
  const text = readFileSync(path, 'utf8');
  if (!text.includes(edit.replace)) throw new Error(`${edit.file} does not hold ${edit.replace}`);
  const { replace } = edit;
  writeFileSync(
    path,
    text.replace(replace, () => edit.with),
  );
}

/** Facts and decisions beside the copy. */
export function withLock(directory: string, facts: FactsLock, decisions: Decisions): string {
  writeFactsLock(directory, facts);
  writeDecisions(directory, decisions);
  return directory;
}

/** Number of the line of a file that holds a text, counted from 1; the text must be there once. */
export function lineOf(directory: string, file: string, text: string | RegExp): number {
  const lines = readFileSync(join(directory, file), 'utf8').split('\n');
  const found = lines.flatMap((line, index) =>
    (typeof text === 'string' ? line.includes(text) : text.test(line)) ? [index + 1] : [],
  );
  if (found.length !== 1) throw new Error(`${file} holds ${String(text)} in ${String(found.length)} lines`);
  return found[0] ?? 0;
}

/** What is found beyond what the unchanged example says. */
export function newFindings(directory: string, options?: CheckOptions): readonly Diagnostic[] {
  const known = usualFindings();
  return checkOrganization(directory, options).diagnostics.filter((each) => !known.has(identity(each)));
}

let usual: ReadonlySet<string> | undefined;

function usualFindings(): ReadonlySet<string> {
  usual ??= new Set(checkOrganization(withEdits()).diagnostics.map(identity));
  return usual;
}

/** Severity, code and words; lines move when something is written above them. */
function identity({ severity, code, message }: Diagnostic): string {
  return `${severity} ${code} ${message}`;
}

import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { hasErrors } from '../diagnostics/diagnostic';
import { nearest } from '../diagnostics/nearest';
import { checkShape } from './check-shape';
import { readText } from './disk';
import { parseYaml } from './document';
import { singleFiles } from './files';
import type { FileKind } from './files';
import { description, requiredKeys } from './shape';
import type { Schema } from './shape';
import type { SourceFile } from './sources';

/** What gathers while a directory is read: all problems, and all files for their positions. */
export interface Reading {
  readonly directory: string;
  readonly diagnostics: Diagnostic[];
  readonly files: Map<string, SourceFile>;
}

/** Path of a file as it is shown to the user. */
export function shownPath(directory: string, file: string): string {
  return join(directory, file).replaceAll('\\', '/');
}

/** Reads and checks one YAML file; undefined with diagnostics if it is not as it should be. */
export function readYaml<T>(reading: Reading, file: string, schema: FileKind<T>['schema']): T | 'absent' | undefined {
  const path = shownPath(reading.directory, file);
  const read = readText(path);
  if (read.kind === 'absent') return 'absent';
  if (read.kind === 'unreadable') {
    reading.diagnostics.push(read.diagnostic);
    return undefined;
  }
  const document = parseYaml(path, read.text);
  reading.files.set(file, { document });
  reading.diagnostics.push(...document.diagnostics);
  if (document.value === undefined) return undefined;
  const checked = checkShape(document, schema);
  reading.diagnostics.push(...checked.diagnostics);
  return hasErrors(document.diagnostics) ? undefined : checked.content;
}

/** Reads a file that stands once in the directory; an absent optional one counts as empty. */
export function readSingle<T>(reading: Reading, kind: FileKind<T>, names: readonly string[]): T | undefined {
  const content = readYaml(reading, kind.file, kind.schema);
  if (content !== 'absent') return content;
  const empty = kind.required ? undefined : kind.schema.safeParse({}).data;
  if (kind.required) reading.diagnostics.push(missingFile(reading.directory, kind.file, kind.schema, names));
  return empty;
}

function missingFile(directory: string, file: string, schema: Schema, names: readonly string[]): Diagnostic {
  const path = shownPath(directory, file);
  const alike = strangers(names).find((name) => nearestFile(name, names) === file);
  const about = description(schema);
  return {
    severity: 'error',
    code: 'LF1002',
    message: `${path} is missing; it holds ${requiredKeys(schema).join(', ')}`,
    help: alike === undefined ? `Create it${about === undefined ? '' : ` (${about})`}` : `Rename ${alike} to ${file}`,
    location: { file: path, line: 1, column: 1 },
  };
}

/** Warns of YAML files that nobody reads; one that is plainly a misnamed required file is told there. */
export function warnOfStrangers(reading: Reading, names: readonly string[]): void {
  for (const name of strangers(names)) {
    const meant = nearestFile(name, names);
    if (required.includes(meant ?? '')) continue;
    const path = shownPath(reading.directory, name);
    reading.diagnostics.push({
      severity: 'warning',
      code: 'LF1006',
      message: `${path} is not read: the files here are ${known.join(', ')}`,
      help: meant === undefined ? 'Move it away, or into the file that it belongs to' : `Did you mean ${meant}?`,
      location: { file: path, line: 1, column: 1 },
    });
  }
}

const known: readonly string[] = Object.values(singleFiles).map(({ file }) => file);
const required: readonly string[] = Object.values(singleFiles).flatMap((kind) => (kind.required ? [kind.file] : []));

function strangers(names: readonly string[]): readonly string[] {
  return names.filter((name) => /\.ya?ml$/i.test(name) && !known.includes(name));
}

/** The known file, not there yet, whose name a stranger's name resembles. */
function nearestFile(stranger: string, names: readonly string[]): string | undefined {
  const absent = known.filter((file) => !names.includes(file)).map((file) => file.replace('.yaml', ''));
  const stem = nearest(stranger.replace(/\.ya?ml$/i, ''), absent);
  return stem === undefined ? undefined : `${stem}.yaml`;
}

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { canonicalJson } from './canonical';

/** What a lock file holds, or why it can't be used. */
export type LockFileContent<T> =
  | { readonly kind: 'missing' }
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'wrong'; readonly diagnostics: readonly Diagnostic[] };

/** Version of the shape of both lock files. */
export const lockSchema = 1;

/**
 * Reads a lock file. Nothing is thrown for what is in it: not JSON (LF2001), another schema version (LF2002), a wrong
 * shape (LF2003, one for each wrong place), not readable (LF2004).
 * @param remedy what to do when the file is beyond repair
 */
export function readLockFile<T>(file: string, schema: z.ZodType<T>, remedy: string): LockFileContent<T> {
  const text = readText(file);
  if (text.kind !== 'read') return text;
  const parsed = parse(text.value);
  if (parsed === undefined) {
    const merging = /^(<<<<<<<|=======|>>>>>>>)/m.test(text.value);
    const found = merging ? 'holds marks of an unfinished merge' : 'is not JSON';
    return wrong('LF2001', file, `${file} ${found}`, merging ? 'Take the lines of both sides, or: ' + remedy : remedy);
  }
  if (parsed.reserved)
    return wrong('LF2003', file, `${file} has a key named ${reservedKey}, which is never an id`, remedy);
  const version = schemaOf(parsed.value);
  if (version !== lockSchema) {
    return typeof version === 'number' && version > lockSchema
      ? wrong(
          'LF2002',
          file,
          `${file} has schema ${version}; this version of Landfall reads schema ${lockSchema}`,
          'Use the newer version of Landfall that wrote it.',
        )
      : wrong('LF2002', file, `${file} names no schema that Landfall knows; allowed is ${lockSchema}`, remedy);
  }
  const result = schema.safeParse(parsed.value);
  if (result.success) return { kind: 'read', value: result.data };
  return {
    kind: 'wrong',
    diagnostics: result.error.issues.map((issue) => ({
      severity: 'error',
      code: 'LF2003',
      message: `${file}: ${issue.path.length === 0 ? 'the file' : issue.path.join('.')}: ${issue.message}`,
      help: remedy,
      path: issue.path.join('.'),
      location: { file, line: 1, column: 1 },
    })),
  };
}

/** Writes a lock file so that a reader sees the old or the new one, and removes what a killed run left beside it. */
export function writeLockFile(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  removeDrafts(file);
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, canonicalJson(value), { flush: true });
  renameSync(draft, file);
}

/** Drafts of processes that are gone; one of a living process is its own. */
function removeDrafts(file: string): void {
  const prefix = `${basename(file)}.`;
  for (const name of readdirSync(dirname(file))) {
    const pid = name.startsWith(prefix) ? /^(\d+)\.tmp$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(dirname(file), name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function readText(file: string): LockFileContent<string> {
  try {
    return { kind: 'read', value: readFileSync(file, 'utf8') };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return wrong('LF2004', file, `${file} can't be read (${code})`, 'See to its permissions.');
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown';
}

/** JavaScript keeps this key for itself and the schema passes over it, so what stands under it would get lost. */
const reservedKey = '__proto__';

function parse(text: string): { readonly value: unknown; readonly reserved: boolean } | undefined {
  try {
    let reserved = false;
    const value: unknown = JSON.parse(text, (key, part: unknown) => {
      reserved ||= key === reservedKey;
      return part;
    });
    return { value, reserved };
  } catch {
    return undefined;
  }
}

function schemaOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
}

function wrong(
  code: string,
  file: string,
  message: string,
  help: string,
): { readonly kind: 'wrong'; readonly diagnostics: readonly Diagnostic[] } {
  return {
    kind: 'wrong',
    diagnostics: [{ severity: 'error', code, message, help, location: { file, line: 1, column: 1 } }],
  };
}

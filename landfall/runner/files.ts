import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isJsonObject, parseJson, type JsonObject } from './json';

/** Environment variables as they are passed to a child; an `undefined` value means unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Writes a file so that a reader sees either the old or the new content, never a half of it; makes its folder. */
export function writeFileAtomically(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/** @returns whether the path is an existing folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** @returns whether the path is a file that somebody may execute. */
export function isExecutable(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile() && (stat.mode & 0o111) !== 0;
}

/** The object in a JSON file that the program wrote itself: an empty one where it is missing or spoilt. */
export function readJsonFile(path: string): JsonObject {
  try {
    const content = parseJson(readFileSync(path, 'utf8'));
    return isJsonObject(content) ? content : {};
  } catch {
    return {};
  }
}

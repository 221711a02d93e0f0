import { readdirSync, readFileSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { failureCode, failureMessage } from '../diagnostics/failure';

/** Text of a file, or why there is none; `absent` where nothing has that name. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly diagnostic: Diagnostic };

/** Names in a folder, or why there are none. */
export type FolderNames =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly diagnostic: Diagnostic };

/** Reads a file as UTF-8. */
export function readText(path: string): FileText {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return failure(path, error, 'a file');
  }
  try {
    return { kind: 'text', text: utf8.decode(bytes) };
  } catch {
    const { diagnostic } = unreadable('LF1005', path, `${path} is not text in UTF-8`, 'Save the file as UTF-8');
    const before = bytes.toString('utf8').split('\uFFFD', 1)[0]?.split('\n') ?? [];
    const location = { file: path, line: Math.max(1, before.length), column: (before.at(-1)?.length ?? 0) + 1 };
    return { kind: 'unreadable', diagnostic: { ...diagnostic, location } };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Lists a folder in code-unit order, hidden files left out. */
export function listFolder(path: string): FolderNames {
  try {
    const names = readdirSync(path).filter((name) => !name.startsWith('.'));
    return { kind: 'names', names: names.sort() };
  } catch (error) {
    return failure(path, error, 'a folder');
  }
}

/** Files below a folder by their path below it with `/`, in code-unit order; an absent folder has none. */
export interface FilesBelow {
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Hidden files are left out. Links to folders are not followed: they come as files, and reading them says why. */
export function filesBelow(path: string): FilesBelow {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const failed = failure(path, error, 'a folder');
    return { files: [], diagnostics: failed.kind === 'absent' ? [] : [failed.diagnostic] };
  }
  const parts = entries
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry): FilesBelow => {
      if (!entry.isDirectory()) return { files: [entry.name], diagnostics: [] };
      const below = filesBelow(join(path, entry.name));
      return { ...below, files: below.files.map((file) => `${entry.name}/${file}`) };
    });
  return {
    files: parts.flatMap(({ files }) => files).sort(),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

type Failure = { readonly kind: 'absent' } | { readonly kind: 'unreadable'; readonly diagnostic: Diagnostic };

function failure(path: string, error: unknown, wanted: 'a file' | 'a folder'): Failure {
  const code = failureCode(error);
  if (code === 'ENOENT') return { kind: 'absent' };
  const other = wanted === 'a file' ? 'a folder' : 'a file';
  if (code === 'EISDIR' || code === 'ENOTDIR') {
    return unreadable('LF1003', path, `${path} is ${other}; ${wanted} is expected there`, 'Move it away or rename it');
  }
  const why = code === 'EACCES' || code === 'EPERM' ? 'permission is denied' : (code ?? failureMessage(error));
  return unreadable('LF1003', path, `${path} can't be read: ${why}`, 'Mend its permissions, or what it links to');
}

function unreadable(
  code: string,
  file: string,
  message: string,
  help: string,
): Extract<Failure, { kind: 'unreadable' }> {
  const diagnostic = { severity: 'error', code, message, help, location: { file, line: 1, column: 1 } } as const;
  return { kind: 'unreadable', diagnostic };
}

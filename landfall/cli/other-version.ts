import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic';

/** An organization's directory as it was; whoever asked for it calls `remove` at the end. */
export interface OtherVersion {
  readonly directory: string;
  readonly remove: () => void;
}

/**
 * Another version of an organization: a directory, or a commit, branch or tag, whose files are written into a temporary
 * folder. Work tree and index of the repository stay as they are.
 * @throws DiagnosticError where there is no such version, or the organization isn't in it.
 */
export function otherVersion(organization: string, ref: string): OtherVersion {
  if (existsSync(ref) && statSync(ref).isDirectory()) return { directory: ref, remove: () => undefined };
  const git = (cwd: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): string =>
    execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  const top = attempt(() => git(organization, ['rev-parse', '--show-toplevel']));
  if (top === undefined) throw unreadable(`${organization} is in no git repository, and ${ref} is no directory`);
  const commit = attempt(() => git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]));
  if (commit === undefined) throw unreadable(`there is no commit, branch, tag or directory "${ref}"`);
  const path = git(organization, ['rev-parse', '--show-prefix']).replace(/\/$/, '');
  const folder = mkdtempSync(join(tmpdir(), 'landfall-diff-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // An index of its own: the one of the repository belongs to whoever works there.
  const index = { GIT_INDEX_FILE: join(folder, 'index') };
  const directory = join(folder, 'organization');
  try {
    git(top, ['read-tree', `${commit}:${path}`], index);
    git(top, ['checkout-index', '--all', `--prefix=${directory}/`], index);
  } catch {
    remove();
    throw unreadable(`${ref} has no directory ${path}`);
  }
  return { directory, remove };
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

function unreadable(message: string): DiagnosticError {
  const help = 'Name a commit, a branch, a tag or a directory, such as `landfall diff main`';
  return new DiagnosticError([{ severity: 'error', code: 'LF2109', message, help }]);
}

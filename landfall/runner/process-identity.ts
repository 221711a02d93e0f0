import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** A process that can be told from a later one which got the same number. */
export const processIdentity = z.object({
  host: z.string(),
  pid: z.number().int().positive(),
  /** When it began, in the system's own words; empty where the system doesn't tell. */
  began: z.string(),
});

export type ProcessIdentity = z.infer<typeof processIdentity>;

/** Identity of a living process of this machine. */
export function identityOf(pid: number): ProcessIdentity {
  return { host: hostname(), pid, began: startOf(pid) ?? '' };
}

/** `elsewhere`: it belongs to another machine, of which nothing can be said. */
export function liveness(identity: ProcessIdentity): 'alive' | 'dead' | 'elsewhere' {
  if (identity.host !== hostname()) return 'elsewhere';
  const began = startOf(identity.pid);
  if (began === undefined) return 'dead';
  return identity.began === '' || began === identity.began ? 'alive' : 'dead';
}

/** @returns nothing where the process is gone; one that has ended and was never asked for counts as gone. */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in brackets may hold spaces; the state is the first field after it, the start time the twentieth.
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const run = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const began = run.status === 0 ? run.stdout.trim() : '';
  return began === '' ? undefined : began;
}

/**
 * Living Terraforms whose working folder this is, whoever started them: one may have been started in the last moment
 * before its runner was killed, and never got into a journal. Empty where the system doesn't tell (other than Linux).
 */
export function terraformsIn(folder: string): readonly ProcessIdentity[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isTerraformIn(name, folder))
    .map((name) => identityOf(Number(name)))
    .filter(({ began }) => began !== '');
}

function isTerraformIn(pid: string, folder: string): boolean {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    // The child of a moment ago has still the name of its parent.
    return /^(terraform|node)$/.test(name) && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}

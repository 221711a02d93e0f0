import { setTimeout as sleep } from 'node:timers/promises';
import type { RunEvent } from './contract';
import type { JournalEntry } from './journal';
import { liveness, type ProcessIdentity, terraformsIn } from './process-identity';
import { judgeLock, parseStateLock, thisMachine } from './state-lock';
import type { Work } from './stack-run';
import type { Failed, Terraform } from './terraform';

const POLL_MILLISECONDS = 200;

/** Waits for Terraforms of a killed run that still go on by themselves: they save their state, and free it. */
export async function awaitLeftovers(
  left: ReadonlyMap<string, JournalEntry>,
  report: (event: RunEvent) => void,
  stop?: AbortSignal,
): Promise<void> {
  for (const [stack, entry] of left) {
    const living = livingTerraforms(entry);
    if (living.length === 0) continue;
    const processes = `process ${living.map(({ pid }) => pid).join(', ')}`;
    const text = `${stack}: the Terraform of an earlier run (${processes}, ${entry.phase}) still works: waiting`;
    report({ kind: 'note', text });
    while (living.some((terraform) => liveness(terraform) === 'alive') && stop?.aborted !== true) {
      await sleep(POLL_MILLISECONDS);
    }
  }
}

function livingTerraforms({ folder, terraform }: JournalEntry): readonly ProcessIdentity[] {
  const recorded = terraform !== undefined && liveness(terraform) === 'alive' ? [terraform] : [];
  return [...recorded, ...terraformsIn(folder).filter(({ pid }) => pid !== terraform?.pid)];
}

/** Frees a state that a killed Terraform of ours left locked; of anybody else's lock it keeps its hands off. */
export function stateFreeing(
  left: ReadonlyMap<string, JournalEntry>,
  report: (event: RunEvent) => void,
): (work: Work, failure: Failed, terraform: Terraform) => Promise<boolean> {
  return async ({ stack }, { errors }, terraform) => {
    const lock = parseStateLock(errors.join('\n'));
    const entry = left.get(stack.id);
    if (lock === undefined || entry === undefined || !canTell(entry)) return false;
    const alive = livingTerraforms(entry).length > 0;
    const pid = entry.terraform?.pid ?? 0;
    const owner = judgeLock(lock, {
      self: thisMachine(),
      // Terraform names the state of the very stack that the entry is about.
      journal: [{ path: lock.path, pid, startedAt: entry.since }],
      isAlive: () => alive,
    });
    if (owner.kind !== 'ours-dead') return false;
    report({ kind: 'note', text: `${stack.id}: an earlier run was killed and left the state locked: freeing it` });
    return (await terraform.forceUnlock(lock.id)).kind === 'ok';
  };
}

/** Where the journal names no process, only Linux tells whether there is one. */
function canTell({ terraform }: JournalEntry): boolean {
  return terraform !== undefined ? liveness(terraform) !== 'elsewhere' : process.platform === 'linux';
}

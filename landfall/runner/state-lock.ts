import { hostname, userInfo } from 'node:os';

/** Who holds the lock of a state, as Terraform tells whoever doesn't get it. */
export interface StateLock {
  /** What `terraform force-unlock` wants. */
  readonly id: string;
  /** The state: `<bucket>/<key>` of an S3 backend, a file of a local one. */
  readonly path: string;
  /** Such as `OperationTypeApply`. */
  readonly operation: string;
  /** `user@host`. */
  readonly who: string;
  /** Version of the Terraform that holds it. */
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly created: string;
}

/** A Terraform run that this machine's journal knows of. */
export interface JournalledRun {
  /** The state it works on, as {@link StateLock.path} names it. */
  readonly path: string;
  /** Process id of terraform itself, which outlives the runner. */
  readonly pid: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; absent where its end was never seen. */
  readonly endedAt?: string;
  /** Where it is known. */
  readonly lockId?: string;
}

/** Whose lock it is, and so what may be done about it. */
export type LockOwner =
  /** Left by a run of ours that is dead: it may be broken with `force-unlock`. */
  | { readonly kind: 'ours-dead'; readonly run: JournalledRun }
  /** A run of ours is still at it, perhaps started by a runner that is dead: wait for it. */
  | { readonly kind: 'ours-alive'; readonly run: JournalledRun }
  /** Somebody else's, or nobody we know: only a person can tell. */
  | { readonly kind: 'foreign'; readonly why: string };

export interface LockJudgement {
  /** `user@host` of this machine. */
  readonly self: string;
  readonly journal: readonly JournalledRun[];
  readonly isAlive: (pid: number) => boolean;
}

/** Clocks of one machine, read by two programs, to the second. */
const CLOCK_SLACK_MILLISECONDS = 2_000;

/** Reads the lock out of Terraform's block `Error acquiring the state lock`; undefined where it isn't one. */
export function parseStateLock(text: string): StateLock | undefined {
  const start = text.indexOf('Lock Info:');
  if (start < 0) return undefined;
  const fields = new Map(
    [...text.slice(start).matchAll(/^[^\w\n]*(ID|Path|Operation|Who|Version|Created):[ \t]*(.*?)[ \t]*$/gm)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
  const field = (name: string): string => fields.get(name) ?? '';
  if (field('ID') === '') return undefined;
  return {
    id: field('ID'),
    path: field('Path'),
    operation: field('Operation'),
    who: field('Who'),
    version: field('Version'),
    created: isoTime(field('Created')),
  };
}

/**
 * Decides whose lock it is. A lock counts as ours and dead only if this machine and user made it, the journal knows the
 * run that must have made it, and neither that run nor another of ours on the same state is alive. Pure.
 */
export function judgeLock(lock: StateLock, { self, journal, isAlive }: LockJudgement): LockOwner {
  if (lock.who !== self) return { kind: 'foreign', why: `it was taken by ${lock.who}, and this is ${self}` };
  const runs = journal.filter((run) => run.lockId === lock.id || samePath(run.path, lock.path));
  const alive = runs.find((run) => run.endedAt === undefined && isAlive(run.pid));
  if (alive !== undefined) return { kind: 'ours-alive', run: alive };
  const maker = runs.find((run) => run.lockId === lock.id) ?? runs.find((run) => spans(run, lock.created));
  if (maker !== undefined) return { kind: 'ours-dead', run: maker };
  return { kind: 'foreign', why: `no run recorded on this machine was at work on ${lock.path} at ${lock.created}` };
}

/** @returns `user@host` as Terraform writes it into a lock. */
export function thisMachine(): string {
  return `${userInfo().username}@${hostname()}`;
}

/** @returns whether a process of this id exists; it may be another than once had it. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function samePath(a: string, b: string): boolean {
  // The S3 backend locks `<key>.tflock` and may say so.
  const bare = (path: string): string => path.replace(/\.tflock$/, '');
  return bare(a) === bare(b);
}

function spans(run: JournalledRun, time: string): boolean {
  const at = Date.parse(time);
  const end = run.endedAt === undefined ? Infinity : Date.parse(run.endedAt) + CLOCK_SLACK_MILLISECONDS;
  return at >= Date.parse(run.startedAt) - CLOCK_SLACK_MILLISECONDS && at <= end;
}

/** Go prints `2026-11-24 10:00:00.123456789 +0000 UTC`, which isn't ISO 8601. */
function isoTime(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)? \+0000 UTC/.exec(text);
  return parts === null ? text : `${parts[1] ?? ''}T${parts[2] ?? ''}${(parts[3] ?? '').slice(0, 4)}Z`;
}

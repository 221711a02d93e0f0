/**
 * A stack is `waiting` for others, `ready` to run, `running`, `done`, `failed`, or `skipped` because one that it needs
 * (directly or through others) wasn't done.
 */
export type QueueState = 'waiting' | 'ready' | 'running' | 'done' | 'failed' | 'skipped';

export interface QueueItem {
  readonly id: string;
  /** Ids that must be done before; ids that the queue doesn't hold count as done. */
  readonly needs: readonly string[];
  /** Things of which only one item may have hold at a time, such as the unit in which accounts are created. */
  readonly turns: readonly string[];
}

/** Which items may run next. It only keeps account of them; running them is the caller's. */
export class ReadyQueue {
  private readonly items = new Map<string, QueueItem>();
  private readonly states = new Map<string, QueueState>();
  private readonly open = new Map<string, number>();
  private readonly dependants = new Map<string, string[]>();
  private readonly causes = new Map<string, string>();
  /** Ready ones in the order in which they became ready; taken ones are left behind `head`. */
  private readonly ready: string[] = [];
  private head = 0;
  /** Ready ones that wait for a turn, by the turn. */
  private readonly parked = new Map<string, string[]>();
  private readonly taken = new Set<string>();
  private fresh: string[] = [];
  private unsettled = 0;
  private runningCount = 0;

  /** @throws Error where an id comes twice or needs go in a circle: a program's fault, not a user's. */
  constructor(items: readonly QueueItem[]) {
    for (const item of items) {
      if (this.items.has(item.id)) throw new Error(`${item.id} is in the queue twice`);
      this.items.set(item.id, item);
    }
    this.unsettled = this.items.size;
    for (const item of this.items.values()) {
      const needs = new Set(item.needs.filter((need) => this.items.has(need)));
      this.open.set(item.id, needs.size);
      this.states.set(item.id, 'waiting');
      for (const need of needs) push(this.dependants, need, item.id);
    }
    for (const item of this.items.values()) if (this.open.get(item.id) === 0) this.makeReady(item.id);
    this.refuseCircle();
  }

  state(id: string): QueueState | undefined {
    return this.states.get(id);
  }

  /** The item whose failure led to skipping this one. */
  cause(id: string): string | undefined {
    return this.causes.get(id);
  }

  /** Ids in a state, in the order of the items. */
  inState(state: QueueState): readonly string[] {
    return [...this.states].filter(([, found]) => found === state).map(([id]) => id);
  }

  get running(): number {
    return this.runningCount;
  }

  /** Whether every item is done, failed or skipped. */
  get settled(): boolean {
    return this.unsettled === 0;
  }

  /**
   * Takes the next item that is ready and whose turns are free.
   * @param allowed what may be taken now; the others stay ready
   */
  next(allowed: (id: string) => boolean = () => true): string | undefined {
    const passedBy: string[] = [];
    const found = this.search(allowed, passedBy);
    this.ready.push(...passedBy);
    return found;
  }

  private search(allowed: (id: string) => boolean, passedBy: string[]): string | undefined {
    for (; this.head < this.ready.length; this.head += 1) {
      const id = this.ready[this.head];
      if (id === undefined) continue;
      const turns = this.items.get(id)?.turns ?? [];
      const busy = turns.find((turn) => this.taken.has(turn));
      const isReady = this.states.get(id) === 'ready';
      if (isReady && busy === undefined && allowed(id)) {
        turns.forEach((turn) => this.taken.add(turn));
        this.states.set(id, 'running');
        this.runningCount += 1;
        this.head += 1;
        return id;
      }
      if (isReady && busy !== undefined) push(this.parked, busy, id);
      else if (isReady) passedBy.push(id);
      // It may have been woken for a turn that it doesn't take now: the next one may.
      for (const turn of turns) if (!this.taken.has(turn)) this.wake(turn);
    }
    return undefined;
  }

  /** Ids that became ready since the last call. */
  takeFresh(): readonly string[] {
    const fresh = this.fresh;
    this.fresh = [];
    return fresh.filter((id) => this.states.get(id) === 'ready');
  }

  /** Settles a ready item that has nothing to do, without running it. */
  pass(id: string): void {
    if (this.states.get(id) !== 'ready') throw new Error(`${id} isn't ready`);
    this.settle(id, 'done');
  }

  /** Says how a running item ended; what needs one that wasn't done is skipped. */
  finish(id: string, end: 'done' | 'failed'): void {
    if (this.states.get(id) !== 'running') throw new Error(`${id} isn't running`);
    this.runningCount -= 1;
    this.freeTurns(id);
    this.settle(id, end);
  }

  /** Gives up on an item that isn't running and isn't settled, and on what needs it. */
  skip(id: string, cause: string): void {
    const state = this.states.get(id);
    if (state !== 'waiting' && state !== 'ready') return;
    this.causes.set(id, cause);
    this.settle(id, 'skipped');
  }

  private settle(id: string, end: 'done' | 'failed' | 'skipped'): void {
    this.states.set(id, end);
    this.unsettled -= 1;
    if (end === 'done') {
      for (const dependant of this.dependants.get(id) ?? []) {
        const left = (this.open.get(dependant) ?? 0) - 1;
        this.open.set(dependant, left);
        if (left === 0 && this.states.get(dependant) === 'waiting') this.makeReady(dependant);
      }
      return;
    }
    const cause = end === 'skipped' ? (this.causes.get(id) ?? id) : id;
    const reached = [...(this.dependants.get(id) ?? [])];
    for (const dependant of reached) {
      if (this.states.get(dependant) !== 'waiting') continue;
      this.states.set(dependant, 'skipped');
      this.causes.set(dependant, cause);
      this.unsettled -= 1;
      reached.push(...(this.dependants.get(dependant) ?? []));
    }
  }

  private makeReady(id: string): void {
    this.states.set(id, 'ready');
    this.ready.push(id);
    this.fresh.push(id);
  }

  private freeTurns(id: string): void {
    for (const turn of this.items.get(id)?.turns ?? []) {
      this.taken.delete(turn);
      this.wake(turn);
    }
  }

  /** Wakes only the first that waits for a turn: were all woken each time, many of one unit would cost a square. */
  private wake(turn: string): void {
    const id = this.parked.get(turn)?.shift();
    if (id !== undefined) this.ready.push(id);
  }

  private refuseCircle(): void {
    const open = new Map(this.open);
    const reached = [...this.ready];
    for (const id of reached) {
      for (const dependant of this.dependants.get(id) ?? []) {
        const left = (open.get(dependant) ?? 0) - 1;
        open.set(dependant, left);
        if (left === 0) reached.push(dependant);
      }
    }
    if (reached.length === this.items.size) return;
    const known = new Set(reached);
    throw new Error(`these need each other: ${[...this.items.keys()].filter((id) => !known.has(id)).join(', ')}`);
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

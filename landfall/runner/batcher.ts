/** One result for each id that was asked for, out of one call for all of them. */
export interface Batcher<Value> {
  /** Says that an id will be asked for, so that it comes along with the next call. */
  readonly announce: (id: string) => void;
  readonly get: (id: string) => Promise<Value>;
}

/** Calls `make` for all ids announced or asked for since the last call, one call at a time. */
export function batcher<Value>(make: (ids: readonly string[]) => Promise<Value>): Batcher<Value> {
  const announced = new Set<string>();
  const made = new Map<string, Promise<Value>>();
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<Value> | undefined;
  const schedule = (): Promise<Value> => {
    const call = last.then(() => {
      next = undefined;
      const ids = [...announced].sort();
      announced.clear();
      const value = make(ids);
      for (const id of ids) made.set(id, value);
      return value;
    });
    last = call.catch(() => undefined);
    return call;
  };
  return {
    announce: (id) => {
      if (!made.has(id)) announced.add(id);
    },
    get: (id) => {
      const known = made.get(id);
      if (known !== undefined) return known;
      announced.add(id);
      return (next ??= schedule());
    },
  };
}

/** Runs tasks one after the other. */
export function oneAtATime(): <Value>(task: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task);
    last = run.catch(() => undefined);
    return run;
  };
}

/**
 * Runs work on numbered workers, 0 up to `jobs` - 1, as long as `next` has any; waits for all that runs.
 * `next` is asked again whenever a worker is free, so work may become available by other work's end.
 * @param work must not reject
 */
export async function onWorkers<Item>(
  jobs: number,
  next: () => Item | undefined,
  work: (item: Item, worker: number) => Promise<void>,
): Promise<void> {
  const free = Array.from({ length: Math.max(1, jobs) }, (_, worker) => worker);
  const running = new Set<Promise<void>>();
  for (;;) {
    for (let worker = free.shift(); worker !== undefined; worker = free.shift()) {
      const taken = worker;
      const item = next();
      if (item === undefined) {
        free.unshift(taken);
        break;
      }
      const run: Promise<void> = work(item, taken).finally(() => {
        running.delete(run);
        free.push(taken);
      });
      running.add(run);
    }
    if (running.size === 0) return;
    await Promise.race(running);
  }
}

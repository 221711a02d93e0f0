import type { LandfallProcess } from './landfall-process';

/** What a run did to the stacks that it didn't find unchanged, such as `1 added, 0 changed, 0 destroyed`, by stack. */
export function appliedBy(run: LandfallProcess): Readonly<Record<string, string>> {
  return Object.fromEntries(
    run.lines.flatMap((line) => {
      const [, stack = '', counts = ''] = /^(\S+): applied: (.*)$/.exec(line) ?? [];
      return stack === '' ? [] : [[stack, counts] as const];
    }),
  );
}

/** The end of what a run said, for messages. */
export function endOf(run: LandfallProcess): string {
  return run.lines.slice(-25).join('\n');
}

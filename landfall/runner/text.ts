import type { MissingFact, SkipReason, StackResult } from './contract';
import type { PlanCounts } from './terraform';

/** Such as `2 to add, 1 to change, 0 to destroy, 3 to import`; in the words of Terraform. */
export function countsText(counts: PlanCounts, done = false): string {
  const words: readonly (readonly [number, string, string, boolean])[] = [
    [counts.add, 'to add', 'added', true],
    [counts.change, 'to change', 'changed', true],
    [counts.destroy, 'to destroy', 'destroyed', true],
    [counts.import, 'to import', 'imported', false],
    [counts.move, 'to move', 'moved', false],
    [counts.forget, 'to forget', 'forgotten', false],
  ];
  return words
    .filter(([count, , , always]) => always || count > 0)
    .map(([count, ahead, behind]) => `${count} ${done ? behind : ahead}`)
    .join(', ');
}

/** Adds counts of several plans. */
export function sumCounts(all: readonly PlanCounts[]): PlanCounts {
  const sum = (pick: (counts: PlanCounts) => number): number => all.reduce((total, counts) => total + pick(counts), 0);
  return {
    add: sum(({ add }) => add),
    change: sum(({ change }) => change),
    destroy: sum(({ destroy }) => destroy),
    import: sum((counts) => counts.import),
    move: sum(({ move }) => move),
    forget: sum(({ forget }) => forget),
    outputs: sum(({ outputs }) => outputs),
  };
}

/** Why a stack was left out, after its name. */
export function skipText(because: SkipReason): string {
  switch (because.kind) {
    case 'needs':
      return `needs ${because.stack}, which didn't come through`;
    case 'not-selected':
      return `needs ${because.stack}, which isn't applied and wasn't selected`;
    case 'stopped':
      return 'the run was stopped';
    case 'declined':
      return 'not approved';
  }
}

/** What a stack waits for, such as `account/fraud-dev/id (from team-fraud)`. */
export function missingText(missing: readonly MissingFact[]): string {
  const shown = missing.slice(0, 3).map(({ fact, from }) => `${fact} (from ${from ?? 'landfall bootstrap'})`);
  return missing.length > shown.length
    ? `${shown.join(', ')} and ${missing.length - shown.length} more`
    : shown.join(', ');
}

/** One line about how a stack ended. */
export function resultText(result: StackResult): string {
  switch (result.kind) {
    case 'applied':
      return `applied: ${countsText(result.counts, true)}`;
    case 'planned':
      return `planned: ${countsText(result.counts)}`;
    case 'no-changes':
      return 'no changes';
    case 'unchanged':
      return 'unchanged since it was applied';
    case 'read':
      return 'read from its state';
    case 'absent':
      return 'not applied yet';
    case 'failed':
      return `failed: ${firstLine(result.errors)}`;
    case 'skipped':
      return `skipped: ${skipText(result.because)}`;
    case 'waiting':
      return `waits for ${missingText(result.missing)}`;
  }
}

function firstLine(errors: readonly string[]): string {
  return (errors[0] ?? '').split('\n')[0] ?? '';
}

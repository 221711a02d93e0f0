import type { Command } from 'commander';
import type { MissingFact } from '../runner/contract';
import type { StackState, StackStatus } from '../runner/status';
import { printOut } from './output';
import { openOrganization } from './running';

/** `landfall list`: all stacks, in their order, and how each stands. */
export function register(program: Command): void {
  program
    .command('list')
    .description('list the stacks: wave, account, and whether each is applied, changed or waiting (asks nobody)')
    .option('--json', 'print the list as JSON')
    .action(async (options: { readonly json?: boolean }, command: Command) => {
      const { declared, lock, producers, program: files, stacks } = await openOrganization(command);
      const { stackStatuses } = await import('../runner/status.js');
      const statuses = stackStatuses(stacks, declared, lock.facts, files.version, producers);
      if (options.json === true) printOut(command, `${JSON.stringify(statuses, undefined, 2)}\n`);
      else printOut(command, table(statuses));
    });
}

const stateWords: Readonly<Record<Exclude<StackState['kind'], 'waiting'>, string>> = {
  applied: 'applied',
  changed: 'changed',
  unfinished: 'unfinished: its last apply failed or was killed',
  new: 'not applied yet',
  'to-destroy': 'left the configuration: destroyed next',
};

function table(statuses: readonly StackStatus[]): string {
  const word = (state: StackState): string =>
    state.kind === 'waiting' ? `waits for ${sourcesText(state.missing)}` : stateWords[state.kind];
  const rows = [
    ['STACK', 'WAVE', 'ACCOUNT', 'STATE'],
    ...[...statuses].sort(byWave).map(({ account, stack, state, wave }) => [stack, wave, account, word(state)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** Waves are for people; within one, the order stays that of the needs. */
function byWave(a: StackStatus, b: StackStatus): number {
  return a.wave === b.wave ? 0 : a.wave < b.wave ? -1 : 1;
}

function sourcesText(missing: readonly MissingFact[]): string {
  const sources = [...new Set(missing.map(({ from }) => from ?? 'landfall bootstrap'))];
  return sources.includes('landfall bootstrap') ? 'landfall bootstrap' : sources.join(', ');
}

import type { Command } from 'commander';
import { changeManagement } from './management';

interface Options {
  readonly all?: boolean;
  readonly yes?: boolean;
}

/** `landfall own`: from read to own. Nothing happens in AWS before `landfall deploy`. */
export function register(program: Command): void {
  program
    .command('own')
    .description('write manage: own for something that exists, and show what will be imported where')
    .argument('<kind>', 'unit, account, policy, control, permission-set, group, assignment, delegation, hub, portfolio')
    .argument('[name]', 'its key; a unit by its path, controls by their unit, assignments by their group')
    .option('--all', 'everything of the kind; with the kind `all`, everything')
    .option('--yes', 'write without asking')
    .action(async (kind: string, name: string | undefined, { all, yes }: Options, command: Command) =>
      changeManagement(command, { to: 'own', kind, name, all: all === true, yes: yes === true }),
    );
}

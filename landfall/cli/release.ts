import type { Command } from 'commander';
import { changeManagement } from './management';

interface Options {
  readonly all?: boolean;
  readonly yes?: boolean;
}

/** `landfall release`: from own to read. The next deployment forgets the object and destroys nothing. */
export function register(program: Command): void {
  program
    .command('release')
    .description('write manage: read for something that existed before: states forget it, AWS keeps it')
    .argument('<kind>', 'unit, account, policy, control, permission-set, group, assignment, delegation, hub, portfolio')
    .argument('[name]', 'its key; a unit by its path, controls by their unit, assignments by their group')
    .option('--all', 'everything of the kind; with the kind `all`, everything')
    .option('--yes', 'write without asking')
    .action(async (kind: string, name: string | undefined, { all, yes }: Options, command: Command) =>
      changeManagement(command, { to: 'read', kind, name, all: all === true, yes: yes === true }),
    );
}

import type { Command } from 'commander';
import type { LockedFacts } from '../runner/lock-facts';
import { CommandExit, globalOptions, printOut, reportFindings, stopOnErrors } from './output';
import { closeRun, jobsOption, openOrganization, runOnAws } from './running';

/**
 * `landfall lock`: reads the facts again from every state of every account and from AWS; `lock accept` takes a replaced
 * id.
 */
export function register(program: Command): void {
  const lock = program
    .command('lock')
    .description('read the ids that AWS assigned again, from every state and from AWS itself')
    .option('--jobs <number>', 'accounts at once', jobsOption, 4)
    .action(async (options: { readonly jobs: number }, command: Command) => {
      const open = await openOrganization(command);
      // Workspaces of HCP Terraform are no objects in a bucket: Terraform itself reads them.
      if (open.zone.state.backend === 'hcp') {
        const report = await runOnAws(open, {
          mode: 'read',
          selected: () => true,
          jobs: options.jobs,
          all: true,
          approve: () => Promise.resolve(false),
        });
        await closeRun(command, report);
        return;
      }
      const { lockFacts } = await import('../runner/lock-facts.js');
      const { runFolder } = await import('../runner/run-folder.js');
      const folder = runFolder(process.cwd(), open.directory);
      const locked = await lockFacts({ ...open, folder, jobs: options.jobs });
      printOut(command, lockSummary(locked));
      if (locked.diagnostics.length > 0) reportFindings(command, locked.diagnostics);
    });
  lock
    .command('accept')
    .description('accept that something was really replaced: its next id is taken as it comes')
    .argument('<key>', 'fact, such as account/fraud-dev/id')
    .action(async (key: string, _options: unknown, command: Command) => {
      const { organization: directory } = globalOptions(command);
      const { acceptReplacement, factsPath, readFactsLock, writeFactsLock } = await import('../model/lock/index.js');
      const { nearest } = await import('../diagnostics/nearest.js');
      const { diagnostics, lock: facts } = readFactsLock(directory);
      stopOnErrors(command, diagnostics);
      const accepted = acceptReplacement(facts, key);
      if (accepted === undefined) {
        const meant = nearest(key, [...facts.facts.keys()]);
        stopOnErrors(command, [
          {
            severity: 'error',
            code: 'LF2015',
            message: `${factsPath(directory)} holds no fact ${key}`,
            help: meant === undefined ? 'Facts are listed in the file.' : `Did you mean ${meant}?`,
          },
        ]);
        throw new CommandExit(1);
      }
      writeFactsLock(directory, accepted);
      printOut(
        command,
        `${key} (was ${facts.facts.get(key) ?? ''}) is taken from AWS again by the next deploy or lock.\n`,
      );
    });
}

/** What was read, for people. */
function lockSummary({ accounts, fresh, read }: LockedFacts): string {
  const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  const news = fresh.length === 0 ? 'no id that was not known' : `${many(fresh.length, 'new id')}: ${shown(fresh)}`;
  const from = read.length === 1 ? 'its state' : 'their states';
  return `${many(read.length, 'stack')} read from ${from}, ${many(accounts, 'account')} looked at; ${news}\n`;
}

function shown(keys: readonly string[]): string {
  const more = keys.length > 12 ? ` and ${keys.length - 12} more` : '';
  return `${keys.slice(0, 12).join(', ')}${more}`;
}

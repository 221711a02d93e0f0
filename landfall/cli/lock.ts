import type { Command } from 'commander';
import { CommandExit, globalOptions, printOut, stopOnErrors } from './output';
import { closeRun, jobsOption, openOrganization, runOnAws } from './running';

/** `landfall lock`: reads the facts again from the states and from AWS; `lock accept` takes a replaced id. */
export function register(program: Command): void {
  const lock = program
    .command('lock')
    .description('read the ids that AWS assigned again, from every state and from AWS itself')
    .option('--jobs <number>', 'stacks at once', jobsOption, 4)
    .action(async (options: { readonly jobs: number }, command: Command) => {
      const open = await openOrganization(command);
      const report = await runOnAws(open, {
        mode: 'read',
        selected: () => true,
        jobs: options.jobs,
        all: true,
        approve: () => Promise.resolve(false),
      });
      await closeRun(command, report);
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

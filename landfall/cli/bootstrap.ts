import type { Command } from 'commander';
import { confirm } from './confirm';
import { CommandExit, printError, printOut, stopOnErrors } from './output';
import { checkedOrganization } from './running';

/** `landfall bootstrap`: what must exist before the first stack. Shows first what it will do. */
export function register(program: Command): void {
  program
    .command('bootstrap')
    .description('make or take the organization, the deployment account and the account homes (once, as administrator)')
    .option('--yes', 'do it without asking')
    .action(async (options: { readonly yes?: boolean }, command: Command) => {
      const { directory, lock, zone } = await checkedOrganization(command, false);
      const { bootstrap } = await import('../runner/bootstrap/index.js');
      const { bootstrapClients } = await import('../runner/bootstrap/clients.js');
      const { mergeFacts, writeFactsLock } = await import('../model/lock/index.js');
      const result = await bootstrap({
        zone,
        clients: bootstrapClients({ region: zone.regions.home }),
        progress: (message) => printError(command, `${message}\n`),
        approve: (todo) => {
          printOut(command, `Bootstrap will:\n${todo.map((what) => `  - ${what}\n`).join('')}`);
          return options.yes === true ? Promise.resolve(true) : confirm('Go on?');
        },
      });
      stopOnErrors(command, result.diagnostics);
      if (result.outcome !== 'done') throw new CommandExit(1);
      const merged = mergeFacts(lock.facts, result.facts);
      stopOnErrors(command, merged.diagnostics);
      writeFactsLock(directory, merged.lock);
      printOut(command, 'Bootstrap is done. Next: landfall plan\n');
    });
}

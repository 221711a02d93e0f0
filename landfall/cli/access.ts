import { Option, type Command } from 'commander';
import type { AccessFormat } from '../report/access';
import { printOut, stopOnErrors } from './output';
import { reportZone } from './report-zone';

/** `landfall access`: who may do what where, and why. */
export function register(program: Command): void {
  program
    .command('access')
    .description('show who gets into which account with which permission set, and why')
    .option('--account <key>', 'only this account, such as fraud-dev')
    .addOption(
      new Option('--format <format>', 'text, markdown or json').choices(['text', 'markdown', 'json']).default('text'),
    )
    .action(async (options: { readonly account?: string; readonly format: AccessFormat }, command: Command) => {
      const zone = await reportZone(command);
      const { accessMatrix } = await import('../analysis/access-matrix.js');
      const { accessReport } = await import('../report/access.js');
      const { nearest } = await import('../diagnostics/nearest.js');
      const key = options.account?.toLowerCase();
      const all = accessMatrix(zone);
      const wanted = all.filter(({ account }) => key === undefined || account.key === key);
      if (wanted.length === 0) {
        const meant = nearest(
          key ?? '',
          all.map(({ account }) => account.key),
        );
        stopOnErrors(command, [
          {
            severity: 'error',
            code: 'LF3024',
            message: `there is no account ${key ?? ''}`,
            help: meant === undefined ? '`landfall access` without --account shows all' : `Did you mean ${meant}?`,
          },
        ]);
      }
      printOut(command, accessReport(wanted, options.format));
    });
}

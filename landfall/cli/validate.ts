import { Option } from 'commander';
import type { Command } from 'commander';
import { checkOrganization, dayOf, runsInCi } from '../checks';
import type { Format } from './output';
import { formats, globalOptions, reportFindings } from './output';

/** `landfall validate`: everything that can be said about a configuration without AWS. Writes nothing. */
export function register(program: Command): void {
  program
    .command('validate')
    .description('check the configuration: needs no credentials and no network, writes nothing')
    .addOption(new Option('--format <format>', 'how findings are printed').choices(formats).default('text'))
    .action((options: { readonly format: Format }, command: Command) => {
      const { accepted, diagnostics } = checkOrganization(globalOptions(command).organization, {
        ci: runsInCi(process.env),
        today: dayOf(new Date()),
      });
      reportFindings(command, diagnostics, options.format, accepted);
    });
}

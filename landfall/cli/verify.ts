import { Option, type Command } from 'commander';
import { wantsColor } from '../diagnostics/render';
import { foundOrganization, misusedReading, readingOptions, type ReadingOptions } from './found-organization';
import { CommandExit, formats, globalOptions, printOut, stopOnErrors, type Format } from './output';

interface VerifyOptions extends ReadingOptions {
  readonly format: Format;
}

/** `landfall verify`: what is otherwise in AWS than described. Changes nothing there and writes nothing. */
export function register(program: Command): void {
  const verify = program
    .command('verify')
    .description('compare what is in AWS, or in a dump, with what is described; exit code 2 for differences');
  readingOptions(verify)
    .addOption(new Option('--format <format>', 'how differences are printed').choices(formats).default('text'))
    .action(async (options: VerifyOptions, command: Command) => {
      stopOnErrors(command, misusedReading(options));
      const { checkOrganization, dayOf } = await import('../checks/index.js');
      const { knownFacts } = await import('../model/plan.js');
      const { lock, diagnostics, zone } = checkOrganization(globalOptions(command).organization, {
        today: dayOf(new Date()),
      });
      // What is only worth knowing is for `validate`.
      stopOnErrors(
        command,
        diagnostics.filter(({ severity }) => severity === 'error'),
      );
      if (zone === undefined || lock === undefined) throw new CommandExit(1);
      const inventory = await foundOrganization(command, options, knownFacts(zone, lock.facts.facts));
      const { gapDiagnostics } = await import('../adoption/gaps.js');
      stopOnErrors(command, gapDiagnostics(inventory));
      const { verifyOrganization } = await import('../adoption/verify/index.js');
      const { isRemark } = await import('../adoption/verify/difference.js');
      const { renderDifferences } = await import('../adoption/verify/render.js');
      const differences = verifyOrganization(inventory, zone, lock.facts);
      const color = globalOptions(command).color && wantsColor(process.stdout);
      const { id: organization } = inventory.organization;
      const rendering = { format: options.format, color, organization, sources: zone.sources };
      printOut(command, renderDifferences(differences, rendering));
      if (differences.some((one) => !isRemark(one))) throw new CommandExit(2);
    });
}

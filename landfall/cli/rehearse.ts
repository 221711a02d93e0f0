import { InvalidArgumentError, type Command } from 'commander';
import { join } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type { LandingZone } from '../model/zone';
import { CommandExit, globalOptions, printOut, stopOnErrors } from './output';
import { globMatcher, terminal } from './terminal';

interface Options {
  readonly keep?: boolean;
  readonly continue?: boolean;
  readonly stacks?: string;
  readonly result?: string;
  readonly jobs: number;
  readonly provider?: string;
}

/** `landfall rehearse`: the whole deployment against an emulated AWS on this machine. */
export function register(program: Command): void {
  program
    .command('rehearse')
    .description('deploy everything into an emulated AWS on this machine, plan it again, and look where it lies')
    .option('--keep', 'leave the emulator running and say how to reach it')
    .option('--continue', 'go on with the emulator that the last rehearsal kept, with the configuration as it is now')
    .option('--stacks <glob>', 'only stacks whose id matches')
    .option('--result <file>', 'write the result as JSON')
    .option('--jobs <number>', 'stacks at once', wholeNumber, 3)
    .option(
      '--provider <version>',
      'version of the AWS provider; the default is the one the emulator was measured with',
    )
    .action(async (options: Options, command: Command) => {
      const { organization: directory } = globalOptions(command);
      const { checkOrganization, runsInCi } = await import('../checks/index.js');
      const { diagnostics, zone } = checkOrganization(directory, { ci: runsInCi(process.env) });
      stopOnErrors(command, diagnostics);
      if (zone === undefined) throw new CommandExit(1);
      await rehearsal(command, directory, options, zone);
    });
}

async function rehearsal(command: Command, directory: string, options: Options, zone: LandingZone): Promise<void> {
  const { rehearse } = await import('../rehearsal/rehearse.js');
  const { rehearsalProviderVersion } = await import('../rehearsal/tools.js');
  const { accountTable, leftOutLines, rehearsalTable } = await import('../rehearsal/result.js');
  const { stateBucket } = await import('../model/names.js');
  const { emulatorAccess } = await import('../rehearsal/access.js');
  const { progress } = await import('../runner/progress.js');
  const { writeFileAtomically } = await import('../config/write.js');
  const live = progress(terminal(process.stderr));
  const program = join(__dirname, '..', '..');
  try {
    const { result, emulator, workspace } = await rehearse({
      directory,
      zone,
      program,
      providerVersion: options.provider ?? rehearsalProviderVersion,
      emulatorFolder: join(program, '..', 'landfall', 'rehearsal', 'emulator'),
      jobs: options.jobs,
      selected: globMatcher(options.stacks ?? '*'),
      keep: options.keep === true || options.continue === true,
      resume: options.continue === true,
      env: process.env,
      progress: (message) => live.report({ kind: 'note', text: message }),
      report: live.report,
    });
    live.end();
    if (options.result !== undefined) writeFileAtomically(options.result, `${JSON.stringify(result, null, 2)}\n`);
    printOut(command, `\n${rehearsalTable(result)}\n\n`);
    printOut(command, `${accountTable(result, (id) => stateBucket(zone, id))}\n\n`);
    const leftOut = leftOutLines(result);
    if (leftOut.length > 0)
      printOut(command, `Left out, as reviewed:\n${leftOut.map((line) => `  ${line}\n`).join('')}\n`);
    if (options.keep === true || options.continue === true) printOut(command, emulatorAccess(emulator, workspace));
    printOut(
      command,
      result.ok
        ? 'The rehearsal went well.\n'
        : `The rehearsal failed:\n${result.problems.map((line) => `  - ${line}\n`).join('')}`,
    );
    if (!result.ok) throw new CommandExit(1);
  } catch (error) {
    live.end();
    if (
      !(error instanceof DiagnosticError) ||
      !onlyMissingTools(error) ||
      process.env['LANDFALL_REQUIRE_TERRAFORM'] !== undefined
    )
      throw error;
    stopOnErrors(
      command,
      error.diagnostics.map((diagnostic) => ({ ...diagnostic, severity: 'warning' })),
    );
    printOut(command, 'SKIPPED: the rehearsal did not run; the lines above say what it needs.\n');
  }
}

/** What a machine lacks is no failure of the organization, unless somebody demands the rehearsal. */
function onlyMissingTools(error: DiagnosticError): boolean {
  return error.diagnostics.every(({ code }) => ['LF5001', 'LF5002', 'LF5003'].includes(code));
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 16)
    throw new InvalidArgumentError('a whole number from 1 to 16');
  return value;
}

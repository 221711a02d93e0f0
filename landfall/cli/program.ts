import { Command, CommanderError, Option } from 'commander';
import type { OutputConfiguration } from 'commander';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { failureMessage, failureStack } from '../diagnostics/failure';
import { renderDiagnostics, wantsColor } from '../diagnostics/render';
import type { ExitCode } from './output';
import { CommandExit, globalOptions, printError } from './output';

/**
 * Runs `landfall` with arguments (those after the program's name).
 * Never throws: whatever goes wrong is printed, without a stack trace unless `--debug` is given.
 * @returns the exit code of the process.
 */
export async function run(
  args: readonly string[],
  commands: readonly ((program: Command) => void)[],
  output: OutputConfiguration = {},
): Promise<ExitCode> {
  const program = makeProgram(output);
  for (const register of commands) register(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    return explainFailure(program, error);
  }
}

function makeProgram(output: OutputConfiguration): Command {
  const program = new Command('landfall')
    .description('A landing zone for machine learning and analytics on AWS: YAML in, readable Terraform plans out.')
    .addOption(
      new Option('--organization <directory>', 'directory of the organization')
        .env('LANDFALL_ORGANIZATION')
        .default('landing-zone'),
    )
    .option('--debug', 'print stack traces of unexpected failures')
    .option('--no-color', 'no colours; so does the environment variable NO_COLOR')
    .showHelpAfterError('(landfall --help shows what is possible)')
    .exitOverride();
  program.configureOutput({ ...program.configureOutput(), ...output });
  return program;
}

function explainFailure(program: Command, error: unknown): ExitCode {
  if (error instanceof CommandExit) return error.exitCode;
  // Commander has printed its own message by now; help and version end in an "error" with exit code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { debug, color } = globalOptions(program);
  const render = { color: color && wantsColor(process.stderr) };
  if (error instanceof DiagnosticError) {
    printError(program, renderDiagnostics(error.diagnostics, render));
  } else {
    const help = debug
      ? 'Report this with the stack trace below'
      : 'Run again with --debug for a stack trace to report';
    const message = `Landfall failed unexpectedly: ${failureMessage(error)}`;
    printError(program, renderDiagnostics([{ severity: 'error', code: 'LF0001', message, help }], render));
  }
  const stack = debug ? failureStack(error) : undefined;
  if (stack !== undefined) printError(program, `${stack}\n`);
  return 1;
}

import type { Command } from 'commander';
import type { AcceptedFinding, Diagnostic } from '../diagnostics/diagnostic';
import { hasErrors } from '../diagnostics/diagnostic';
import { diagnosticsToJson } from '../diagnostics/json';
import { renderDiagnostics, summarize, wantsColor } from '../diagnostics/render';
import { diagnosticsToSarif } from '../diagnostics/sarif';

/** 0: done, warnings allowed; 1: errors; 2: wrong usage, and of `verify` also differences. */
export type ExitCode = 0 | 1 | 2;

/** Ends a command that has said all it has to say with an exit code other than 0. */
export class CommandExit extends Error {
  constructor(public readonly exitCode: ExitCode) {
    super(`exit ${exitCode}`);
    this.name = 'CommandExit';
  }
}

/** How findings are printed: for people, for programs, for code hosts. */
export const formats = ['text', 'json', 'sarif'] as const;
export type Format = (typeof formats)[number];

/** Options that stand before or after any command. */
export interface GlobalOptions {
  /** Directory of the organization, as the user gave it. */
  readonly organization: string;
  readonly debug: boolean;
  /** Whether standard output and standard error may be coloured. */
  readonly color: boolean;
}

/** The global options of a command that is running. */
export function globalOptions(command: Command): GlobalOptions {
  const options: Readonly<Record<string, unknown>> = command.optsWithGlobals();
  return {
    organization: typeof options['organization'] === 'string' ? options['organization'] : 'landing-zone',
    debug: options['debug'] === true,
    color: options['color'] !== false,
  };
}

/** Prints to standard output, where a command's result belongs. */
export function printOut(command: Command, text: string): void {
  command.configureOutput().writeOut?.(text);
}

/** Prints to standard error, where everything but the result belongs. */
export function printError(command: Command, text: string): void {
  command.configureOutput().writeErr?.(text);
}

/**
 * Prints findings as the result of a command.
 * @throws CommandExit with 1 if there are errors.
 */
export function reportFindings(
  command: Command,
  diagnostics: readonly Diagnostic[],
  format: Format = 'text',
  accepted: readonly AcceptedFinding[] = [],
): void {
  const color = globalOptions(command).color && wantsColor(process.stdout);
  printOut(command, formatted(diagnostics, accepted, format, color));
  if (hasErrors(diagnostics)) throw new CommandExit(1);
}

/**
 * Prints on standard error what stands in the way of a command's real work, or only warns. Notes are for `validate`.
 * @throws CommandExit with 1 if there are errors.
 */
export function stopOnErrors(command: Command, diagnostics: readonly Diagnostic[]): void {
  const color = globalOptions(command).color && wantsColor(process.stderr);
  const grave = diagnostics.filter(({ severity }) => severity !== 'note');
  if (grave.length > 0) printError(command, renderDiagnostics(grave, { color }));
  if (hasErrors(diagnostics)) throw new CommandExit(1);
}

/** For people, a note among the diagnostics names what is accepted. */
function formatted(
  diagnostics: readonly Diagnostic[],
  accepted: readonly AcceptedFinding[],
  format: Format,
  color: boolean,
): string {
  switch (format) {
    case 'json':
      return diagnosticsToJson(diagnostics, accepted);
    case 'sarif':
      return diagnosticsToSarif(diagnostics, accepted);
    case 'text':
      return diagnostics.length === 0 ? `${summarize([])}\n` : renderDiagnostics(diagnostics, { color });
  }
}

import { Option, type Command } from 'commander';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic';
import { globalOptions, printError, printOut } from './output';
import { otherVersion } from './other-version';
import { openQuestions, questionsOfOlder, type Questions } from './questions';

type Format = 'text' | 'markdown' | 'json';

/** `landfall diff`: what a change of the configuration gives and takes, compared with another version of it. */
export function register(program: Command): void {
  program
    .command('diff')
    .description('say which guardrails and which decisions differ from another version (needs no AWS)')
    .argument('<version>', 'a commit, branch or tag of git, or a directory')
    .addOption(
      new Option('--format <format>', 'text, markdown or json').choices(['text', 'markdown', 'json']).default('text'),
    )
    .action(async (ref: string, options: { readonly format: Format }, command: Command) => {
      const { guardrailChanges } = await import('../analysis/changes/guardrails.js');
      const { capabilityFlips } = await import('../analysis/changes/flips.js');
      const { readCapabilities } = await import('../analysis/changes/capabilities.js');
      const { changesJson, changesMarkdown, changesText } = await import('../report/changes.js');
      const after = await openQuestions(command);
      const other = otherVersion(globalOptions(command).organization, ref);
      try {
        const before = await questionsBefore(other.directory, ref);
        const flips = capabilityFlips(before, after, readCapabilities());
        const changes = { guardrails: guardrailChanges(before.zone, after.zone), flips };
        const print = { json: changesJson, markdown: changesMarkdown, text: changesText }[options.format];
        printOut(command, print(changes));
        for (const { as, findings } of flips.unanswerable) {
          const { accessDiagnostic } = await import('../analysis/policy-tests/findings.js');
          for (const finding of findings.slice(0, 1)) {
            printError(command, `${as} was left out: ${accessDiagnostic(finding, {}).message}\n`);
          }
        }
      } finally {
        other.remove();
      }
    });
}

/** @throws DiagnosticError where the older version can't be understood; places in it are shown by the name of the version. */
async function questionsBefore(directory: string, ref: string): Promise<Questions> {
  const { diagnostics, questions } = await questionsOfOlder(directory);
  if (questions !== undefined) return questions;
  const shown = (text: string): string => text.replaceAll(directory, ref);
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF2110',
      message: `${ref} has errors, so that nothing can be compared with it`,
      help: 'Compare with a version whose files can be read',
    },
    ...diagnostics
      .filter(({ severity }) => severity === 'error')
      .map((each): Diagnostic => ({
        ...each,
        message: shown(each.message),
        ...(each.location === undefined ? {} : { location: { ...each.location, file: shown(each.location.file) } }),
      })),
  ]);
}

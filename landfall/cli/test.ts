import { Option, type Command } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { CommandExit, globalOptions, printOut, stopOnErrors } from './output';
import { openQuestions } from './questions';
import { globMatcher } from './terminal';

interface Options {
  readonly format: 'text' | 'junit';
  readonly only?: string;
  readonly organization?: string;
}

/** `landfall test`: proves the facts in `tests/` about what guardrails allow and deny. */
export function register(program: Command): void {
  program
    .command('test')
    .description('prove the facts in tests/ about what the guardrails allow and deny (needs no AWS)')
    .addOption(new Option('--format <format>', 'text or junit').choices(['text', 'junit']).default('text'))
    .option('--only <pattern>', 'only facts whose name or file matches, * for any characters')
    .action(async (options: Options, command: Command) => {
      const { loadPolicyTests } = await import('../config/policy-tests.js');
      const { failures, provePolicyTests } = await import('../analysis/policy-tests/prove.js');
      const { policyTestsJunit, policyTestsText } = await import('../report/policy-tests.js');
      const { actions, prepare, zone } = await openQuestions(command);
      const directory = globalOptions(command).organization;
      const written = loadPolicyTests(directory);
      stopOnErrors(command, written.diagnostics);
      const matches = globMatcher(options.only ?? '*');
      const wanted = written.facts.filter(({ file, name }) => matches(name) || matches(file));
      if (wanted.length === 0) stopOnErrors(command, [nothingToProve(directory, options.only)]);
      const proof = provePolicyTests(zone, wanted, prepare, actions);
      printOut(command, options.format === 'junit' ? policyTestsJunit(proof) : policyTestsText(proof));
      stopOnErrors(command, [...proof.diagnostics, ...failures(proof)]);
      if (proof.facts.length === 0) throw new CommandExit(1);
    });
}

function nothingToProve(directory: string, only: string | undefined): Diagnostic {
  return {
    severity: 'error',
    code: 'LF2108',
    message:
      only === undefined ? `${directory}/tests holds no facts` : `no fact in ${directory}/tests matches "${only}"`,
    help:
      only === undefined ? 'Write a YAML file with `facts` there' : '`landfall test` without --only shows their names',
  };
}

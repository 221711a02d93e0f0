import { Option, type Command } from 'commander';
import type { AccessRequest } from '../analysis/zone-access/types';
import { catalogue } from '../diagnostics/catalogue';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { nearest } from '../diagnostics/nearest';
import { printOut } from './output';
import { answerOrStop, collect, contextOf } from './question-options';
import { openQuestions } from './questions';

interface Options {
  readonly in?: string;
  readonly of?: string;
  readonly with: readonly string[];
  readonly format: 'text' | 'json';
}

/** `landfall explain`: what a diagnostic code means, or why somebody may or may not do something. */
export function register(program: Command): void {
  program
    .command('explain')
    .description('say what a diagnostic code means (LF1101), or who may do what and by which policies')
    .usage('[options] [code] | <who> <action> [resource] --in <account or unit>')
    .argument(
      '[words...]',
      'a code; or a permission set or role, an action, and an ARN; without any, all codes are listed',
    )
    .option('--in <place>', 'account or unit of whoever asks')
    .option('--of <place>', 'account or unit of the resource, or outside; default: as --in')
    .option(
      '--with <key=value>',
      'a key of the request, such as aws:RequestedRegion=eu-west-1; again for more',
      collect,
      [],
    )
    .addOption(new Option('--format <format>', 'text or json, of a decision').choices(['text', 'json']).default('text'))
    .action(async (words: readonly string[], options: Options, command: Command) => {
      const [first, action, resource, ...rest] = words;
      if (rest.length > 0) command.error('error: too many words: <who> <action> [resource]');
      if (first === undefined) printOut(command, list());
      else if (action !== undefined) await explainDecision(command, options, first, action, resource);
      else if (options.in === undefined) printOut(command, explanation(first));
      else
        command.error(
          'error: name an action after whoever asks: landfall explain <who> <action> [resource] --in <place>',
        );
    });
}

async function explainDecision(
  command: Command,
  options: Options,
  as: string,
  action: string,
  resource: string | undefined,
): Promise<void> {
  const { in: place } = options;
  if (place === undefined) command.error('error: name the account or unit of whoever asks with --in');
  const context = contextOf(command, options.with);
  const request: AccessRequest = { as, in: place, action, resource, resourceIn: options.of, context };
  const answer = await answerOrStop(command, await openQuestions(command), request);
  const { decisionJson, decisionText } = await import('../report/decision.js');
  printOut(command, options.format === 'json' ? decisionJson(answer) : decisionText(answer));
}

function list(): string {
  return Object.keys(catalogue)
    .sort()
    .map((code) => `${code}  ${catalogue[code]?.title ?? ''}\n`)
    .join('');
}

function explanation(code: string): string {
  const entry = catalogue[code.toUpperCase()];
  if (entry !== undefined) return `${code.toUpperCase()}: ${entry.title}\n\n${entry.explanation}\n`;
  const meant = nearest(code, Object.keys(catalogue));
  const help = meant === undefined ? '`landfall explain` lists all codes' : `Did you mean ${meant}?`;
  throw new DiagnosticError([{ severity: 'error', code: 'LF0002', message: `there is no code "${code}"`, help }]);
}

import { Option, type Command } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { printOut, stopOnErrors } from './output';
import { collect, contextOf } from './question-options';
import { openQuestions } from './questions';

interface Options {
  readonly in: string;
  readonly of?: string;
  readonly with: readonly string[];
  readonly format: 'text' | 'json';
}

/** `landfall who-can`: the permission sets and roles of the model that may do something. */
export function register(program: Command): void {
  program
    .command('who-can')
    .description('list the permission sets and roles that may do something (needs no AWS)')
    .argument('<action>', 'an action, such as s3:GetObject')
    .argument('[resource]', 'its ARN; default: *')
    .option('--in <place>', 'account, unit with all below it, or "all accounts"', 'all accounts')
    .option('--of <place>', 'account or unit of the resource, or outside; default: the account of whoever asks')
    .option(
      '--with <key=value>',
      'a key of the request, such as aws:RequestedRegion=eu-west-1; again for more',
      collect,
      [],
    )
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action(async (action: string, resource: string | undefined, options: Options, command: Command) => {
      const context = contextOf(command, options.with);
      const { actions, prepare, zone } = await openQuestions(command);
      const { accessDiagnostic, actionDiagnostic } = await import('../analysis/policy-tests/findings.js');
      const { knownPlaces, placesOf } = await import('../analysis/policy-tests/places.js');
      const { whoCan } = await import('../analysis/policy-tests/who-can.js');
      const { whoCanJson, whoCanText } = await import('../report/who-can.js');
      const unknown =
        placesOf(zone, options.in) === undefined
          ? [accessDiagnostic({ kind: 'unknown-place', name: options.in, known: knownPlaces(zone) }, {})]
          : [];
      stopOnErrors(command, [
        ...unknown,
        ...[actionDiagnostic(action, actions, undefined)].flatMap((each) => each ?? []),
      ]);
      const found = whoCan(zone, prepare, { action, resource, resourceIn: options.of, context }, options.in);
      printOut(command, options.format === 'json' ? whoCanJson(found) : whoCanText(found));
      // One permission set without an answer does not hide the others, and yet nobody may overlook it.
      stopOnErrors(
        command,
        found.unanswerable.flatMap(({ findings }) => findings.map((each): Diagnostic => accessDiagnostic(each, {}))),
      );
    });
}

import { Option, type Command } from 'commander';
import type { Inventory } from '../adoption/inventory';
import type { Reader } from '../adoption/scan/calls';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { renderDiagnostics, wantsColor } from '../diagnostics/render';
import type { FactValues } from '../model/facts';
import { foundOrganization, misusedReading, readingOptions, type ReadingOptions } from './found-organization';
import { CommandExit, globalOptions, printError, printOut, stopOnErrors } from './output';

interface AdoptOptions extends ReadingOptions {
  readonly into?: string;
  readonly save?: string;
  readonly teamsBy?: string;
  readonly acceptUntil?: string;
  readonly permissions?: Reader | true;
}

/** `landfall adopt`: reads an organization that exists, from AWS or a dump, and changes nothing there. */
export function register(program: Command): void {
  const adopt = program
    .command('adopt')
    .description('read an organization that exists, from AWS or a dump, and change nothing in it')
    .option('--into <directory>', 'folder for the description; one that it wrote before gets what has changed since')
    .option(
      '--teams-by <rule>',
      'how teams are known: tag:NAME, unit:PATH, name:PATTERN with {team} and {stage}, or none',
    )
    .option(
      '--accept-until <day>',
      'accept the errors about what is there already until a day such as 2027-03-31, in accepted.yaml',
    )
    .option('--save <file>', 'keep what was read from AWS as a dump');
  readingOptions(adopt)
    .addOption(
      new Option('--permissions [reader]', 'print the policy that reading needs, and read nothing')
        .choices(['management', 'member'])
        .preset('management'),
    )
    .action(async (options: AdoptOptions, command: Command) => {
      if (options.permissions !== undefined) {
        const { readingPolicy } = await import('../adoption/scan/permissions.js');
        const reader = options.permissions === 'member' ? 'member' : 'management';
        printOut(command, readingPolicy({ reader, memberRole: options.memberRole }));
        return;
      }
      stopOnErrors(command, misusedOptions(options));
      const facts = await knownFacts(command, options.into);
      const inventory = await foundOrganization(command, options, facts);
      const { gapDiagnostics } = await import('../adoption/gaps.js');
      stopOnErrors(command, gapDiagnostics(inventory));
      if (options.save !== undefined) await save(command, inventory, options.save);
      if (options.into !== undefined) await describe(command, inventory, options.into, options);
    });
}

/** Writes the description, or says why not. */
async function describe(
  command: Command,
  inventory: Inventory,
  directory: string,
  { acceptUntil, teamsBy }: AdoptOptions,
): Promise<void> {
  const { adopt } = await import('../adoption/write/index.js');
  const outcome = adopt({ directory, inventory, teamsBy, acceptUntil });
  if (outcome.kind === 'refused') {
    stopOnErrors(command, outcome.diagnostics);
    throw new CommandExit(1);
  }
  const { changes, diagnostics, files, kind } = outcome;
  if (kind === 'refreshed') {
    printOut(command, `${changes.length === 0 ? 'Nothing has changed in AWS.' : changes.join('\n')}\n`);
  }
  const color = globalOptions(command).color && wantsColor(process.stderr);
  printError(command, renderDiagnostics(diagnostics, { color }));
  if (files.length > 0) printOut(command, `${directory}: ${files.length} files written.\n`);
  printOut(command, `Next: read ${directory}/adoption.md, then \`landfall --organization ${directory} validate\`\n`);
}

function misusedOptions(options: AdoptOptions): readonly Diagnostic[] {
  const { acceptUntil, into, save } = options;
  const noDay: Diagnostic = {
    severity: 'error',
    code: 'LF6006',
    message: `${acceptUntil ?? ''} is no day until which findings could be accepted`,
    help: 'Write it as 2027-03-31.',
  };
  const nowhere: Diagnostic = {
    severity: 'error',
    code: 'LF6006',
    message: 'where to is not said',
    help: 'Add --into DIRECTORY, or --save FILE to only read.',
  };
  return [
    ...(into === undefined && save === undefined ? [nowhere] : []),
    ...(acceptUntil === undefined || isDay(acceptUntil) ? [] : [noDay]),
    ...misusedReading(options, { '--save': save }),
  ];
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Facts that lie in the folder already; none where there is no folder. */
async function knownFacts(command: Command, directory: string | undefined): Promise<FactValues> {
  if (directory === undefined) return new Map();
  const { readFactsLock } = await import('../model/lock/index.js');
  const { diagnostics, lock } = readFactsLock(directory);
  stopOnErrors(command, diagnostics);
  return lock.facts;
}

async function save(command: Command, inventory: Inventory, file: string): Promise<void> {
  const { writeDump } = await import('../adoption/dump/write.js');
  writeDump(file, inventory);
  printOut(command, `${file} holds what was found.\n`);
}

import { Option, type Command } from 'commander';
import type { Inventory } from '../adoption/inventory';
import type { Reader } from '../adoption/scan/calls';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { FactValues } from '../model/facts';
import { foundOrganization, misusedReading, readingOptions, type ReadingOptions } from './found-organization';
import { CommandExit, printError, printOut, stopOnErrors } from './output';

interface AdoptOptions extends ReadingOptions {
  readonly into?: string;
  readonly save?: string;
  readonly permissions?: Reader | true;
}

/** `landfall adopt`: reads an organization that exists, from AWS or a dump, and changes nothing there. */
export function register(program: Command): void {
  const adopt = program
    .command('adopt')
    .description('read an organization that exists, from AWS or a dump, and change nothing in it')
    .option('--into <directory>', 'folder for the description, which is not written yet: what was read is only checked')
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
      if (options.into !== undefined) describe(command, options.into);
    });
}

/** Said instead of leaving an empty folder behind without a word. */
function describe(command: Command, directory: string): void {
  printError(command, `${directory}: descriptions can't be written yet; keep what was found with --save FILE.\n`);
  throw new CommandExit(1);
}

function misusedOptions(options: AdoptOptions): readonly Diagnostic[] {
  const { into, save } = options;
  const nowhere: Diagnostic = {
    severity: 'error',
    code: 'LF6006',
    message: 'where to is not said',
    help: 'Add --into DIRECTORY, or --save FILE to only read.',
  };
  return [
    ...(into === undefined && save === undefined ? [nowhere] : []),
    ...misusedReading(options, { '--save': save }),
  ];
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

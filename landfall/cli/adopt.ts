import { Option, type Command } from 'commander';
import type { Inventory } from '../adoption/inventory';
import type { ScanEvent } from '../adoption/scan';
import type { Reader } from '../adoption/scan/calls';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { FactValues } from '../model/facts';
import { CommandExit, printError, printOut, stopOnErrors } from './output';

interface AdoptOptions {
  readonly into?: string;
  readonly save?: string;
  readonly dump?: string;
  readonly profile?: string;
  readonly roleArn?: string;
  readonly regions?: readonly string[];
  readonly memberRole?: string;
  readonly permissions?: Reader | true;
}

/** `landfall adopt`: reads an organization that exists, from AWS or a dump, and changes nothing there. */
export function register(program: Command): void {
  program
    .command('adopt')
    .description('read an organization that exists, from AWS or a dump, and change nothing in it')
    .option('--into <directory>', 'folder for the description, which is not written yet: what was read is only checked')
    .option('--save <file>', 'keep what was read from AWS as a dump')
    .option('--dump <file>', 'read what scripts/dump-organization.py wrote instead of AWS')
    .option('--profile <name>', 'profile of the AWS CLI for the management account')
    .option('--role-arn <arn>', 'a role to read with, assumed first')
    .option('--regions <list>', 'Regions, the home Region first, with commas (default: those that are governed)', list)
    .option('--member-role <name>', 'a role of every member account to read inside of them with')
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
      const inventory = await found(command, options, facts);
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

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function misusedOptions({ dump, into, memberRole, profile, regions, roleArn, save }: AdoptOptions): Diagnostic[] {
  const live = { '--profile': profile, '--role-arn': roleArn, '--regions': regions, '--member-role': memberRole };
  const given = Object.entries({ ...live, '--save': save }).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  const wrong = { severity: 'error', code: 'LF6006' } as const;
  return [
    ...(into === undefined && save === undefined
      ? [{ ...wrong, message: 'where to is not said', help: 'Add --into DIRECTORY, or --save FILE to only read.' }]
      : []),
    ...(dump !== undefined && given.length > 0
      ? [
          {
            ...wrong,
            message: `--dump is read instead of AWS, so ${given.join(', ')} would mean nothing`,
            help: 'Leave out one or the other.',
          },
        ]
      : []),
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

async function found(command: Command, options: AdoptOptions, facts: FactValues): Promise<Inventory> {
  if (options.dump === undefined) return scanned(command, options, facts);
  const { readDumpFile } = await import('../adoption/dump/read.js');
  const { diagnostics, inventory } = readDumpFile(options.dump, facts);
  stopOnErrors(command, diagnostics);
  if (inventory === undefined) throw new CommandExit(1);
  return inventory;
}

async function scanned(command: Command, options: AdoptOptions, facts: FactValues): Promise<Inventory> {
  const { scanOrganization } = await import('../adoption/scan/index.js');
  const { readerOf } = await import('../adoption/scan/start.js');
  const { foreignOrganization } = await import('../adoption/foreign.js');
  const { memberRole, profile, regions, roleArn } = options;
  const reader = await readerOf({ profile, roleArn, region: regions?.[0] });
  const show = progress((text) => printError(command, text), process.stderr.isTTY);
  const { calls, inventory } = await scanOrganization({
    credentials: reader.credentials,
    homeRegion: reader.region,
    regions,
    memberRole,
    progress: show,
  });
  const counts = [...calls].map(([service, number]) => `${service} ${number}`).join(', ');
  const sum = [...calls.values()].reduce((all, number) => all + number, 0);
  printError(command, `${sum} calls: ${counts}\n`);
  const foreign = foreignOrganization(inventory, facts);
  stopOnErrors(command, foreign === undefined ? [] : [foreign]);
  return inventory;
}

const redrawMilliseconds = 100;

/** A line for each step; on a terminal also one that counts, written over itself. */
function progress(write: (text: string) => void, isTerminal: boolean): (event: ScanEvent) => void {
  let drawn = 0;
  return ({ calls, ...event }) => {
    const clear = isTerminal ? '\r\u001b[K' : '';
    if (event.kind === 'step') write(`${clear}${event.text}\n`);
    else if (isTerminal && Date.now() - drawn > redrawMilliseconds) {
      drawn = Date.now();
      write(`${clear}  ${calls} calls`);
    }
  };
}

async function save(command: Command, inventory: Inventory, file: string): Promise<void> {
  const { writeDump } = await import('../adoption/dump/write.js');
  writeDump(file, inventory);
  printOut(command, `${file} holds what was found.\n`);
}

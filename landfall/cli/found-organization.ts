import type { Command } from 'commander';
import type { Inventory } from '../adoption/inventory';
import type { ScanEvent } from '../adoption/scan';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { FactValues } from '../model/facts';
import { CommandExit, printError, stopOnErrors } from './output';

/** What says from where an organization that exists is read. */
export interface ReadingOptions {
  readonly dump?: string;
  readonly profile?: string;
  readonly roleArn?: string;
  readonly regions?: readonly string[];
  readonly memberRole?: string;
}

/** Adds the options of `ReadingOptions` to a command. */
export function readingOptions(command: Command): Command {
  return command
    .option('--dump <file>', 'read what scripts/dump-organization.py wrote instead of AWS')
    .option('--profile <name>', 'profile of the AWS CLI for the management account')
    .option('--role-arn <arn>', 'a role to read with, assumed first')
    .option('--regions <list>', 'Regions, the home Region first, with commas (default: those that are governed)', list)
    .option('--member-role <name>', 'a role of every member account to read inside of them with');
}

/**
 * The error (LF6006) of options that mean nothing beside `--dump`.
 * @param more options of one command that only make sense with AWS, by their names
 */
export function misusedReading(
  { dump, memberRole, profile, regions, roleArn }: ReadingOptions,
  more: Readonly<Record<string, unknown>> = {},
): readonly Diagnostic[] {
  const live = { '--profile': profile, '--role-arn': roleArn, '--regions': regions, '--member-role': memberRole };
  const given = Object.entries({ ...live, ...more }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (dump === undefined || given.length === 0) return [];
  return [
    {
      severity: 'error',
      code: 'LF6006',
      message: `--dump is read instead of AWS, so ${given.join(', ')} would mean nothing`,
      help: 'Leave out one or the other.',
    },
  ];
}

/**
 * Reads an organization from AWS, with progress on standard error, or from a dump.
 * @param facts what is known of the organization that is meant; another one is an error
 * @throws CommandExit with 1, after saying why, if nothing could be read or another organization was found.
 */
export async function foundOrganization(
  command: Command,
  options: ReadingOptions,
  facts: FactValues,
): Promise<Inventory> {
  if (options.dump === undefined) return scanned(command, options, facts);
  const { readDumpFile } = await import('../adoption/dump/read.js');
  const { diagnostics, inventory } = readDumpFile(options.dump, facts);
  stopOnErrors(command, diagnostics);
  if (inventory === undefined) throw new CommandExit(1);
  return inventory;
}

async function scanned(command: Command, options: ReadingOptions, facts: FactValues): Promise<Inventory> {
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

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { TeamRequest, WantedFile } from './team-file';
import type { Trial } from './trial';
import type { LandingZone } from '../model/zone';
import { CommandExit, globalOptions, printError, printOut, stopOnErrors } from './output';
import { isCi } from './running';

interface Options {
  readonly team: string;
  readonly stage: readonly string[];
  readonly corporate?: boolean;
  readonly isolated?: boolean;
  readonly name?: string;
  readonly teamName?: string;
  readonly email?: string;
  readonly costCenter?: string;
  readonly businessUnit?: string;
  readonly budget?: number;
  readonly dryRun?: boolean;
}

/** `landfall account request`: adds accounts to a team, and shows what will follow from it. */
export function register(program: Command): void {
  program
    .command('account')
    .description('work on accounts')
    .command('request')
    .description('add accounts to a team: checks them, writes teams/<team>.yaml, and shows what will follow')
    .requiredOption('--team <team>', 'key of the team: the name of its file in teams/')
    .requiredOption('--stage <stages...>', 'stages of accounts.yaml, such as dev')
    .option('--corporate', 'attached to the corporate network; default: what the stage says')
    .option('--isolated', 'an internet path of its own, attached to nothing; default: what the stage says')
    .option('--name <name>', 'name of the account; default: name of the team and stage')
    .option('--email <address>', "a new team's e-mail, for alerts")
    .option('--cost-center <number>', "a new team's cost center")
    .option('--team-name <name>', "a new team's name for people; default: its key")
    .option('--business-unit <unit>', "a new team's business unit")
    .option('--budget <dollars>', "a new team's budget in US dollars a month", dollars)
    .option('--dry-run', 'write nothing')
    .action(async (options: Options, command: Command) => request(command, options));
}

async function request(command: Command, options: Options): Promise<void> {
  const { organization: directory } = globalOptions(command);
  const wanted = teamRequest(command, options);
  const { loadConfiguration } = await import('../config/load.js');
  const { wantedTeamFile } = await import('./team-file.js');
  const { tryChange } = await import('./trial.js');
  const { configuration, diagnostics } = loadConfiguration(directory);
  if (configuration === undefined) {
    stopOnErrors(command, diagnostics);
    throw new CommandExit(1);
  }
  const change = wantedTeamFile(configuration, wanted);
  const trial = tryChange(directory, change.file, change.text);
  const zone = await provedZone(command, trial);
  const report = await reportOf(zone, trial);
  if (options.dryRun === true) {
    const path = join(directory, change.file);
    printOut(command, `${report}\nNothing is written. ${path} would be:\n\n${change.text}`);
    return;
  }
  await write(command, directory, change, zone);
  printOut(command, report);
  printOut(
    command,
    `\nWritten: ${change.file} and lock/decisions.json of ${directory}. Commit both; then: landfall plan\n`,
  );
}

function teamRequest(command: Command, options: Options): TeamRequest {
  const { budget, businessUnit, corporate, costCenter, email, isolated, name, stage, team, teamName } = options;
  if (corporate === true && isolated === true) command.error('error: an account is --corporate or --isolated');
  if (name !== undefined && stage.length > 1) command.error('error: --name is for a single stage');
  const connectivity = corporate === true ? 'corporate' : isolated === true ? 'isolated' : undefined;
  return { team, stages: stage, connectivity, accountName: name, teamName, email, costCenter, businessUnit, budget };
}

/** The organization with the change in it; where that is not valid, says why and ends the command. */
async function provedZone(command: Command, { diagnostics, source, zone }: Trial): Promise<LandingZone> {
  const { hasErrors } = await import('../diagnostics/diagnostic.js');
  const { renderDiagnostics, wantsColor } = await import('../diagnostics/render.js');
  const color = globalOptions(command).color && wantsColor(process.stderr);
  printError(command, renderDiagnostics(diagnostics, { color, readSource: source }));
  if (zone !== undefined && !hasErrors(diagnostics)) return zone;
  printError(command, 'Nothing is written.\n');
  throw new CommandExit(1);
}

async function reportOf(zone: LandingZone, { before, lock }: Trial): Promise<string> {
  const { accountRequestReport, stackChanges } = await import('../report/account-request.js');
  const known = new Set(before?.accounts.map(({ key }) => key));
  const added = zone.accounts.map(({ key }) => key).filter((key) => !known.has(key));
  return accountRequestReport(zone, added, stackChanges(before, zone, lock?.facts.facts ?? new Map<string, string>()));
}

async function write(command: Command, directory: string, change: WantedFile, zone: LandingZone): Promise<void> {
  const { writeFileAtomically } = await import('../config/write.js');
  const { readDecisions } = await import('../model/lock/index.js');
  const { keepDecisions } = await import('../model/lock/decide.js');
  const { decisions } = readDecisions(directory);
  // In CI this refuses, before anything is written.
  if (isCi()) stopOnErrors(command, keepDecisions(directory, zone, decisions, true));
  writeFileAtomically(join(directory, change.file), change.text);
  stopOnErrors(command, keepDecisions(directory, zone, decisions, false));
}

/** Value of `--budget`. */
function dollars(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('an amount of US dollars');
  return value;
}

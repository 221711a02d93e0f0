import type { Command } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { StackGraph } from '../model/graph';
import type { Lock } from '../model/lock';
import type { LandingZone } from '../model/zone';
import { CommandExit, globalOptions, printOut, stopOnErrors } from './output';
import { isCi, programFiles } from './running';

/** `landfall allocate`: decides what is undecided and writes it down. In CI nothing is decided. */
export function register(program: Command): void {
  program
    .command('allocate')
    .description('decide what is undecided (address ranges; hashes of released products) and write lock/decisions.json')
    .action(async (_options: unknown, command: Command) => allocate(command));
}

async function allocate(command: Command): Promise<void> {
  const { organization: directory } = globalOptions(command);
  const { checkOrganization, dayOf } = await import('../checks/index.js');
  const { hasErrors } = await import('../diagnostics/diagnostic.js');
  const { diagnostics, graph, lock, zone } = checkOrganization(directory, { today: dayOf(new Date()) });
  if (hasErrors(diagnostics)) stopOnErrors(command, diagnostics);
  if (zone === undefined || lock === undefined || graph === undefined) throw new CommandExit(1);
  const applied = await appliedStacks(directory, zone, graph, lock);
  const releases = undecidedReleases(zone, lock, applied);
  if (zone.undecided.length + releases.length === 0) {
    printOut(command, 'nothing is undecided\n');
    return;
  }
  if (isCi()) stopOnErrors(command, [refusal([...zone.undecided, ...releases])]);
  await keep(directory, zone, lock, applied);
  for (const key of zone.undecided) {
    printOut(command, `${key}: ${zone.addresses.get(key.replace(/^address\//, '')) ?? ''}\n`);
  }
  for (const key of releases) printOut(command, `${key}: released as it is now\n`);
  printOut(command, `Commit lock/decisions.json of ${directory} together with the change.\n`);
}

function refusal(undecided: readonly string[]): Diagnostic {
  return {
    severity: 'error',
    code: 'LF3010',
    message: `not decided yet: ${undecided.join(', ')}`,
    help: 'Nobody would commit what CI decides. Run `landfall allocate` where the change is made, and commit lock/decisions.json with it.',
  };
}

/** Stacks that are applied as they stand. Until then a template may change, so its hash is no decision. */
async function appliedStacks(
  directory: string,
  zone: LandingZone,
  graph: StackGraph,
  lock: Lock,
): Promise<ReadonlySet<string>> {
  const { stackStatuses } = await import('../runner/status.js');
  const { zoneStacks } = await import('../runner/zone-stacks.js');
  const { declared, producers, stacks } = zoneStacks(directory, zone, graph, lock.facts);
  const statuses = stackStatuses(stacks, declared, lock.facts, programFiles().version, producers);
  return new Set(statuses.filter(({ state }) => state.kind === 'applied').map(({ stack }) => stack));
}

function undecidedReleases(zone: LandingZone, lock: Lock, applied: ReadonlySet<string>): readonly string[] {
  return zone.portfolios
    .filter(({ key }) => applied.has(`portfolio-${key}`))
    .flatMap(({ key, products }) =>
      products.flatMap((product) => product.versions.map(({ name }) => `${key}/${product.key}/${name}`)),
    )
    .filter((version) => !lock.decisions.products.has(version))
    .map((version) => `product/${version}`);
}

async function keep(directory: string, zone: LandingZone, lock: Lock, applied: ReadonlySet<string>): Promise<void> {
  const { keepDecisions, keepReleases } = await import('../model/lock/decide.js');
  const { readDecisions } = await import('../model/lock/index.js');
  keepDecisions(directory, zone, lock.decisions, false);
  // Read again: the addresses have just been written there.
  keepReleases(directory, zone, readDecisions(directory).decisions, (id) => applied.has(id));
}

import type { Command } from 'commander';
import type { RunReport } from '../runner/contract';
import { printOut, stopOnErrors } from './output';
import { closeRun, decide, jobsOption, openOrganization, runOnAws, selection, type OpenOrganization } from './running';

interface Options {
  readonly jobs: number;
  readonly all?: boolean;
  readonly refreshFacts?: boolean;
  readonly json?: boolean;
  readonly importsOnly?: boolean;
  readonly stacks?: readonly string[];
}

/** `landfall plan`: what `deploy` would do to everything that can be planned now. */
export function register(program: Command): void {
  program
    .command('plan')
    .description('show what would be changed, and what waits for which stack')
    .argument('[globs...]', 'stacks, such as account-log-archive or "unit-*"; default: all')
    .option('--jobs <number>', 'stacks at once', jobsOption, 4)
    .option('--all', 'plan stacks too whose description has not changed')
    .option('--refresh-facts', 'read the ids of all selected stacks, and of what they need, from their states first')
    .option('--json', 'print the result as JSON')
    .option('--imports-only', 'fail unless what exists is imported and nothing else happens')
    .option('--stacks <globs...>', 'the same as naming them without this option')
    .action(async (globs: readonly string[], options: Options, command: Command) => {
      const open = await openOrganization(command);
      const selected = selection(
        command,
        open.stacks.map(({ id }) => id),
        [...globs, ...(options.stacks ?? [])],
      );
      await decide(command, open);
      if (options.importsOnly === true) {
        await planImports(command, open, selected, options.jobs);
        return;
      }
      const report = await runOnAws(open, {
        mode: 'plan',
        selected,
        jobs: options.jobs,
        all: options.all === true,
        refreshFacts: options.refreshFacts === true,
        approve: () => Promise.resolve(false),
      });
      printOut(command, options.json === true ? `${JSON.stringify(report, undefined, 2)}\n` : planTexts(report));
      await closeRun(command, report);
    });
}

/** Plans every stack that imports something, and fails on whatever else the plans do. */
async function planImports(
  command: Command,
  open: OpenOrganization,
  selected: (id: string) => boolean,
  jobs: number,
): Promise<void> {
  const { importing, importsGate } = await import('../runner/imports-gate.js');
  const ids = importing(open.stacks, new Map([...open.lock.facts.facts, ...open.declared]));
  const gate = importsGate();
  const report = await runOnAws(open, {
    mode: 'plan',
    selected: (id) => selected(id) && ids.has(id),
    jobs,
    all: true,
    approve: () => Promise.resolve(false),
    inspect: gate.inspect,
  });
  printOut(command, `${gate.summary()}\n`);
  stopOnErrors(command, gate.diagnostics());
  await closeRun(command, report);
}

function planTexts({ results }: RunReport): string {
  return results
    .map((result) => (result.kind === 'planned' ? `\n## ${result.stack}\n\n${result.text}\n` : ''))
    .join('');
}

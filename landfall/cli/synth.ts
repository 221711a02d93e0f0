import type { Command } from 'commander';
import { availableParallelism } from 'node:os';
import { CommandExit, globalOptions, printError, printOut, stopOnErrors } from './output';
import { isCi, programFiles } from './running';

interface Options {
  readonly out: string;
  readonly jobs: number;
}

/** `landfall synth`: what `cdktf synth` does, for the stacks that have changed since. */
export function register(program: Command): void {
  program
    .command('synth')
    .description('render the stacks whose ids are known into a folder, those that have changed since the last time')
    .option('--out <folder>', 'where the stacks go', 'cdktf.out')
    .action(async (options: Options, command: Command) => {
      const { organization: directory } = globalOptions(command);
      const { checkOrganization, dayOf } = await import('../checks/index.js');
      const { deployableSlices } = await import('../model/plan.js');
      const { orderOf, removals, withAppliedProviders } = await import('../model/lock/index.js');
      const { waitingLines } = await import('../model/waiting.js');
      const { keepDecisions } = await import('../model/lock/decide.js');
      const { synthesizeChanged } = await import('../runner/slice-cache.js');
      const { renderSlices } = await import('../runner/synthesize.js');

      const { diagnostics, graph, lock, zone } = checkOrganization(directory, {
        ci: isCi(),
        today: dayOf(new Date()),
      });
      stopOnErrors(command, diagnostics);
      if (zone === undefined || lock === undefined || graph === undefined) throw new CommandExit(1);
      const { ready, waiting } = deployableSlices(zone, graph, lock.facts.facts);
      const present = new Set(graph.nodes.map(({ stack }) => stack.id));
      const { destroy } = removals(directory, zone, present, lock.facts);
      const applied = lock.facts.stacks;
      const living = ready.map((slice) => withAppliedProviders(slice, applied.get(slice.envelope.id)));
      const slices = [...living, ...destroy.map(({ slice }) => slice)];
      if (slices.length > 0) stopOnErrors(command, keepDecisions(directory, zone, lock.decisions, isCi()));

      const { renderer, version } = programFiles();
      const jobs = Math.min(availableParallelism(), processesAtMost);
      const done = await synthesizeChanged(
        {
          output: options.out,
          program: version,
          render: (stale) => renderSlices({ renderer, env: process.env, jobs }, options.out, stale),
        },
        slices,
        orderOf(graph, destroy, lock.facts),
      );
      const { checkOwnStacks } = await import('../checks/own-rules/index.js');
      const { synthesizedText } = await import('../checks/own-rules/synthesized.js');
      const acting = graph.nodes.map(({ stack }) => stack);
      stopOnErrors(
        command,
        checkOwnStacks(zone, acting, (id) => synthesizedText(options.out, id)),
      );
      printOut(command, summary(options.out, done));
      for (const line of waitingLines(waiting)) printError(command, `${line}\n`);
    });
}

/** Each takes memory of its own, and more than a few have little left to gain. */
const processesAtMost = 2;

interface Counted {
  readonly rendered: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

function summary(out: string, { rendered, removed, unchanged }: Counted): string {
  const taken = removed.length === 0 ? '' : `, ${removed.length} taken away`;
  return `${rendered.length} stacks rendered into ${out}, ${unchanged.length} unchanged${taken}\n`;
}

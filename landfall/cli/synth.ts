import type { Command } from 'commander';
import { join } from 'node:path';
import type { NodeProcess } from '../runner/node-process';
import type { FolderUpdate } from '../runner/output-folder';
import { printError, printOut, stopOnErrors } from './output';
import { checkedOrganization, isCi, programFiles, type ProgramFiles } from './running';

interface Options {
  readonly out: string;
}

/** `landfall synth`: what `cdktf synth` does, for the stacks that have changed since. */
export function register(program: Command): void {
  program
    .command('synth')
    .description('render the stacks whose ids are known into a folder, those that have changed since the last time')
    .option('--out <folder>', 'where the stacks go', 'cdktf.out')
    .action(async ({ out }: Options, command: Command) => {
      const { startNode } = await import('../runner/node-process.js');
      const { renderingProcesses } = await import('../runner/synthesize.js');
      // Another rule finds other things in what is rendered already.
      const program = programFiles([join('landfall', 'checks', 'own-rules')]);
      // Loading CDKTF takes as long as finding out what is to be rendered.
      const started = renderingProcesses > 1 ? startNode(program.renderer, process.env) : undefined;
      try {
        await synthesize(command, out, program, started);
      } finally {
        started?.end();
      }
    });
}

async function synthesize(
  command: Command,
  output: string,
  { renderer, version }: ProgramFiles,
  started: NodeProcess | undefined,
): Promise<void> {
  const { deployableSlices } = await import('../model/plan.js');
  const { orderOf, removals, withAppliedProviders } = await import('../model/lock/index.js');
  const { waitingLines } = await import('../model/waiting.js');
  const { keepDecisions } = await import('../model/lock/decide.js');
  const { breaksOwnRule, checkOwnStacks } = await import('../checks/own-rules/index.js');
  const { synthesizedText } = await import('../checks/own-rules/synthesized.js');
  const { updateFolder } = await import('../runner/output-folder.js');
  const { renderingProcesses, renderSlices } = await import('../runner/synthesize.js');

  const { directory, graph, lock, zone } = await checkedOrganization(command, isCi());
  const { ready, waiting } = deployableSlices(zone, graph, lock.facts.facts);
  const present = new Set(graph.nodes.map(({ stack }) => stack.id));
  const { destroy } = removals(directory, zone, present, lock.facts);
  const applied = lock.facts.stacks;
  const living = ready.map((slice) => withAppliedProviders(slice, applied.get(slice.envelope.id)));
  const slices = [...living, ...destroy.map(({ slice }) => slice)];
  if (slices.length > 0) stopOnErrors(command, keepDecisions(directory, zone, lock.decisions, isCi()));

  const rendering = {
    renderer,
    env: process.env,
    jobs: renderingProcesses,
    ...(started === undefined ? {} : { started }),
  };
  const done = await updateFolder(
    {
      output,
      program: version,
      render: (stale) => renderSlices(rendering, output, stale),
      isFound: breaksOwnRule,
    },
    slices,
    orderOf(graph, destroy, lock.facts),
  );
  const suspects = graph.nodes.map(({ stack }) => stack).filter(({ id }) => done.found.has(id));
  stopOnErrors(
    command,
    checkOwnStacks(zone, suspects, (id) => synthesizedText(output, id)),
  );
  printOut(command, summary(output, done));
  for (const line of waitingLines(waiting)) printError(command, `${line}\n`);
}

function summary(out: string, { rendered, removed, unchanged }: FolderUpdate): string {
  const taken = removed.length === 0 ? '' : `, ${removed.length} taken away`;
  return `${rendered.length} stacks rendered into ${out}, ${unchanged.length} unchanged${taken}\n`;
}

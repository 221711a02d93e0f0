import type { Command } from 'commander';
import type { PlannedStack } from '../runner/contract';
import { confirm } from './confirm';
import { printOut, stopOnErrors } from './output';
import { closeRun, decide, jobsOption, openOrganization, runOnAws, selection } from './running';

interface Options {
  readonly yes?: boolean;
  readonly jobs: number;
  readonly all?: boolean;
  readonly refreshFacts?: boolean;
}

/** `landfall deploy`: plans and applies stack after stack, as their facts become known. */
export function register(program: Command): void {
  program
    .command('deploy')
    .description('apply what has changed, each stack as soon as what it needs is there; asks before each batch')
    .argument('[globs...]', 'stacks, such as account-log-archive or "unit-*"; default: all')
    .option('--yes', 'apply without asking')
    .option('--jobs <number>', 'stacks at once', jobsOption, 4)
    .option('--all', 'plan stacks too whose description has not changed')
    .option('--refresh-facts', 'read the ids of all selected stacks, and of what they need, from their states first')
    .action(async (globs: readonly string[], options: Options, command: Command) => {
      const open = await openOrganization(command);
      const selected = selection(
        command,
        open.stacks.map(({ id }) => id),
        globs,
      );
      if (options.yes !== true && !process.stdin.isTTY) {
        stopOnErrors(command, [
          {
            severity: 'error',
            code: 'LF3008',
            message: 'there is no terminal to ask in, and nothing is applied without a yes',
            help: 'Look at `landfall plan` first; `landfall deploy --yes` applies without asking.',
          },
        ]);
      }
      await decide(command, open);
      const { forgetRemoved } = await import('../runner/forget.js');
      for (const id of forgetRemoved(open)) printOut(command, `${id}: forgotten; what it holds stays in AWS\n`);
      const { keepReleases } = await import('../model/lock/decide.js');
      const report = await runOnAws(open, {
        mode: options.yes === true ? 'deploy' : 'deploy-with-approval',
        selected,
        jobs: options.jobs,
        all: options.all === true,
        refreshFacts: options.refreshFacts === true,
        approve: (plans) => approve(command, plans),
      });
      const applied = new Set(
        report.results.filter(({ kind }) => kind !== 'failed' && kind !== 'skipped').map(({ stack }) => stack),
      );
      const { readDecisions } = await import('../model/lock/index.js');
      keepReleases(open.directory, open.zone, readDecisions(open.directory).decisions, (id) => applied.has(id));
      await closeRun(command, report);
    });
}

async function approve(command: Command, plans: readonly PlannedStack[]): Promise<boolean> {
  const { countsText, sumCounts } = await import('../runner/text.js');
  for (const { stack, text } of plans) printOut(command, `\n## ${stack.id} (${stack.account})\n\n${text}\n`);
  const guarded = plans.filter(({ counts, stack }) => stack.guarded && counts.destroy > 0).map(({ stack }) => stack.id);
  const warning = guarded.length === 0 ? '' : ` Something is destroyed in ${guarded.join(', ')}, which others rely on.`;
  const many = plans.length === 1 ? '1 stack' : `${plans.length} stacks`;
  return confirm(`\n${many}: ${countsText(sumCounts(plans.map(({ counts }) => counts)))}.${warning} Apply?`);
}

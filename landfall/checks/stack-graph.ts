import type { GraphProblem } from '../model/graph';
import { check } from './check';
import { andMore } from './words';

/**
 * LF1390: every stack can be applied, in some order, from the facts that bootstrap leaves. Runs only where nothing else
 * is wrong: a name that refers to nothing would be told again for every stack that waits for it.
 */
export const stackGraphCheck = check(({ graph }) =>
  sentences(graph.problems).map((message) => ({
    code: 'LF1390',
    at: { file: 'organization.yaml', path: [] },
    message,
    help: 'Some account, unit or segment that others rely on is missing; if nothing is, this is a fault of Landfall: report it',
  })),
);

function sentences(problems: readonly GraphProblem[]): readonly string[] {
  const waiting = new Map<string, string[]>();
  const others = problems.flatMap((problem): readonly string[] => {
    switch (problem.kind) {
      case 'duplicate':
        return [`two stacks would have the id ${problem.stack}`];
      case 'unknown':
        return [`the stack ${problem.stack} waits for ${problem.needs}, which does not exist`];
      case 'unassigned':
        waiting.set(problem.fact, [...(waiting.get(problem.fact) ?? []), problem.stack]);
        return [];
      case 'cycle':
        return [`these stacks wait for each other: ${problem.stacks.join(', ')}`];
    }
  });
  return [
    ...others,
    ...[...waiting].map(([fact, stacks]) => `no stack brings ${fact}, which is needed by ${andMore(stacks)}`),
  ];
}

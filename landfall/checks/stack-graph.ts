import type { GraphProblem } from '../model/graph';
import { zoneGraph } from '../model/plan';
import { diagnostic, type Check } from './check';

/** LF1390: every stack can be applied, in some order, from the facts that bootstrap leaves. */
export const stackGraphCheck: Check = ({ zone }) =>
  zoneGraph(zone).problems.map((problem) =>
    diagnostic(zone.sources, {
      code: 'LF1390',
      at: { file: 'organization.yaml', path: [] },
      message: sentence(problem),
      help: 'Some account, unit or segment that others rely on is missing; mend the other problems first, and report this one if it stays',
    }),
  );

function sentence(problem: GraphProblem): string {
  switch (problem.kind) {
    case 'duplicate':
      return `two stacks would have the id ${problem.stack}`;
    case 'unknown':
      return `the stack ${problem.stack} waits for ${problem.needs}, which does not exist`;
    case 'unassigned':
      return `the stack ${problem.stack} needs ${problem.fact}, which no stack brings`;
    case 'cycle':
      return `these stacks wait for each other: ${problem.stacks.join(', ')}`;
  }
}

import { stackGraphCheck } from '../../../landfall/checks/stack-graph';
import type { GraphProblem } from '../../../landfall/model/graph';
import { emptyFactsLock, noDecisions } from '../../../landfall/model/lock';
import { testZone } from '../../support/zone';

test.each<[string, readonly GraphProblem[], readonly string[]]>([
  ['nothing', [], []],
  ['two stacks of one id', [{ kind: 'duplicate', stack: 'a' }], ['two stacks would have the id a']],
  [
    'a stack that is not there',
    [{ kind: 'unknown', stack: 'a', needs: 'b' }],
    ['the stack a waits for b, which does not exist'],
  ],
  ['a ring', [{ kind: 'cycle', stacks: ['a', 'b'] }], ['these stacks wait for each other: a, b']],
  [
    'a fact that many stacks need, once',
    [
      { kind: 'unassigned', stack: 'c', fact: 'unit/x/id' },
      { kind: 'unassigned', stack: 'a', fact: 'unit/x/id' },
      { kind: 'unassigned', stack: 'b', fact: 'unit/y/id' },
    ],
    ['no stack brings unit/x/id, which is needed by a and 1 more', 'no stack brings unit/y/id, which is needed by b'],
  ],
])('the check of the graph tells of %s', (_, problems, messages) => {
  const graph = { nodes: [], problems, producers: new Map() };
  const lock = { facts: emptyFactsLock, decisions: noDecisions };
  const found = stackGraphCheck({ directory: 'x', zone: testZone(), lock, graph, ci: false, own: undefined });
  expect(found.map(({ message }) => message)).toEqual(messages);
  expect(found.every(({ code, severity }) => code === 'LF1390' && severity === 'error')).toBe(true);
});

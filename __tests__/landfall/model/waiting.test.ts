import fc from 'fast-check';
import type { WaitingStack } from '../../../landfall/model/plan';
import { waitingLines } from '../../../landfall/model/waiting';

function waits(id: string, ...sources: readonly (string | undefined)[]): WaitingStack {
  const node = { wave: '1', account: 'management', after: [], assigns: [], reveals: [], createsIn: [] };
  return {
    stack: { ...node, id, kind: 'cost', content: () => ({ kind: 'cost', categories: [], anomalies: undefined }) },
    missing: sources.map((from, index) => ({ fact: `fact/${index}`, from })),
  };
}

describe('waitingLines', () => {
  test.each<[string, readonly WaitingStack[], readonly string[]]>([
    ['nothing waits', [], []],
    ['one waits for bootstrap', [waits('cost', undefined)], ['waiting for landfall bootstrap: stack cost']],
    [
      'one waits for several: for the first of them',
      [waits('a', undefined), waits('b', 'a', undefined), waits('c', 'b', 'a')],
      ['waiting for landfall bootstrap: stacks a, b', 'waiting for a: stack c'],
    ],
    [
      'many wait',
      Array.from({ length: 9 }, (_, index) => waits(`s${index}`, 'x')),
      ['waiting for x: stacks s0, s1, s2, s3, s4, s5 and 3 more stacks'],
    ],
    [
      'one more than is shown is shown as well',
      Array.from({ length: 7 }, (_, index) => waits(`s${index}`, 'x')),
      ['waiting for x: stacks s0, s1, s2, s3, s4, s5, s6'],
    ],
  ])('%s', (_, waiting, expected) => {
    expect(waitingLines(waiting)).toEqual(expected);
  });

  test('has at most a line for each source, however many stacks wait', () => {
    const source = fc.constantFrom(undefined, 'a', 'b');
    fc.assert(
      fc.property(fc.array(fc.array(source, { minLength: 1 })), (sources) => {
        const lines = waitingLines(sources.map((from, index) => waits(`s${index}`, ...from)));
        expect(lines.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

import type { RunEvent, RunReport, StackResult } from '../../../landfall/runner/contract';
import { liveProgress, plainProgress, progress } from '../../../landfall/runner/progress';
import { summary } from '../../../landfall/runner/summary';
import type { PlanCounts } from '../../../landfall/runner/terraform';
import { countsText, resultText } from '../../../landfall/runner/text';

const counts = (change: Partial<PlanCounts>): PlanCounts => ({
  ...{ add: 0, change: 0, destroy: 0, import: 0, move: 0, forget: 0, outputs: 0 },
  ...change,
});
const events: readonly RunEvent[] = [
  { kind: 'begin', stacks: ['a', 'b', 'c'], jobs: 2 },
  { kind: 'result', result: { kind: 'unchanged', stack: 'c' } },
  { kind: 'phase', stack: 'a', phase: 'plan' },
  { kind: 'planned', stack: 'a', counts: counts({ add: 2 }) },
  { kind: 'phase', stack: 'a', phase: 'apply' },
  { kind: 'line', stack: 'a', line: 'aws_kms_key.key: Still creating... [10s elapsed]' },
  { kind: 'note', text: 'a note' },
  { kind: 'result', result: { kind: 'applied', stack: 'a', counts: counts({ add: 2 }) } },
];

describe('plainProgress', () => {
  test('writes one line an event, without anything that only a terminal understands', () => {
    const written: string[] = [];
    const plain = plainProgress({ write: (text) => written.push(text) });
    events.forEach(plain.report);
    plain.end();
    expect(written).toEqual([
      'c: unchanged since it was applied\n',
      'a: planning\n',
      'a: 2 to add, 0 to change, 0 to destroy\n',
      'a: applying\n',
      'a note\n',
      'a: applied: 2 added, 0 changed, 0 destroyed\n',
    ]);
  });
});

describe('liveProgress', () => {
  /** What a terminal shows after all that was written; knows the two codes that are used. */
  function screen(written: readonly string[]): readonly string[] {
    let lines: string[] = [''];
    for (const part of written.join('').split(/(\u001b\[\d+A\u001b\[J)/)) {
      const up = /^\u001b\[(\d+)A/.exec(part)?.[1];
      if (up !== undefined) lines = [...lines.slice(0, lines.length - 1 - Number(up)), ''];
      else {
        const [first = '', ...rest] = part.split('\n');
        lines = [...lines.slice(0, -1), `${lines.at(-1) ?? ''}${first}`, ...rest];
      }
    }
    return lines;
  }

  function play(
    upTo: number,
    columns = 80,
  ): { readonly written: string[]; readonly tick: () => void; readonly end: () => void } {
    const written: string[] = [];
    let tick: () => void = () => undefined;
    let time = 0;
    const live = liveProgress(
      {
        write: (text) => written.push(text),
        now: () => (time += 1000),
        every: (_, each) => {
          tick = each;
          return () => undefined;
        },
        columns,
      },
      columns,
    );
    events.slice(0, upTo).forEach(live.report);
    return { written, tick: () => tick(), end: live.end };
  }

  test('shows what runs and what is left below what is done', () => {
    const { tick, written } = play(7);
    tick();
    expect(screen(written)).toEqual([
      'a: 2 to add, 0 to change, 0 to destroy',
      'a note',
      expect.stringMatching(/^ {2}a: applying \(\d+ s\) aws_kms_key.key: Still creating... \[10s elapsed\]$/),
      expect.stringMatching(/^ {2}1 of 3 done, 1 waiting, \d+ s$/),
      '',
    ]);
  });

  test('leaves only what is done when it ends', () => {
    const { end, written } = play(events.length);
    end();
    expect(screen(written)).toEqual([
      'a: 2 to add, 0 to change, 0 to destroy',
      'a note',
      'a: applied: 2 added, 0 changed, 0 destroyed',
      '',
    ]);
  });

  test('never writes a line wider than the terminal', () => {
    const { written } = play(7, 20);
    const live = screen(written).filter((line) => line.startsWith('  '));
    expect(live.length).toBeGreaterThan(0);
    expect(Math.max(...live.map(({ length }) => length))).toBeLessThan(20);
  });

  test('is used only where there is a terminal', () => {
    const written: string[] = [];
    const output = { write: (text: string) => written.push(text), now: () => 0, every: () => () => undefined };
    events.forEach(progress({ ...output, columns: undefined }).report);
    expect(written.join('')).not.toContain('\u001b');
    events.forEach(progress({ ...output, columns: 80 }).report);
    expect(written.join('')).toContain('\u001b');
  });
});

describe('texts', () => {
  test.each<[Partial<PlanCounts>, string]>([
    [{}, '0 to add, 0 to change, 0 to destroy'],
    [{ add: 1, import: 2 }, '1 to add, 0 to change, 0 to destroy, 2 to import'],
    [{ forget: 1, move: 3 }, '0 to add, 0 to change, 0 to destroy, 3 to move, 1 to forget'],
  ])('%j is said as Terraform says it', (change, text) => {
    expect(countsText(counts(change))).toBe(text);
  });

  test.each<[StackResult, string]>([
    [{ kind: 'failed', stack: 's', errors: ['Error: no\n\ndetail'] }, 'failed: Error: no'],
    [
      { kind: 'skipped', stack: 's', because: { kind: 'needs', stack: 'x' } },
      "skipped: needs x, which didn't come through",
    ],
    [{ kind: 'skipped', stack: 's', because: { kind: 'stopped' } }, 'skipped: the run was stopped'],
    [
      { kind: 'waiting', stack: 's', missing: [{ fact: 'f', from: undefined }] },
      'waits for f (from landfall bootstrap)',
    ],
    [{ kind: 'no-changes', stack: 's' }, 'no changes'],
  ])('%j ends in a line', (result, text) => {
    expect(resultText(result)).toBe(text);
  });
});

describe('summary', () => {
  const report = (results: readonly StackResult[], ok = false): RunReport => ({ results, ok });

  test('says what was applied, what failed with its own words, what was left out and how to go on', () => {
    const text = summary(
      report([
        { kind: 'applied', stack: 'a', counts: counts({ add: 2 }) },
        { kind: 'applied', stack: 'b', counts: counts({ destroy: 1 }) },
        { kind: 'unchanged', stack: 'c' },
        { kind: 'failed', stack: 'd', errors: ['Error: access denied\n\n  on cdk.tf.json'], logFile: 'logs/d.log' },
        { kind: 'skipped', stack: 'e', because: { kind: 'needs', stack: 'd' } },
      ]),
    );
    expect(text).toBe(
      [
        'd failed:',
        '  Error: access denied',
        '',
        '    on cdk.tf.json',
        '  Everything Terraform said: logs/d.log',
        '',
        'Skipped:',
        "  e: needs d, which didn't come through",
        '',
        '2 stacks applied: 2 added, 0 changed, 1 destroyed.',
        '1 stack without changes.',
        '',
        'What was applied stays. Mend what failed and run the same command again: it goes on from here.',
        '',
      ].join('\n'),
    );
  });

  test.each<[string, RunReport, RegExp]>([
    ['nothing', report([], true), /^There is no stack to run\.\n$/],
    ['all is as it was', report([{ kind: 'unchanged', stack: 'a' }], true), /^1 stack without changes\.\n$/],
    [
      'not approved',
      report([{ kind: 'skipped', stack: 'a', because: { kind: 'declined' } }]),
      /Nothing of this was applied\.\n$/,
    ],
    [
      'not selected',
      report([{ kind: 'skipped', stack: 'b', because: { kind: 'not-selected', stack: 'a' } }]),
      /Deploy a first, or select more stacks\.\n$/,
    ],
    ['stopped', report([{ kind: 'skipped', stack: 'a', because: { kind: 'stopped' } }]), /it goes on from here\.\n$/],
  ])('%s', (_, given, text) => {
    expect(summary(given)).toMatch(text);
  });

  test('does not list a thousand stacks one by one', () => {
    const results = Array.from({ length: 1000 }, (_, index): StackResult => ({
      kind: 'skipped',
      stack: `s${index}`,
      because: { kind: 'needs', stack: 'a' },
    }));
    expect(summary(report(results)).split('\n').length).toBeLessThan(30);
    expect(summary(report(results))).toContain('and 980 more');
  });
});

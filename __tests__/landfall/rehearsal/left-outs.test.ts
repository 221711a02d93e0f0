import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../../../landfall/diagnostics/diagnostic';
import { readReviewedLeftOuts, reviewLeftOuts } from '../../../landfall/rehearsal/left-outs';
import type { LeftOut } from '../../../landfall/rehearsal/lowering';
import { inFolder } from './real-provider';

const leftOut = (entry: Partial<LeftOut> & { readonly type: string }): LeftOut => ({
  reason: 'r',
  count: 1,
  names: ['n'],
  ...entry,
});
const whole = leftOut({ type: 'aws_new' });
const argument = leftOut({ type: 'aws_old', argument: 'novelty' });
const value = leftOut({ type: 'aws_policy', argument: 'type', value: 'NEW' });
const output = leftOut({ type: 'output', because: 'aws_new' });
const dependent = leftOut({ type: 'aws_other', because: 'aws_new' });

test.each<[string, readonly LeftOut[], readonly string[], readonly string[]]>([
  ['nothing left out', [], [], []],
  ['an agreed type, argument and value', [whole, argument, value], ['aws_new', 'aws_old', 'aws_policy'], []],
  ['what nobody agreed to', [leftOut({ type: 'aws_new', argument: 'x' })], [], ['aws_new']],
  ['another value', [leftOut({ ...value, value: 'NEWER' })], [], ['aws_policy']],
  ['an output goes with its resource', [whole, output], ['aws_new', 'output'], []],
  ['a resource that refers to it needs its own word', [whole, dependent], ['aws_new'], ['aws_other']],
  ['an output without a word for its resource', [leftOut({ type: 'output', because: 'aws_x' })], [], ['output']],
])('%s', (_, all, allowed, unexpected) => {
  const reviewed = [
    { type: 'aws_new', reason: 'r' },
    { type: 'aws_old', argument: 'novelty', reason: 'r' },
    { type: 'aws_policy', argument: 'type', value: 'NEW', reason: 'r' },
  ];
  const review = reviewLeftOuts({ leftOut: all, aliases: [] }, reviewed);
  expect(review.allowed.map(({ type }) => type)).toEqual(allowed);
  expect(review.unexpected.map(({ type }) => type)).toEqual(unexpected);
  expect(review.unused.map(({ type }) => type)).toEqual(
    reviewed.map(({ type }) => type).filter((type) => !allowed.includes(type)),
  );
});

test('the list in the repository gives a reason for each entry', () => {
  const reviewed = readReviewedLeftOuts('5.100.0');
  expect(reviewed.map(({ type }) => type)).toContain('aws_controltower_baseline');
  expect(readReviewedLeftOuts('6.25.0')).toEqual([]);
});

test('a list of another shape is a diagnostic', async () => {
  await inFolder((folder) => {
    const path = join(folder, 'list.yaml');
    writeFileSync(path, '5.100.0:\n  - typo: aws_new\n    reason: long enough a reason\n');
    expect(() => readReviewedLeftOuts('5.100.0', path)).toThrow(DiagnosticError);
    expect(() => readReviewedLeftOuts('5.100.0', join(folder, 'absent.yaml'))).toThrow(DiagnosticError);
  });
});

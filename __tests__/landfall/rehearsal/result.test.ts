import {
  accountTable,
  leftOutLines,
  rehearsalResult,
  rehearsalTable,
  type StackRehearsal,
} from '../../../landfall/rehearsal/result';

const stack: StackRehearsal = {
  stack: 'unit-workloads',
  account: 'management',
  accountId: '123456789012',
  wave: '4',
  directory: '.landfall/rehearsal/example/lowered/unit-workloads',
  resources: 3,
  leftOut: [],
  applySeconds: 4.25,
  secondPlan: 'no-changes',
};
const baseline = { type: 'aws_controltower_baseline', reason: 'unknown to 5.100.0', count: 1, names: ['baseline'] };
const parts = {
  organization: 'examples/minimal',
  endpoint: 'http://127.0.0.1:4566',
  wanted: '>= 6.66.0, < 7.0.0',
  used: '5.100.0',
  stacks: [stack],
  reports: new Map(),
  problems: [],
};

test('all applied, nothing changes, nothing left out but what may be: ok', () => {
  const reports = new Map([['unit-workloads', { leftOut: [baseline], aliases: [] }]]);
  expect(rehearsalResult({ ...parts, reports })).toMatchObject({ ok: true, problems: [] });
});

test.each([
  ['something went wrong on the way', { problems: ['it broke'] }, ['it broke']],
  [
    'a second plan changes something',
    { stacks: [{ ...stack, secondPlan: 'changes' as const }] },
    ['the second plan of unit-workloads: changes'],
  ],
  [
    'something was left out that nobody agreed to',
    { reports: new Map([['s', { leftOut: [{ ...baseline, type: 'aws_vpc', argument: 'tenancy' }], aliases: [] }]]) },
    ['left out although nobody agreed to it: aws_vpc.tenancy (unknown to 5.100.0) in s:baseline'],
  ],
])('not ok when %s', (_, changed, problems) => {
  expect(rehearsalResult({ ...parts, ...changed })).toMatchObject({ ok: false, problems });
});

test('the table has a row for each stack, and reasons stand once', () => {
  const result = rehearsalResult({
    ...parts,
    stacks: [
      { ...stack, leftOut: [baseline] },
      { ...stack, stack: 'unit-sandbox', leftOut: [baseline] },
    ],
  });
  expect(rehearsalTable(result).split('\n')).toEqual([
    'wave  stack           account                    resources  left out  seconds  second plan',
    '----  --------------  -------------------------  ---------  --------  -------  -----------',
    '4     unit-workloads  management (123456789012)  3          1         4.3      no-changes',
    '4     unit-sandbox    management (123456789012)  3          1         4.3      no-changes',
  ]);
  expect(leftOutLines(result)).toEqual(['2 x aws_controltower_baseline: unknown to 5.100.0']);
});

test('the table of accounts sums up their stacks and says where states lie', () => {
  const other = { ...stack, stack: 'account-network', account: 'network', accountId: '222222222222', resources: 11 };
  const result = rehearsalResult({ ...parts, stacks: [stack, other, { ...stack, stack: 'cost', resources: 1 }] });
  expect(
    accountTable(result, (id) => `acme-tfstate-${id}`)
      .split('\n')
      .slice(2),
  ).toEqual([
    'management  123456789012  2       4          s3://acme-tfstate-123456789012',
    'network     222222222222  1       11         s3://acme-tfstate-222222222222',
  ]);
});

import type { Severity } from '../../../landfall/diagnostics/diagnostic';
import { edit, file } from './cases/case';
import { newFindings, withEdits, type Edit } from './organization';

/** What AWS has, with or without the words that say that it is only read. */
interface Existing {
  readonly code: string;
  readonly title: string;
  readonly edits: (read: string) => readonly Edit[];
  /** What is still said of it; default: nothing. */
  readonly still?: Severity;
}

const long = 'x'.repeat(200);
const policy = (text: string, type = 'service-control') => {
  return (read: string): readonly Edit[] => [
    file('policies/old.json', text),
    edit(
      'guardrails.yaml',
      'policies:\n',
      `policies:\n  old: { type: ${type}, file: old.json, description: Old${read} }\n`,
    ),
    edit('guardrails.yaml', 'units:\n', 'accounts:\n  data-lake: { policies: [old] }\nunits:\n'),
  ];
};
const statement = (parts: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Resource: '*', ...parts }] });
const set = (written: string) => {
  return (read: string): readonly Edit[] => [
    edit('access.yaml', 'permissionSets:\n', `permissionSets:\n  Old: { ${written}${read.replace('id:', 'arn:')} }\n`),
  ];
};
const control = (written: string) => {
  return (read: string): readonly Edit[] => [
    edit(
      'guardrails.yaml',
      'units:\n',
      `units:\n  Sandbox/Old: { controls: [{ ${written}${read.split(', id')[0] ?? ''} }] }\n`,
    ),
    edit('units.yaml', 'Sandbox: { ', 'Sandbox: { units: { Old: { registered: false } }, '),
  ];
};
const twentyOne = Array.from({ length: 21 }, (_, index) => `Policy${index}`).join(', ');
const manyPolicies = Array.from({ length: 12 }, (_, index) => `old-${index}`);

const existing: readonly Existing[] = [
  {
    ...{ code: 'LF1210', title: 'a long name of a unit' },
    edits: (read) => [edit('units.yaml', 'Sandbox: { ', `Sandbox: { units: { Old: { name: ${long}${read} } }, `)],
  },
  {
    code: 'LF1210',
    title: 'a long name of a permission set',
    edits: (read) => [
      edit(
        'access.yaml',
        'permissionSets:\n',
        `permissionSets:\n  ${long}: { description: Old${read.replace('id:', 'arn:')} }\n`,
      ),
    ],
  },
  {
    code: 'LF1213',
    title: 'a strange name of a permission set',
    edits: (read) => [
      edit(
        'access.yaml',
        'permissionSets:\n',
        `permissionSets:\n  a b: { description: Old${read.replace('id:', 'arn:')} }\n`,
      ),
    ],
  },
  {
    ...{ code: 'LF1208', title: 'two units that differ in case' },
    edits: (read) => [
      edit(
        'units.yaml',
        'Sandbox: { ',
        `Sandbox: { units: { A: { name: Old${read} }, B: { name: OLD${read.replace('x-1', 'x-2')} } }, `,
      ),
    ],
  },
  {
    ...{ code: 'LF1207', title: 'two groups that differ in case' },
    edits: (read) => [
      edit(
        'access.yaml',
        'platformGroups:\n',
        `platformGroups:\n  a: { displayName: Old${read} }\n  b: { displayName: OLD${read.replace('x-1', 'x-2')} }\n`,
      ),
    ],
  },
  { code: 'LF1401', title: 'more managed policies than usual', edits: set(`managedPolicies: [${twentyOne}]`) },
  {
    ...{ code: 'LF1403', title: 'a large inline policy' },
    edits: (read) => [
      file('policies/inline.json', statement({ Action: 'x'.repeat(11_000) })),
      ...set('inlinePolicy: inline.json')(read),
    ],
  },
  { code: 'LF1603', title: 'a large policy', edits: policy(statement({ Action: 's3:*', Sid: 'x'.repeat(11_000) })) },
  {
    ...{ code: 'LF1604', title: 'more policies than usual on one target' },
    edits: (read) => [
      file('policies/old.json', statement({ Action: 's3:DeleteBucket' })),
      edit(
        'guardrails.yaml',
        'policies:\n',
        `policies:\n${manyPolicies.map((key) => `  ${key}: { type: service-control, file: old.json, description: ''${read} }\n`).join('')}`,
      ),
      edit(
        'guardrails.yaml',
        'units:\n',
        `accounts:\n  data-lake: { policies: [${manyPolicies.join(', ')}] }\nunits:\n`,
      ),
    ],
  },
  {
    code: 'LF1606',
    title: 'what looks like a variable',
    edits: policy(statement({ Action: 's3:*', Resource: '${what}' })),
  },
  { code: 'LF1607', title: 'a policy without statements', edits: policy('{"Version":"2012-10-17","Statement":[]}') },
  {
    code: 'LF1801',
    title: 'an action that is none',
    edits: policy(statement({ Action: 's3-DeleteBucket' })),
    still: 'warning',
  },
  {
    ...{ code: 'LF1810', title: 'a policy that would lock us out', still: 'warning' },
    edits: policy(statement({ Action: ['s3:*', 'sts:*', 'iam:*'] })),
  },
  {
    ...{ code: 'LF1611', title: 'a policy that denies the home Region', still: 'warning' },
    edits: policy(
      statement({
        Effect: 'Deny',
        NotAction: 'iam:*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } },
      }),
    ),
  },
  {
    ...{ code: 'LF1611', title: 'a control that denies the home Region', still: 'warning' },
    edits: control('control: CT.MULTISERVICE.PV.1, parameters: { AllowedRegions: [us-east-1] }'),
  },
  { code: 'LF1608', title: 'a control without what it requires', edits: control('control: CT.S3.PR.1') },
  {
    code: 'LF1612',
    title: 'a detective control where nothing records',
    edits: control('control: AWS-GR_RESTRICTED_SSH'),
  },
  {
    ...{ code: 'LF1641', title: 'a parameter that nobody knows' },
    edits: control('control: AWS-GR_RESTRICTED_SSH, parameters: { Ports: [ssh] }'),
  },
  {
    ...{ code: 'LF1818', title: 'a type for newer providers' },
    edits: (read) => [
      edit('organization.yaml', 'prefix:', "provider: { aws: '>= 6.25.0' }\nprefix:"),
      ...policy('{"bedrock":{}}', 'bedrock')(read),
    ],
  },
];

test('a control that was enabled before may lack what others require, also when it is taken over', () => {
  const before = control('control: CT.S3.PR.1, exists: true')('');
  const detective = control('control: AWS-GR_RESTRICTED_SSH, exists: true')('');
  const codes = [before, detective].flatMap((edits) => newFindings(withEdits(...edits)).map(({ code }) => code));
  expect(codes.filter((code) => ['LF1608', 'LF1612'].includes(code))).toEqual([]);
});

describe('what AWS has taken', () => {
  const found = (directory: string, code: string): readonly (Severity | undefined)[] =>
    newFindings(directory)
      .filter((each) => each.code === code)
      .map(({ severity }) => severity);

  test.each(existing.map((each) => [each.code, each.title, each] as const))('%s: %s', (code, _, { edits, still }) => {
    expect(new Set(found(withEdits(...edits('')), code))).toEqual(new Set(['error']));
    const read = found(withEdits(...edits(', manage: read, id: x-1')), code);
    expect(new Set(read)).toEqual(new Set(still === undefined ? [] : [still]));
  });
});

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { register as diff } from '../../../landfall/cli/diff';
import { register as explain } from '../../../landfall/cli/explain';
import { register as facts } from '../../../landfall/cli/test';
import { register as whoCan } from '../../../landfall/cli/who-can';
import { copyOf } from './organization';
import { runWith, type Outcome } from './support';

const shipped = join(__dirname, '..', '..', '..', 'landing-zone');
let directory = '';
beforeAll(() => {
  directory = copyOf(shipped);
});
beforeEach(() => rmSync(join(directory, 'tests'), { recursive: true, force: true }));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function run(...args: readonly string[]): Promise<Outcome> {
  return runWith([diff, explain, facts, whoCan], '--organization', directory, ...args);
}

function writeFacts(text: string): void {
  mkdirSync(join(directory, 'tests'), { recursive: true });
  writeFileSync(join(directory, 'tests', 'own.yaml'), text);
}

const holds = `facts:
  - name: Root users do nothing
    as: root
    in: all units
    may-not: s3:DeleteBucket
    because: No other policy limits them
`;
const fails = `${holds}  - name: Administrators leave
    as: AdministratorAccess
    in: Sandbox
    may: organizations:LeaveOrganization
    because: They like to
`;

describe('landfall test', () => {
  test('proves facts that hold', async () => {
    writeFacts(holds);
    const { exitCode, stderr, stdout } = await run('test');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^tests\/own.yaml\n {2}holds {2}Root users do nothing \(\d+ questions\)\n/);
    expect(stdout).toMatch(/\n1 of 1 facts hold; \d+ questions asked\n$/);
  });

  test('says where one fails, and by which statement', async () => {
    writeFacts(fails);
    const { exitCode, stderr, stdout } = await run('test');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('  FAILS  Administrators leave');
    expect(stderr).toMatch(/LF2105.*denied by protect-organization\[Membership\] at root[^]*own\.yaml:10:10/);
  });

  test('prints JUnit XML of both', async () => {
    writeFacts(fails);
    const { exitCode, stdout } = await run('test', '--format', 'junit');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('<testsuite name="tests/own.yaml" tests="2" failures="1" errors="0" skipped="0">');
  });

  test('proves those only that are asked for', async () => {
    writeFacts(fails);
    expect((await run('test', '--only', 'Root*')).stdout).toContain('1 of 1 facts hold');
    const refused = await run('test', '--only', 'nothing');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/LF2108/);
  });

  test('does not take nothing for success', async () => {
    const refused = await run('test');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/LF2108.*tests holds no facts/);
  });

  test.each<[string, string, string]>([
    ['an empty file', '', 'LF1004[^]*own.yaml:1:1'],
    ['broken YAML', 'facts: [', 'LF1010[^]*own.yaml:1:'],
    ['an unknown role', holds.replace('root', 'landfall-aply'), 'LF2101[^]*own.yaml:3:9[^]*landfall-apply'],
    ['an unknown unit', holds.replace('all units', 'Sandbx'), 'LF2102[^]*own.yaml:4:9[^]*Sandbox'],
    ['a pattern for an action', holds.replace('s3:DeleteBucket', 's3:*'), 'LF2103[^]*own.yaml:5:14'],
    [
      'an action that is misspelled',
      holds.replace('DeleteBucket', 'DeletBucket'),
      'LF2103[^]*own.yaml:5:14[^]*s3:DeleteBucket',
    ],
    ['an action of no service', holds.replace('s3:', 's33:'), 'LF2103[^]*own.yaml:5:14'],
    ['an unknown variable', `${holds}    on: 'arn:aws:s3:::\${prefiks}'\n`, 'LF2104[^]*prefiks[^]*own.yaml:2:11'],
  ])('refuses %s at its place', async (_, text, expected) => {
    writeFacts(text);
    const { exitCode, stderr } = await run('test');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(new RegExp(expected));
    expect(stderr.match(/^error/gm)).toHaveLength(1);
  });
});

describe('landfall explain', () => {
  const question = ['explain', 'AdministratorAccess', 'ec2:CreateNatGateway'];

  test('shows the path of a decision, level by level', async () => {
    const { exitCode, stdout } = await run(...question, '--in', 'Workloads/Prod');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^AdministratorAccess in Workloads\/Prod: ec2:CreateNatGateway on \*\ndenied: it is denied by private-network\[OwnInternetPath\] at Workloads\/Prod\n/,
    );
    const levels = [...stdout.matchAll(/^service control policies +(\S+) +(\S+)/gm)].map(([, level, says]) => [
      level,
      says,
    ]);
    expect(levels.slice(0, 3)).toEqual([
      ['root', 'allows'],
      ['Workloads', 'allows'],
      ['Workloads/Prod', 'DENIES'],
    ]);
    expect(stdout).toContain('\nTaken for granted:\n');
  });

  test('takes keys of the request', async () => {
    const start = ['explain', 'landfall-apply', 'ec2:RunInstances', 'arn:aws:ec2:eu-west-1:${account}:instance/*'];
    const ask = (type: string): Promise<Outcome> =>
      run(...start, '--in', 'Sandbox', '--with', `ec2:InstanceType=${type}`, '--with', 'ec2:MetadataHttpTokens=');
    expect((await ask('t3.micro')).stdout).toMatch(/\nallowed: /);
    expect((await ask('p5.48xlarge')).stdout).toMatch(
      /\ndenied: it is denied by sandbox-cost\[SmallInstances\] at Sandbox/,
    );
  });

  test('answers programs too', async () => {
    const { stdout } = await run(...question, '--in', 'network', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      as: 'AdministratorAccess',
      in: 'network',
      question: { action: 'ec2:CreateNatGateway', context: { 'aws:securetransport': ['true'] } },
      decision: { allowed: true, effect: 'allow' },
    });
  });

  test.each<[string, readonly string[], RegExp]>([
    [
      'an unknown principal',
      ['explain', 'DataScientit', 's3:GetObject', '--in', 'fraud-dev'],
      /LF2101[^]*DataScientist\?/,
    ],
    ['an unknown place', ['explain', 'DataScientist', 's3:GetObject', '--in', 'fraud-dve'], /LF2102[^]*fraud-dev\?/],
    ['an action that is none', ['explain', 'DataScientist', 'GetObject', '--in', 'fraud-dev'], /LF2103/],
    [
      'an action that is misspelled',
      ['explain', 'DataScientist', 's3:GetObjetc', '--in', 'fraud-dev'],
      /LF2103[^]*s3:GetObject\?/,
    ],
  ])('refuses %s', async (_, args, message) => {
    const { exitCode, stderr, stdout } = await run(...args);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
  });

  test.each<[string, readonly string[]]>([
    ['without a place', ['explain', 'DataScientist', 's3:GetObject']],
    ['without an action', ['explain', 'DataScientist', '--in', 'fraud-dev']],
    ['with a key that has no value', ['explain', 'a', 's3:GetObject', '--in', 'fraud-dev', '--with', 'k']],
    ['with a word too many', ['explain', 'a', 's3:GetObject', '*', 'b']],
  ])('is used wrongly %s', async (_, args) => {
    expect(await run(...args)).toMatchObject({ exitCode: 2 });
  });
});

describe('landfall who-can', () => {
  test('lists permission sets with their groups, and roles', async () => {
    const { exitCode, stdout } = await run('who-can', 'sagemaker:DeleteModel', '--in', 'fraud-dev');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^fraud-dev +DataScientist +fraud-DataScientists +AmazonSageMakerFullAccess\[/m);
    expect(stdout).toMatch(/^fraud-dev +landfall-apply +\(role\)/m);
    expect(stdout).not.toMatch(/^fraud-dev +AWSSecurityAuditors/m);
  });

  test('looks everywhere below a unit, and answers programs', async () => {
    const { stdout } = await run(
      'who-can',
      'iam:CreateRole',
      'arn:aws:iam::${account}:role/x',
      '--in',
      'Workloads',
      '--format',
      'json',
    );
    const rows: unknown = JSON.parse(stdout);
    expect(rows).toContainEqual(
      expect.objectContaining({
        account: 'fraud-dev',
        who: 'AdministratorAccess',
        kind: 'permission-set',
        groups: ['fraud-TeamLead'],
      }),
    );
    expect(stdout).not.toContain('"account": "network"');
  });

  test('says so when nobody may', async () => {
    const { stdout } = await run('who-can', 'organizations:LeaveOrganization', '--in', 'Sandbox');
    expect(stdout).toMatch(/^Nobody of the model may\.\n/);
  });

  test('refuses an action that is misspelled', async () => {
    const { exitCode, stderr, stdout } = await run('who-can', 'KMS:ScheduleKeyDeletio');
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/LF2103[^]*kms:ScheduleKeyDeletion\?/);
  });

  test('refuses a place and an action that are none, both at once', async () => {
    const { exitCode, stderr } = await run('who-can', 's3:*', '--in', 'fraud-dve');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/LF2102/);
    expect(stderr).toMatch(/LF2103/);
  });
});

describe('landfall diff', () => {
  test('finds nothing between a version and itself', async () => {
    expect((await run('diff', shipped)).stdout).toMatch(/^No guardrail is gained or lost, and no decision flips\.\n/);
  });

  test('says what a change takes away, for people and for a pull request', async () => {
    const newer = copyOf(directory);
    const file = join(newer, 'guardrails.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'policies: [ml-instances-development]',
        'policies: [ml-instances-development, private-network]',
      ),
    );
    const compare = (...args: readonly string[]): Promise<Outcome> =>
      runWith([diff], '--organization', newer, 'diff', directory, ...args);
    const text = await compare();
    expect([text.exitCode, text.stderr]).toEqual([0, '']);
    expect(text.stdout).toMatch(/^Workloads\/Dev +gained +private-network/m);
    expect(text.stdout).toMatch(
      /AdministratorAccess.* in Workloads\/Dev could make an internet gateway, now can't: it is denied by private-network/,
    );
    expect((await compare('--format', 'markdown')).stdout).toMatch(/^### Guardrails\n[^]*\n### What flips\n\n- /);
    rmSync(newer, { recursive: true });
  });

  test('refuses a version that does not exist, or has errors', async () => {
    const refused = await run('diff', 'no-such-version');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/LF2109/);
    const broken = copyOf(directory);
    writeFileSync(join(broken, 'units.yaml'), 'units: 5\n');
    const { exitCode, stderr } = await run('diff', broken);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/LF2110[^]*LF1103/);
    rmSync(broken, { recursive: true });
  });
});

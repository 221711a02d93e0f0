import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from '../../../landfall/cli/account';
import { checkOrganization } from '../../../landfall/checks';
import { readDecisions } from '../../../landfall/model/lock';
import { copyOf } from './organization';
import { runWith, type Outcome } from './support';

let directory = '';
const ci = process.env['CI'];
beforeEach(() => {
  directory = copyOf('examples/minimal');
  delete process.env['CI'];
});
afterEach(() => {
  rmSync(directory, { recursive: true });
  if (ci === undefined) delete process.env['CI'];
  else process.env['CI'] = ci;
});

const request = (...args: readonly string[]): Promise<Outcome> =>
  runWith([register], '--no-color', '--organization', directory, 'account', 'request', ...args);
const file = (name: string): string => join(directory, name);
const read = (name: string): string => readFileSync(file(name), 'utf8');
/** Every file with its content. */
const contents = (): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(file(name)).isFile())
    .map((name) => `${name}\n${read(name)}`)
    .sort();
const churn = ['--team', 'churn', '--email', 'churn@acme.example', '--cost-center', '0815'];

describe('landfall account request', () => {
  test('adds one line to a team, decides its addresses, and leaves the rest of the file as it is', async () => {
    writeFileSync(file('teams/fraud.yaml'), read('teams/fraud.yaml').replace('  prod: corporate\n', ''));
    const before = read('teams/fraud.yaml');
    const { exitCode, stdout } = await request('--team', 'fraud', '--stage', 'prod');
    expect(exitCode).toBe(0);
    expect(read('teams/fraud.yaml')).toBe(`${before}  prod: corporate\n`);
    const { addresses } = readDecisions(directory).decisions;
    expect([...addresses.keys()]).toEqual(['fraud-dev', 'fraud-prod']);
    expect(stdout).toContain(addresses.get('fraud-prod'));
    expect(checkOrganization(directory).zone?.undecided).toEqual([]);
  });

  test('says what will follow: name, place, access with reasons, guardrails, portfolios, stacks', async () => {
    const { stdout } = await request(...churn, '--stage', 'prod', '--team-name', 'Churn');
    for (const text of [
      /name +Churn prod/,
      /root e-mail +aws\+churn-prod@acme.example/,
      /unit +Workloads\/Prod/,
      /segment +production/,
      /churn-TeamLead +ProductionLead +The lead answers for production/,
      /protect-landfall +service-control +root/,
      /private-network +service-control +Workloads\/Prod/,
      /CT.MULTISERVICE.PV.1 +preventive control +Workloads /,
      /Analytics +Athena workgroup/,
      /Stacks that will be made: +team-churn, access-churn, account-churn-prod\n/,
    ]) {
      expect(stdout).toMatch(text);
    }
  });

  test('moves nobody: a new team changes no stack that was there, even where nothing was decided yet', async () => {
    const { stdout } = await request(...churn, '--team-name', 'AAA', '--stage', 'dev', 'prod');
    expect(stdout).toMatch(/Stacks that will change: +none\n/);
  });

  test('makes the file of a new team, with the header of the others', async () => {
    await request(...churn, '--stage', 'dev', 'prod', '--budget', '900', '--business-unit', 'retail');
    expect(read('teams/churn.yaml').split('\n')).toEqual([
      read('teams/fraud.yaml').split('\n')[0],
      'name: churn',
      'email: churn@acme.example',
      "costCenter: '0815'",
      'businessUnit: retail',
      'budget: 900',
      'accounts:',
      '  dev: isolated',
      '  prod: corporate',
      '',
    ]);
  });

  test('writes out the default stages of a team that listed none, so that it keeps them', async () => {
    writeFileSync(
      file('accounts.yaml'),
      read('accounts.yaml').replace('defaultStages: [dev, prod]', 'defaultStages: [dev]'),
    );
    writeFileSync(file('teams/fraud.yaml'), read('teams/fraud.yaml').replace(/accounts:[\s\S]*/, ''));
    await request('--team', 'fraud', '--stage', 'prod', '--name', 'Fraud, live');
    expect(read('teams/fraud.yaml')).toMatch(
      /\naccounts:\n {2}dev: isolated\n {2}prod: \{ connectivity: corporate, name: 'Fraud, live' \}\n$/,
    );
  });

  test.each([
    [
      'an unknown stage',
      [...churn, '--stage', 'staging'],
      /LF1202[\s\S]*teams\/churn.yaml:\d+[\s\S]*Nothing is written/,
    ],
    ['a new team without its data', ['--team', 'churn', '--stage', 'dev'], /LF3021/],
    ['an account that is there', ['--team', 'fraud', '--stage', 'dev'], /LF3022/],
    ['data of a team that is there', ['--team', 'fraud', '--stage', 'x', '--email', 'a@b.example'], /LF3025/],
    ['a team that can be no key', ['--team', '9x', '--stage', 'dev', ...churn.slice(2)], /LF1007/],
    ['a name for two accounts', [...churn, '--stage', 'dev', 'prod', '--name', 'x'], /single stage/],
    ['both connectivities', [...churn, '--stage', 'dev', '--corporate', '--isolated'], /--corporate or --isolated/],
    ['a budget that is none', [...churn, '--stage', 'dev', '--budget', 'much'], /US dollars/],
  ])('refuses %s and writes nothing', async (_title, args, message) => {
    const before = contents();
    const { exitCode, stdout, stderr } = await request(...args);
    expect([exitCode > 0, stdout]).toEqual([true, '']);
    expect(stderr).toMatch(message);
    expect(contents()).toEqual(before);
  });

  test('refuses a file that only people can edit, and says what to add', async () => {
    writeFileSync(file('teams/fraud.yaml'), `{ name: F, email: f@acme.example, costCenter: '1' }\n`);
    writeFileSync(file('accounts.yaml'), read('accounts.yaml').replace('[dev, prod]', '[dev]'));
    const { stderr } = await request('--team', 'fraud', '--stage', 'prod');
    expect(stderr).toMatch(/LF3023[\s\S]*`prod: corporate`/);
  });

  test('writes nothing with --dry-run, also in CI, and shows the file', async () => {
    process.env['CI'] = 'true';
    const before = contents();
    const { exitCode, stdout } = await request(...churn, '--stage', 'dev', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Nothing is written[\s\S]*name: churn\n/);
    expect(contents()).toEqual(before);
  });

  test('decides nothing in CI', async () => {
    process.env['CI'] = 'true';
    const { exitCode, stderr } = await request(...churn, '--stage', 'dev');
    expect([exitCode, existsSync(file('teams/churn.yaml'))]).toEqual([1, false]);
    expect(stderr).toContain('LF3010');
  });
});

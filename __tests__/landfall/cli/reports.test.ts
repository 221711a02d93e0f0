import { register as access } from '../../../landfall/cli/access';
import { register as guardrails } from '../../../landfall/cli/guardrails';
import { runWith, type Outcome } from './support';

const run = (...args: readonly string[]): Promise<Outcome> =>
  runWith([access, guardrails], '--no-color', '--organization', 'examples/minimal', ...args);

describe('landfall access', () => {
  test('shows one account as text, with reasons', async () => {
    const { exitCode, stdout, stderr } = await run('access', '--account', 'fraud-prod');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^ACCOUNT +GROUP +GETS +BECAUSE\n/);
    expect(stdout).toMatch(/\nfraud-prod +fraud-TeamLead +ProductionLead +The lead answers for production/);
    expect(stdout).not.toContain('fraud-dev');
  });

  test('shows everything as a Markdown table', async () => {
    const { stdout } = await run('access', '--format', 'markdown');
    expect(stdout).toContain('| account | group | gets | because |\n| --- | --- | --- | --- |\n');
    expect(stdout).toContain('| data-lake | AWSDataEngineers | PowerUserAccess | They run the lake');
  });

  test('shows everything as JSON, the team of a group included', async () => {
    const { stdout } = await run('access', '--account', 'FRAUD-DEV', '--format', 'json');
    const all: unknown = JSON.parse(stdout);
    expect(all).toMatchObject([{ account: 'fraud-dev' }]);
    expect(stdout).toMatch(/"group": "fraud-TeamLead",[^}]*"team": "fraud"/);
  });

  test('names the nearest account for an unknown one', async () => {
    const { exitCode, stderr } = await run('access', '--account', 'fraud-dve');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/LF3024[\s\S]*Did you mean fraud-dev\?/);
  });
});

describe('landfall guardrails', () => {
  test('shows what sits where, what is inherited, characters and places left', async () => {
    const { exitCode, stdout } = await run('guardrails');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\nroot +protect-landfall +service-control +here +\d+ of 10240\n/);
    expect(stdout).toMatch(/\nWorkloads\/Prod +protect-landfall +service-control +inherited from root /);
    expect(stdout).toMatch(/\nWorkloads\/Prod +CT.MULTISERVICE.PV.1 +preventive control +inherited from Workloads\n/);
    expect(stdout).toMatch(/\nroot +service-control +2 and FullAWSAccess +7 of 10\n/);
  });

  test('shows detective and proactive controls only on the unit on which they sit', async () => {
    const { stdout } = await run('guardrails');
    expect(stdout).not.toMatch(/(detective|proactive) control +inherited/);
    expect(stdout).toMatch(/\nWorkloads\/Prod +CT.S3.PR.1 +proactive control +here\n/);
  });
});

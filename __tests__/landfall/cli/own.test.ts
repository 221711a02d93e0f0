import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { register as own } from '../../../landfall/cli/own';
import { register as release } from '../../../landfall/cli/release';
import { readFactsLock, writeFactsLock } from '../../../landfall/model/lock';
import { copyOf } from './organization';
import { runWith, type Outcome } from './support';

let directory = '';
beforeEach(() => void (directory = copyOf('examples/enterprise')));
afterEach(() => rmSync(directory, { recursive: true }));

const run = (...args: readonly string[]): Promise<Outcome> =>
  runWith([own, release], '--no-color', '--organization', directory, ...args);
const read = (name: string): string => readFileSync(join(directory, name), 'utf8');
const write = (name: string, change: (text: string) => string): void =>
  writeFileSync(join(directory, name), change(read(name)));

describe('landfall own', () => {
  test('changes one word, says what is imported where, and release takes it back', async () => {
    const before = read('units.yaml');
    const owned = await run('own', 'unit', 'platform', '--yes');
    expect(owned).toMatchObject({ exitCode: 0 });
    expect(owned.stdout).toContain(
      'organization: imports aws_organizations_organizational_unit.unit-platform (ou-h4rb-plat0001)',
    );
    expect(read('units.yaml')).toBe(before.replace(/(name: Shared Platform\n {4}manage: )read/, '$1own'));
    const released = await run('release', 'unit', 'Platform', '--yes');
    expect(released.stdout).toContain('organization: lets go of aws_organizations_organizational_unit.unit-platform');
    expect(read('units.yaml')).toBe(before);
  });

  test('takes an account over without deploying anything into it', async () => {
    const { exitCode, stdout } = await run('own', 'account', 'logs', '--yes');
    expect({ exitCode, lines: stdout.split('\n').filter((line) => line.includes(': imports ')) }).toEqual({
      exitCode: 0,
      lines: ['integration-accounts: imports aws_organizations_account.logs (210000000010)'],
    });
    expect(read('accounts.yaml')).toContain('blueprint: none');
  });

  test('takes over a permission set with all its parts', async () => {
    write('access.yaml', (text) =>
      text.replace('description: Reads configuration', 'description: Reads\n    managedPolicies: [ReadOnlyAccess]'),
    );
    const { stdout } = await run('own', 'permission-set', 'Auditor', '--yes');
    expect(stdout).toContain('imports aws_ssoadmin_permission_set.permission-set-Auditor');
    expect(stdout).toContain('imports aws_ssoadmin_managed_policy_attachment.permission-set-Auditor_managed-');
  });

  test('takes over rows of assignments, policies with their attachments, and controls', async () => {
    write('access.yaml', (text) => text.replace('  - group: network\n', '  - group: network\n    manage: read\n'));
    write('guardrails.yaml', (text) =>
      text
        .replace('    type: tag\n', '    type: tag\n    manage: read\n    id: p-tagnames1\n')
        .replace('controls: [Public-Buckets]', 'controls: [{ control: Public-Buckets, manage: read }]'),
    );
    const { exitCode, stderr, stdout } = await run('own', 'all', '--yes');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('access-platform: imports aws_ssoadmin_account_assignment.assignment-transit_');
    expect(stdout).toContain('unit-root: imports aws_organizations_policy.adopted-policies_Tag-Names_');
    expect(stdout).toContain('unit-root: imports aws_organizations_policy_attachment.policies_Tag-Names_attachment_');
    expect(stdout).toContain('imports aws_controltower_control.controls_Public-Buckets_');
    expect(stdout).toContain('imports aws_ec2_transit_gateway.network_hub_transit-gateway_');
    expect(read('guardrails.yaml')).toContain('attached: { units: [root], accounts: [] }');
  });

  test('lets go of an object with a stack of its own by forgetting that, and destroys nothing', async () => {
    write('portfolios.yaml', (text) => text.replace('  Actuarial:\n', '  Actuarial:\n    id: port-abcdefghijklm\n'));
    const facts = readFactsLock(directory).lock;
    const stack = {
      ...{ account: 'platform', accountId: '111122223333', slice: '0'.repeat(64), needs: [], assigns: [] },
      ...{ state: { bucket: 'b', key: 'k', region: 'eu-west-1' }, network: undefined, guarded: false },
    };
    writeFactsLock(directory, { ...facts, stacks: new Map([...facts.stacks, ['portfolio-actuarial', stack]]) });
    const { exitCode, stderr, stdout } = await run('release', 'portfolio', 'Actuarial', '--yes');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Written: portfolios.yaml, removed.yaml.');
    expect(read('portfolios.yaml')).toContain('manage: read');
    expect(read('removed.yaml')).toMatch(/^stacks:\n(.*\n)* {2}portfolio-actuarial: forget\n/);
  });

  test.each([
    [['own', 'unit', 'Nowhere', '--yes'], 'LF6110'],
    [['own', 'planet', 'x', '--yes'], 'LF6110'],
  ])('%s says what there is, and writes nothing', async (args, code) => {
    const before = read('units.yaml');
    const { exitCode, stderr } = await run(...args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(code);
    expect(read('units.yaml')).toBe(before);
  });
});

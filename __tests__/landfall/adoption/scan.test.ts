import { join } from 'node:path';
import { readDumpFile } from '../../../landfall/adoption/dump/read';
import { gapDiagnostics } from '../../../landfall/adoption/gaps';
import { isKnown } from '../../../landfall/adoption/inventory';
import { register } from '../../../landfall/cli/adopt';
import { runWith } from '../cli/support';
import { inFolder } from '../rehearsal/real-provider';
import {
  buildOrganization,
  dump,
  emulatedAws,
  memberRole,
  python,
  scan,
  setFaults,
  written,
  type EmulatedAws,
} from './support/emulated';

let aws: EmulatedAws | undefined;
let ids: Awaited<ReturnType<typeof buildOrganization>> | undefined;

beforeAll(async () => {
  if (python === undefined) return;
  aws = await emulatedAws('adoption-scan');
  ids = await buildOrganization(aws);
}, 300_000);

afterEach(async () => {
  if (aws !== undefined) await setFaults(aws, []);
});

afterAll(async () => {
  await aws?.stop();
}, 30_000);

for (const made of python === undefined ? [] : [() => ({ aws: aws!, ids: ids! })]) {
  test('a dump and a live scan are the same, call by call', async () => {
    const live = await scan();
    const dumped = await dump(made().aws, '--member-role', memberRole);
    expect(dumped.read).toEqual({ inventory: written(live.inventory), diagnostics: [] });
    expect(dumped.calls).toEqual(live.calls);
    expect(live.inventory.gaps).toEqual([]);
  }, 120_000);

  test('what lies in the organization is found, as AWS has it', async () => {
    const { hub, leaving, organization, shop, spare } = made().ids;
    const { inventory } = await scan();
    expect(inventory.organization.id).toBe(organization);
    expect(inventory.reading.regions).toEqual(['eu-west-1', 'eu-central-1']);
    expect(inventory.units.map(({ name }) => name).sort()).toEqual([
      'Business Units',
      'Prod+DR',
      'Retail EU',
      'Security',
    ]);
    const account = new Map(inventory.accounts.map((one) => [one.id, one]));
    expect(account.get(hub)).toMatchObject({ email: 'Network.Hub@example.com', tags: { CostCentre: '4711' } });
    expect(account.get(leaving)?.state).toBe('CLOSED');
    expect(account.get(shop)?.alternateContacts).toEqual({
      security: { name: 'SOC', title: 'On duty', email: 'soc@example.com', phone: '+49 30 1234' },
    });
    const own = inventory.policies.filter(({ awsManaged }) => !awsManaged);
    expect(own.map(({ name, targets }) => [name, targets.length])).toEqual(
      expect.arrayContaining([
        ['Keep buckets', 2],
        ["Nobody's", 0],
        ['Cost Centre', 1],
      ]),
    );
    expect(inventory.rootAccessFeatures).toEqual(['RootSessions']);
    expect(inventory.controlTower.landingZone).toMatchObject({ version: '4.0', tags: { Team: 'Platform' } });
    expect(inventory.controlTower.controls).toHaveLength(1);
    expect(inventory.identityCenter).toMatchObject({
      scim: true,
      users: [{ userName: 'jo' }],
    });
    expect(
      inventory.identityCenter?.assignments.map(({ accountId, principalType }) => [principalType, accountId]).sort(),
    ).toEqual(
      [
        ['GROUP', hub],
        ['GROUP', shop],
        ['USER', shop],
      ].sort(),
    );
    expect(inventory.identityCenter?.permissionSets.find(({ name }) => name === 'Ops+Admin')).toMatchObject({
      customerManagedPolicies: [{ name: 'own', path: '/people/' }],
      boundary: { managedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
      provisionedAccounts: [hub, shop].sort(),
    });
    const [gateway] = inventory.transitGateways;
    expect(inventory.transitGateways).toHaveLength(1);
    expect(gateway).toMatchObject({ accountId: hub, ownerId: hub, asn: 64999 });
    expect(gateway?.routeTables.flatMap(({ routes }) => routes.map(({ cidr, state }) => [cidr, state]))).toEqual(
      expect.arrayContaining([
        ['0.0.0.0/0', 'active'],
        ['192.168.0.0/16', 'blackhole'],
      ]),
    );
    expect(inventory.vpcs.map(({ cidrBlocks }) => cidrBlocks)).toContainEqual(['10.2.0.0/16', '100.64.0.0/16']);
    expect(inventory.resourceShares).toMatchObject([{ name: 'hub for all', resources: [gateway?.arn] }]);
    expect(inventory.portfolios.find(({ accountId }) => accountId === hub)).toMatchObject({
      principals: [{ arn: 'arn:aws:iam:::role/Team*', type: 'IAM_PATTERN' }],
      shares: [{ type: 'ACCOUNT', principalId: shop }],
      constraints: [{ type: 'LAUNCH' }],
    });
    expect(inventory.stackSets).toMatchObject([{ name: 'homes', permissionModel: 'SERVICE_MANAGED' }]);
    expect(inventory.configRecorders).toMatchObject([{ accountId: spare, name: 'ours' }]);
    expect(inventory.deliveryChannels).toMatchObject([{ accountId: spare, bucket: 'config-of-spare' }]);
  }, 120_000);

  test('a service that refuses leaves a named gap, the same in a dump, and the rest is read', async () => {
    const denied = { action: 'error', code: 'AccessDeniedException', status: 403 };
    await setFaults(made().aws, [
      { service: 'sso-admin', operation: '*', ...denied },
      { service: 'controltower', operation: 'GetLandingZone', ...denied },
      { service: 'ec2', operation: 'DescribeVpcs', ...denied },
      // This one says that there is nothing, not that it may not be told.
      { service: 'iam', operation: '*', action: 'error', code: 'ServiceAccessNotEnabled', status: 409 },
    ]);
    const { inventory } = await scan();
    const dumped = await dump(made().aws, '--member-role', memberRole);
    expect(dumped.read).toEqual({ inventory: written(inventory), diagnostics: [] });
    expect(new Set(inventory.gaps.map(({ action, code, part }) => [part, action, code].join(' ')))).toEqual(
      new Set([
        'permission-sets sso:ListInstances AccessDeniedException',
        'landing-zone controltower:GetLandingZone AccessDeniedException',
        'vpcs ec2:DescribeVpcs AccessDeniedException',
      ]),
    );
    expect(isKnown(inventory, 'vpcs', made().ids.hub)).toBe(false);
    expect(isKnown(inventory, 'permission-sets')).toBe(false);
    expect(isKnown(inventory, 'accounts')).toBe(true);
    expect(inventory.rootAccessFeatures).toEqual([]);
    expect(inventory.controlTower.landingZone).toBeUndefined();
    expect(inventory.controlTower.controls).toHaveLength(1);
    expect(inventory.accounts).toHaveLength(7);
    const warnings = gapDiagnostics(inventory);
    expect(warnings).toHaveLength(3);
    expect(warnings.every(({ code, severity }) => code === 'LF6004' && severity === 'warning')).toBe(true);
  }, 120_000);

  test('without a role for members, only the management account is looked into, and that is said', async () => {
    const { inventory } = await scan(null);
    const dumped = await dump(made().aws);
    expect(dumped.read).toEqual({ inventory: written(inventory), diagnostics: [] });
    expect(inventory.reading.accounts).toEqual([inventory.organization.managementAccountId]);
    expect(isKnown(inventory, 'vpcs')).toBe(false);
    expect(isKnown(inventory, 'vpcs', made().ids.hub)).toBe(false);
    expect(isKnown(inventory, 'vpcs', inventory.organization.managementAccountId)).toBe(true);
    expect(gapDiagnostics(inventory).map(({ message }) => message)).toEqual([
      'member accounts were not looked into: their networks, shares, portfolios and recorders are not known',
    ]);
  }, 120_000);

  test('the command keeps what it read as a dump, tells its steps and counts its calls', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'dump.json');
      const args = ['adopt', '--save', file, '--member-role', memberRole, '--regions', 'eu-west-1,eu-central-1'];
      const { exitCode, stderr, stdout } = await runWith([register], ...args);
      const live = await scan();
      expect([exitCode, stdout]).toEqual([0, `${file} holds what was found.\n`]);
      expect(stderr).toContain('4 units, 7 accounts\n');
      const counts = [...live.calls].map(([service, number]) => `${service} ${number}`).join(', ');
      expect(stderr).toMatch(new RegExp(`^\\d+ calls: ${counts}$`, 'm'));
      expect(readDumpFile(file).inventory).toEqual(written(live.inventory));
    });
  }, 120_000);

  test('throttled calls are made again, and are no gaps', async () => {
    const calm = await scan(null);
    const throttle = { action: 'throttle', first: 2 };
    await setFaults(made().aws, [
      { service: 'organizations', operation: 'ListAccountsForParent', ...throttle },
      { service: 'controltower', operation: 'ListEnabledControls', ...throttle },
      { service: 'sso-admin', operation: 'ListPermissionSets', ...throttle },
    ]);
    const throttled = await scan(null);
    expect(throttled.inventory).toEqual(calm.inventory);
    expect(throttled.calls).toEqual(calm.calls);
  }, 120_000);

  test('the number of calls grows by the same number with each account of the same kind', async () => {
    const sum = ({ calls }: Awaited<ReturnType<typeof scan>>): number =>
      [...calls.values()].reduce((all, number) => all + number, 0);
    const add = async (name: string): Promise<number> => {
      await made().aws.script('__tests__/landfall/adoption/support/add_account.py', name);
      return sum(await scan());
    };
    const before = sum(await scan());
    const [one, two] = [await add('extra one'), await add('extra two')];
    expect(one - before).toBeGreaterThan(0);
    expect(two - one).toBe(one - before);
  }, 180_000);
}

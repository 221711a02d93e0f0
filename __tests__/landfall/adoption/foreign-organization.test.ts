import {
  buildForeignOrganization,
  dump,
  emulatedAws,
  memberRole,
  python,
  scan,
  written,
  type EmulatedAws,
} from './support/emulated';

// More than forty accounts are looked into one after the other, twice.
jest.setTimeout(1_200_000);

let aws: EmulatedAws | undefined;
afterAll(() => aws?.stop());

for (const reader of python === undefined ? [] : [memberRole]) {
  test('an organization in habits other than ours is read whole, by a dump and live alike', async () => {
    aws = await emulatedAws('adoption-foreign');
    const made = await buildForeignOrganization(aws);
    const { inventory, calls } = await scan(reader);
    const dumped = await dump(aws, '--member-role', reader);
    expect(dumped.read).toEqual({ inventory: written(inventory), diagnostics: [] });
    expect(dumped.calls).toEqual(calls);
    expect(inventory.gaps).toEqual([]);

    // What the script says that it has built.
    expect(inventory.organization).toMatchObject({ id: made.organization, managementAccountId: made.management });
    expect(inventory.units.map(({ id }) => id).sort()).toEqual(
      Object.entries(made.units)
        .flatMap(([path, id]) => (path === '' ? [] : [id]))
        .sort(),
    );
    const ids = (of: Readonly<Record<string, string>>): readonly string[] => Object.values(of);
    expect(inventory.accounts.map(({ id }) => id).sort()).toEqual([made.management, ...ids(made.accounts)].sort());
    const own = inventory.policies.filter(({ awsManaged }) => !awsManaged);
    expect([own.length, new Set(own.map(({ type }) => type)).size]).toEqual([15, 4]);
    expect(inventory.controlTower.landingZone).toMatchObject({ version: '3.3', tags: { Project: 'AWS Foundation' } });
    expect(inventory.controlTower.controls).toHaveLength(10);
    expect(inventory.identityCenter?.permissionSets).toHaveLength(25);
    expect(inventory.identityCenter?.assignments.length).toBeGreaterThanOrEqual(150);
    expect(inventory.identityCenter?.scim).toBe(true);
    const [gateway, ...others] = inventory.transitGateways;
    expect([gateway?.id, others]).toEqual([made.gateway, []]);
    expect([gateway?.routeTables.length, gateway?.attachments.length]).toEqual([3, 10]);
    const shared = inventory.portfolios.filter(({ shares }) => shares.length > 0);
    expect(shared.map(({ name, products }) => [name, products.length])).toEqual([
      ['Standard Products', 2],
      ['Data-Science Catalog', 2],
    ]);
  });
}

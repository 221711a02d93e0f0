import { join } from 'node:path';
import { verifyOrganization } from '../../../../landfall/adoption/verify';
import { adopt } from '../../../../landfall/adoption/write';
import { checkOrganization } from '../../../../landfall/checks';
import { zoneGraph } from '../../../../landfall/model/plan';
import { inFolder } from '../../rehearsal/real-provider';
import { buildOrganization, emulatedAws, python, scan, type EmulatedAws } from '../support/emulated';

let aws: EmulatedAws | undefined;

beforeAll(async () => {
  if (python === undefined) return;
  aws = await emulatedAws('adoption-write');
  await buildOrganization(aws);
}, 300_000);

afterAll(async () => {
  await aws?.stop();
}, 30_000);

for (const name of python === undefined ? [] : ['a scanned organization']) {
  test(`${name} is described so that checks pass, stacks can be made, and nothing differs from AWS`, async () => {
    const { inventory } = await scan();
    await inFolder((folder) => {
      const directory = join(folder, 'into');
      expect(adopt({ directory, inventory, teamsBy: undefined }).kind).toBe('written');
      const { diagnostics, lock, zone } = checkOrganization(directory, { ci: true });
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      if (zone === undefined || lock === undefined) throw new Error('there is no model');
      expect(zoneGraph(zone).problems).toEqual([]);
      const differences = verifyOrganization(inventory, zone, lock.facts);
      expect(differences.filter(({ severity }) => severity === 'error')).toEqual([]);
    });
  }, 120_000);
}

import { join } from 'node:path';
import { readDumpFile } from '../../../landfall/adoption/dump/read';
import { isKnown } from '../../../landfall/adoption/inventory';
import { inFolder } from '../rehearsal/real-provider';
import {
  buildOrganization,
  emulatedAws,
  memberRole,
  python,
  scan,
  setFaults,
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

/** Through the script that a security team runs, and back through our reader. */
async function dump(of: EmulatedAws, ...options: readonly string[]): Promise<ReturnType<typeof readDumpFile>> {
  return inFolder(async (folder) => {
    const file = join(folder, 'dump.json');
    await of.script('scripts/dump-organization.py', '--into', file, ...options);
    return readDumpFile(file);
  });
}

for (const made of python === undefined ? [] : [() => ({ aws: aws!, ids: ids! })]) {
  test('a dump and a live scan are the same', async () => {
    const { inventory } = await scan();
    const { diagnostics, inventory: dumped } = await dump(made().aws, '--member-role', memberRole);
    expect(diagnostics).toEqual([]);
    expect(dumped).toEqual(JSON.parse(JSON.stringify(inventory)));
    expect(inventory.gaps).toEqual([]);
  }, 120_000);
}

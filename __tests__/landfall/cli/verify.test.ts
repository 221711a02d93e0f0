import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpText } from '../../../landfall/adoption/dump/write';
import type { Inventory } from '../../../landfall/adoption/inventory';
import { register } from '../../../landfall/cli/verify';
import { readFactsLock, writeFactsLock } from '../../../landfall/model/lock';
import { zoneOf } from '../../support/organization';
import { perfectDeployment } from '../adoption/verify/perfect';
import { inFolder } from '../rehearsal/real-provider';
import { runWith, type Outcome } from './support';

const perfect = perfectDeployment(zoneOf('examples/minimal'));

/** Runs in a copy of `examples/minimal` with the facts of a deployment without any fault. */
async function verify(change: (inventory: Inventory) => Inventory, ...args: readonly string[]): Promise<Outcome> {
  return inFolder(async (folder) => {
    const organization = join(folder, 'organization');
    cpSync('examples/minimal', organization, { recursive: true });
    writeFactsLock(organization, { ...perfect.lock, stacks: new Map(), organization: undefined });
    const dump = join(folder, 'dump.json');
    writeFileSync(dump, dumpText(change(perfect.inventory)));
    const outcome = await runWith([register], '--organization', organization, 'verify', '--dump', dump, ...args);
    expect(readFactsLock(organization).lock.facts).toEqual(perfect.lock.facts);
    rmSync(organization, { recursive: true });
    return outcome;
  });
}

const same = (inventory: Inventory): Inventory => inventory;
const renamed = ({ units, ...rest }: Inventory): Inventory => ({
  ...rest,
  units: units.map((unit) => (unit.name === 'Sandbox' ? { ...unit, name: 'Playground' } : unit)),
});

describe('landfall verify', () => {
  test('ends with 0 where nothing differs', async () => {
    const { exitCode, stderr, stdout } = await verify(same);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^no difference$/m);
  });

  test.each<[string, RegExp]>([
    ['text', /units\.yaml:\d+:\d+[^]*1 difference: units 1\n/],
    ['json', /"differences": 1[^]*"code": "LF6123"/],
    ['sarif', /"ruleId": "LF6123"/],
  ])('ends with 2 where something does, and says it as %s', async (format, wanted) => {
    const { exitCode, stdout } = await verify(renamed, '--format', format);
    expect(stdout).toMatch(wanted);
    expect(exitCode).toBe(2);
  });

  test('ends with 1 for another organization, and compares nothing', async () => {
    const { exitCode, stderr, stdout } = await verify(({ organization, ...rest }) => ({
      ...rest,
      organization: { ...organization, id: 'o-other00000' },
    }));
    expect([exitCode, stdout, stderr]).toEqual([1, '', expect.stringContaining('LF6005')]);
  });

  test('ends with 1 for options that mean nothing together', async () => {
    const { exitCode, stderr } = await verify(same, '--profile', 'x');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('LF6006')]);
  });

  test('ends with 1 where the configuration has errors', async () => {
    const { exitCode, stderr } = await runWith([register], '--organization', 'docs', 'verify', '--dump', 'x.json');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/error LF/);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDumpFile } from '../../../landfall/adoption/dump/read';
import { adopt } from '../../../landfall/adoption/write';
import { generateDump } from '../../../landfall/bench/inventory';
import { inFolder } from '../rehearsal/real-provider';

test('a generated dump is read as one, has what was asked for, and is described without an error', async () => {
  await inFolder((folder) => {
    const [file, other] = [join(folder, 'one.json'), join(folder, 'other.json')];
    generateDump(file, 30, 150);
    generateDump(other, 30, 150);
    expect(readFileSync(other, 'utf8')).toBe(readFileSync(file, 'utf8'));
    const { diagnostics, inventory } = readDumpFile(file);
    expect([diagnostics, inventory?.accounts.length, inventory?.identityCenter?.assignments.length]).toEqual([
      [],
      30,
      150,
    ]);
    if (inventory === undefined) return;
    const granted = inventory.identityCenter?.assignments.map((each) => JSON.stringify(each));
    expect(new Set(granted).size).toBe(150);
    const outcome = adopt({ directory: join(folder, 'into'), inventory, teamsBy: undefined });
    expect(outcome.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(outcome.kind === 'refused' ? [] : outcome.files).toContain('teams/team-1.yaml');
  });
});

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpText } from '../../../landfall/adoption/dump/write';
import { readingPolicy } from '../../../landfall/adoption/scan/permissions';
import { register } from '../../../landfall/cli/adopt';
import { emptyFactsLock, writeFactsLock } from '../../../landfall/model/lock';
import { foundInventory, foundUnit } from '../adoption/support/inventory';
import { inFolder } from '../rehearsal/real-provider';
import { runWith, type Outcome } from './support';

const adopt = (...args: readonly string[]): Promise<Outcome> => runWith([register], 'adopt', ...args);

describe('landfall adopt', () => {
  test('prints the policy that reading needs, and nothing else', async () => {
    const stdout = readingPolicy({ reader: 'management' });
    expect(await adopt('--permissions')).toEqual({ exitCode: 0, stdout, stderr: '' });
    const member = await adopt('--permissions', 'member');
    expect(member.stdout).toBe(readingPolicy({ reader: 'member' }));
    const withRole = await adopt('--permissions', '--member-role', 'reader');
    expect(withRole.stdout).toContain('arn:aws:iam::*:role/reader');
    expect((await adopt('--permissions', 'everyone')).exitCode).toBe(2);
  });

  test.each<[string, readonly string[]]>([
    ['nowhere to write', ['--dump', 'x.json']],
    ['a dump and a profile', ['--dump', 'x.json', '--into', 'y', '--profile', 'z']],
    ['a dump and a role', ['--dump', 'x.json', '--into', 'y', '--member-role', 'z']],
    ['a day that is none', ['--dump', 'x.json', '--into', 'y', '--accept-until', '2027-02-31x']],
  ])('refuses %s', async (_, args) => {
    const { exitCode, stderr } = await adopt(...args);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('LF6006')]);
  });

  /** Runs in a folder with a dump, and tells what the folder `into` holds afterwards. */
  async function fromDump(
    text: string,
    organizationId?: string,
  ): Promise<Outcome & { readonly left: readonly string[] }> {
    return inFolder(async (folder) => {
      const [dump, into] = [join(folder, 'dump.json'), join(folder, 'into')];
      writeFileSync(dump, text);
      mkdirSync(into);
      if (organizationId !== undefined)
        writeFactsLock(into, { ...emptyFactsLock, facts: new Map([['organization/id', organizationId]]) });
      const outcome = await adopt('--dump', dump, '--into', into);
      expect(outcome.stderr.replaceAll(folder, '')).not.toContain('    at ');
      return { ...outcome, left: existsSync(into) ? readdirSync(into) : [] };
    });
  }

  const whole = dumpText(foundInventory());

  test.each<[string, string, string]>([
    ['cut short', whole.slice(0, 1000), 'LF6010'],
    ['of another schema', whole.replace('"schema": 1', '"schema": 2'), 'LF6012'],
    ['with units in a circle', dumpText(foundInventory({ units: [foundUnit('ou-a', 'A', 'ou-a')] })), 'LF6014'],
    ['with a word that is no state', whole.replace('"ACTIVE"', '"ASLEEP"'), 'LF11'],
  ])('writes nothing for a dump %s, and says where', async (_, text, code) => {
    const { exitCode, left, stderr } = await fromDump(text);
    expect(stderr).toMatch(new RegExp(`error ${code}`));
    expect(stderr).toMatch(/dump\.json:\d+:\d+/);
    expect([exitCode, left]).toEqual([1, []]);
  });

  test('writes nothing for a dump of another organization than that of the facts', async () => {
    const { exitCode, left, stderr } = await fromDump(whole, 'o-0123456789');
    expect(stderr).toMatch(/LF6005[^]*dump\.json:\d+:\d+/);
    expect([exitCode, left]).toEqual([1, ['lock']]);
  });

  test('writes the description, and the next time says what has changed', async () => {
    await inFolder(async (folder) => {
      const [dump, into] = [join(folder, 'dump.json'), join(folder, 'into')];
      const { organization } = foundInventory();
      const found = foundInventory({ organization: { ...organization, id: 'o-0123456789' } });
      writeFileSync(dump, dumpText(found));
      const first = await adopt('--dump', dump, '--into', into, '--teams-by', 'none');
      expect([first.exitCode, first.stdout]).toEqual([0, expect.stringContaining('adoption.md')]);
      writeFileSync(dump, dumpText({ ...found, units: [...found.units, foundUnit('ou-new', 'New one')] }));
      const second = await adopt('--dump', dump, '--into', into);
      expect([second.exitCode, second.stdout]).toEqual([0, expect.stringMatching(/^\+ unit New-one\n/)]);
      const third = await adopt('--dump', dump, '--into', into);
      expect([third.exitCode, third.stdout]).toEqual([0, expect.stringMatching(/^Nothing has changed in AWS\.\n/)]);
      expect(readdirSync(folder).sort()).toEqual(['dump.json', 'into']);
    });
  });
});

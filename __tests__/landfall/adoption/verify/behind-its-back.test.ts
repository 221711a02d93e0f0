import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { register as adopt } from '../../../../landfall/cli/adopt';
import { register as verify } from '../../../../landfall/cli/verify';
import { runWith } from '../../cli/support';
import { buildOrganization, emulatedAws, memberRole, python, type EmulatedAws } from '../support/emulated';

const folder = mkdtempSync(join(tmpdir(), 'landfall-verify-'));
const description = join(folder, 'organization');
let aws: EmulatedAws | undefined;

beforeAll(async () => {
  if (python === undefined) return;
  aws = await emulatedAws('adoption-verify');
  await buildOrganization(aws);
  const read = ['--into', description, '--member-role', memberRole, '--accept-until', '2099-12-31'];
  expect((await runWith([adopt], 'adopt', ...read)).exitCode).toBe(0);
}, 300_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await aws?.stop();
}, 30_000);

const answer = z.object({
  findings: z.array(z.object({ remark: z.boolean(), code: z.string(), subject: z.string() })),
});

/** Differences and exit code. */
async function found(): Promise<readonly [readonly (readonly [string, string])[], number]> {
  const args = ['verify', '--member-role', memberRole, '--format', 'json'];
  const { exitCode, stdout } = await runWith([verify], '--organization', description, ...args);
  const { findings } = answer.parse(JSON.parse(stdout));
  return [findings.filter(({ remark }) => !remark).map(({ code, subject }) => [code, subject]), exitCode];
}

const script = '__tests__/landfall/adoption/support/behind_its_back.py';
const each = 120_000;

for (const made of python === undefined ? [] : [() => aws!]) {
  test(
    'an organization that was adopted is as its description says',
    async () => expect(await found()).toEqual([[], 0]),
    each,
  );

  test.each<[string, string, unknown]>([
    ['account_moved', 'LF6127', 'account spare'],
    ['group_assigned', 'LF6155', 'assignment of plain for Okta Admins on spare'],
    ['policy_detached', 'LF6131', 'policy Keep-buckets'],
    ['control_drifted', 'LF6144', 'control control-497wrm2xnk1wxlf4obrdo7mej on Business-Units/Retail-EU'],
    ['range_unknown', 'LF6167', expect.stringMatching(/^VPC vpc-\w+ of account spare in eu-west-1$/)],
  ])(
    '%s is found in it, and only that',
    async (change, code, subject) => {
      await made().script(script, change);
      expect(await found()).toEqual([[[code, subject]], 2]);
      await made().script(script, change, 'back');
    },
    each,
  );

  test('what was changed back is found no more', async () => expect(await found()).toEqual([[], 0]), each);
}

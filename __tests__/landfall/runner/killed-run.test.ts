import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '../../../landfall/runner/run';
import { fakeOrganization, terraformBinary, type FakeStack } from './support/fake-organization';

const withTerraform = terraformBinary === undefined ? describe.skip : describe;
jest.setTimeout(120_000);

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'killed-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const stacks: readonly FakeStack[] = [
  { id: 'a', assigns: ['account/a/id'] },
  { id: 'b', needs: ['a'], reads: ['account/a/id'], assigns: ['account/b/id'], seconds: 1 },
  { id: 'c', needs: ['b'], reads: ['account/b/id'] },
];

/** Starts a run in a process of its own and kills it without warning when it says a line. */
function killAt(moment: RegExp): Promise<void> {
  const file = join(root, 'stacks.json');
  writeFileSync(file, JSON.stringify(stacks));
  const support = join(__dirname, 'support');
  const args = ['-r', join(support, 'typescript-hook.js'), join(support, 'killed-run.ts'), root, file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface(child.stdout).on('line', (line) => {
    if (moment.test(line)) child.kill('SIGKILL');
  });
  return new Promise((done, failed) => {
    child.once('exit', (code, signal) =>
      signal === 'SIGKILL' ? done() : failed(new Error(`the run ended with ${String(code)} before ${String(moment)}`)),
    );
  });
}

withTerraform('a run that was killed', () => {
  test.each<[string, RegExp]>([
    ['while it synthesizes', /^phase a synthesize/],
    ['while Terraform initializes', /^phase b init/],
    ['while Terraform plans', /^phase b plan/],
    ['before Terraform applies', /^phase b apply/],
    ['while Terraform applies', /^line terraform_data.main \(local-exec\): Executing.*b >>/],
    ['while outputs are read', /^phase b output/],
    ['between two stacks', /^phase c synthesize/],
  ])('is taken up %s, with everything made exactly once', async (_, moment) => {
    await killAt(moment);
    const next = fakeOrganization(root, stacks);
    const { ok } = await run('deploy', next.options, next.hooks);
    expect(ok).toBe(true);
    expect(next.ledger()).toEqual(['a', 'b', 'c']);
    expect([...next.lock().stacks.keys()]).toEqual(['a', 'b', 'c']);
    const last = fakeOrganization(root, stacks, { options: { all: true } });
    const { results } = await run('deploy', last.options, last.hooks);
    expect(results.map(({ kind }) => kind)).toEqual(['no-changes', 'no-changes', 'no-changes']);
  });

  test('its Terraform goes on, and the next run waits for it', async () => {
    await killAt(/^line terraform_data.main \(local-exec\): Executing.*b >>/);
    const next = fakeOrganization(root, stacks);
    await run('deploy', next.options, next.hooks);
    const notes = next.events.flatMap((event) => (event.kind === 'note' ? [event.text] : []));
    expect(notes).toEqual([expect.stringMatching(/^b: the Terraform of an earlier run .* still works: waiting$/)]);
  });
});

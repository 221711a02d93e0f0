import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { generateOrganization } from '../landfall/bench/generate';
import { isJson, jsonOf, type Json } from './support/template';

const folder = mkdtempSync(join(tmpdir(), 'landfall-main-'));
const applied = join(folder, 'applied');
const fresh = join(folder, 'fresh');

beforeAll(() => {
  generateOrganization(applied, 10, 'examples/minimal', ['dev', 'prod']);
  cpSync('examples/minimal', fresh, { recursive: true, filter: (path) => basename(path) !== 'lock' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Synthesis {
  readonly status: number | null;
  readonly said: string;
  readonly stacks: readonly string[];
  readonly output: string;
}

/** Runs the CDKTF app from its sources, as `cdktf synth` runs it compiled. */
function synthesize(organization: string, env: Readonly<Record<string, string>> = {}): Synthesis {
  const output = mkdtempSync(join(folder, 'out-'));
  const hook = join(__dirname, 'landfall', 'runner', 'support', 'typescript-hook.js');
  const { status, stderr } = spawnSync(process.execPath, ['--require', hook, 'main.ts'], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LANDFALL_ORGANIZATION: organization, CDKTF_OUTDIR: output, ...env },
  });
  const stacks = existsSync(join(output, 'manifest.json')) ? readdirSync(join(output, 'stacks')).sort() : [];
  return { status, said: stderr, stacks, output };
}

function rendered({ output }: Synthesis, stack: string): Json {
  return jsonOf(readFileSync(join(output, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
}

function terraformOf(json: Json): Json {
  const { terraform } = json;
  return isJson(terraform) ? terraform : {};
}

describe('the CDKTF app', () => {
  test('before bootstrap renders nothing, says once what it waits for, and decides nothing', () => {
    const { said, stacks, status } = synthesize(fresh);
    expect(status).toBe(0);
    expect(stacks).toEqual([]);
    expect(said.split('\n').filter((line) => line.startsWith('waiting'))).toEqual([
      expect.stringMatching(/^waiting for landfall bootstrap: stacks organization, .* and \d+ more stacks$/),
    ]);
    expect(existsSync(join(fresh, 'lock'))).toBe(false);
  });

  test('renders everything whose facts are known, in the order of the graph', () => {
    const all = synthesize(applied);
    expect(all.said).not.toContain('waiting');
    expect(all.stacks).toContain('account-team-0001-prod');
    const manifest = jsonOf(readFileSync(join(all.output, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      stacks: { organization: { dependencies: [] }, 'integration-accounts': { dependencies: ['organization'] } },
    });
    expect(terraformOf(rendered(all, 'cost'))['required_version']).toBe('>= 1.11.0');
  });

  test('renders only the stacks that it is told, the same as with all others', () => {
    const some = synthesize(applied, { LANDFALL_STACKS: 'cost,account-network,no-such-stack' });
    expect(some.stacks).toEqual(['account-network', 'cost']);
    const all = synthesize(applied);
    for (const stack of some.stacks) expect(rendered(some, stack)).toEqual(rendered(all, stack));
  });

  test('previews everything with placeholders, and nobody can deploy that', () => {
    const preview = synthesize(fresh, { LANDFALL_PREVIEW: '1' });
    expect(preview.stacks.length).toBeGreaterThan(20);
    expect(preview.said).not.toContain('waiting');
    for (const stack of preview.stacks) {
      const json = rendered(preview, stack);
      expect(terraformOf(json)['required_version']).toBe('< 0.0.1');
      expect(JSON.stringify(json['//'])).toContain('placeholders');
    }
    expect(existsSync(join(fresh, 'lock'))).toBe(false);
  });

  test('writes the same bytes again', () => {
    const [one, two] = [
      synthesize(applied, { LANDFALL_STACKS: 'account-network' }),
      synthesize(applied, { LANDFALL_STACKS: 'account-network' }),
    ];
    for (const file of ['manifest.json', join('stacks', 'account-network', 'cdk.tf.json')])
      expect(readFileSync(join(one.output, file))).toEqual(readFileSync(join(two.output, file)));
  });

  test('stops at what is wrong, with an excerpt and without a stack trace', () => {
    const wrong = join(folder, 'wrong');
    cpSync(fresh, wrong, { recursive: true });
    rmSync(join(wrong, 'units.yaml'));
    const { said, stacks, status } = synthesize(wrong);
    expect(status).toBe(1);
    expect(stacks).toEqual([]);
    expect(said).toContain('error LF');
    expect(said).not.toMatch(/^\s+at /m);
  });
});

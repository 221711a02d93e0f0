import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { previewSlices, zoneGraph } from '../../../landfall/model/plan';
import type { StackSlice } from '../../../landfall/model/stack';
import { isJsonObject, objectAt, parseJson, type JsonObject } from '../../../landfall/runner/json';
import { removeOrphans, updateFolder, type FolderUpdate } from '../../../landfall/runner/output-folder';
import { renderSlices } from '../../../landfall/runner/synthesize';
import { renderStack } from '../../../stacks';
import { Template } from '../../support/template';
import { testZone } from '../../support/zone';

const output = mkdtempSync(join(tmpdir(), 'landfall-cache-'));
afterEach(() => {
  for (const name of readdirSync(output)) rmSync(join(output, name), { recursive: true });
});
afterAll(() => rmSync(output, { recursive: true }));

const needs = new Map([
  ['a', []],
  ['b', ['a']],
  ['c', ['a', 'b', 'nowhere']],
]);

function slice(id: string, tag = ''): StackSlice {
  return {
    envelope: {
      id,
      accountId: '111111111111',
      region: 'eu-west-1',
      roleArn: undefined,
      backend: { kind: 's3', bucket: 'b', key: id, region: 'eu-west-1', kmsKeyId: 'alias/k', roleArn: undefined },
      providerConstraint: '>= 6.0.0',
      defaultTags: { tag },
    },
    content: { kind: 'removed' },
  };
}

/** Writes what a renderer would, with the tag of the slice as the content. */
function render(slices: readonly StackSlice[]): Promise<readonly JsonObject[]> {
  const stacks: Record<string, JsonObject> = {};
  for (const { envelope } of slices) {
    mkdirSync(join(output, 'stacks', envelope.id), { recursive: true });
    writeFileSync(join(output, 'stacks', envelope.id, 'cdk.tf.json'), envelope.defaultTags['tag'] ?? '');
    stacks[envelope.id] = { name: envelope.id, annotations: [] };
  }
  return Promise.resolve([{ stacks, version: '0.21.0' }]);
}

async function synthesize(
  slices: readonly StackSlice[],
  program = '1.0.0',
  by = render,
): Promise<Omit<FolderUpdate, 'found'>> {
  const { rendered, unchanged, removed } = await updateFolder({ output, program, render: by }, slices, needs);
  return { rendered, unchanged, removed };
}

function content(id: string): string {
  return readFileSync(join(output, 'stacks', id, 'cdk.tf.json'), 'utf8');
}

function stacksOf(file: string): JsonObject {
  const json = parseJson(readFileSync(join(output, file), 'utf8'));
  return isJsonObject(json) ? objectAt(json, 'stacks') : {};
}

const abc = [slice('a'), slice('b'), slice('c')];

describe('updateFolder', () => {
  test('renders everything into an empty folder, and nothing the second time', async () => {
    expect(await synthesize(abc)).toEqual({ rendered: ['a', 'b', 'c'], unchanged: [], removed: [] });
    const never = (): Promise<never> => Promise.reject(new Error('nothing has changed'));
    expect(await synthesize(abc, '1.0.0', never)).toEqual({ rendered: [], unchanged: ['a', 'b', 'c'], removed: [] });
  });

  test('renders the one that has changed, and keeps the order of all', async () => {
    await synthesize(abc);
    const done = await synthesize([slice('a'), slice('b', 'new'), slice('c')]);
    expect(done).toEqual({ rendered: ['b'], unchanged: ['a', 'c'], removed: [] });
    expect(content('b')).toBe('new');
    expect(stacksOf('manifest.json')).toEqual({
      a: { name: 'a', annotations: [], dependencies: [] },
      b: { name: 'b', annotations: [], dependencies: ['a'] },
      c: { name: 'c', annotations: [], dependencies: ['a', 'b'] },
    });
  });

  test('renders all for another version of the program', async () => {
    await synthesize(abc);
    expect((await synthesize(abc, '1.0.1')).rendered).toEqual(['a', 'b', 'c']);
  });

  test.each(['rendered.json', 'manifest.json', join('stacks', 'b', 'cdk.tf.json')])(
    'makes up for a lost %s',
    async (file) => {
      await synthesize(abc);
      rmSync(join(output, file));
      expect((await synthesize(abc)).rendered).toContain('b');
      expect(Object.keys(stacksOf('manifest.json'))).toEqual(['a', 'b', 'c']);
    },
  );

  test.each(['', '{', '[]', '{"a": 1}'])('takes a spoilt rendered.json (%j) for an empty one', async (text) => {
    await synthesize(abc);
    writeFileSync(join(output, 'rendered.json'), text);
    expect((await synthesize(abc)).rendered).toEqual(['a', 'b', 'c']);
  });

  test('writes other dependencies though no stack has changed', async () => {
    await synthesize(abc);
    const never = (): Promise<never> => Promise.reject(new Error('no slice has changed'));
    await updateFolder({ output, program: '1.0.0', render: never }, abc, new Map([['c', ['b']]]));
    expect(stacksOf('manifest.json')).toMatchObject({ b: { dependencies: [] }, c: { dependencies: ['b'] } });
  });

  test('leaves the same folder, whichever way it came there', async () => {
    await synthesize([slice('c', 'old'), slice('a')]);
    await synthesize(abc);
    await synthesize([slice('a'), slice('c')]);
    const files = ['rendered.json', 'manifest.json'].map((name) => join(output, name));
    const grown = files.map((file) => readFileSync(file, 'utf8'));
    for (const name of readdirSync(output)) rmSync(join(output, name), { recursive: true });
    await synthesize([slice('a'), slice('c')]);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(grown);
  });

  test('takes a stack away that has no slice any more, and nothing that it did not write', async () => {
    await synthesize(abc);
    mkdirSync(join(output, 'stacks', 'mine'));
    writeFileSync(join(output, 'stacks', 'mine', 'main.tf'), '');
    expect(await synthesize([slice('a'), slice('c')])).toEqual({ rendered: [], unchanged: ['a', 'c'], removed: ['b'] });
    expect(readdirSync(join(output, 'stacks')).sort()).toEqual(['a', 'c', 'mine']);
    expect(stacksOf('manifest.json')).toMatchObject({ c: { dependencies: ['a'] } });
  });

  test('never takes a stack for rendered whose rendering was killed', async () => {
    await synthesize(abc);
    const dies = async (slices: readonly StackSlice[]): Promise<never> => {
      await render(slices);
      throw new Error('killed');
    };
    const changed = [slice('a'), slice('b', 'half'), slice('c')];
    await expect(synthesize(changed, '1.0.0', dies)).rejects.toThrow('killed');
    // The change is taken back: what lies there is of the killed rendering.
    expect((await synthesize(abc)).rendered).toEqual(['b']);
    expect(content('b')).toBe('');
  });

  test('leaves what Terraform keeps beside a stack', async () => {
    await synthesize(abc);
    writeFileSync(join(output, 'stacks', 'b', '.terraform.lock.hcl'), 'kept');
    await synthesize([slice('a'), slice('b', 'new'), slice('c')]);
    expect(existsSync(join(output, 'stacks', 'b', '.terraform.lock.hcl'))).toBe(true);
  });
});

test('removeOrphans takes away rendered stacks that the manifest does not know', async () => {
  await synthesize(abc);
  mkdirSync(join(output, 'stacks', 'old'));
  writeFileSync(join(output, 'stacks', 'old', 'cdk.tf.json'), '');
  removeOrphans(output);
  expect(readdirSync(join(output, 'stacks')).sort()).toEqual(['a', 'b', 'c']);
});

describe('renderSlices', () => {
  const root = join(__dirname, '..', '..', '..');
  const hook = join(__dirname, 'support', 'typescript-hook.js');
  const options = {
    renderer: join(root, 'stacks', 'render-slices.ts'),
    env: { PATH: process.env['PATH'], NODE_OPTIONS: `--require ${hook}` },
    jobs: 2,
  };

  test('writes in other processes what the slices say, though they come as JSON', async () => {
    const zone = testZone();
    const slices = previewSlices(zone, zoneGraph(zone), new Map());
    const manifests = await renderSlices(options, output, slices);
    expect(manifests.flatMap((manifest) => Object.keys(objectAt(manifest, 'stacks'))).sort()).toEqual(
      slices.map(({ envelope }) => envelope.id).sort(),
    );
    for (const one of slices) {
      const written: unknown = JSON.parse(content(one.envelope.id));
      expect(written).toEqual(Template.of(one, renderStack).json);
    }
  });

  test('says what went wrong in there', async () => {
    const wrong = { ...options, renderer: join(root, 'no-such-program.js') };
    await expect(renderSlices(wrong, output, abc)).rejects.toThrow('no-such-program.js');
  });
});

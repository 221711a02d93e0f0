import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackSlice } from '../../../landfall/model/stack';
import type { JsonObject } from '../../../landfall/runner/json';
import { forget, renderChanged } from '../../../landfall/runner/render-cache';

let output = '';
beforeEach(() => void (output = mkdtempSync(join(tmpdir(), 'render-cache-'))));
afterEach(() => rmSync(output, { recursive: true }));

function slice(id: string, tag = ''): StackSlice {
  return {
    envelope: {
      ...{ id, accountId: '111111111111', region: 'eu-west-1', roleArn: undefined, providerConstraint: '' },
      backend: { kind: 's3', bucket: 'b', key: id, region: 'eu-west-1', kmsKeyId: 'k', roleArn: undefined },
      defaultTags: { tag },
    },
    content: { kind: 'removed' },
  };
}
const file = (id: string): string => join(output, 'stacks', id, 'cdk.tf.json');
const content = (id: string): string => readFileSync(file(id), 'utf8');

/** Writes what a renderer would, with the tag of the slice as the content. */
function render(slices: readonly StackSlice[]): Promise<readonly JsonObject[]> {
  for (const { envelope } of slices) {
    mkdirSync(join(output, 'stacks', envelope.id), { recursive: true });
    writeFileSync(file(envelope.id), `made with ${envelope.defaultTags['tag'] ?? ''}`);
  }
  return Promise.resolve([]);
}
const rendered = async (slices: readonly StackSlice[], program = '1', by = render): Promise<readonly string[]> =>
  (await renderChanged({ output, program, render: by }, slices)).rendered;

describe('renderChanged', () => {
  test('renders one stack after the other and lets the others lie', async () => {
    expect(await rendered([slice('a')])).toEqual(['a']);
    expect(await rendered([slice('b', 'x')])).toEqual(['b']);
    expect(await rendered([slice('a'), slice('b', 'x')])).toEqual([]);
    expect([content('a'), content('b')]).toEqual(['made with ', 'made with x']);
  });

  test.each<[string, () => readonly StackSlice[], string]>([
    ['its slice has changed', () => [slice('a', 'new')], '1'],
    [
      'it keeps a provider',
      () => [{ ...slice('a'), keptNetwork: { accountId: '2', roleArn: undefined, profile: undefined } }],
      '1',
    ],
    ['another program renders it', () => [slice('a')], '2'],
    [
      'somebody edited it',
      () => {
        writeFileSync(file('a'), '{"edited": true}');
        return [slice('a')];
      },
      '1',
    ],
    [
      'it is gone',
      () => {
        rmSync(file('a'));
        return [slice('a')];
      },
      '1',
    ],
    [
      'nobody can tell',
      () => {
        writeFileSync(join(output, 'rendered.json'), 'not JSON');
        return [slice('a')];
      },
      '1',
    ],
  ])('renders a stack again when %s', async (_, change, program) => {
    await rendered([slice('a'), slice('b')]);
    expect(await rendered(change(), program)).toEqual(['a']);
    expect(content('a')).toMatch(/^made with/);
  });

  test('a renderer that dies leaves nothing that could be taken for what it should have made', async () => {
    await rendered([slice('a', 'old')]);
    const dying = (slices: readonly StackSlice[]): Promise<never> =>
      render(slices).then(() => Promise.reject(new Error('killed')));
    await expect(rendered([slice('a', 'new')], '1', dying)).rejects.toThrow('killed');
    expect(await rendered([slice('a', 'old')])).toEqual(['a']);
    expect(content('a')).toBe('made with old');
  });

  test('looks into a stack once, and remembers what was found in it', async () => {
    const looked: string[] = [];
    const isFound = (text: string): boolean => {
      looked.push(text);
      return text.endsWith('bad');
    };
    const found = async (slices: readonly StackSlice[]): Promise<readonly string[]> => [
      ...(await renderChanged({ output, program: '1', render, isFound }, slices)).found,
    ];
    expect(await found([slice('a'), slice('b', 'bad')])).toEqual(['b']);
    expect(await found([slice('a'), slice('b', 'bad'), slice('c', 'bad')])).toEqual(['b', 'c']);
    expect(await found([slice('a'), slice('c', 'good')])).toEqual([]);
    expect(looked).toEqual(['', 'bad', 'bad', 'good'].map((tag) => `made with ${tag}`));
  });

  test('forgets a stack that was taken away, and no other', async () => {
    await rendered([slice('a'), slice('b')]);
    forget(output, ['a']);
    expect(await rendered([slice('a'), slice('b')])).toEqual(['a']);
  });
});

import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tailFile } from '../../../landfall/runner/log-tail';
import { summarizePlan } from '../../../landfall/runner/terraform-plan';
import { errorBlocks } from '../../../landfall/runner/terraform-process';

test.each<[string, string, readonly string[]]>([
  ['nothing', 'Plan: 1 to add\n', []],
  ['one error', 'Planning...\n\nError: first\n\n  on main.tf\n\ndetail\n', ['Error: first\n\n  on main.tf\n\ndetail']],
  ['two errors', 'Error: a\n\nError: b\ndetail\n', ['Error: a', 'Error: b\ndetail']],
  ['a warning between', 'Error: a\n\nWarning: w\nmore\n\nError: b\n', ['Error: a', 'Error: b']],
  ['what follows the last', 'Error: a\nb\nReleasing state lock. This may take a few moments...\n', ['Error: a\nb']],
])('error blocks: %s', (_, text, expected) => {
  expect(errorBlocks(text.split('\n'))).toEqual(expected);
});

const change = (address: string, actions: readonly string[], extra = {}, mode = 'managed'): object => ({
  address,
  type: address.split('.')[0],
  mode,
  change: { actions, ...extra },
});

test.each<[string, readonly object[], object]>([
  ['nothing', [], {}],
  ['creation', [change('a.x', ['create'])], { add: 1 }],
  [
    'replacement in either order',
    [change('a.x', ['delete', 'create']), change('a.y', ['create', 'delete'])],
    { add: 2, destroy: 2 },
  ],
  ['an import that changes nothing', [change('a.x', ['no-op'], { importing: { id: 'i' } })], { import: 1 }],
  ['an import that changes something', [change('a.x', ['update'], { importing: {} })], { import: 1, change: 1 }],
  ['a move that changes nothing', [{ ...change('a.x', ['no-op']), previous_address: 'a.y' }], { move: 1 }],
  ['what stays', [change('a.x', ['no-op']), { ...change('a.z', ['no-op']), previous_address: 'a.z' }], {}],
  ['a data source', [change('data.a.x', ['read'], {}, 'data')], {}],
  ['a forgotten one', [change('a.x', ['forget'])], { forget: 1 }],
])('a plan with %s', (_, resource_changes, counts) => {
  const none = { add: 0, change: 0, destroy: 0, import: 0, move: 0, forget: 0, outputs: 0 };
  expect(summarizePlan({ resource_changes }).counts).toEqual({ ...none, ...counts });
});

test('changes are sorted, outputs counted', () => {
  const { changes, counts } = summarizePlan({
    resource_changes: [change('b.x', ['create']), change('a.x', ['delete'])],
    output_changes: { same: { actions: ['no-op'] }, other: { actions: ['update'] } },
  });
  expect(changes.map(({ address, action }) => [address, action])).toEqual([
    ['a.x', 'delete'],
    ['b.x', 'create'],
  ]);
  expect(counts.outputs).toBe(1);
});

test('what is no plan is refused', () => {
  expect(() => summarizePlan({ resource_changes: 'no' })).toThrow();
});

test('a file is followed from its end, over broken lines and characters', () => {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-test-'));
  const path = join(folder, 'log');
  const lines: string[] = [];
  const euro = Buffer.from('€');
  writeFileSync(path, 'before\n');
  const tail = tailFile(path, (line) => lines.push(line));
  appendFileSync(path, 'one\ntw');
  tail.poll();
  expect(lines).toEqual(['one']);
  appendFileSync(path, Buffer.concat([Buffer.from('o '), euro.subarray(0, 1)]));
  tail.poll();
  appendFileSync(path, Buffer.concat([euro.subarray(1), Buffer.from(`\n${'x'.repeat(200_000)}\nlast`)]));
  tail.poll();
  tail.end();
  expect(lines).toEqual(['one', 'two €', 'x'.repeat(200_000), 'last']);
  rmSync(folder, { recursive: true });
});

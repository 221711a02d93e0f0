import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNode, type NodeProcess } from '../../../landfall/runner/node-process';

const folder = mkdtempSync(join(tmpdir(), 'landfall-node-'));
afterAll(() => rmSync(folder, { recursive: true }));

function started(code: string): NodeProcess {
  const program = join(folder, 'program.js');
  writeFileSync(program, code);
  return startNode(program, { PATH: process.env['PATH'] });
}

const shout = "process.stdout.write(require('node:fs').readFileSync(0, 'utf8').toUpperCase())";

describe('startNode', () => {
  test('waits for its input, however late it comes', async () => {
    const node = started(shout);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await node.ask('late')).toBe('LATE');
  });

  test('takes more than a pipe holds', async () => {
    expect(await started(shout).ask('a'.repeat(1_000_000))).toBe('A'.repeat(1_000_000));
  });

  test('says what a program said that failed before it was asked', async () => {
    const node = started("console.error('no such blueprint'); process.exit(3)");
    await new Promise((resolve) => setTimeout(resolve, 500));
    await expect(node.ask('anything')).rejects.toThrow(
      'LF3003: the stacks could not be synthesized:\nno such blueprint',
    );
  });

  test('ends a program that nobody asked', async () => {
    const node = started(shout);
    node.end();
    await expect(node.ask('anything')).rejects.toThrow('LF3003');
  });

  test('leaves a program alone that has ended', async () => {
    const node = started(shout);
    await node.ask('done');
    expect(() => node.end()).not.toThrow();
  });
});

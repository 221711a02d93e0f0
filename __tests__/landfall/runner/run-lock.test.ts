import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeRunLock } from '../../../landfall/runner/run-lock';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'run-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const holder = (host: string, pid: number): string => JSON.stringify({ host, pid, began: '1' });

describe('takeRunLock', () => {
  test('is given to one, and again after it was released', () => {
    const first = takeRunLock(folder);
    expect(first.kind).toBe('held');
    expect(takeRunLock(folder)).toMatchObject({ kind: 'busy', holder: { pid: process.pid, host: hostname() } });
    if (first.kind === 'held') first.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(takeRunLock(folder).kind).toBe('held');
  });

  test.each<[string, string, string]>([
    ['a killed run', holder(hostname(), 999_999_999), 'held'],
    ['a process whose number somebody else has now', holder(hostname(), process.pid), 'held'],
    ['nobody who can be read', 'half a fi', 'held'],
    ['another machine', holder('elsewhere', 1), 'busy'],
  ])('of %s', (_, content, expected) => {
    writeFileSync(join(folder, 'run.7.lock'), content);
    expect(takeRunLock(folder).kind).toBe(expected);
    expect(readdirSync(folder)).toEqual([expected === 'held' ? 'run.8.lock' : 'run.7.lock']);
  });
});

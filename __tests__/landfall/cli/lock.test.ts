import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from '../../../landfall/cli/lock';
import { emptyFactsLock, readFactsLock, writeFactsLock } from '../../../landfall/model/lock';
import { runWith } from './support';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cli-lock-'));
  writeFactsLock(directory, { ...emptyFactsLock, facts: new Map([['account/fraud-dev/id', '111111111111']]) });
});
afterEach(() => rmSync(directory, { recursive: true }));

const accept = (key: string): ReturnType<typeof runWith> =>
  runWith([register], '--no-color', '--organization', directory, 'lock', 'accept', key);

describe('landfall lock accept', () => {
  test('forgets the id, so that the next one is taken', async () => {
    const { exitCode, stdout } = await accept('account/fraud-dev/id');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('account/fraud-dev/id (was 111111111111)');
    expect(readFactsLock(directory).lock.facts.size).toBe(0);
  });

  test('fails for a fact that nobody knows, and names the nearest', async () => {
    const { exitCode, stderr } = await accept('account/fraud-dve/id');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/LF2015[\s\S]*Did you mean account\/fraud-dev\/id\?/);
    expect(readFactsLock(directory).lock.facts.size).toBe(1);
  });
});

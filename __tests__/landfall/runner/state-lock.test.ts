import {
  type JournalledRun,
  judgeLock,
  isProcessAlive,
  parseStateLock,
  type StateLock,
} from '../../../landfall/runner/state-lock';

const plain = `Error: Error acquiring the state lock

Error message: operation error S3: PutObject, https response error
StatusCode: 412, RequestID: x, HostID: y, api error PreconditionFailed: At least one of the pre-conditions
Lock Info:
  ID:        1e3b1d0e-7a4c-6b57-6d9a-1a3b6c7d8e9f
  Path:      acme-tfstate-111111111111-eu-west-1/organization
  Operation: OperationTypeApply
  Who:       ada@build-7
  Version:   1.11.4
  Created:   2026-11-24 10:00:00.123456789 +0000 UTC
  Info:      

Terraform acquires a state lock to protect the state from being written
by multiple users at the same time.`;

const lock: StateLock = {
  id: '1e3b1d0e-7a4c-6b57-6d9a-1a3b6c7d8e9f',
  path: 'acme-tfstate-111111111111-eu-west-1/organization',
  operation: 'OperationTypeApply',
  who: 'ada@build-7',
  version: '1.11.4',
  created: '2026-11-24T10:00:00.123Z',
};

test.each([
  ['plain', plain],
  [
    'boxed',
    plain
      .split('\n')
      .map((line) => `│ ${line}`)
      .join('\n'),
  ],
])('a %s block is read', (_, text) => {
  expect(parseStateLock(text)).toEqual(lock);
});

test.each([['Error: something else'], [''], ['Lock Info:\n  ID:   \n']])('%j is no lock', (text) => {
  expect(parseStateLock(text)).toBeUndefined();
});

const run: JournalledRun = { path: lock.path, pid: 7, startedAt: '2026-11-24T09:59:58.000Z' };
const other = { ...run, path: 'another/state' };

test.each<[string, string, readonly JournalledRun[], readonly number[], string]>([
  ['a run that died without an end', 'ada@build-7', [run], [], 'ours-dead'],
  ['a run that still works', 'ada@build-7', [run], [7], 'ours-alive'],
  ['a dead run beside a living one', 'ada@build-7', [run, { ...run, pid: 8 }], [8], 'ours-alive'],
  ['another machine', 'ada@laptop', [run], [], 'foreign'],
  ['another user', 'bob@build-7', [run], [], 'foreign'],
  ['no journal', 'ada@build-7', [], [], 'foreign'],
  ['another state', 'ada@build-7', [other], [], 'foreign'],
  ['another state, but the very lock', 'ada@build-7', [{ ...other, lockId: lock.id }], [], 'ours-dead'],
  ['a run begun after the lock', 'ada@build-7', [{ ...run, startedAt: '2026-11-24T10:00:05.000Z' }], [], 'foreign'],
  [
    'a run ended before the lock',
    'ada@build-7',
    [{ ...run, startedAt: '2026-11-24T09:00:00Z', endedAt: '2026-11-24T09:30:00Z' }],
    [],
    'foreign',
  ],
  [
    'a run that ended and left its lock',
    'ada@build-7',
    [{ ...run, endedAt: '2026-11-24T10:00:09Z' }],
    [7],
    'ours-dead',
  ],
])('%s', (_, self, journal, alive, kind) => {
  expect(judgeLock(lock, { self, journal, isAlive: (pid) => alive.includes(pid) }).kind).toBe(kind);
});

test('this process is alive, an absent one is not', () => {
  expect(isProcessAlive(process.pid)).toBe(true);
  expect(isProcessAlive(2 ** 22 + 1)).toBe(false);
});

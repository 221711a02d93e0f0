import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import type { RunEvent } from '../../../landfall/runner/contract';
import type { JournalEntry } from '../../../landfall/runner/journal';
import { identityOf, liveness } from '../../../landfall/runner/process-identity';
import { thisMachine } from '../../../landfall/runner/state-lock';
import { awaitLeftovers, stateFreeing } from '../../../landfall/runner/takeover';
import { terraformIn } from '../../../landfall/runner/terraform';
import { fakeOrganization } from './support/fake-organization';
import type { Work } from '../../../landfall/runner/stack-run';
import { FactReader } from '../../../landfall/model/facts';

const dead = { host: hostname(), pid: 999_999_999, began: '1' };
const entry = (terraform: JournalEntry['terraform']): JournalEntry => ({
  phase: 'apply',
  folder: '/nowhere',
  plan: 'p',
  log: 'l',
  since: '2026-01-01T10:00:00.000Z',
  ...(terraform === undefined ? {} : { terraform }),
});
const lockError = (who: string, created: string): string =>
  `Error: Error acquiring the state lock\n\nLock Info:\n  ID:        1234\n  Path:      bucket/a\n  Operation: OperationTypeApply\n  Who:       ${who}\n  Version:   1.11.4\n  Created:   ${created}\n  Info:`;

function work(): Work {
  const [stack] = fakeOrganization('/nowhere', [{ id: 'a' }]).options.stacks;
  if (stack === undefined) throw new Error('no stack');
  return { stack, slice: stack.slice(new FactReader(new Map())), hash: '' };
}

describe('stateFreeing', () => {
  test.each<[string, string, string, JournalEntry['terraform'], boolean]>([
    ['frees what our dead Terraform left', thisMachine(), '2026-01-01 10:00:05.5 +0000 UTC', dead, true],
    ["leaves somebody else's lock", 'eve@elsewhere', '2026-01-01 10:00:05.5 +0000 UTC', dead, false],
    ['leaves a lock from before our run', thisMachine(), '2026-01-01 09:00:00 +0000 UTC', dead, false],
    ['leaves the lock of a living one', thisMachine(), '2026-01-01 10:00:05 +0000 UTC', identityOf(process.pid), false],
    ["leaves another machine's run", thisMachine(), '2026-01-01 10:00:05 +0000 UTC', { ...dead, host: 'x' }, false],
  ])('%s', async (_, who, created, terraform, freed) => {
    const commands: string[] = [];
    const context = { binary: 'terraform', cwd: '/', env: {}, logFile: '/dev/null' };
    const driver = terraformIn(context, (__, args) => {
      commands.push(args.join(' '));
      return Promise.resolve({ code: 0, cancelled: false, errors: [], log: '', stdout: '' });
    });
    const free = stateFreeing(new Map([['a', entry(terraform)]]), () => undefined);
    const failure = { kind: 'failed', errors: [lockError(who, created)], cancelled: false, logFile: 'l' } as const;
    expect(await free(work(), failure, driver)).toBe(freed);
    expect(commands).toEqual(freed ? ['force-unlock -force -no-color 1234'] : []);
  });

  test('leaves other errors and stacks that were in nobody’s hands', async () => {
    const driver = terraformIn({ binary: 'terraform', cwd: '/', env: {}, logFile: '/dev/null' }, () =>
      Promise.reject(new Error('nothing should be run')),
    );
    const failure = (error: string) => ({ kind: 'failed', errors: [error], cancelled: false, logFile: 'l' }) as const;
    const known = stateFreeing(new Map([['a', entry(dead)]]), () => undefined);
    expect(await known(work(), failure('Error: no credentials'), driver)).toBe(false);
    const unknown = stateFreeing(new Map(), () => undefined);
    expect(await unknown(work(), failure(lockError(thisMachine(), '2026-01-01 10:00:05 +0000 UTC')), driver)).toBe(
      false,
    );
  });
});

describe('awaitLeftovers', () => {
  test('waits until a living process has ended, and not for a dead one', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 400)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const living = identityOf(child.pid ?? 0);
    const events: RunEvent[] = [];
    await awaitLeftovers(
      new Map([
        ['a', entry(living)],
        ['b', entry(dead)],
      ]),
      (event) => events.push(event),
    );
    expect(liveness(living)).toBe('dead');
    expect(events).toHaveLength(1);
  });
});

describe('liveness', () => {
  test.each<[string, Parameters<typeof liveness>[0], string]>([
    ['this process lives', identityOf(process.pid), 'alive'],
    ['a number nobody has is dead', dead, 'dead'],
    ['a later process with the same number is another', { ...identityOf(process.pid), began: '1' }, 'dead'],
    ["another machine's can't be told", { ...dead, host: 'elsewhere' }, 'elsewhere'],
  ])('%s', (_, identity, expected) => {
    expect(liveness(identity)).toBe(expected);
  });
});

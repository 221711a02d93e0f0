import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../../../landfall/diagnostics/diagnostic';
import { type BackgroundOptions, startInBackground } from '../../../landfall/rehearsal/background-process';
import { isProcessAlive } from '../../../landfall/runner/state-lock';
import { inFolder } from './real-provider';

const shell = (folder: string, script: string): BackgroundOptions<string> => ({
  name: 'The helper',
  code: 'LF8999',
  command: '/bin/sh',
  args: ['-c', script],
  env: { PATH: process.env['PATH'] },
  logFile: join(folder, 'logs', 'helper.log'),
  whenReady: (said) => /ready (\w+)\n/.exec(said)?.[1],
  timeoutSeconds: 20,
});

test('it is ready when it says so, and ends when it is asked to', async () => {
  await inFolder(async (folder) => {
    const helper = await startInBackground(shell(folder, 'echo ready yes; exec sleep 60'));
    expect(helper.ready).toBe('yes');
    expect(isProcessAlive(helper.pid)).toBe(true);
    await helper.stop();
    await helper.stop();
    expect(helper.isAlive()).toBe(false);
    expect(isProcessAlive(helper.pid)).toBe(false);
    expect(helper.crash()).toBeUndefined();
  });
});

test('what another start said before is not taken for its own word', async () => {
  await inFolder(async (folder) => {
    const first = await startInBackground(shell(folder, 'echo ready first; exec sleep 60'));
    await first.stop();
    const second = await startInBackground(shell(folder, 'echo ready second; exec sleep 60'));
    expect(second.ready).toBe('second');
    await second.stop();
    expect(readFileSync(join(folder, 'logs', 'helper.log'), 'utf8')).toBe('ready first\nready second\n');
  });
});

test('a crash is told with the end of its log', async () => {
  await inFolder(async (folder) => {
    const helper = await startInBackground(shell(folder, 'echo ready yes; sleep 0.1; echo it broke; exit 3'));
    await helper.ended;
    expect(helper.isAlive()).toBe(false);
    expect(helper.crash()).toMatchObject({
      code: 'LF8999',
      message: 'The helper ended with code 3.\nready yes\nit broke',
    });
  });
});

test('its standard input is open as long as it runs', async () => {
  await inFolder(async (folder) => {
    const options = { ...shell(folder, 'echo ready yes; cat; echo closed'), openStdin: true };
    const helper = await startInBackground(options);
    expect(helper.isAlive()).toBe(true);
    await helper.stop();
    expect(helper.crash()).toBeUndefined();
  });
});

test.each<[string, Partial<BackgroundOptions<string>>, RegExp]>([
  ['ends before it is ready', { args: ['-c', 'echo no; exit 2'] }, /The helper ended with code 2\.\nno/],
  ['is never ready', { args: ['-c', 'exec sleep 60'], timeoutSeconds: 0.2 }, /was not ready within 0.2 seconds/],
  ['is not there', { command: '/nowhere' }, /could not be started/],
])('what %s is a diagnostic', async (_, options, message) => {
  await inFolder(async (folder) => {
    const start = startInBackground({ ...shell(folder, ''), ...options });
    await expect(start).rejects.toThrow(DiagnosticError);
    await expect(start).rejects.toThrow(message);
  });
});

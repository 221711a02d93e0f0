import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../../../landfall/diagnostics/diagnostic';
import {
  type Emulator,
  type EmulatorOptions,
  emulatorEnvironment,
  startEmulator,
} from '../../../landfall/rehearsal/emulator';
import { findPython } from '../../../landfall/rehearsal/python';
import { isProcessAlive } from '../../../landfall/runner/state-lock';
import { inFolder } from './real-provider';

test('all calls go to the emulator, and nothing of the user leads them elsewhere', () => {
  const env = emulatorEnvironment(4566, 'eu-central-1');
  expect(env).toMatchObject({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    HTTP_PROXY: 'http://127.0.0.1:4566',
    AWS_REGION: 'eu-central-1',
    AWS_MAX_ATTEMPTS: '3',
  });
  for (const name of ['AWS_CA_BUNDLE', 'AWS_PROFILE', 'AWS_SESSION_TOKEN', 'NO_PROXY']) {
    expect(name in env && env[name] === undefined).toBe(true);
  }
});

const python = findPython(process.env);
if (python === undefined) process.stderr.write('\n*** NOT PROVED: no Python 3.10, so no emulator was started ***\n');

/** A package of the emulator's name that obeys its command line and does what a program says after it is ready. */
function stub(folder: string, program: string, before = ''): Pick<EmulatorOptions, 'packageFolder' | 'folder' | 'env'> {
  const home = join(folder, 'package', 'landfall_emulator');
  mkdirSync(home, { recursive: true });
  const lines = [
    'import json, os, pathlib, sys, time',
    before,
    'ready = pathlib.Path(sys.argv[sys.argv.index("--ready-file") + 1])',
    'draft = ready.with_suffix(".tmp")',
    'draft.write_text(json.dumps({"pid": os.getpid(), "port": 4566}))',
    'draft.rename(ready)',
    program,
  ];
  writeFileSync(join(home, '__main__.py'), lines.join('\n'));
  const env = { PATH: process.env['PATH'], AWS_CA_BUNDLE: '/some/bundle' };
  return { packageFolder: join(folder, 'package'), folder: join(folder, 'run'), env };
}

for (const { path } of python === undefined ? [] : [python]) {
  const start = (options: Omit<EmulatorOptions, 'python'>): Promise<Emulator> =>
    startEmulator({ python: path, ...options });

  test('it is ready with its file, and ends with our end of its standard input', async () => {
    await inFolder(async (folder) => {
      const emulator = await start(stub(folder, 'assert "--exit-with-stdin" in sys.argv\nsys.stdin.read()'));
      expect(emulator).toMatchObject({ port: 4566, url: 'http://127.0.0.1:4566' });
      expect(isProcessAlive(emulator.pid)).toBe(true);
      emulator.assertAlive();
      await emulator.stop();
      expect(emulator.isAlive()).toBe(false);
      emulator.assertAlive();
    });
  }, 60_000);

  test('a crash is told with its last words', async () => {
    await inFolder(async (folder) => {
      const emulator = await start(stub(folder, 'raise SystemExit("out of ids")'));
      await emulator.ended;
      expect(() => emulator.assertAlive()).toThrow(/The emulator ended with code 1\.[\s\S]*out of ids/);
    });
  }, 60_000);

  test('one that never gets ready is a diagnostic', async () => {
    await inFolder(async (folder) => {
      const failing = start(stub(folder, '', 'raise SystemExit("no such module")'));
      await expect(failing).rejects.toThrow(DiagnosticError);
      await expect(failing).rejects.toThrow(/no such module/);
    });
  }, 60_000);
}

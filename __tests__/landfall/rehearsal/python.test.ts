import { existsSync, mkdirSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../../../landfall/diagnostics/diagnostic';
import { ensureVirtualEnvironment, findPython } from '../../../landfall/rehearsal/python';
import { inFolder } from './real-provider';

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ['none', {}, undefined],
  ['too old', { python3: '3.9.18' }, undefined],
  ['new enough', { python3: '3.11.7' }, 'python3'],
  ['a newer one beside an old one', { python3: '3.9.18', 'python3.12': '3.12.1' }, 'python3.12'],
  ['a broken one', { python3: 'broken', python: '3.13.0' }, 'python'],
])('of %s', async (_, pythons, expected) => {
  await inFolder((folder) => {
    for (const [name, version] of Object.entries(pythons)) {
      const program = version === 'broken' ? 'exit 127' : `echo ${version}`;
      writeFileSync(join(folder, name), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
    }
    const found = findPython({ PATH: folder });
    expect(found?.path).toBe(expected === undefined ? undefined : join(folder, expected));
  });
});

const python = findPython(process.env);
if (python === undefined) process.stderr.write('\n*** NOT PROVED: no Python 3.10, so no environment was made ***\n');

for (const found of python === undefined ? [] : [python]) {
  test('an environment is made once, a half-made one is not taken for it', async () => {
    await inFolder(async (folder) => {
      const requirements = join(folder, 'requirements.txt');
      writeFileSync(requirements, '# nothing\n');
      const store = join(folder, '.landfall');
      const made: string[] = [];
      const options = { python: found, requirements: [requirements], folder: store, env: process.env };
      const ensure = (): Promise<string> =>
        ensureVirtualEnvironment({ ...options, onInstall: (path) => made.push(path) });
      const interpreter = await ensure();
      expect(interpreter).toMatch(/\.landfall\/venv-[0-9a-f]{16}\/bin\/python$/);
      expect(existsSync(interpreter)).toBe(true);
      expect(await ensure()).toBe(interpreter);
      expect(made).toHaveLength(1);

      const name = made[0]?.split('/').pop() ?? '';
      // Left behind by a process that can not exist any more.
      mkdirSync(join(store, `${name}.4194305.tmp`, 'bin'), { recursive: true });
      writeFileSync(requirements, '# something else\n');
      expect(await ensure()).not.toBe(interpreter);
      // The interpreter is a link to the machine's own, which must not be written through: the link is replaced.
      unlinkSync(interpreter);
      writeFileSync(interpreter, 'broken', { flag: 'wx' });
      writeFileSync(requirements, '# nothing\n');
      expect(await ensure()).toBe(interpreter);
      expect(made).toHaveLength(3);
      expect(readdirSync(store).filter((entry) => entry.endsWith('.tmp'))).toEqual([]);
    });
  }, 120_000);

  test("what can't be installed is a diagnostic, and leaves nothing that looks whole", async () => {
    await inFolder(async (folder) => {
      const requirements = join(folder, 'requirements.txt');
      writeFileSync(requirements, 'this is no requirement\n');
      const made = ensureVirtualEnvironment({ python: found, requirements: [requirements], folder, env: process.env });
      await expect(made).rejects.toThrow(DiagnosticError);
      expect(readdirSync(folder).filter((entry) => /^venv-[0-9a-f]+$/.test(entry))).toEqual([]);
    });
  }, 120_000);
}

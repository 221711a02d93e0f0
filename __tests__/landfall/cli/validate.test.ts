import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../../landfall/cli/commands';
import { writeOrganization } from '../config/sample';
import { runWith } from './support';

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true })));

function organization(changes: Parameters<typeof writeOrganization>[0] = {}): string {
  const directory = writeOrganization(changes);
  made.push(directory);
  return directory;
}

/** Every file below a folder with its content and time. */
function contents(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(directory, file)).isFile())
    .map((file) => `${file} ${statSync(join(directory, file)).mtimeMs} ${readFileSync(join(directory, file), 'utf8')}`);
}

describe('landfall validate', () => {
  test('prints findings with excerpts and exits with 1', async () => {
    const directory = organization({ 'units.yaml': 'units:\n  Dev: { registred: true }\n' });
    const { exitCode, stdout, stderr } = await runWith(commands, '--organization', directory, 'validate');
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout).toContain(`--> ${directory}/units.yaml:2:10`);
    expect(stdout).toContain('Did you mean `registered`?');
    expect(stdout).toMatch(/\n1 error in 1 file\n$/);
  });

  test('takes global options behind the command as well', async () => {
    const { stdout } = await runWith(commands, 'validate', '--organization', 'no-such-folder');
    expect(stdout).toContain('no-such-folder');
  });

  test.each(['json', 'sarif'])('prints %s for programs', async (format) => {
    const directory = organization({ 'units.yaml': 'unit: {}\n' });
    const { exitCode, stdout } = await runWith(commands, '--organization', directory, 'validate', '--format', format);
    expect(exitCode).toBe(1);
    expect(JSON.stringify(JSON.parse(stdout))).toContain('LF1101');
  });

  test('refuses an unknown format', async () => {
    expect(await runWith(commands, 'validate', '--format', 'xml')).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('writes nothing and prints the same twice', async () => {
    const directory = organization();
    const before = contents(directory);
    const first = await runWith(commands, '--organization', directory, 'validate', '--format', 'json');
    const second = await runWith(commands, '--organization', directory, 'validate', '--format', 'json');
    expect(second).toEqual(first);
    expect(contents(directory)).toEqual(before);
  });
});

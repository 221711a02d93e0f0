import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from '../../../landfall/cli/schema';
import { jsonSchema, schemaFile, schemaNames } from '../../../landfall/config/json-schema';
import { runWith } from './support';

const folder = mkdtempSync(join(tmpdir(), 'landfall-schema-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('landfall schema', () => {
  test('prints one schema', async () => {
    expect(await runWith([register], 'schema', 'team')).toEqual({
      exitCode: 0,
      stdout: jsonSchema('team'),
      stderr: '',
    });
  });

  test('writes all schemas into a folder', async () => {
    const target = join(folder, 'schemas');
    const { exitCode, stdout } = await runWith([register], 'schema', '--write', target);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`wrote ${join(target, 'units.schema.json')}`);
    expect(readdirSync(target).sort()).toEqual(schemaNames.map(schemaFile).sort());
    expect(readFileSync(join(target, 'team.schema.json'), 'utf8')).toBe(jsonSchema('team'));
    expect((await runWith([register], 'schema', '--write', target)).stdout).not.toContain('wrote');
  });

  test.each([
    ['neither', ['schema'], /name a kind of file/],
    ['an unknown kind', ['schema', 'unit'], /Allowed choices are/],
  ])('refuses %s', async (_, args, expected) => {
    const { exitCode, stderr } = await runWith([register], ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(expected);
  });
});

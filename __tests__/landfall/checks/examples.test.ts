import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkOrganization } from '../../../landfall/checks';
import type { Severity } from '../../../landfall/diagnostics/diagnostic';

const repository = join(__dirname, '..', '..', '..');

function found(directory: string, ...severities: readonly Severity[]): readonly string[] {
  const { diagnostics } = checkOrganization(join(repository, directory));
  return diagnostics.filter(({ severity }) => severities.includes(severity)).map(({ code, message }) => code + message);
}

test.each(readdirSync(join(repository, 'examples')))('examples/%s has no errors', (name) => {
  expect(found(join('examples', name), 'error')).toEqual([]);
});

test.each(['landing-zone', 'examples/minimal'])('%s has nothing to be warned of', (directory) => {
  expect(found(directory, 'error', 'warning')).toEqual([]);
});

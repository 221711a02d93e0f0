import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshWorkspace, keptWorkspace, rehearsalName } from '../../../landfall/rehearsal/workspace';
import { inFolder } from './real-provider';

test.each([
  ['landing-zone', 'landing-zone'],
  ['examples/minimal', 'examples-minimal'],
  ['./examples/minimal/', 'examples-minimal'],
  ['/somewhere/else/my org', 'my-org'],
])('the rehearsal of %s is named %s', (directory, name) => {
  expect(rehearsalName(directory)).toBe(name);
});

function organization(folder: string): string {
  const directory = join(folder, 'org');
  mkdirSync(join(directory, 'lock'), { recursive: true });
  writeFileSync(join(directory, 'organization.yaml'), 'name: Acme\n');
  writeFileSync(join(directory, 'lock', 'facts.json'), 'real facts');
  writeFileSync(join(directory, 'lock', 'decisions.json'), 'decisions');
  return directory;
}

async function inWorkingDirectory(run: (folder: string) => void): Promise<void> {
  await inFolder((folder) => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      run(folder);
    } finally {
      process.chdir(before);
    }
  });
}

test('decisions come along into a fresh one, real facts never do', async () => {
  await inWorkingDirectory((folder) => {
    const { organization: copy } = freshWorkspace(organization(folder));
    expect(readFileSync(join(copy, 'lock', 'decisions.json'), 'utf8')).toBe('decisions');
    expect(existsSync(join(copy, 'lock', 'facts.json'))).toBe(false);
  });
});

test('one that was kept goes on with its own facts and the configuration of now', async () => {
  await inWorkingDirectory((folder) => {
    const directory = organization(folder);
    const { organization: copy } = freshWorkspace(directory);
    writeFileSync(join(copy, 'lock', 'facts.json'), 'rehearsed facts');
    writeFileSync(join(copy, 'gone.yaml'), '');
    writeFileSync(join(directory, 'organization.yaml'), 'name: Other\n');
    keptWorkspace(directory);
    expect(readFileSync(join(copy, 'lock', 'facts.json'), 'utf8')).toBe('rehearsed facts');
    expect(readFileSync(join(copy, 'organization.yaml'), 'utf8')).toBe('name: Other\n');
    expect(existsSync(join(copy, 'gone.yaml'))).toBe(false);
    expect(readFileSync(join(directory, 'lock', 'facts.json'), 'utf8')).toBe('real facts');
  });
});

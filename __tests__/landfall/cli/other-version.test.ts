import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { otherVersion } from '../../../landfall/cli/other-version';
import { DiagnosticError } from '../../../landfall/diagnostics/diagnostic';

let repository = '';
let organization = '';

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'landfall-repository-'));
  organization = join(repository, 'zone');
  mkdirSync(join(organization, 'policies'), { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(organization, 'policies', 'a.json'), 'old');
  writeFileSync(join(repository, 'other.txt'), 'not of the organization');
  git('add', '.');
  git('commit', '--quiet', '-m', 'one');
  git('tag', 'v1');
  writeFileSync(join(organization, 'policies', 'a.json'), 'new');
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics.map(({ code }) => code).join();
  }
  return 'none';
}

describe('another version of an organization', () => {
  test.each(['main', 'v1', 'HEAD'])('comes from %s into a folder of its own, which goes again', (ref) => {
    const { directory, remove } = otherVersion(organization, ref);
    expect(readFileSync(join(directory, 'policies', 'a.json'), 'utf8')).toBe('old');
    expect(existsSync(join(directory, 'other.txt'))).toBe(false);
    remove();
    expect(existsSync(directory)).toBe(false);
  });

  test('leaves work tree and index as they are', () => {
    writeFileSync(join(organization, 'staged.txt'), 'staged');
    git('add', 'zone/staged.txt');
    const before = git('status', '--porcelain');
    otherVersion(organization, 'main').remove();
    expect(git('status', '--porcelain')).toBe(before);
    expect(readFileSync(join(organization, 'policies', 'a.json'), 'utf8')).toBe('new');
  });

  test('is a directory where there is one of that name', () => {
    const { directory, remove } = otherVersion(organization, repository);
    remove();
    expect(directory).toBe(repository);
    expect(existsSync(repository)).toBe(true);
  });

  test('may be the whole repository', () => {
    const { directory, remove } = otherVersion(repository, 'main');
    expect(existsSync(join(directory, 'zone', 'policies', 'a.json'))).toBe(true);
    remove();
  });

  test.each(['nothing', '--output=x', 'main:zone', ''])('is an error for "%s"', (ref) => {
    expect(codeOf(() => otherVersion(organization, ref))).toBe('LF2109');
  });

  test('is an error where the organization was not there yet, or is in no repository', () => {
    const late = join(repository, 'late');
    mkdirSync(late);
    expect(codeOf(() => otherVersion(late, 'main'))).toBe('LF2109');
    const alone = mkdtempSync(join(tmpdir(), 'landfall-alone-'));
    expect(codeOf(() => otherVersion(alone, 'main'))).toBe('LF2109');
    rmSync(alone, { recursive: true });
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { programVersion } from '../../../landfall/runner/program';

const compiled = mkdtempSync(join(tmpdir(), 'landfall-program-'));
afterAll(() => rmSync(compiled, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(compiled, file)), { recursive: true });
  writeFileSync(join(compiled, file), text);
}

beforeEach(() => {
  write('custom/index.js', 'own');
  write('constructs/network/vpc.js', 'vpc');
  write('landfall/cli/main.js', 'cli');
});

describe('programVersion', () => {
  test('is the version and twelve digits, the same for the same code', () => {
    expect(programVersion(compiled, '1.2.0')).toMatch(/^1\.2\.0\+[0-9a-f]{12}$/);
    expect(programVersion(compiled, '1.2.0')).toBe(programVersion(compiled, '1.2.0'));
  });

  test.each([
    ['custom/index.js', 'own, changed'],
    ['constructs/network/vpc.js', 'vpc, changed'],
    ['custom/deep/er/new.js', ''],
  ])('changes with %s', (file, text) => {
    const before = programVersion(compiled, '1.2.0');
    write(file, text);
    expect(programVersion(compiled, '1.2.0')).not.toBe(before);
  });

  test.each([
    ['landfall/cli/main.js', 'does not render'],
    ['custom/README.md', 'is no code'],
  ])('stays with %s, which %s', (file, text) => {
    const before = programVersion(compiled, '1.2.0');
    write(file, text);
    expect(programVersion(compiled, '1.2.0')).toBe(before);
  });

  test('changes with more folders where they count too', () => {
    const [before, without] = [programVersion(compiled, '1.2.0', ['landfall/cli']), programVersion(compiled, '1.2.0')];
    expect(before).not.toBe(without);
    write('landfall/cli/main.js', 'another');
    expect(programVersion(compiled, '1.2.0', ['landfall/cli'])).not.toBe(before);
    expect(programVersion(compiled, '1.2.0')).toBe(without);
  });

  test('takes a program without a folder of its own code', () => {
    rmSync(join(compiled, 'custom'), { recursive: true });
    expect(programVersion(compiled, '1.2.0')).toMatch(/^1\.2\.0\+/);
  });
});

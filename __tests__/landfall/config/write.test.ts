import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomically } from '../../../landfall/config/write';
import { DiagnosticError } from '../../../landfall/diagnostics/diagnostic';

const folder = mkdtempSync(join(tmpdir(), 'landfall-write-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('writeFileAtomically', () => {
  test('makes the file and its folders and leaves nothing else behind', () => {
    const path = join(folder, 'new', 'deep', 'a.json');
    expect(writeFileAtomically(path, 'ä\n')).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('ä\n');
    expect(readdirSync(join(folder, 'new', 'deep'))).toEqual(['a.json']);
  });

  test('replaces the content, keeps the mode, and touches nothing for the same content', () => {
    const path = join(folder, 'b.json');
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    expect(writeFileAtomically(path, 'new')).toBe(true);
    const { ino, mode } = statSync(path);
    expect(mode & 0o777).toBe(0o640);
    expect(writeFileAtomically(path, 'new')).toBe(false);
    expect(statSync(path).ino).toBe(ino);
  });

  test('writes through a link', () => {
    const [target, link] = [join(folder, 'target.json'), join(folder, 'link.json')];
    writeFileSync(target, 'old');
    symlinkSync(target, link);
    writeFileAtomically(link, 'new');
    expect(readFileSync(target, 'utf8')).toBe('new');
    expect(readlinkSync(link)).toBe(target);
  });

  test('says what stands in the way and leaves no temporary file', () => {
    const path = join(folder, 'taken');
    mkdirSync(path);
    expect(() => writeFileAtomically(path, 'x')).toThrow(DiagnosticError);
    expect(() => writeFileAtomically(join(folder, 'b.json', 'c.json'), 'x')).toThrow(
      /LF1020: .*c\.json can't be written/,
    );
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });
});

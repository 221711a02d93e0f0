// Runs the tests once more with CDK Terrain, the continuation of CDKTF, under CDKTF's names: no line of source differs.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Versions that go together; constructs 10.7 is the one line good for both. */
const aliases = {
  cdktf: 'npm:cdktn@0.24.0',
  cdktn: '0.24.0',
  '@cdktf/provider-aws': 'npm:@cdktn/provider-aws@25.7.0',
};
const folder = join('.landfall', 'cdktn');
const run = (command, ...args) => execFileSync(command, args, { cwd: folder, stdio: 'inherit' });

rmSync(join(folder, '__tests__'), { recursive: true, force: true });
const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
for (const file of files.filter((name) => name !== 'package-lock.json')) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  cpSync(file, join(folder, file));
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
// Its command line needs Node 22 and isn't used by the tests.
delete manifest.devDependencies['cdktf-cli'];
writeFileSync(
  join(folder, 'package.json'),
  JSON.stringify({ ...manifest, dependencies: { ...manifest.dependencies, ...aliases } }, null, 2),
);
run('npm', 'install', '--no-audit', '--no-fund', '--no-package-lock');
run('npx', 'tsc', '-p', 'tsconfig.json', '--noEmit');
run('npx', 'jest', '--testPathPatterns', '__tests__/(stacks|constructs|account-blueprints|custom|main)');

// Runs the tests once more with CDK Terrain, the continuation of CDKTF, under CDKTF's names: no line of source differs.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Versions that go together; constructs 10.7 is the one line good for both. */
const aliases = {
  cdktf: 'npm:cdktn@0.24.0',
  cdktn: '0.24.0',
  '@cdktf/provider-aws': 'npm:@cdktn/provider-aws@25.7.0',
};
const folder = join('.landfall', 'cdktn');

/** Ends the program where a command fails: it has said why by itself. */
function run(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

// What is installed stays for the next time; of the rest, nothing that is gone may be left.
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder).filter((each) => each !== 'node_modules')) {
  rmSync(join(folder, name), { recursive: true, force: true });
}
const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
for (const file of files.filter((name) => name !== 'package-lock.json' && existsSync(name))) {
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
// Everything that renders; whatever never loads the library, or asks the provider what it thinks, is the same with both.
const rendering = ['stacks/', 'constructs/', 'account-blueprints/', 'custom/', 'main', 'structure', 'examples/'];
const notByIt = '__tests__/(structure-(validate|changes)|stacks/take-over-proof)';
run('npx', 'jest', '--testPathPatterns', `__tests__/(${rendering.join('|')})`, '--testPathIgnorePatterns', notByIt);

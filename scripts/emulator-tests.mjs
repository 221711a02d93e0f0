// Runs the emulator's own tests in a virtual environment that is made on the way.
// usage: node scripts/emulator-tests.mjs JUNIT-FILE [pytest arguments]
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const { ensureVirtualEnvironment, findPython } = createRequire(import.meta.url)('../dist/landfall/rehearsal/python.js');
const [report = '.landfall/tests/pytest.xml', ...more] = process.argv.slice(2);
const folder = join('landfall', 'rehearsal', 'emulator');
const python = findPython(process.env);
if (python === undefined) {
  console.error('The emulator needs Python 3.10 or newer with its venv module; there is none on the PATH.');
  process.exit(1);
}
const interpreter = resolve(
  await ensureVirtualEnvironment({
    python,
    requirements: [join(folder, 'requirements.txt'), join(folder, 'requirements-dev.txt')],
    folder: '.landfall',
    env: process.env,
    onInstall: () => console.log("installing the emulator's packages (once)"),
  }),
);
const run = (...args) => spawnSync(interpreter, args, { cwd: folder, stdio: 'inherit' }).status ?? 1;
const steps = [
  ['-m', 'ruff', 'check', '.'],
  ['-m', 'mypy'],
  ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${resolve(report)}`, ...more],
];
process.exit(steps.map((step) => run(...step)).find((status) => status !== 0) ?? 0);

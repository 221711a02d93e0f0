// Runs the emulator's own tests in a virtual environment that is made on the way.
// usage: node scripts/emulator-tests.mjs JUNIT-FILE [pytest arguments]
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const { ensureVirtualEnvironment, findPython } = require('../dist/landfall/rehearsal/python.js');
const { findProvider } = require('../dist/landfall/runner/provider-mirror.js');
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
// The tests with the real provider need it unpacked in a mirror; they are to find the one that a rehearsal finds.
const mirror = process.env.LANDFALL_PROVIDER_MIRROR ?? findProvider({ env: process.env })?.mirror;
if (mirror === undefined && (process.env.LANDFALL_REQUIRE_TERRAFORM ?? '') !== '') {
  console.error('LANDFALL_REQUIRE_TERRAFORM is set, and there is no mirror that holds the AWS provider.');
  process.exit(1);
}
const env = { ...process.env, ...(mirror === undefined ? {} : { LANDFALL_PROVIDER_MIRROR: mirror }) };
const run = (...args) => spawnSync(interpreter, args, { cwd: folder, env, stdio: 'inherit' }).status ?? 1;
const steps = [
  ['-m', 'ruff', 'check', '.'],
  ['-m', 'mypy'],
  ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${resolve(report)}`, ...more],
];
process.exit(steps.map((step) => run(...step)).find((status) => status !== 0) ?? 0);

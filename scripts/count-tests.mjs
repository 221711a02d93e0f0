// Adds up what Jest and pytest wrote to .landfall/tests and says it in one line.
import { readFileSync } from 'node:fs';

const jest = JSON.parse(readFileSync('.landfall/tests/jest.json', 'utf8'));
const suite = /<testsuite [^>]*>/.exec(readFileSync('.landfall/tests/pytest.xml', 'utf8'))?.[0] ?? '';
const count = (name) => Number(new RegExp(`${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);

const pytest = { total: count('tests'), failed: count('failures') + count('errors'), skipped: count('skipped') };
const failed = jest.numFailedTests + jest.numRuntimeErrorTestSuites + pytest.failed;
const skipped = jest.numPendingTests + pytest.skipped;
const passed = jest.numPassedTests + pytest.total - pytest.failed - pytest.skipped;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

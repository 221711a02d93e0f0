// Measures how long organizations of several sizes take, and how much memory: npm run bench [-- --accounts 10,1000 --runs 5 --json FILE --guardrails | --adoption]
import { spawn } from 'node:child_process';
import { cpus, loadavg, tmpdir } from 'node:os';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import generate from '../dist/landfall/bench/generate.js';
import inventory from '../dist/landfall/bench/inventory.js';
import widen from '../dist/landfall/bench/guardrails.js';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '10,100,1000' },
    runs: { type: 'string', default: '3' },
    json: { type: 'string' },
    guardrails: { type: 'boolean', default: false },
    adoption: { type: 'boolean', default: false },
  },
});
const landfall = resolve('dist/landfall/cli/main.js');
const sizes = values.accounts.split(',').map(Number);
const runs = Number(values.runs);

/** The smallest organization of the repository has fewer accounts of its own than the default one, and fewer stages. */
function generateOrganization(directory, accounts) {
  if (accounts < 20) generate.generateOrganization(directory, accounts, 'examples/minimal', ['dev', 'prod']);
  else generate.generateOrganization(directory, accounts);
}

/** Memory of a process and all below it, in MB, what they share counted once; 0 where there is no /proc. */
function memoryOf(root) {
  const parents = new Map(
    listed('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [pid, /^PPid:\t(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]]),
  );
  const isBelow = (pid) => {
    for (let at = pid; at !== undefined; at = parents.get(at)) if (at === String(root)) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => sum + proportionalSize(pid), 0);
}

function proportionalSize(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
}

function listed(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Runs the command line once. */
async function measure(...args) {
  const begin = process.hrtime.bigint();
  const child = spawn(process.execPath, [landfall, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  let megabytes = 0;
  const sampling = setInterval(() => (megabytes = Math.max(megabytes, memoryOf(child.pid))), 50);
  const code = await new Promise((done) => child.once('close', done));
  clearInterval(sampling);
  if (code !== 0) throw new Error(`landfall ${args.join(' ')} failed:\n${said}`);
  return { seconds: Number(process.hrtime.bigint() - begin) / 1e9, megabytes };
}

/** The quickest of several runs is the one that others on the machine disturbed least. */
async function quickest(prepare, ...args) {
  const all = [];
  for (let run = 0; run < runs; run++) {
    prepare(run);
    all.push(await measure(...args));
  }
  return {
    seconds: Math.min(...all.map(({ seconds }) => seconds)),
    megabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
  };
}

function resourcesIn(output) {
  return listed(join(output, 'stacks'))
    .map((stack) => JSON.parse(readFileSync(join(output, 'stacks', stack, 'cdk.tf.json'), 'utf8')).resource ?? {})
    .flatMap((resources) => Object.values(resources))
    .reduce((sum, byName) => sum + Object.keys(byName).length, 0);
}

async function benchmark(accounts, folder) {
  const organization = join(folder, `organization-${accounts}`);
  const output = join(folder, `output-${accounts}`);
  generateOrganization(organization, accounts);
  const [team] = listed(join(organization, 'teams')).sort();
  const teamFile = join(organization, 'teams', team);
  const text = readFileSync(teamFile, 'utf8');
  const nothing = () => undefined;

  const validate = await quickest(nothing, '--organization', organization, 'validate');
  const synth = ['--organization', organization, 'synth', '--out', output];
  const cold = await quickest(() => rmSync(output, { recursive: true, force: true }), ...synth);
  const another = (run) => writeFileSync(teamFile, text.replace(/costCenter: '.*'/, `costCenter: '${9000 + run}'`));
  const changed = await quickest(another, ...synth);
  return {
    accounts,
    stacks: listed(join(output, 'stacks')).length,
    resources: resourcesIn(output),
    validateSeconds: rounded(validate.seconds),
    synthSeconds: rounded(cold.seconds),
    changedSeconds: rounded(changed.seconds),
    peakMemoryMb: Math.round(Math.max(validate.megabytes, cold.megabytes, changed.megabytes)),
  };
}

/** Linting and asking, for the largest size only. */
async function benchmarkGuardrails(accounts, folder) {
  const { measureLint, measureQuestions } = await import('./bench-guardrails.mjs');
  const organization = join(folder, `guardrails-${accounts}`);
  generateOrganization(organization, accounts);
  const asked = await measureQuestions(organization, { runs });
  const wide = join(folder, `lint-${accounts}`);
  generateOrganization(wide, accounts);
  widen.widenGuardrails(wide, 50, 60);
  const lint = measureLint(wide, { runs });
  const size = `${lint.units} units, ${lint.policies} policies`;
  return [
    { what: `lint of ${size}`, accounts, seconds: rounded(lint.seconds), limit: lint.limitSeconds },
    { what: `${asked.questions} questions`, accounts, seconds: rounded(asked.seconds), limit: asked.limitSeconds },
  ];
}

/** A dump read, described, checked and written, five assignments an account; then once more, with nothing changed. */
async function benchmarkAdoption(accounts, folder) {
  const dump = join(folder, 'dump.json');
  const into = join(folder, 'adopted');
  inventory.generateDump(dump, accounts, accounts * 5);
  const adopt = ['adopt', '--dump', dump, '--into', into];
  const first = await quickest(() => rmSync(into, { recursive: true, force: true }), ...adopt);
  const again = await quickest(() => undefined, ...adopt);
  const what = (times) => `${times}, ${accounts * 5} assignments`;
  return [
    { what: what('adopt'), accounts, seconds: rounded(first.seconds), limit: 10 },
    { what: what('adopt again'), accounts, seconds: rounded(again.seconds), limit: 10 },
  ];
}

const rounded = (seconds) => Math.round(seconds * 100) / 100;

const folder = mkdtempSync(join(tmpdir(), 'landfall-bench-'));
try {
  const largest = Math.max(...sizes);
  const rows = [
    ...(values.guardrails ? await benchmarkGuardrails(largest, folder) : []),
    ...(values.adoption ? await benchmarkAdoption(largest, folder) : []),
  ];
  if (rows.length > 0) console.table(rows);
  for (const accounts of rows.length > 0 ? [] : sizes) {
    rows.push(await benchmark(accounts, folder));
    console.table(rows.slice(-1));
  }
  const load = loadavg()[0].toFixed(1);
  console.log(
    `${cpus().length} processors, Node ${process.version}, load ${load} at the end, quickest of ${runs} runs`,
  );
  const slow = rows.filter(({ limit, seconds }) => limit !== undefined && seconds > limit);
  for (const { limit, seconds, what } of slow) console.log(`${what}: ${seconds} s are more than ${limit}`);
  if (slow.length > 0) process.exitCode = 1;
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

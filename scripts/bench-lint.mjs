// Lints the guardrails of one organization and prints how long it took, for scripts/bench-guardrails.mjs.
import { performance } from 'node:perf_hooks';
import all from '../dist/landfall/checks/policies/lint.js';
import catalogue from '../dist/landfall/checks/control-catalogue.js';
import controls from '../dist/landfall/checks/controls.js';
import files from '../dist/landfall/checks/policy-files.js';
import plan from '../dist/landfall/model/plan.js';
import reading from '../dist/landfall/model/read-zone.js';
import regionDeny from '../dist/landfall/checks/region-deny.js';
import statements from '../dist/landfall/checks/policy-statements.js';
import targets from '../dist/landfall/checks/policy-targets.js';

const [directory] = process.argv.slice(2);
const { diagnostics, model } = reading.readZone(directory);
if (model === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
const { lock, zone } = model;
const input = { directory, zone, lock, graph: plan.zoneGraph(zone), ci: false, own: undefined };
const checks = [
  ...all.policyLint,
  catalogue.catalogueOfControls,
  controls.controls,
  files.policyFiles,
  regionDeny.regionDeny,
  statements.policyStatements,
  targets.policyTargets,
];
const begin = performance.now();
const found = checks.flatMap((check) => check(input));
const seconds = (performance.now() - begin) / 1000;
const { policies } = zone.guardrails;
console.log(
  JSON.stringify({
    seconds,
    findings: found.length,
    units: zone.units.length - 1,
    policies: policies.length,
    accounts: zone.accounts.length,
  }),
);

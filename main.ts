import { App } from 'cdktf';
import { checkOrganization } from './landfall/checks';
import { renderDiagnostics } from './landfall/diagnostics/render';
import { hasErrors } from './landfall/diagnostics/diagnostic';
import { removals } from './landfall/model/lock';
import { deployableSlices, zoneGraph } from './landfall/model/plan';
import { renderStack } from './stacks';
import { silenceStackTraces } from './stacks/stack-traces';

silenceStackTraces();
const app = new App({ skipValidation: true });
const context: unknown = app.node.tryGetContext('organization');
const directory = process.env['LANDFALL_ORGANIZATION'] ?? (typeof context === 'string' ? context : 'landing-zone');

const { diagnostics, zone, lock } = checkOrganization(directory);
if (diagnostics.length > 0) process.stderr.write(renderDiagnostics(diagnostics));
if (zone === undefined || lock === undefined || hasErrors(diagnostics)) process.exit(1);

const graph = zoneGraph(zone);
const { ready, waiting } = deployableSlices(zone, graph, lock.facts.facts);
const present = new Set(graph.nodes.map(({ stack }) => stack.id));
const removed = removals(directory, zone, present, lock.facts).destroy.map(({ slice }) => slice);
const only = process.env['LANDFALL_STACKS']?.split(',');
const stacks = new Map(
  [...ready, ...removed]
    .filter((slice) => only === undefined || only.includes(slice.envelope.id))
    .map((slice) => [slice.envelope.id, renderStack(app, slice)]),
);
for (const { stack, needs } of graph.nodes) {
  for (const need of needs) {
    const before = stacks.get(need);
    if (before !== undefined) stacks.get(stack.id)?.addDependency(before);
  }
}
app.synth();
for (const { stack, missing } of waiting) {
  const reasons = missing.map(({ fact, from }) => `${fact} (from ${from ?? 'landfall bootstrap'})`);
  process.stderr.write(`waiting: ${stack.id} for ${reasons.join(', ')}\n`);
}

import { App } from 'cdktf';
import { blueprints, stacks as ownStacks } from './custom';
import { checkOrganization, dayOf, runsInCi } from './landfall/checks';
import { checkOwnStacks } from './landfall/checks/own-rules';
import { synthesizedText } from './landfall/checks/own-rules/synthesized';
import { renderDiagnostics } from './landfall/diagnostics/render';
import { hasErrors } from './landfall/diagnostics/diagnostic';
import { orderOf, removals, withAppliedProviders } from './landfall/model/lock';
import { keepDecisions } from './landfall/model/lock/decide';
import { deployableSlices, previewSlices } from './landfall/model/plan';
import { waitingLines } from './landfall/model/waiting';
import { markPreview } from './stacks/preview';
import { resolveTokensOnly } from './stacks/quick-resolve';
import { silenceStackTraces } from './stacks/stack-traces';
import { synthesizeStacks, writeManifest } from './stacks/synthesize';

silenceStackTraces();
resolveTokensOnly();
const app = new App({ skipValidation: true });
const context: unknown = app.node.tryGetContext('organization');
const directory = process.env['LANDFALL_ORGANIZATION'] ?? (typeof context === 'string' ? context : 'landing-zone');
const preview = process.env['LANDFALL_PREVIEW'] === '1';
const only = process.env['LANDFALL_STACKS']?.split(',');
const isWanted = (id: string): boolean => only?.includes(id) ?? true;

const ci = runsInCi(process.env);
const own = { blueprints, stacks: ownStacks.map(({ name }) => name) };
const { diagnostics, graph, lock, zone } = checkOrganization(directory, { ci, own, today: dayOf(new Date()) });
// Notes are for `landfall validate`.
const grave = diagnostics.filter(({ severity }) => severity !== 'note');
if (grave.length > 0) process.stderr.write(renderDiagnostics(grave));
if (zone === undefined || lock === undefined || graph === undefined || hasErrors(diagnostics)) process.exit(1);

const { facts } = lock.facts;
const wanted = { ...graph, nodes: graph.nodes.filter(({ stack }) => isWanted(stack.id)) };
const { ready, waiting } = preview
  ? { ready: previewSlices(zone, wanted, facts), waiting: [] }
  : deployableSlices(zone, wanted, facts);
const present = new Set(graph.nodes.map(({ stack }) => stack.id));
const { destroy } = removals(directory, zone, present, lock.facts);
const living = ready.map((slice) => withAppliedProviders(slice, lock.facts.stacks.get(slice.envelope.id)));
const slices = [...living, ...destroy.map(({ slice }) => slice).filter(({ envelope }) => isWanted(envelope.id))];
// What is rendered for deployment with a decision must never be decided differently.
if (!preview && slices.length > 0) keepDecisions(directory, zone, lock.decisions, ci);

const manifest = synthesizeStacks(app, slices, preview ? markPreview : undefined);
const acting = wanted.nodes.map(({ stack }) => stack).filter(({ id }) => manifest.stacks[id] !== undefined);
const broken = checkOwnStacks(zone, acting, (id) => synthesizedText(app.outdir, id));
if (broken.length > 0) {
  process.stderr.write(renderDiagnostics(broken));
  process.exit(1);
}
writeManifest(manifest, orderOf(graph, destroy, lock.facts));
for (const line of waitingLines(waiting)) process.stderr.write(`${line}\n`);

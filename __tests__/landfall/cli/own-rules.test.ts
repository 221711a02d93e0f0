import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOrganization } from '../../../landfall/checks';
import { heldToOwnRules } from '../../../landfall/cli/own-rules';
import { DiagnosticError } from '../../../landfall/diagnostics/diagnostic';
import { previewSlices, zoneGraph } from '../../../landfall/model/plan';
import type { StackSlice } from '../../../landfall/model/stack';

const { zone } = checkOrganization('landing-zone');
if (zone === undefined) throw new Error("landing-zone can't be read");
const graph = zoneGraph(zone);
const stacks = graph.nodes.map(({ stack }) => stack);
const slices = previewSlices(zone, graph, new Map());

const output = mkdtempSync(join(tmpdir(), 'landfall-own-rules-'));
afterAll(() => {
  rmSync(output, { recursive: true });
});

/** As if these stacks were rendered with a bucket that anybody may open. */
function rendering(...ids: readonly string[]): (wanted: readonly StackSlice[]) => Promise<string> {
  for (const id of ids) {
    mkdirSync(join(output, 'stacks', id), { recursive: true });
    writeFileSync(
      join(output, 'stacks', id, 'cdk.tf.json'),
      JSON.stringify({ resource: { aws_s3_bucket: { a: {} } } }),
    );
  }
  return () => Promise.resolve(output);
}

function slicesOf(...ids: readonly string[]): readonly StackSlice[] {
  return slices.filter(({ envelope }) => ids.includes(envelope.id));
}

describe('what a run renders', () => {
  const synthesize = heldToOwnRules(zone, stacks, rendering('account-data-lake', 'account-log-archive'));

  test('is refused where it breaks the rule of a proactive control', async () => {
    const refused = synthesize(slicesOf('account-data-lake', 'account-log-archive'));
    await expect(refused).rejects.toThrow(DiagnosticError);
    await expect(refused).rejects.toThrow(/^LF1650: aws_s3_bucket\.a of the stack account-data-lake has no/);
  });

  test('is let through where no such control is, whatever else lies in the folder', async () => {
    await expect(synthesize(slicesOf('account-log-archive'))).resolves.toBe(output);
  });
});

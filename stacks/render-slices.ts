import { App } from 'cdktf';
import { readFileSync } from 'node:fs';
import type { RenderRequest } from '../landfall/model/render-request';
import { resolveTokensOnly } from './quick-resolve';
import { silenceStackTraces } from './stack-traces';
import { synthesizeStacks } from './synthesize';

/**
 * A program: renders the slices that come on standard input, without a look at the organization that they come from.
 * The runner starts it, in several processes where many slices have changed.
 */
silenceStackTraces();
resolveTokensOnly();
const request: unknown = JSON.parse(readFileSync(0, 'utf8'));
if (!isRequest(request)) throw new Error('this program is started by landfall synth');
const app = new App({ outdir: request.output, skipValidation: true });
process.stdout.write(JSON.stringify(synthesizeStacks(app, request.slices)));

// The runner of the same version wrote it a moment ago: its word is as good as a check of every field.
function isRequest(value: unknown): value is RenderRequest {
  return typeof value === 'object' && value !== null && 'output' in value && 'slices' in value;
}

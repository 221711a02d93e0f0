// Writes docs/reference/ from the built program: the schemas, the catalogue of codes, the limits, and the stacks of
// landing-zone/ as they would be synthesized. `npm run reference` builds first; a test compares what is committed.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const load = (name) => require(resolve(process.argv[2] ?? 'dist', name));
const { App } = require('cdktf');
const { proofClasses, referenceInput } = load('landfall/cli/reference-input');
const { referencePages } = load('landfall/report/reference');
const { renderStack } = load('stacks');

const outdir = mkdtempSync(join(tmpdir(), 'landfall-reference-'));
const typesOf = (slice) => {
  const { data = {}, resource = {} } = renderStack(new App({ outdir, skipValidation: true }), slice).toTerraform();
  return [...Object.keys(resource), ...Object.keys(data).map((type) => `data.${type}`)];
};
try {
  const classes = proofClasses(readFileSync('landfall/report/proof-classes.yaml', 'utf8'));
  mkdirSync('docs/reference', { recursive: true });
  const pages = referencePages(referenceInput('landing-zone', classes, typesOf));
  for (const [file, text] of Object.entries(pages)) writeFileSync(join('docs/reference', file), text);
} finally {
  rmSync(outdir, { recursive: true });
}

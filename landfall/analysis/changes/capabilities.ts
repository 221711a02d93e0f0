import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const values = z.union([z.string(), z.array(z.string())]);

const capability = z.strictObject({
  /** Fits behind "could": `start a training job on p5 machines`. */
  name: z.string().min(1),
  action: z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/),
  resource: z.string().optional(),
  of: z.string().optional(),
  with: z.record(z.string(), values).optional(),
});

const capabilitiesFile = z.strictObject({
  /** Month in which actions, condition keys and instance types were read in AWS's documentation. */
  asOf: z.string().regex(/^\d{4}-\d{2}$/),
  sources: z.array(z.url()).min(1),
  capabilities: z.array(capability).min(1),
});

/** Something that people would miss, or fear, if a change of the guardrails flipped it. */
export type Capability = z.infer<typeof capability>;

/** The list that comes with Landfall. @throws where it isn't as it should be: it is ours. */
export function readCapabilities(file = builtIn()): readonly Capability[] {
  return capabilitiesFile.parse(parse(readFileSync(file, 'utf8'), { merge: true })).capabilities;
}

/** Beside this file in the source tree; the compiler doesn't copy it. */
function builtIn(): string {
  const beside = join(__dirname, 'capabilities.yaml');
  return existsSync(beside)
    ? beside
    : join(__dirname, '..', '..', '..', '..', 'landfall', 'analysis', 'changes', 'capabilities.yaml');
}

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, parseJson, type JsonObject } from '../runner/json';
import { lower, type LoweringReport } from './lowering';
import type { ProviderSchema } from './provider-schema';
import { providerModeOf, type ProviderMode } from './warm-provider';

const file = 'cdk.tf.json';

/** A stack's copy that the provider at hand accepts. */
export interface PreparedRoot {
  readonly folder: string;
  readonly mode: ProviderMode;
  readonly report: LoweringReport;
}

/** Writes the lowered copy of a synthesized stack. The original is not touched. */
export function prepareRoot(from: string, to: string, schema: ProviderSchema): PreparedRoot {
  const { document, report } = lower(readRoot(from), schema);
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, file), `${JSON.stringify(document, null, 2)}\n`);
  const lockFile = '.terraform.lock.hcl';
  if (existsSync(join(from, lockFile))) copyFileSync(join(from, lockFile), join(to, lockFile));
  return { folder: to, mode: providerModeOf(document), report };
}

/** The Terraform JSON of a folder. @throws Error when it is none: our own synthesis wrote it. */
export function readRoot(folder: string): JsonObject {
  const document = parseJson(readFileSync(join(folder, file), 'utf8'));
  if (!isJsonObject(document)) throw new Error(`${join(folder, file)} is not a Terraform root`);
  return document;
}

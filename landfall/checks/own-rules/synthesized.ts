import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stack as it was synthesized below a folder; undefined for one that still waits for ids. */
export function synthesizedText(output: string, id: string): string | undefined {
  const file = join(output, 'stacks', id, 'cdk.tf.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

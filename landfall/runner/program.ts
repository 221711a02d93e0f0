import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compiled folders whose code decides how a slice is rendered; the user's own is among them. */
const rendering = ['account-blueprints', 'constructs', 'custom', 'stacks'];

/**
 * What to tell renderings by: two programs with the same one render the same slice the same way. The version alone would
 * not do, because code in `custom/` changes without one.
 * @param compiled folder of the compiled program
 * @param more further folders of it that are to count
 * @returns such as `1.2.0+0a1b2c3d4e5f`
 */
export function programVersion(compiled: string, version: string, more: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const folder of [...rendering, ...more]) {
    for (const file of scriptsIn(join(compiled, folder))) {
      hash
        .update(`${folder}/${file}\n`)
        .update(readFileSync(join(compiled, folder, file)))
        .update('\n');
    }
  }
  return `${version}+${hash.digest('hex').slice(0, 12)}`;
}

function scriptsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}

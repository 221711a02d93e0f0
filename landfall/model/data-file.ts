import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a JSON file below `landfall/` holds. The compiler copies no data: from `dist/` it lies where the sources are.
 * @param path such as `checks/data/iam.json`
 */
export function dataFile(path: string): unknown {
  const beside = join(__dirname, '..', path);
  const file = existsSync(beside) ? beside : join(__dirname, '..', '..', '..', 'landfall', path);
  return JSON.parse(readFileSync(file, 'utf8'));
}

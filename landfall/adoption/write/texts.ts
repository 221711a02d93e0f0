import { posix } from 'node:path';
import type { DescribedFile } from '../describe/part';
import { isValueMap, type Value } from './values';
import { yamlText } from './yaml-text';

/**
 * Files of a description as texts, by their path inside the organization's folder.
 * @param schemas way from the folder to the schemas by which editors check, with `/`; undefined where there are none
 */
export function fileTexts(files: readonly DescribedFile[], schemas: string | undefined): ReadonlyMap<string, string> {
  return new Map(
    files.map((file) => [file.path, 'text' in file ? file.text : yamlFile(file.path, file.value, schemas)]),
  );
}

function yamlFile(path: string, value: Value, schemas: string | undefined): string {
  if (!isValueMap(value)) throw new Error(`${path} is to hold something else than a map`);
  return `${header(path, schemas)}${yamlText(value)}`;
}

/** The comment by which editors find the schema. */
function header(path: string, schemas: string | undefined): string {
  if (schemas === undefined) return '';
  const kind = path.startsWith('teams/') ? 'team' : posix.basename(path, '.yaml');
  const way = posix.join(posix.relative(posix.dirname(path), '.'), schemas, `${kind}.schema.json`);
  return `# yaml-language-server: $schema=${way}\n`;
}

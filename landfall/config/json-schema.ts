import { z } from 'zod';
import { publishedSchemas } from './files';

/** Names of the published schemas: the YAML files, and `team` for each file in `teams/`. */
export const schemaNames: readonly string[] = Object.keys(publishedSchemas);

/**
 * JSON Schema (draft 2020-12) of one kind of file, which editors use for completion and checks while typing.
 * Undefined for an unknown name. Ends with a newline.
 */
export function jsonSchema(name: string): string | undefined {
  const schema = publishedSchemas[name];
  if (schema === undefined) return undefined;
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ $schema, title: titleOf(name), ...rest }, undefined, 2)}\n`;
}

/** Name of the file in `schemas/` that holds a schema. */
export function schemaFile(name: string): string {
  return `${name}.schema.json`;
}

function titleOf(name: string): string {
  if (name === 'team') return 'teams/<team>.yaml';
  return name === 'tests' ? 'tests/<file>.yaml' : `${name}.yaml`;
}

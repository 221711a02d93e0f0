import type { z } from 'zod';
import { markdownTable, type Row } from './table';

/** JSON Schema as zod writes it; in all our files a schema is a map, never plain true or false. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;
type Sub = z.core.JSONSchema._JSONSchema | readonly z.core.JSONSchema._JSONSchema[] | undefined;

function mapOf(schema: Sub): JsonSchema | undefined {
  return typeof schema === 'object' && !isList(schema) ? schema : undefined;
}

function isList(schema: Sub): schema is readonly z.core.JSONSchema._JSONSchema[] {
  return Array.isArray(schema);
}

/** Every key of every YAML file: where it stands, whether it must be there, what it may hold. */
export function configurationPage(schemas: Readonly<Record<string, JsonSchema>>): string {
  const sections = Object.entries(schemas).map(([name, schema]) => section(name, schema));
  return `# Configuration\n\nAn organization is a folder with these files. \`<key>\` stands for a name that you choose. The same as JSON Schema, for editors, is in \`schemas/\`.\n\n${sections.join('\n')}`;
}

function section(name: string, schema: JsonSchema): string {
  const rows = keys(schema, '', schema.$defs ?? {}, new Set());
  const about = schema.description === undefined ? '' : `${schema.description}.\n\n`;
  const title = name === 'team' ? 'teams/<team>.yaml' : `${name}.yaml`;
  return `## ${title}\n\n${about}${markdownTable(['key', 'must', 'holds', 'meaning'], rows)}`;
}

type Definitions = Readonly<Record<string, JsonSchema>>;

/** Rows of a map and of everything below it. A definition that holds itself, such as a unit, is spread once. */
function keys(schema: JsonSchema, path: string, definitions: Definitions, open: ReadonlySet<string>): readonly Row[] {
  const { $ref } = schema;
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? $ref;
    const target = definitions[name];
    return target === undefined || open.has(name) ? [] : keys(target, path, definitions, new Set([...open, name]));
  }
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (choices.length > 0) return unique(choices.flatMap((choice) => keys(choice, path, definitions, open)));
  const item = mapOf(schema.items);
  if (item !== undefined) return keys(item, `${path}[]`, definitions, open);
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const named = Object.entries(schema.properties ?? {}).flatMap(([key, entry]) => {
    const value = mapOf(entry) ?? {};
    const must = schema.required?.includes(key) === true;
    return [row(below(key), value, must, definitions), ...keys(value, below(key), definitions, open)];
  });
  const any = mapOf(schema.additionalProperties);
  if (any === undefined || Object.keys(any).length === 0) return named;
  return [...named, row(below('<key>'), any, false, definitions), ...keys(any, below('<key>'), definitions, open)];
}

function row(path: string, schema: JsonSchema, must: boolean, definitions: Definitions): Row {
  return [`\`${path}\``, must ? 'yes' : '', holds(schema, definitions), meaning(schema) ?? ''];
}

/** A key that several shapes of a union have is one row, which holds what any of them allows. */
function unique(rows: readonly Row[]): readonly Row[] {
  const byPath = new Map<string, Row>();
  for (const next of rows) {
    const [path = '', must = '', value = '', about = ''] = next;
    const [, , known] = byPath.get(path) ?? [];
    const both = known === undefined || known.split(' or ').includes(value) ? (known ?? value) : `${known} or ${value}`;
    byPath.set(path, [path, must, both, about]);
  }
  return [...byPath.values()];
}

/** What its author says, or says of the only real choice of an optional value. */
function meaning(schema: JsonSchema): string | undefined {
  if (schema.description !== undefined) return schema.description;
  return schema.anyOf?.map(meaning).find((text) => text !== undefined);
}

function holds(schema: JsonSchema, definitions: Definitions): string {
  if (schema.$ref !== undefined) return `a map (${schema.$ref.split('/').at(-1) ?? ''})`;
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (choices.length > 0) return [...new Set(choices.map((choice) => holds(choice, definitions)))].join(', or ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(' or ');
  const { type } = schema;
  switch (type) {
    case 'string':
      return `text${range(schema.minLength, schema.maxLength, 'characters')}`;
    case 'integer':
      return `whole number${range(schema.minimum, schema.maximum)}`;
    case 'number':
      return `number${typeof schema.exclusiveMinimum === 'number' ? ` above ${schema.exclusiveMinimum}` : range(schema.minimum, schema.maximum)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return `list of ${holds(mapOf(schema.items) ?? {}, definitions)}`;
    case 'null':
      return 'nothing';
    case 'object':
    case undefined:
      return 'a map';
    default:
      return type.join(', or ');
  }
}

function range(least: number | undefined, most: number | undefined, unit = ''): string {
  const word = unit === '' ? '' : ` ${unit}`;
  if (most !== undefined && most < Number.MAX_SAFE_INTEGER) {
    return least === undefined ? `, at most ${most}${word}` : `, ${least} to ${most}${word}`;
  }
  return least === undefined || least <= 1 ? '' : `, at least ${least}${word}`;
}

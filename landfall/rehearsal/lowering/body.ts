import { asList, isJsonList, isJsonObject, type Json, type JsonObject, objectAt } from '../../runner/json';
import type { Argument, BlockSchema } from '../provider-schema';
import { META_ARGUMENTS } from './tables';

/** Something taken out of a body. */
export interface Removal {
  /** Dotted path, such as `rule.blocked_encryption_types`. */
  readonly argument: string;
  /** The value alone was taken out of the list. */
  readonly value?: string;
  readonly why: 'unknown' | 'computed' | 'value';
}

export interface CleanBody {
  readonly body: JsonObject;
  readonly removals: readonly Removal[];
  /** Paths of arguments and blocks that must stand and don't. */
  readonly missing: readonly string[];
  /** A value that can't be left out alone, so the whole block must go. */
  readonly refused: readonly Removal[];
}

type KnownValues = Readonly<Record<string, readonly string[]>>;

/**
 * Takes out of a body what a schema doesn't know, down to the innermost block. Null values of unknown arguments go
 * without mention: they say nothing. Pure; `//` and Terraform's own arguments stay as they are, but that
 * `ignore_changes` loses the names of arguments that are gone.
 */
export function cleanBody(body: JsonObject, schema: BlockSchema, values: KnownValues = {}): CleanBody {
  const meta = Object.entries(body).filter(([key]) => META_ARGUMENTS.has(key) && !knows(schema, key));
  const own = Object.entries(body).filter(([key]) => !META_ARGUMENTS.has(key) || knows(schema, key));
  const clean = cleanBlock(Object.fromEntries(own), schema, values, '');
  const kept = new Map([...Object.entries(clean.body), ...meta.map(([key, value]) => metaEntry(key, value, schema))]);
  const ordered = Object.keys(body).flatMap((key) => {
    const value = kept.get(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...clean, body: Object.fromEntries(ordered) };
}

/** @returns whether a block may hold this argument or block. */
export function knows(schema: BlockSchema, name: string): boolean {
  return Object.hasOwn(schema.arguments, name) || Object.hasOwn(schema.blocks, name);
}

function metaEntry(key: string, value: Json, schema: BlockSchema): readonly [string, Json] {
  if (key !== 'lifecycle') return [key, value];
  const withoutGone = (lifecycle: Json): Json => {
    if (!isJsonObject(lifecycle) || !isJsonList(lifecycle['ignore_changes'])) return lifecycle;
    const names = lifecycle['ignore_changes'].filter(
      (name) => typeof name !== 'string' || knows(schema, /^\w+/.exec(name.replace(/^\$\{/, ''))?.[0] ?? ''),
    );
    return { ...lifecycle, ignore_changes: names };
  };
  return [key, isJsonList(value) ? value.map(withoutGone) : withoutGone(value)];
}

function cleanBlock(body: JsonObject, schema: BlockSchema, values: KnownValues, path: string): CleanBody {
  const parts = Object.entries(body).map(([key, value]) => cleanEntry(key, value, schema, values, path));
  const kept = Object.fromEntries(parts.flatMap(({ entry }) => (entry === undefined ? [] : [entry])));
  const dynamic = objectAt(kept, 'dynamic');
  const stands = (name: string): boolean => {
    const value = kept[name];
    return (value !== undefined && value !== null && !(isJsonList(value) && value.length === 0)) || name in dynamic;
  };
  const required = [
    ...Object.entries(schema.arguments).flatMap(([name, argument]) => (useOf(argument) === 'required' ? [name] : [])),
    ...Object.entries(schema.blocks).flatMap(([name, block]) => (block.required === true ? [name] : [])),
  ];
  return {
    body: kept,
    removals: parts.flatMap(({ removals }) => removals),
    missing: [
      ...required.filter((name) => !stands(name)).map((name) => path + name),
      ...parts.flatMap(({ missing }) => missing),
    ],
    refused: parts.flatMap(({ refused }) => refused),
  };
}

interface CleanEntry extends Omit<CleanBody, 'body'> {
  readonly entry?: readonly [string, Json];
}

const NOTHING = { removals: [], missing: [], refused: [] } as const;

function cleanEntry(key: string, value: Json, schema: BlockSchema, values: KnownValues, path: string): CleanEntry {
  const argument = path + key;
  if (key === '//') return { ...NOTHING, entry: [key, value] };
  if (key === 'dynamic' && !knows(schema, key)) return cleanDynamic(value, schema, values, path);
  if (!knows(schema, key)) {
    return value === null ? NOTHING : { ...NOTHING, removals: [{ argument, why: 'unknown' }] };
  }
  if (schema.arguments[key] === 'computed') {
    return value === null ? NOTHING : { ...NOTHING, removals: [{ argument, why: 'computed' }] };
  }
  const known = values[argument];
  if (known !== undefined) return cleanValues(key, value, known, argument);
  const inner = schemaBelow(schema, key);
  if (inner === undefined) return { ...NOTHING, entry: [key, value] };
  const parts = asList(value).map((item) =>
    isJsonObject(item) ? cleanBlock(item, inner, values, `${argument}.`) : { ...NOTHING, body: item },
  );
  return {
    entry: [key, isJsonList(value) ? parts.map(({ body }) => body) : (parts[0]?.body ?? value)],
    removals: parts.flatMap(({ removals }) => removals),
    missing: parts.flatMap(({ missing }) => missing),
    refused: parts.flatMap(({ refused }) => refused),
  };
}

/** `dynamic: {rule: {for_each, content}}`: the content is a block `rule`. Each may be written as a list. */
function cleanDynamic(value: Json, schema: BlockSchema, values: KnownValues, path: string): CleanEntry {
  if (!isJsonObject(value)) return { ...NOTHING, entry: ['dynamic', value] };
  const parts = Object.entries(value).map(([name, generators]) => {
    const inner = schemaBelow(schema, name);
    if (inner === undefined) return { ...NOTHING, removals: [{ argument: path + name, why: 'unknown' as const }] };
    const cleaned = asList(generators).map((generator) => {
      if (!isJsonObject(generator)) return { ...NOTHING, body: generator };
      const contents = asList(generator['content']).map((content) =>
        cleanBlock(isJsonObject(content) ? content : {}, inner, values, `${path}${name}.`),
      );
      const content = contents.map(({ body }) => body);
      return {
        body: { ...generator, content: isJsonList(generator['content']) ? content : (content[0] ?? {}) },
        removals: contents.flatMap(({ removals }) => removals),
        missing: contents.flatMap(({ missing }) => missing),
        refused: contents.flatMap(({ refused }) => refused),
      };
    });
    const bodies = cleaned.map(({ body }) => body);
    return {
      entry: [name, isJsonList(generators) ? bodies : (bodies[0] ?? {})] as const,
      removals: cleaned.flatMap(({ removals }) => removals),
      missing: cleaned.flatMap(({ missing }) => missing),
      refused: cleaned.flatMap(({ refused }) => refused),
    };
  });
  const entries = parts.flatMap((part) => ('entry' in part ? [part.entry] : []));
  return {
    ...(entries.length === 0 ? {} : { entry: ['dynamic', Object.fromEntries(entries)] as const }),
    removals: parts.flatMap(({ removals }) => removals),
    missing: parts.flatMap(({ missing }) => missing),
    refused: parts.flatMap(({ refused }) => refused),
  };
}

/** A value in a list goes alone; where the argument has one value, nothing sensible is left without it. */
function cleanValues(key: string, value: Json, known: readonly string[], argument: string): CleanEntry {
  const unknown = (item: Json): item is string =>
    typeof item === 'string' && !item.includes('${') && !known.includes(item);
  const gone = asList(value)
    .filter(unknown)
    .map((item): Removal => ({ argument, value: item, why: 'value' }));
  if (!isJsonList(value)) return { ...NOTHING, entry: [key, value], refused: gone };
  return { ...NOTHING, entry: [key, value.filter((item) => !unknown(item))], removals: gone };
}

const useOf = (argument: Argument): string => (typeof argument === 'string' ? argument : argument.use);

function schemaBelow(schema: BlockSchema, name: string): BlockSchema | undefined {
  if (Object.hasOwn(schema.blocks, name)) return schema.blocks[name];
  const argument = Object.hasOwn(schema.arguments, name) ? schema.arguments[name] : undefined;
  return argument === undefined || typeof argument === 'string' ? undefined : argument.nested;
}

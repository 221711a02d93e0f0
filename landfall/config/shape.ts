import { z } from 'zod';

/** Any zod schema. */
export type Schema = z.core.$ZodType;

type Path = readonly (string | number)[];

/** Schemas that may govern the value at a path: several where a union lies on the way. */
export function schemasAt(schema: Schema, path: Path): readonly Schema[] {
  const [segment, ...rest] = path;
  const candidates = unwrap(schema);
  if (segment === undefined) return candidates;
  return candidates.flatMap((candidate) => {
    const next = child(candidate, segment);
    return next === undefined ? [] : schemasAt(next, rest);
  });
}

/**
 * Keys that a map may have under any of the schemas, in the order of their declaration.
 * Schemas whose literals contradict the map, such as another `backend`, do not count.
 */
export function knownKeys(schemas: readonly Schema[], map: Readonly<Record<string, unknown>>): readonly string[] {
  const keys = schemas.flatMap((schema) =>
    schema instanceof z.core.$ZodObject && agrees(shapeOf(schema), map) ? Object.keys(shapeOf(schema)) : [],
  );
  return [...new Set(keys)];
}

function agrees(shape: Readonly<Record<string, Schema>>, map: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(shape).every(([key, schema]) => {
    const value = map[key];
    return value === undefined || !(schema instanceof z.core.$ZodLiteral) || schema._zod.values.has(toPrimitive(value));
  });
}

function toPrimitive(value: unknown): string | number | boolean | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** Keys that a map must have. */
export function requiredKeys(schema: Schema): readonly string[] {
  return unwrap(schema).flatMap((candidate) =>
    candidate instanceof z.core.$ZodObject
      ? Object.entries(shapeOf(candidate)).flatMap(([key, value]) => (value._zod.optin === undefined ? [key] : []))
      : [],
  );
}

/** What a schema allows, in words that fit behind "expected". */
export function expectation(schema: Schema): string {
  return [...new Set(unwrap(schema).map(words))].join(', or ');
}

/** What its author says about the value, from `.describe()`. */
export function description(schema: Schema): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  const inner = innerOf(schema);
  return inner === undefined ? undefined : description(inner);
}

function words(schema: Schema): string {
  if (schema instanceof z.core.$ZodString) return 'text';
  if (schema instanceof z.core.$ZodNumber) return 'a number';
  if (schema instanceof z.core.$ZodBoolean) return 'true or false';
  if (schema instanceof z.core.$ZodEnum) return oneOf(Object.values(schema._zod.def.entries).map(String));
  if (schema instanceof z.core.$ZodLiteral) return oneOf(schema._zod.def.values.map(String));
  if (schema instanceof z.core.$ZodArray) return `a list (of ${expectation(schema._zod.def.element)})`;
  if (schema instanceof z.core.$ZodObject) return `a map with the keys ${Object.keys(shapeOf(schema)).join(', ')}`;
  if (schema instanceof z.core.$ZodRecord) return 'a map of names to values';
  return 'nothing';
}

/** Names values for people: `a`, or "one of a, b, c". */
export function oneOf(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `one of ${values.join(', ')}`;
}

function shapeOf(schema: z.core.$ZodObject): Readonly<Record<string, Schema>> {
  return schema._zod.def.shape;
}

function child(schema: Schema, segment: string | number): Schema | undefined {
  if (schema instanceof z.core.$ZodObject) return shapeOf(schema)[segment];
  if (schema instanceof z.core.$ZodRecord) return schema._zod.def.valueType;
  if (schema instanceof z.core.$ZodArray) return schema._zod.def.element;
  return undefined;
}

/** Takes off what only wraps (optional, nullable, lazy) and spreads unions into their options. */
function unwrap(schema: Schema): readonly Schema[] {
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.flatMap(unwrap);
  const inner = innerOf(schema);
  return inner === undefined ? [schema] : unwrap(inner);
}

function innerOf(schema: Schema): Schema | undefined {
  if (schema instanceof z.core.$ZodLazy) return schema._zod.innerType;
  if (schema instanceof z.core.$ZodOptional) return schema._zod.def.innerType;
  if (schema instanceof z.core.$ZodNullable) return schema._zod.def.innerType;
  if (schema instanceof z.core.$ZodDefault) return schema._zod.def.innerType;
  if (schema instanceof z.core.$ZodReadonly) return schema._zod.def.innerType;
  return undefined;
}

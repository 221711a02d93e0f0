import type { z } from 'zod';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { YamlDocument } from './document';
import { explain } from './explain';
import { findingsOf } from './findings';
import type { Finding } from './findings';
import { isMapping, valueAt } from './path';
import { knownKeys, requiredKeys, schemasAt } from './shape';
import type { Schema } from './shape';

/** A file's content where it fits its schema, and all that is wrong where it does not. */
export interface CheckedContent<T> {
  readonly content?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks one document, which YAML could read, against the schema of its file. */
export function checkShape<T>(document: YamlDocument, schema: z.ZodType<T>): CheckedContent<T> {
  if (document.value === null) return checkEmpty(document, schema);
  const parsed = schema.safeParse(document.value);
  if (parsed.success) return { content: parsed.data, diagnostics: [] };
  const { issues } = parsed.error;
  const findings = [...findingsOf(issues, document.value), ...strayKeys(document.value, schema, issues)];
  return { diagnostics: explain(document, schema, findings) };
}

/** An empty file means an empty map, if its schema demands nothing. */
function checkEmpty<T>(document: YamlDocument, schema: z.ZodType<T>): CheckedContent<T> {
  const parsed = schema.safeParse({});
  if (parsed.success) return { content: parsed.data, diagnostics: [] };
  const message = `${document.file} is empty; it must hold ${requiredKeys(schema).join(', ')}`;
  const help = 'Fill it in, starting from one of the examples';
  return { diagnostics: [{ severity: 'error', code: 'LF1004', message, help, location: document.locate([]) }] };
}

/** Where a deciding key such as `backend` is missing, zod does not look at the others: a misspelling hides there. */
function strayKeys(value: unknown, schema: Schema, issues: readonly z.core.$ZodIssue[]): readonly Finding[] {
  return issues.flatMap((issue): readonly Finding[] => {
    if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return [];
    const path = issue.path.slice(0, -1).filter((segment) => typeof segment !== 'symbol');
    const map = valueAt(value, path);
    if (!isMapping(map)) return [];
    const known = knownKeys(schemasAt(schema, path), {});
    return Object.keys(map).flatMap((key) => (known.includes(key) ? [] : [{ kind: 'unknown-key', path, key }]));
  });
}

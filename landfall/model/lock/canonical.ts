import { createHash } from 'node:crypto';
import type { StackSlice } from '../stack';

/**
 * Hash of all that a stack is made of: equal slices, equal hashes, whatever the order of their keys.
 * @param program version of the program that renders slices, as another one may render the same slice differently
 * @returns SHA-256, hexadecimal
 */
export function sliceHash(slice: StackSlice, program = ''): string {
  const text = JSON.stringify(sortKeys(slice));
  return createHash('sha256')
    .update(program === '' ? text : `${program}\n${text}`)
    .digest('hex');
}

/** JSON as files hold it: sorted keys, two spaces, a newline at the end. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sortKeys(value), undefined, 2)}\n`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  // No prototype, so that a key such as `__proto__` stays a key.
  const sorted: Record<string, unknown> = { __proto__: null };
  for (const key of Object.keys(value).sort()) sorted[key] = sortKeys(value[key]);
  return sorted;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

import type { Construct } from 'constructs';
// `import = require` binds the module's own exports object; an ES import would be a copy.
import tokens = require('cdktf/lib/_tokens');

/**
 * CDKTF resolves every value twice, and makes a context for each key and each string on the way, which is most of the
 * time that a large organization takes. Nearly all values are literals here: they are taken as they are, and only what
 * may hold a token goes through CDKTF's own resolver. The output is the same to the byte.
 */
export function resolveTokensOnly(): void {
  const full = tokens.resolve;
  const quick = (scope: Construct, value: unknown, preparing?: boolean): unknown =>
    preparing === true ? full(scope, value, true) : resolved(value, (token) => full(scope, token));
  Object.defineProperty(tokens, 'resolve', { value: quick });
}

type Resolve = (value: unknown) => unknown;

/** Walks plain data by itself, as CDKTF does: what is undefined goes, empty objects and lists stay. */
function resolved(value: unknown, full: Resolve): unknown {
  if (typeof value === 'string') return mayHoldToken(value) ? full(value) : value;
  if (typeof value === 'number') return isTokenNumber(value) ? full(value) : value;
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? full(value) : value;
  if (Array.isArray(value)) return resolvedList(value, full);
  return isPlain(value) ? resolvedObject(value, full) : full(value);
}

function resolvedList(list: readonly unknown[], full: Resolve): unknown {
  if (list.some((item) => (typeof item === 'string' ? item.includes(marker) : isTokenNumber(item)))) return full(list);
  return list.map((item) => resolved(item, full)).filter((item) => item !== undefined);
}

function resolvedObject(object: Readonly<Record<string, unknown>>, full: Resolve): unknown {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    if (mayHoldToken(key)) return full(object);
    const value = resolved(object[key], full);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

/** Stands in every token in a string, a list or a key. */
const marker = 'TfToken[';

/** Numbers that stand for tokens are far beyond any that AWS takes; inside a string they read such as `-1.8e+289`. */
function mayHoldToken(text: string): boolean {
  return text.includes(marker) || /e\+\d{3}/.test(text);
}

function isTokenNumber(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) > 1e100;
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('resolve' in value);
}

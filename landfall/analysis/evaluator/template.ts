import { globOf, literal, type Glob } from '../../model/policy-glob';

/** Values of a context key, by its name in lower case; undefined where the request has none. */
export type Lookup = (key: string) => readonly string[] | undefined;

interface Variable {
  /** In lower case. */
  readonly key: string;
  readonly fallback: string | undefined;
}

/** A text of a policy with variables (`${aws:username}`), read once. */
export interface Template {
  readonly parts: readonly (Glob | Variable)[];
  /** The whole, where it has no variable. */
  readonly fixed: Glob | undefined;
}

export interface TemplateOptions {
  /** False for version 2008-10-17, where `${` is text. */
  readonly variables: boolean;
  /** Whether `*` and `?` are wildcards. What a variable brings never holds one. */
  readonly wildcards: boolean;
}

const anyVariable = /\$\{([^}]*)\}/;
const withFallback = /^([^,]*?)\s*,\s*'([^']*)'\s*$/;

export function templateOf(text: string, { variables, wildcards }: TemplateOptions): Template {
  const read = wildcards ? globOf : literal;
  if (!variables || !text.includes('${')) {
    const fixed = read(text);
    return { parts: [fixed], fixed };
  }
  // Odd places hold what stood between braces.
  const parts = text.split(anyVariable).map((part, index) => (index % 2 === 0 ? read(part) : inBraces(part)));
  return { parts, fixed: parts.every(isGlob) ? parts.flat() : undefined };
}

/**
 * Fills the variables. Undefined where one has no value and no default, or several values: then it is equal to nothing.
 * Source: IAM user guide, "Policy variables", 2026-11.
 */
export function filledTemplate(template: Template, lookup: Lookup): Glob | undefined {
  if (template.fixed !== undefined) return template.fixed;
  const filled: number[] = [];
  for (const part of template.parts) {
    const glob = isGlob(part) ? part : valueOf(part, lookup);
    if (glob === undefined) return undefined;
    filled.push(...glob);
  }
  return filled;
}

/** `${*}`, `${?}` and `${$}` are those characters. */
function inBraces(written: string): Glob | Variable {
  const text = written.trim();
  if (text === '*' || text === '?' || text === '$') return literal(text);
  const [, key, fallback] = withFallback.exec(text) ?? [];
  return { key: (key ?? text).toLowerCase(), fallback };
}

function valueOf({ fallback, key }: Variable, lookup: Lookup): Glob | undefined {
  const values = lookup(key);
  const value = values?.length === 1 ? values[0] : values === undefined ? fallback : undefined;
  return value === undefined ? undefined : literal(value);
}

function isGlob(part: Glob | Variable): part is Glob {
  return Array.isArray(part);
}

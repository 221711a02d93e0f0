import { parse } from 'yaml';

/**
 * Parses a policy written as JSON or YAML. Whoever asks for the same text gets the same value, so nobody may change it.
 * @throws on a syntax error, and for a key that is there twice
 */
export function parseStrictly(text: string): unknown {
  if (known.has(text)) return known.get(text);
  // The library would write its warnings between the program's own lines.
  const value: unknown = parse(text, { logLevel: 'error' });
  known.set(text, value);
  return value;
}

/** Every unit reads the policies that it gets, and several checks read all of them. */
const known = new Map<string, unknown>();

/** The same, many times faster for JSON, which lets a key that is there twice pass: a check has refused it before. */
export function parsePolicy(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseStrictly(text);
  }
}

/** Undefined where a text is neither JSON nor YAML: a check tells of it, and whoever else reads it goes on. */
export function policyOrNothing(text: string): unknown {
  try {
    return parsePolicy(text);
  } catch {
    return undefined;
  }
}

/** The statements of a parsed policy, whatever is in them; none where it has no `Statement`. */
export function statementsOf(policy: unknown): readonly unknown[] {
  const written: unknown =
    typeof policy === 'object' && policy !== null && 'Statement' in policy ? policy.Statement : undefined;
  return written === undefined ? [] : [written].flat();
}

/** The policy as the shortest JSON, keys in the order in which they were written. A broken text stays as it is. */
export function minifiedJson(text: string): string {
  try {
    return JSON.stringify(parsePolicy(text));
  } catch {
    return text;
  }
}

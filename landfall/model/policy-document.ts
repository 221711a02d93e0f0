import { parse } from 'yaml';

/** Parses a policy written as JSON or YAML; JSON is YAML, so one parser reads both. @throws on a syntax error. */
export function parsePolicy(text: string): unknown {
  return parse(text);
}

/** The policy as the shortest JSON, keys in the order in which they were written. A broken text stays as it is. */
export function minifiedJson(text: string): string {
  try {
    return JSON.stringify(parsePolicy(text));
  } catch {
    return text;
  }
}

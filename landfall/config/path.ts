import type { DocumentPath } from './document';

/** A path as people write it: `accounts.network.unit`, `assignments[2].group`, `versions["1.0"]`. */
export function pathText(path: DocumentPath): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(segment)) return `${text}[${JSON.stringify(segment)}]`;
    return text === '' ? segment : `${text}.${segment}`;
  }, '');
}

/** The value at a path inside plain data; undefined where the path ends early. */
export function valueAt(value: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((current, segment) => {
    if (isList(current)) return typeof segment === 'number' ? current[segment] : undefined;
    return isMapping(current) ? current[String(segment)] : undefined;
  }, value);
}

/** Whether a value is a map of keys, as YAML and JSON know it. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

import { createHash } from 'node:crypto';

/**
 * Address of a resource in its stack, from the ids of its constructs: the name that CDKTF gives it. So the model can say
 * what is imported where, without the library; a test compares both.
 * @param path construct ids from below the stack down to the resource
 */
export function terraformAddress(type: string, ...path: readonly string[]): string {
  // Constructs have no slash or newline in their ids: the library puts two hyphens there.
  const ids = path.map((part) => part.replace(/[/\n]/g, '--'));
  return `${type}.${logicalId(ids.filter((part) => part !== 'Default'))}`;
}

function logicalId(path: readonly string[]): string {
  const [first = '', ...others] = path;
  if (others.length === 0 && allowed(first).length <= 255) return allowed(first);
  const hash = createHash('md5').update(path.join('/')).digest('hex').slice(0, 8).toUpperCase();
  const parts = path.filter((part, index) => index === 0 || !lastKept(path, index).endsWith(part));
  const readable = parts.filter((part) => part !== 'Resource').map(allowed);
  return `${readable.join('_').slice(0, 240)}_${hash}`;
}

/** The nearest part before that is not left out because it repeats the end of the one before it. */
function lastKept(path: readonly string[], index: number): string {
  let kept = path[0] ?? '';
  for (const part of path.slice(1, index)) if (!kept.endsWith(part)) kept = part;
  return kept;
}

function allowed(part: string): string {
  return part.replace(/[^A-Za-z0-9_-]/g, '');
}

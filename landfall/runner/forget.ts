import { forgetStack, readFactsLock, writeFactsLock } from '../model/lock';
import type { ZoneStacks } from './zone-stacks';

/**
 * Forgets the stacks that `removed.yaml` says to forget, with their facts; what they hold stays in AWS.
 * @returns what was forgotten
 */
export function forgetRemoved({
  directory,
  forget,
  stacks,
}: ZoneStacks & { readonly directory: string }): readonly string[] {
  if (forget.length === 0) return [];
  const kept = new Set(stacks.flatMap(({ assigns }) => assigns));
  const { lock } = readFactsLock(directory);
  writeFactsLock(
    directory,
    forget.reduce((left, id) => forgetStack(left, id, kept), lock),
  );
  return forget;
}

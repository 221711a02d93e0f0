import type { FactKey, FactReader } from '../facts';
import type { Manage } from '../zone';
import type { ImportBlock } from './slice';

/** What one object, or several, bring into the slice of their stack. */
export interface FoundPart {
  readonly imports?: readonly ImportBlock[];
  readonly released?: readonly string[];
  readonly takenOver?: readonly (readonly [FactKey, string])[];
}

export interface Found {
  readonly all: readonly FoundPart[];
}

/** An object that is one resource: imported where it is written, let go of where it is only read. */
export function oneImport(manage: Manage | undefined, block: ImportBlock): FoundPart {
  return manage === 'read' ? { released: [block.to] } : { imports: [block] };
}

/**
 * An object of several parts. Parts that come later don't exist, so nothing of it is imported any more once it was; the
 * fact that tells so is put out by the stack.
 */
export function partsOfOne(facts: FactReader, key: FactKey, value: string, parts: readonly ImportBlock[]): FoundPart {
  const isDone = facts.find(key) !== undefined;
  return {
    imports: isDone ? parts.map((part) => ({ ...part, done: true as const })) : parts,
    takenOver: [[key, value]],
  };
}

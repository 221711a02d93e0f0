import { keptArguments, taggedTypes } from './ids';
import type { ImportBlock } from './slice';

// By plain names, because an address tells its type as text.
const keptOfType: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(keptArguments));
const tagged: ReadonlySet<string> = taggedTypes;

/**
 * Arguments of imported objects that stay as they are, whatever the stack says of them, by address; without those that
 * keep none.
 * @param keepsTags whether their tags stay as well
 */
export function keptByAddress(
  imports: readonly ImportBlock[],
  keepsTags: boolean,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    imports.flatMap(({ to }) => {
      const type = to.slice(0, to.indexOf('.'));
      const tags = keepsTags && tagged.has(type) ? ['tags', 'tags_all'] : [];
      const kept = [...(keptOfType.get(type) ?? []), ...tags];
      return kept.length === 0 ? [] : [[to, kept] as const];
    }),
  );
}

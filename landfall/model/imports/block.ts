import { terraformAddress } from './address';
import { importIds, type ImportedType } from './ids';
import type { ImportBlock } from './slice';

/** What goes into the id of each type. */
type Parts = { readonly [Type in ImportedType]: Parameters<(typeof importIds)[Type]>[0] };

const ids: { readonly [Type in ImportedType]: (parts: Parts[Type]) => string } = importIds;

/** An import of one type: its id is made of its parts by the table, its address of the ids of its constructs. */
export function importBlock<Type extends ImportedType>(
  type: Type,
  path: readonly string[],
  parts: Parts[Type],
): ImportBlock {
  return { to: terraformAddress(type, ...path), id: ids[type](parts) };
}

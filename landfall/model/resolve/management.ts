import type { Manage } from '../zone';

/** What people may write of a thing that has no id of its own. */
interface Written {
  readonly manage?: Manage | undefined;
  readonly exists?: boolean | undefined;
}

/** Only what is written: a model of an organization without anything adopted stays as it was. */
export function management({ exists, manage }: Written): { readonly manage?: Manage; readonly exists?: true } {
  return { ...(manage === undefined ? {} : { manage }), ...(exists === true ? { exists } : {}) };
}

/** An optional part of the model under the name that it has there. */
export function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [Name in Key]?: Value } {
  // TypeScript widens a computed key to string, hence the record of one.
  const part: { [Name in Key]?: Value } = {};
  if (value !== undefined) part[key] = value;
  return part;
}

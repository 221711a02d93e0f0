import { freeKey } from './keys';

/** Something of an inventory that wants a name of its own in a file. */
interface Named {
  /** What AWS calls it, unique. */
  readonly id: string;
  readonly wanted: string;
}

/** Names by id, apart from each other also where letter case does not count, as on some disks. The first has its wish. */
export function uniqueNames(things: readonly Named[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    things.map(({ id, wanted }) => {
      const name = freeKey(wanted, (key) => taken.has(key.toLowerCase()));
      taken.add(name.toLowerCase());
      return [id, name];
    }),
  );
}

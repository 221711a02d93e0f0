import { freeKey } from './keys';

/** Gives names apart from each other also where letter case does not count, as on some disks. The first has its wish. */
export function uniqueNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const name = freeKey(wanted, (key) => taken.has(key.toLowerCase()));
    taken.add(name.toLowerCase());
    return name;
  };
}

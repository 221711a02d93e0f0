import { arnParts, globOf, matches } from '../../model/policy-glob';

/** Whether a text is as a pattern says, in which `*` stands for any characters and `?` for one. Case doesn't count. */
export function covers(pattern: string, text: string): boolean {
  return matches(globOf(pattern.toLowerCase()), text.toLowerCase());
}

/**
 * Whether there is a text that both patterns match. Case doesn't count. Walks through both at once, with the set of
 * places in `other` that the part of `one` so far can reach.
 */
export function meet(one: string, other: string): boolean {
  const a = one.toLowerCase();
  const b = other.toLowerCase();
  /** Places from which wildcards of the other let go on without any character. */
  const closed = (places: ReadonlySet<number>): Set<number> => {
    const all = new Set(places);
    for (const place of all) if (b[place] === '*') all.add(place + 1);
    return all;
  };
  let places = closed(new Set([0]));
  for (const char of a) {
    const next = new Set<number>();
    if (char === '*') {
      const first = Math.min(...places);
      for (let place = first; place <= b.length; place++) next.add(place);
    } else {
      for (const place of places) {
        const there = b[place];
        if (there === undefined) continue;
        if (there === '*') next.add(place);
        else if (char === '?' || char === there || there === '?') next.add(place + 1);
      }
    }
    if (next.size === 0) return false;
    places = closed(next);
  }
  return places.has(b.length);
}

/**
 * Whether two patterns of ARNs have one in common: part by part, because wildcards don't reach over the first five colons.
 * A pattern with fewer parts leaves the others open. Source: IAM user guide, "Resource", 2026-11.
 */
export function arnsMeet(one: string, other: string): boolean {
  const theirs = arnParts(other);
  return arnParts(one).every((part, index) => meet(part, theirs[index] ?? '*'));
}

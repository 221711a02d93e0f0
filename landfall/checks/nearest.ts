/** Number of letters to change, add, drop or swap until one word is the other. */
function distance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const change = left[row - 1] === right[column - 1] ? 0 : 1;
      current.push(
        Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + change),
      );
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** What to do about an unknown name: the nearest known one if it is near, else the known ones. */
export function suggestion(word: string, known: Iterable<string>): string {
  const candidates = [...known];
  const ranked = candidates
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1));
  const [best] = ranked;
  if (best === undefined) return 'Nothing of the kind is described yet';
  if (best.far <= Math.max(2, Math.floor(word.length / 3))) return `Did you mean ${best.candidate}?`;
  const shown = candidates.slice(0, 12);
  return `Known: ${shown.join(', ')}${candidates.length > shown.length ? ` and ${candidates.length - shown.length} more` : ''}`;
}

import { nearest } from '../diagnostics/nearest';

const shownAtMost = 12;

/** What to do about an unknown name: the nearest known one if there is one, else the known ones. */
export function suggestion(word: string, known: readonly string[]): string {
  if (known.length === 0) return 'Nothing of the kind is described yet';
  const meant = nearest(word, known);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  const left = known.length - shownAtMost;
  return `Known: ${known.slice(0, shownAtMost).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

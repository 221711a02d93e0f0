import type { FoundAccount } from '../inventory';
import { placesAbove, type Place } from './places';

const words = new Set(['prod', 'production', 'prd', 'productive', 'live']);
/** Words that turn the next one around, as in `Non-Prod` and `pre prod`. */
const contrary = new Set(['non', 'not', 'no', 'pre']);

/**
 * Whether tags, name or units of an account say that it is in production. A tag that names its environment decides; nobody
 * writes `environment: test` on what is in production, whatever it is called.
 */
export function isProduction({ name, parentId, tags }: FoundAccount, places: ReadonlyMap<string, Place>): boolean {
  const tagged = environments(tags);
  if (tagged.length > 0) return tagged.some(saysProduction);
  return [name, ...placesAbove(places, parentId).map((place) => place.name)].some(saysProduction);
}

/** Whether one of the words of a text says so. */
export function saysProduction(text: string): boolean {
  const parts = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return parts.some((part, index) => words.has(part) && !contrary.has(parts[index - 1] ?? ''));
}

function environments(tags: FoundAccount['tags']): readonly string[] {
  return Object.entries(tags).flatMap(([key, value]) =>
    /(^|[^a-z])(env|environment|stage)$/i.test(key) ? [value] : [],
  );
}

import { createHash } from 'node:crypto';

/**
 * A configuration key as part of a construct id. Keys of plain letters, digits and hyphens stay as they are. CDKTF drops
 * other characters, so that `CI/CD` and `CICD` would become one resource: such keys get a hash of what they were.
 * The result never holds an underscore, so parts can be joined by one without ambiguity.
 */
export function idPart(key: string): string {
  if (/^[A-Za-z0-9-]+$/.test(key)) return key;
  const readable = key.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `${readable}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
}

/** A construct id of several keys, such as `fraud-dev_DataScientist_team-DataScientists`. */
export function constructId(...keys: readonly string[]): string {
  return keys.map(idPart).join('_');
}

import type { Diagnostic } from '../../diagnostics/diagnostic';
import { acceptedWhere } from '../report';
import { yamlText } from './yaml-text';

/** File in which findings are accepted. */
export const acceptancesPath = 'accepted.yaml';

/**
 * Accepts the errors that checks find in what was there before Landfall, each at its place: a new one still counts.
 * @param directory folder in which the findings have their places
 * @param until last day, such as `2027-03-31`
 * @returns text of `accepted.yaml`; undefined where nothing is to be accepted, or can be
 */
export function acceptancesText(
  diagnostics: readonly Diagnostic[],
  directory: string,
  until: string,
): string | undefined {
  const reason = 'It was so when the organization was adopted';
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const entries = errors.flatMap((finding) => {
    const where = acceptedWhere(finding, directory);
    return where === undefined ? [] : [{ code: finding.code, where, reason, until }];
  });
  const findings = [...new Map(entries.map((entry) => [`${entry.code} ${entry.where}`, entry])).values()];
  return findings.length === 0 ? undefined : yamlText({ findings });
}

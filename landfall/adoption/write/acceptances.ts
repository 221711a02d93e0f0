import { canBeAccepted } from '../../checks/never-accepted';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { yamlText } from './yaml-text';

/** File in which findings are accepted. */
export const acceptancesPath = 'accepted.yaml';

/**
 * Accepts the errors that checks find in what was there before Landfall, each at its place: a new one still counts.
 * @param draft folder that was checked
 * @param until last day, such as `2027-03-31`
 * @returns text of `accepted.yaml`; undefined where nothing is to be accepted, or can be
 */
export function acceptancesText(diagnostics: readonly Diagnostic[], draft: string, until: string): string | undefined {
  const reason = 'It was so when the organization was adopted';
  const entries = diagnostics.flatMap(({ code, location, path, severity }) => {
    if (severity !== 'error' || !canBeAccepted(code) || location === undefined) return [];
    const file = location.file.replace(`${draft}/`, '');
    return [{ code, where: path === undefined ? file : `${file}:${path}`, reason, until }];
  });
  const findings = [...new Map(entries.map((entry) => [`${entry.code} ${entry.where}`, entry])).values()];
  return findings.length === 0 ? undefined : yamlText({ findings });
}

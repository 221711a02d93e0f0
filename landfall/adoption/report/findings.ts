import { relative } from 'node:path';
import { canBeAccepted } from '../../checks/never-accepted';
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic';
import { item, line } from './markdown';

/** What checks say of the description, the errors first, with an entry for `accepted.yaml` where one helps. */
export function findingsChapter(diagnostics: readonly Diagnostic[], directory: string): string {
  const of = (severity: Severity): readonly Diagnostic[] => diagnostics.filter((each) => each.severity === severity);
  const [errors, warnings] = [of('error'), of('warning')];
  if (errors.length + warnings.length === 0) return 'No check finds anything: `landfall validate` is green.\n';
  const entries = [...errors, ...warnings].flatMap((finding) => {
    const where = acceptedWhere(finding, directory);
    return where === undefined ? [] : [entry(finding.code, where)];
  });
  return [
    'Mend what can be mended, and accept the rest for a while with a reason (`docs/how-to/accept-a-finding.md`).\n',
    ...group('Errors', errors, directory),
    ...group('Warnings', warnings, directory),
    ...(entries.length === 0
      ? []
      : [
          `Entries for \`accepted.yaml\`, to be given a reason and a last day:\n\n\`\`\`yaml\nfindings:\n${entries.join('')}\`\`\`\n`,
        ]),
  ].join('\n');
}

function group(title: string, findings: readonly Diagnostic[], directory: string): readonly string[] {
  if (findings.length === 0) return [];
  const items = findings.map((finding) => {
    const { code, help, location, message } = finding;
    const place = location === undefined ? '' : ` (${within(location.file, directory)}:${location.line})`;
    return item(code, `${message}${place}${help === undefined ? '' : `. ${help}`}`);
  });
  return [`### ${title}\n`, items.join('')];
}

function entry(code: string, where: string): string {
  return `  - code: ${code}\n    where: ${JSON.stringify(line(where))}\n    reason: …\n    until: YYYY-MM-DD\n`;
}

/** The place by which `accepted.yaml` names a finding; undefined for one that can't be accepted, or has no place. */
export function acceptedWhere({ code, location, path }: Diagnostic, directory: string): string | undefined {
  if (!canBeAccepted(code) || location === undefined) return undefined;
  const file = within(location.file, directory);
  return path === undefined ? file : `${file}:${path}`;
}

/** A path as it is inside the organization's folder, so that the report is the same wherever that lies. */
function within(file: string, directory: string): string {
  const way = relative(directory, file);
  return way.startsWith('..') ? file : way.replaceAll('\\', '/');
}

import { canBeAccepted } from '../../checks/never-accepted';
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic';
import { item, line } from './markdown';

/** What checks say of the description, the errors first, with an entry for `accepted.yaml` where one helps. */
export function findingsChapter(diagnostics: readonly Diagnostic[], directory: string): string {
  const of = (severity: Severity): readonly Diagnostic[] => diagnostics.filter((each) => each.severity === severity);
  const [errors, warnings] = [of('error'), of('warning')];
  if (errors.length + warnings.length === 0) return 'No check finds anything: `landfall validate` is green.\n';
  const entries = [...errors, ...warnings].flatMap((finding) => entry(finding, directory));
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

/** A finding that can be accepted and has a place by which to say so. */
function entry({ code, location, path }: Diagnostic, directory: string): readonly string[] {
  if (!canBeAccepted(code) || location === undefined) return [];
  const file = within(location.file, directory);
  const where = path === undefined ? file : `${file}:${path}`;
  return [`  - code: ${code}\n    where: ${JSON.stringify(line(where))}\n    reason: …\n    until: YYYY-MM-DD\n`];
}

/** A path as it is inside the organization's folder, so that the report is the same wherever that lies. */
function within(file: string, directory: string): string {
  const folder = `${directory.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
  return file.startsWith(folder) ? file.slice(folder.length) : file;
}

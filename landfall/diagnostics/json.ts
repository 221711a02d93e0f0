import type { AcceptedFinding, Diagnostic } from './diagnostic';
import { sortDiagnostics } from './diagnostic';

/**
 * Diagnostics for programs. The shape is stable; keys may be added, none change their meaning:
 * `{ schema: 1, errors, warnings, notes, diagnostics: Diagnostic[] }`, where a diagnostic has `severity`, `code`,
 * `message` and, where known, `help`, `path`, `location: { file, line, column }` and
 * `related: { message, location? }[]`. Lines and columns count from 1, columns in UTF-16 code units.
 * Where findings are accepted, `accepted` has them, in the same shape with `reason` and `until`; they aren't counted.
 */
export function diagnosticsToJson(
  diagnostics: readonly Diagnostic[],
  accepted: readonly AcceptedFinding[] = [],
): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const document = {
    schema: 1,
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
    diagnostics: sortDiagnostics(diagnostics).map(plain),
    ...(accepted.length === 0
      ? {}
      : { accepted: accepted.map(({ diagnostic, reason, until }) => ({ ...plain(diagnostic), reason, until })) }),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Spelled out, so that keys come in one order whoever made the diagnostic; undefined ones vanish in JSON. */
function plain({ severity, code, message, help, path, location, related }: Diagnostic): object {
  return { severity, code, message, help, path, location, related };
}

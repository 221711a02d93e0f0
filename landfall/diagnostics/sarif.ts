import { catalogue } from './catalogue';
import type { AcceptedFinding, Diagnostic, Location } from './diagnostic';
import { sortDiagnostics } from './diagnostic';

/**
 * Diagnostics as SARIF 2.1.0, which code hosts show beside the lines of a pull request. Accepted findings are results
 * with a suppression, so that hosts know them and don't raise them.
 */
export function diagnosticsToSarif(
  diagnostics: readonly Diagnostic[],
  accepted: readonly AcceptedFinding[] = [],
): string {
  const suppressed = new Map(accepted.map((each) => [each.diagnostic, each]));
  const sorted = sortDiagnostics([...diagnostics, ...suppressed.keys()]);
  const codes = [...new Set(sorted.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'landfall', rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: sorted.map((diagnostic) => ({
          ...result(diagnostic, codes.indexOf(diagnostic.code)),
          ...suppression(suppressed.get(diagnostic)),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rule(code: string): object {
  const entry = catalogue[code];
  return entry === undefined
    ? { id: code }
    : { id: code, shortDescription: { text: entry.title }, fullDescription: { text: entry.explanation } };
}

function result(diagnostic: Diagnostic, ruleIndex: number): object {
  const { code, severity, message, help, location, path, related } = diagnostic;
  const logical = path === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: path }] };
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: help === undefined ? message : `${message}\n${help}` },
    ...(location === undefined && path === undefined
      ? {}
      : { locations: [{ ...(location === undefined ? {} : physical(location)), ...logical }] }),
    ...(related === undefined
      ? {}
      : {
          relatedLocations: related.map((place, id) => ({
            id,
            message: { text: place.message },
            ...(place.location === undefined ? {} : physical(place.location)),
          })),
        }),
  };
}

function suppression(accepted: AcceptedFinding | undefined): object {
  if (accepted === undefined) return {};
  const justification = `${accepted.reason} (until ${accepted.until})`;
  return { suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}

function physical({ file, line, column }: Location): object {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri }, region: { startLine: line, startColumn: column } } };
}

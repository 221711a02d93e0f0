import type { Sources } from '../../config/configuration';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { renderDiagnostics } from '../../diagnostics/render';
import { diagnosticsToSarif } from '../../diagnostics/sarif';
import { isRemark, kinds, remarkCode, type Difference } from './difference';

export interface Rendering {
  readonly format: 'text' | 'json' | 'sarif';
  readonly color: boolean;
  /** Id of the organization that was compared. */
  readonly organization: string;
  readonly sources: Sources;
}

/** Differences as text for people with a summary at the end, as JSON (`differencesJson`), or as SARIF 2.1.0. */
export function renderDifferences(differences: readonly Difference[], rendering: Rendering): string {
  const { color, format, organization, sources } = rendering;
  switch (format) {
    case 'json':
      return differencesJson(differences, organization, sources);
    case 'sarif':
      return diagnosticsToSarif(differenceDiagnostics(differences, sources));
    case 'text': {
      const diagnostics = renderDiagnostics(differenceDiagnostics(differences, sources), { color });
      return `${diagnostics}${differenceSummary(differences)}`;
    }
  }
}

/** Differences as diagnostics, with file, line and column. */
function differenceDiagnostics(differences: readonly Difference[], sources: Sources): readonly Diagnostic[] {
  return differences.map(({ at, code, described, found, help, severity, subject }) => ({
    ...{ severity, code, help },
    message: described === '' ? `${subject}: ${found}` : `${subject} ${found}; described: ${described}`,
    ...(at.path.length === 0 ? {} : { path: at.path.join('.') }),
    location: sources.locate(at),
  }));
}

/**
 * Differences for programs. The shape is stable; keys may be added, none change their meaning:
 * `{ schema: 1, organization, differences, remarks, summary, findings }`, where `summary` counts differences by kind and
 * a finding has `remark` (whether it is no difference), `code`, `severity`, `kind`, `subject`, `found`, `described`,
 * `help` and `location: { file, line, column }`.
 */
function differencesJson(differences: readonly Difference[], organization: string, sources: Sources): string {
  const document = {
    schema: 1,
    organization,
    differences: differences.filter((one) => !isRemark(one)).length,
    remarks: differences.filter(isRemark).length,
    summary: Object.fromEntries(countByKind(differences)),
    findings: differences.map((one) => {
      const { at, code, described, found, help, kind, severity, subject } = one;
      const location = sources.locate(at);
      return { remark: isRemark(one), code, severity, kind, subject, found, described, help, location };
    }),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** The last lines for people: how many differences of which kind, and what the answer leaves open. */
function differenceSummary(differences: readonly Difference[]): string {
  const counts = countByKind(differences);
  const number = counts.reduce((sum, [, count]) => sum + count, 0);
  const open = differences.filter(({ code }) => code === remarkCode.notCompared).map(({ kind }) => kind);
  const waiting = differences.filter(({ code }) => code === remarkCode.notDeployed).map(({ kind }) => kind);
  const rest = open.length === 0 ? '' : ' in what could be compared';
  return [
    number === 0
      ? `no difference${rest}`
      : `${number} difference${number === 1 ? '' : 's'}${rest}: ${counts.map(([kind, count]) => `${kind} ${count}`).join(', ')}`,
    ...(open.length === 0 ? [] : [`not compared, at least in part: ${[...new Set(open)].join(', ')}`]),
    ...(waiting.length === 0 ? [] : [`not deployed yet: ${[...new Set(waiting)].join(', ')}`]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function countByKind(differences: readonly Difference[]): readonly (readonly [string, number])[] {
  return kinds.flatMap((kind) => {
    const count = differences.filter((one) => one.kind === kind && !isRemark(one)).length;
    return count === 0 ? [] : [[kind, count] as const];
  });
}

/** How bad a finding is: an `error` stops everything, a `warning` is printed, a `note` explains. */
export type Severity = 'error' | 'warning' | 'note';

/** A place in a file; `line` and `column` count from 1, `file` is relative to the working directory. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A second place that explains the first, such as the other of two equal names. */
export interface RelatedPlace {
  readonly message: string;
  readonly location?: Location;
}

/**
 * The one shape in which Landfall speaks of a problem.
 * `message` says what was found and what is allowed, `help` what to do about it.
 */
export interface Diagnostic {
  readonly severity: Severity;
  /** Stable and public: `LF` and four digits; the catalogue explains each. */
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  /** Configuration path in words, such as `accounts.network.unit`. */
  readonly path?: string;
  readonly location?: Location;
  readonly related?: readonly RelatedPlace[];
}

/** A finding that people live with for a while, and why. */
export interface AcceptedFinding {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
  /** Last day on which it is accepted, such as `2027-01-31`. */
  readonly until: string;
}

/** Thrown where going on makes no sense; the command line prints its diagnostics and exits 1. */
export class DiagnosticError extends Error {
  constructor(public readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => `${diagnostic.code}: ${diagnostic.message}`).join('\n'));
    this.name = 'DiagnosticError';
  }
}

/** @returns whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Orders by file, line, column, code and message, so that two runs print the same. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      (a.location?.file ?? '').localeCompare(b.location?.file ?? '', 'en') ||
      (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
      (a.location?.column ?? 0) - (b.location?.column ?? 0) ||
      a.code.localeCompare(b.code, 'en') ||
      a.message.localeCompare(b.message, 'en'),
  );
}

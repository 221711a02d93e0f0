import type { SourceRef, Sources } from '../config/configuration';
import type { Diagnostic, RelatedPlace, Severity } from '../diagnostics/diagnostic';
import type { Lock } from '../model/lock';
import type { LandingZone } from '../model/zone';

export interface CheckInput {
  /** The organization's, as the user gave it. */
  readonly directory: string;
  readonly zone: LandingZone;
  readonly lock: Lock;
}

/** One rule: finds everything that breaks it, in the whole model at once. */
export type Check = (input: CheckInput) => readonly Diagnostic[];

/** A finding before its place is turned into line and column. */
export interface Finding {
  readonly severity?: Severity;
  readonly code: string;
  readonly at: SourceRef;
  /** Keys below `at.path` that the finding is about. */
  readonly within?: readonly (string | number)[];
  /** Whether the key or the value is marked; default the value. */
  readonly mark?: 'key' | 'value';
  readonly message: string;
  readonly help?: string;
  readonly related?: readonly { readonly message: string; readonly at: SourceRef }[];
}

/** Turns a finding into a diagnostic with file, line and column. */
export function diagnostic(sources: Sources, finding: Finding): Diagnostic {
  const at: SourceRef = { file: finding.at.file, path: [...finding.at.path, ...(finding.within ?? [])] };
  const related: readonly RelatedPlace[] = (finding.related ?? []).map((place) => ({
    message: place.message,
    location: sources.locate(place.at),
  }));
  return {
    severity: finding.severity ?? 'error',
    code: finding.code,
    message: finding.message,
    ...(finding.help === undefined ? {} : { help: finding.help }),
    path: at.path.join('.'),
    location: sources.locate(at, finding.mark),
    ...(related.length === 0 ? {} : { related }),
  };
}

import type { Diagnostic, Location, RelatedPlace, Severity } from '../diagnostics/diagnostic';
import type { StackGraph } from '../model/graph';
import type { Lock } from '../model/lock';
import type { BlueprintReference, LandingZone, Unit } from '../model/zone';

/** A place in the configuration by file and keys. */
export type SourceRef = Unit['source'];
type Sources = LandingZone['sources'];

/** Names that the user's own code in `custom/` registers. */
export interface OwnNames {
  readonly blueprints: readonly BlueprintReference[];
  /** Classes of stacks. */
  readonly stacks: readonly string[];
}

export interface CheckInput {
  /** The organization's, as the user gave it. */
  readonly directory: string;
  readonly zone: LandingZone;
  readonly lock: Lock;
  /** All stacks, in order; made once, because it is the dearest part of the model. */
  readonly graph: StackGraph;
  /** Whether this is continuous integration, where nothing may be decided that isn't committed. */
  readonly ci: boolean;
  /** What `custom/` registers; undefined where that was not looked at. */
  readonly own: OwnNames | undefined;
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
  /** A place inside the file of `at` that no key leads to. */
  readonly position?: Pick<Location, 'line' | 'column'>;
  readonly message: string;
  readonly help: string;
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
    help: finding.help,
    ...(at.path.length === 0 ? {} : { path: at.path.join('.') }),
    location: { ...sources.locate(at, finding.mark), ...finding.position },
    ...(related.length === 0 ? {} : { related }),
  };
}

/** Makes a check of a function that finds; most rules look at nothing but the model. */
export function check(find: (input: CheckInput) => readonly Finding[]): Check {
  return (input) => find(input).map((finding) => diagnostic(input.zone.sources, finding));
}

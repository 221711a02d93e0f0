import { hasErrors, sortDiagnostics, type AcceptedFinding, type Diagnostic } from '../diagnostics/diagnostic';
import type { StackGraph } from '../model/graph';
import type { Lock } from '../model/lock';
import { zoneGraph } from '../model/plan';
import { readZone } from '../model/read-zone';
import type { LandingZone } from '../model/zone';
import { acceptanceFindings, withoutAccepted } from './accepted';
import { allChecks } from './all';
import type { OwnNames } from './check';
import { stackGraphCheck } from './stack-graph';

export type { OwnNames } from './check';

export interface CheckOptions {
  /** Whether this is continuous integration, where an undecided value is an error; default: no. */
  readonly ci?: boolean;
  /**
   * Blueprints and stacks that `custom/` registers. Without it, a blueprint that isn't built in is no error:
   * the program that renders stacks knows them all.
   */
  readonly own?: OwnNames;
  /** The day by which acceptances of findings end, as `dayOf` writes it; without it none has ended. */
  readonly today?: string;
}

export interface CheckedOrganization {
  /** Without the findings that are accepted. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where there are none. */
  readonly accepted?: readonly AcceptedFinding[];
  /** Missing only if the configuration could not be understood. */
  readonly zone?: LandingZone;
  readonly lock?: Lock;
  /** All stacks in order; missing where files have errors, because parts of the model are then missing too. */
  readonly graph?: StackGraph;
}

/**
 * Reads an organization's directory, makes its model and runs every check: what `landfall validate`, `cdktf synth`
 * and every other command do first. Needs no credentials and no network, never throws for bad input.
 */
export function checkOrganization(directory: string, options: CheckOptions = {}): CheckedOrganization {
  const { diagnostics, model } = readZone(directory);
  if (model === undefined) return { diagnostics: sortDiagnostics(diagnostics) };
  const { zone, lock } = model;
  if (!model.complete) return { diagnostics: sortDiagnostics(diagnostics), zone, lock };
  const { ci = false, own, today } = options;
  const graph = zoneGraph(zone);
  const input = { directory, zone, lock, graph, ci, own };
  const found = allChecks.flatMap((each) => each(input));
  const acceptance = { written: model.accepted, sources: zone.sources, today };
  const { accepted, left } = withoutAccepted(found, acceptance);
  const inGraph = hasErrors(left) ? [] : stackGraphCheck(input);
  const about = acceptanceFindings(found, accepted, acceptance);
  return {
    diagnostics: sortDiagnostics([...diagnostics, ...left, ...inGraph, ...about]),
    ...(accepted.length === 0 ? {} : { accepted }),
    zone,
    lock,
    graph,
  };
}

/** A day in UTC, such as `2027-01-31`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** Whether the environment says that this is continuous integration: `CI` is set and not `false` or `0`. */
export function runsInCi(environment: Readonly<Record<string, string | undefined>>): boolean {
  return !['', '0', 'false'].includes((environment['CI'] ?? '').toLowerCase());
}

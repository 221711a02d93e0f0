import { hasErrors, sortDiagnostics, type Diagnostic } from '../diagnostics/diagnostic';
import type { StackGraph } from '../model/graph';
import type { Lock } from '../model/lock';
import { zoneGraph } from '../model/plan';
import { readZone } from '../model/read-zone';
import type { LandingZone } from '../model/zone';
import { allChecks } from './all';
import type { OwnNames } from './check';
import { stackGraphCheck } from './stack-graph';

export type { OwnNames } from './check';

export interface CheckOptions {
  /** Whether this is continuous integration, where an undecided value is an error; default: no. */
  readonly ci?: boolean;
  /**
   * Blueprints and stacks that `custom/` registers. Without it, a blueprint that isn't built in is only a warning:
   * the program that renders stacks knows them all.
   */
  readonly own?: OwnNames;
}

export interface CheckedOrganization {
  readonly diagnostics: readonly Diagnostic[];
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
  const { ci = false, own } = options;
  const graph = zoneGraph(zone);
  const input = { directory, zone, lock, graph, ci, own };
  const found = allChecks.flatMap((each) => each(input));
  const inGraph = hasErrors(found) ? [] : stackGraphCheck(input);
  return { diagnostics: sortDiagnostics([...diagnostics, ...found, ...inGraph]), zone, lock, graph };
}

/** Whether the environment says that this is continuous integration: `CI` is set and not `false` or `0`. */
export function runsInCi(environment: Readonly<Record<string, string | undefined>>): boolean {
  return !['', '0', 'false'].includes((environment['CI'] ?? '').toLowerCase());
}

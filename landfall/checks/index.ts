import { loadConfiguration } from '../config/load';
import { hasErrors, sortDiagnostics, type Diagnostic } from '../diagnostics/diagnostic';
import { readLock, type Lock } from '../model/lock';
import { resolveZone } from '../model/resolve';
import type { LandingZone } from '../model/zone';
import { allChecks } from './all';

export interface CheckedOrganization {
  readonly diagnostics: readonly Diagnostic[];
  /** Missing only if the configuration could not be understood. */
  readonly zone?: LandingZone;
  readonly lock?: Lock;
}

/**
 * Reads an organization's directory, makes its model and runs every check: what `landfall validate`, `cdktf synth`
 * and every other command do first. Needs no credentials and no network, never throws for bad input.
 */
export function checkOrganization(directory: string): CheckedOrganization {
  const loaded = loadConfiguration(directory);
  const locked = readLock(directory);
  const read = [...loaded.diagnostics, ...locked.diagnostics];
  if (loaded.configuration === undefined || locked.lock === undefined) return { diagnostics: sortDiagnostics(read) };
  const zone = resolveZone(loaded.configuration, locked.lock.decisions);
  const { lock } = locked;
  const checked = hasErrors(read) ? [] : allChecks.flatMap((check) => check({ directory, zone, lock }));
  return { diagnostics: sortDiagnostics([...read, ...checked]), zone, lock };
}

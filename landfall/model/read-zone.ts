import type { Configuration } from '../config/configuration';
import { loadConfiguration } from '../config/load';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic';
import { readLock, type Lock } from './lock';
import { resolveZone } from './resolve';
import type { LandingZone } from './zone';

/** An organization's directory as a model, with all that is wrong with its files. */
export interface ReadZone {
  readonly diagnostics: readonly Diagnostic[];
  /** Missing where the files could not be understood. */
  readonly model?: {
    readonly zone: LandingZone;
    readonly lock: Lock;
    /** Whether every file was read without an error; otherwise parts of the model are missing. */
    readonly complete: boolean;
    /** Findings that people live with; they are no part of the model. */
    readonly accepted: Configuration['accepted'];
  };
}

/** Reads configuration and lock, and resolves them. Never throws for what it finds there; writes nothing. */
export function readZone(directory: string): ReadZone {
  const loaded = loadConfiguration(directory);
  const locked = readLock(directory);
  const diagnostics = [...loaded.diagnostics, ...locked.diagnostics];
  if (loaded.configuration === undefined || locked.lock === undefined) return { diagnostics };
  const { lock } = locked;
  const { accepted } = loaded.configuration;
  const zone = resolveZone(loaded.configuration, lock.decisions);
  return { diagnostics, model: { zone, lock, complete: !hasErrors(diagnostics), accepted } };
}

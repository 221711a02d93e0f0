import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { checkOrganization, type CheckedOrganization } from '../checks';
import type { Diagnostic, Location } from '../diagnostics/diagnostic';
import type { LandingZone } from '../model/zone';
import { keepDecisions } from '../model/lock/decide';

/** What an organization is, and what it would be with another text in one of its files. */
export interface Trial extends Omit<CheckedOrganization, 'diagnostics'> {
  /** Missing where the organization can't be understood as it is. */
  readonly before: LandingZone | undefined;
  /** All that is wrong then, and whatever else the change brings; places are in the organization's own files. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of a file as tried, for excerpts; undefined where it can't be read. */
  readonly source: (file: string) => string | undefined;
}

/**
 * Checks a copy of the organization in which one file is changed, so that nothing is written before all is well.
 * What was undecided before is decided first, as if nobody had asked: a request moves nobody else's addresses.
 * @param file relative to the organization's directory
 */
export function tryChange(directory: string, file: string, text: string): Trial {
  return tryChanges(directory, new Map([[file, text]]));
}

/** The same for several files at once. */
export function tryChanges(directory: string, texts: ReadonlyMap<string, string>): Trial {
  const copy = mkdtempSync(join(tmpdir(), 'landfall-trial-'));
  try {
    cpSync(directory, copy, { recursive: true, dereference: true });
    const before = checkOrganization(copy);
    if (before.zone !== undefined && before.lock !== undefined) {
      keepDecisions(copy, before.zone, before.lock.decisions, false);
    }
    for (const [file, text] of texts) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), text);
    }
    const after = checkOrganization(copy);
    const known = new Set(before.diagnostics.map(identity));
    const shown = after.diagnostics.filter((each) => each.severity === 'error' || !known.has(identity(each)));
    const original = (path: string): string =>
      path.startsWith(`${copy}/`) ? join(directory, relative(copy, path)) : path;
    const sources = new Map<string, string>();
    for (const { location } of shown) {
      const content = location === undefined ? undefined : textOf(location.file);
      if (location !== undefined && content !== undefined) sources.set(original(location.file), content);
    }
    return {
      ...after,
      before: before.zone,
      diagnostics: shown.map((each) => moved(each, copy, directory, original)),
      source: (path) => sources.get(path) ?? textOf(path),
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The same finding at the same place; a count in its words may have changed. */
function identity({ code, location, path }: Diagnostic): string {
  return JSON.stringify([code, path, location]);
}

function moved(
  diagnostic: Diagnostic,
  copy: string,
  directory: string,
  original: (path: string) => string,
): Diagnostic {
  const at = (location: Location): Location => ({ ...location, file: original(location.file) });
  return {
    ...diagnostic,
    message: diagnostic.message.replaceAll(copy, directory),
    ...(diagnostic.location === undefined ? {} : { location: at(diagnostic.location) }),
    ...(diagnostic.related === undefined
      ? {}
      : {
          related: diagnostic.related.map((place) =>
            place.location === undefined ? place : { ...place, location: at(place.location) },
          ),
        }),
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

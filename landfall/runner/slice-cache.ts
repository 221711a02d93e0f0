import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, sliceHash } from '../model/lock';
import type { StackSlice } from '../model/stack';
import { writeFileAtomically } from './files';
import { isJsonObject, objectAt, parseJson, type Json, type JsonObject } from './json';

export interface CacheOptions {
  /** Folder that gets `stacks/<id>/cdk.tf.json` and `manifest.json`, and here `slices.json`. */
  readonly output: string;
  /** Version of the program: another one may render the same slice differently. */
  readonly program: string;
  /** Renders slices into the output. @returns the manifests of the processes that did it */
  readonly render: (slices: readonly StackSlice[]) => Promise<readonly JsonObject[]>;
}

/** Ids of stacks by what was done about them, sorted. */
export interface CachedSynthesis {
  readonly rendered: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Brings the output up to date: renders only slices whose hash differs from that with which they lie there, and takes
 * away what has no slice any more. A stack is a pure function of its slice, so the rest need not be made again.
 * @param needs ids of the stacks that must be applied before, by stack id
 */
export async function synthesizeChanged(
  options: CacheOptions,
  slices: readonly StackSlice[],
  needs: ReadonlyMap<string, readonly string[]>,
): Promise<CachedSynthesis> {
  const { output, program, render } = options;
  const hashes = new Map(slices.map((slice) => [slice.envelope.id, sliceHash(slice, program)]));
  const known = readSlices(output);
  const before = readManifest(output);
  const isThere = (id: string): boolean =>
    known.get(id) === hashes.get(id) && isJsonObject(before[id]) && existsSync(join(output, 'stacks', id, file));
  const stale = slices.filter(({ envelope }) => !isThere(envelope.id));
  const removed = orphans(output, hashes);
  const rendered = stale.map(({ envelope }) => envelope.id).sort();
  const again = new Set(rendered);
  const unchanged = [...hashes.keys()].filter((id) => !again.has(id)).sort();
  const done = { rendered, unchanged, removed };
  if (stale.length === 0 && removed.length === 0 && known.size === hashes.size) return done;

  mkdirSync(join(output, 'stacks'), { recursive: true });
  // Whoever dies while rendering must not leave a hash behind beside what was rendered from another slice.
  writeSlices(output, new Map(unchanged.map((id) => [id, hashes.get(id) ?? ''])));
  const made = stale.length === 0 ? [] : await render(stale);
  removeStacks(output, removed);
  writeManifest(output, made, before, needs, [...hashes.keys()]);
  writeSlices(output, hashes);
  return done;
}

const file = 'cdk.tf.json';

/** Takes away every rendered stack of a folder that is not among those of its manifest. */
export function removeOrphans(output: string): void {
  removeStacks(output, orphans(output, new Set(Object.keys(readManifest(output)))));
}

function removeStacks(output: string, ids: readonly string[]): void {
  for (const id of ids) rmSync(join(output, 'stacks', id), { recursive: true, force: true });
}

function readSlices(output: string): ReadonlyMap<string, string> {
  const content = readObject(join(output, 'slices.json'));
  return new Map(Object.entries(content).flatMap(([id, hash]) => (typeof hash === 'string' ? [[id, hash]] : [])));
}

function writeSlices(output: string, hashes: ReadonlyMap<string, string>): void {
  writeFileAtomically(join(output, 'slices.json'), canonicalJson(Object.fromEntries(hashes)));
}

function readManifest(output: string): JsonObject {
  return objectAt(readObject(join(output, 'manifest.json')), 'stacks');
}

/** Entries of new stacks from those who rendered them, of the others as they were; dependencies of all as they are now. */
function writeManifest(
  output: string,
  made: readonly JsonObject[],
  before: JsonObject,
  needs: ReadonlyMap<string, readonly string[]>,
  ids: readonly string[],
): void {
  const present = new Set(ids);
  const rendered = new Map(made.flatMap((manifest) => Object.entries(objectAt(manifest, 'stacks'))));
  const stacks = ids.map((id): [string, Json] => {
    const entry = rendered.get(id) ?? before[id];
    const dependencies = (needs.get(id) ?? []).filter((need) => present.has(need));
    return [id, { ...(isJsonObject(entry) ? entry : {}), dependencies }];
  });
  const version = made[0]?.['version'] ?? readObject(join(output, 'manifest.json'))['version'] ?? '';
  writeFileAtomically(join(output, 'manifest.json'), canonicalJson({ stacks: Object.fromEntries(stacks), version }));
}

/** Stacks that were rendered once and have no slice any more; whatever else lies there is somebody else's. */
function orphans(output: string, present: Pick<ReadonlySet<string>, 'has'>): readonly string[] {
  const folder = join(output, 'stacks');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((id) => !present.has(id) && existsSync(join(folder, id, file)))
    .sort();
}

function readObject(path: string): JsonObject {
  try {
    const content = parseJson(readFileSync(path, 'utf8'));
    return isJsonObject(content) ? content : {};
  } catch {
    return {};
  }
}

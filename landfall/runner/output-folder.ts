import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../model/lock';
import type { StackSlice } from '../model/stack';
import { readJsonFile, writeFileAtomically } from './files';
import { isJsonObject, objectAt, type Json, type JsonObject } from './json';
import { forget, renderChanged, type CacheOptions } from './render-cache';

/** Ids of stacks by what was done about them, sorted. */
export interface FolderUpdate {
  readonly rendered: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Those of the first two in which `isFound` found something. */
  readonly found: ReadonlySet<string>;
}

/**
 * Brings a folder up to date that holds all stacks and the manifest by which `cdktf` knows them: renders what has
 * changed, and takes away what has no slice any more.
 * @param needs ids of the stacks that must be applied before, by stack id
 */
export async function updateFolder(
  options: CacheOptions,
  slices: readonly StackSlice[],
  needs: ReadonlyMap<string, readonly string[]>,
): Promise<FolderUpdate> {
  const { output } = options;
  const ids = slices.map(({ envelope }) => envelope.id);
  const before = readManifest(output);
  const entries = objectAt(before, 'stacks');
  const { found, manifests, rendered } = await renderChanged(options, slices, (id) => isJsonObject(entries[id]));
  const removed = orphans(output, new Set(ids));
  removeStacks(output, removed);
  if (removed.length > 0) forget(output, removed);
  writeManifest(output, manifestOf(before, manifests, needs, ids));
  const again = new Set(rendered);
  return { rendered, unchanged: ids.filter((id) => !again.has(id)).sort(), removed, found };
}

/** Takes away every rendered stack of a folder that is not among those of its manifest. */
export function removeOrphans(output: string): void {
  removeStacks(output, orphans(output, new Set(Object.keys(objectAt(readManifest(output), 'stacks')))));
}

function removeStacks(output: string, ids: readonly string[]): void {
  for (const id of ids) rmSync(join(output, 'stacks', id), { recursive: true, force: true });
}

/** Stacks that were rendered once and have no slice any more; whatever else lies there is somebody else's. */
function orphans(output: string, present: ReadonlySet<string>): readonly string[] {
  const folder = join(output, 'stacks');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((id) => !present.has(id) && existsSync(join(folder, id, 'cdk.tf.json')))
    .sort();
}

/** Entries of new stacks from those who rendered them, of the others as they were; dependencies of all as they are now. */
function manifestOf(
  before: JsonObject,
  made: readonly JsonObject[],
  needs: ReadonlyMap<string, readonly string[]>,
  ids: readonly string[],
): JsonObject {
  const present = new Set(ids);
  const known = objectAt(before, 'stacks');
  const rendered = new Map(made.flatMap((manifest) => Object.entries(objectAt(manifest, 'stacks'))));
  const stacks = ids.map((id): [string, Json] => {
    const entry = rendered.get(id) ?? known[id];
    const dependencies = (needs.get(id) ?? []).filter((need) => present.has(need));
    return [id, { ...(isJsonObject(entry) ? entry : {}), dependencies }];
  });
  return { stacks: Object.fromEntries(stacks), version: made[0]?.['version'] ?? before['version'] ?? '' };
}

function readManifest(output: string): JsonObject {
  return readJsonFile(join(output, 'manifest.json'));
}

function writeManifest(output: string, manifest: JsonObject): void {
  writeFileAtomically(join(output, 'manifest.json'), canonicalJson(manifest));
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, sliceHash } from '../model/lock';
import type { StackSlice } from '../model/stack';
import { writeFileAtomically } from './files';
import { isJsonObject, parseJson } from './json';
import type { CacheOptions } from './slice-cache';

/** What a stack was rendered from, and what came out of it. */
interface Rendered {
  readonly slice: string;
  /** SHA-256 of the file: one that somebody has edited, or that a killed run has half written, is made again. */
  readonly file: string;
}

/**
 * Renders slices for a run, those that don't lie in the output already, exactly as they would be made again. Whatever
 * other stacks lie there stays: a run renders stack after stack, as their facts become known.
 * @returns ids of the stacks that were rendered, sorted
 */
export async function renderChanged(
  { output, program, render }: CacheOptions,
  slices: readonly StackSlice[],
): Promise<readonly string[]> {
  const hashes = new Map(slices.map((slice) => [slice.envelope.id, sliceHash(slice, program)]));
  const known = readRendered(output);
  const stale = slices.filter(({ envelope: { id } }) => {
    const before = known.get(id);
    return before?.slice !== hashes.get(id) || before?.file !== fileHash(output, id);
  });
  if (stale.length === 0) return [];
  const ids = stale.map(({ envelope }) => envelope.id).sort();
  const kept = [...known].filter(([id]) => !ids.includes(id));
  await render(stale);
  const made = ids.flatMap((id) => {
    const [slice, file] = [hashes.get(id), fileHash(output, id)];
    return slice === undefined || file === undefined ? [] : [[id, { slice, file }] as const];
  });
  writeFileAtomically(join(output, index), canonicalJson(Object.fromEntries([...kept, ...made])));
  return ids;
}

const index = 'rendered.json';

function readRendered(output: string): ReadonlyMap<string, Rendered> {
  const text = read(join(output, index));
  if (text === undefined) return new Map();
  return new Map(
    entriesOf(text).flatMap(([id, value]): readonly (readonly [string, Rendered])[] => {
      if (!isJsonObject(value)) return [];
      const { file, slice } = value;
      return typeof file === 'string' && typeof slice === 'string' ? [[id, { file, slice }]] : [];
    }),
  );
}

function entriesOf(text: string): readonly (readonly [string, ReturnType<typeof parseJson>])[] {
  try {
    const content = parseJson(text);
    return isJsonObject(content) ? Object.entries(content) : [];
  } catch {
    return [];
  }
}

function fileHash(output: string, id: string): string | undefined {
  const text = read(join(output, 'stacks', id, 'cdk.tf.json'));
  return text === undefined ? undefined : createHash('sha256').update(text).digest('hex');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

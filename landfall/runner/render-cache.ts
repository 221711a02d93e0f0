import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../model/lock';
import type { StackSlice } from '../model/stack';
import { readJsonFile, writeFileAtomically } from './files';
import { isJsonObject, type JsonObject } from './json';

export interface CacheOptions {
  /** Folder that gets `stacks/<id>/cdk.tf.json`, and here `rendered.json`, which says what each was rendered from. */
  readonly output: string;
  /** Version of the program: another one may render the same slice differently, or find another thing in it. */
  readonly program: string;
  /** Renders slices into the output. @returns the manifests of the processes that did it */
  readonly render: (slices: readonly StackSlice[]) => Promise<readonly JsonObject[]>;
  /** Looks for something in a rendered stack, once: the answer is kept beside it. Default: there is nothing to find. */
  readonly isFound?: (text: string) => boolean;
}

/** What a stack was rendered from, and what came out of it. */
interface Rendered {
  readonly slice: string;
  /** SHA-256 of the file: one that somebody has edited, or that a killed run has half written, is made again. */
  readonly file: string;
  /** What `isFound` said. */
  readonly found: boolean;
}

export interface Renderings {
  /** Ids of the stacks that were rendered just now, sorted. */
  readonly rendered: readonly string[];
  /** Of the processes that rendered them. */
  readonly manifests: readonly JsonObject[];
  /** Ids of the stacks, rendered now or before, in which something was found. */
  readonly found: ReadonlySet<string>;
}

/**
 * Renders slices, those that don't lie in the output already, exactly as they would be made again: a stack is a pure
 * function of its slice. Whatever other stacks lie there stays: a run renders stack after stack, as their facts become
 * known.
 * @param isWhole whether what else the caller keeps of a stack is there; default: it keeps nothing
 */
export async function renderChanged(
  { isFound = () => false, output, program, render }: CacheOptions,
  slices: readonly StackSlice[],
  isWhole: (id: string) => boolean = () => true,
): Promise<Renderings> {
  const known = readIndex(output);
  const wanted = slices.map((slice) => ({ slice, id: slice.envelope.id, hash: keyOf(slice, program) }));
  const stale = wanted.filter(({ hash, id }) => {
    const before = known.get(id);
    if (before?.slice !== hash || !isWhole(id)) return true;
    const content = readStack(output, id);
    return content === undefined || before.file !== hashed(content);
  });
  const manifests = stale.length === 0 ? [] : await render(stale.map(({ slice }) => slice));
  const made = stale.flatMap(({ hash, id }): readonly (readonly [string, Rendered])[] => {
    const content = readStack(output, id);
    if (content === undefined) return [];
    return [[id, { slice: hash, file: hashed(content), found: isFound(content.toString('utf8')) }]];
  });
  const now = new Map([...known, ...made]);
  if (made.length > 0) writeIndex(output, now);
  return {
    rendered: stale.map(({ id }) => id).sort(),
    manifests,
    found: new Set(wanted.map(({ id }) => id).filter((id) => now.get(id)?.found === true)),
  };
}

/** Hash of what the renderer is given. The lock's sorts keys first, which takes as long again and would change nothing here. */
function keyOf(slice: StackSlice, program: string): string {
  return hashed(`${program}\n${JSON.stringify(slice)}`);
}

/** Forgets stacks that don't lie in the output any more. */
export function forget(output: string, ids: readonly string[]): void {
  const gone = new Set(ids);
  writeIndex(output, new Map([...readIndex(output)].filter(([id]) => !gone.has(id))));
}

const index = 'rendered.json';

function readIndex(output: string): ReadonlyMap<string, Rendered> {
  return new Map(
    Object.entries(readJsonFile(join(output, index))).flatMap(([id, value]) => {
      if (!isJsonObject(value)) return [];
      const { file, found, slice } = value;
      if (typeof file !== 'string' || typeof slice !== 'string' || typeof found !== 'boolean') return [];
      return [[id, { file, found, slice }] as const];
    }),
  );
}

function writeIndex(output: string, rendered: ReadonlyMap<string, Rendered>): void {
  writeFileAtomically(join(output, index), canonicalJson(Object.fromEntries(rendered)));
}

function readStack(output: string, id: string): Buffer | undefined {
  try {
    return readFileSync(join(output, 'stacks', id, 'cdk.tf.json'));
  } catch {
    return undefined;
  }
}

function hashed(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Hunted } from './hunt';

const reviewedFile = z.strictObject({ equivalent: z.record(z.string(), z.string().min(10)) });

/** Reasons by the id of a mutant that changes nothing. @throws where the file isn't as it should be: it is ours. */
export function readReviewed(file = beside()): Readonly<Record<string, string>> {
  return reviewedFile.parse(parse(readFileSync(file, 'utf8'))).equivalent;
}

/** Beside this file in the source tree; the compiler doesn't copy it. */
function beside(): string {
  const here = join(__dirname, 'reviewed.yaml');
  return existsSync(here) ? here : join(__dirname, '..', '..', '..', 'scripts', 'mutation', 'reviewed.yaml');
}

export interface Review {
  /** Ids of mutants with which every fact still holds and that nobody reviewed. */
  readonly survivors: readonly string[];
  /** Ids in the reviewed list of mutants that some fact finds, or that are not made any more. */
  readonly stale: readonly string[];
  readonly rows: readonly {
    readonly policy: string;
    readonly mutants: number;
    readonly killed: number;
    readonly equivalent: number;
    readonly survivors: number;
  }[];
}

/** Counts by policy, and what is left to look at. */
export function review(hunted: readonly Hunted[], reviewed: Readonly<Record<string, string>>): Review {
  const alive = hunted.filter(({ killedBy }) => killedBy === undefined).map(({ mutant }) => mutant.id);
  const survivors = alive.filter((id) => reviewed[id] === undefined);
  const policies = [...new Set(hunted.map(({ mutant }) => mutant.policy))];
  return {
    survivors,
    stale: Object.keys(reviewed).filter((id) => !alive.includes(id)),
    rows: policies.map((policy) => {
      const own = hunted.filter(({ mutant }) => mutant.policy === policy);
      const left = own.filter(({ mutant }) => survivors.includes(mutant.id)).length;
      const killed = own.filter(({ killedBy }) => killedBy !== undefined).length;
      return { policy, mutants: own.length, killed, equivalent: own.length - killed - left, survivors: left };
    }),
  };
}

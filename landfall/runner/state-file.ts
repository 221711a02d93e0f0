import { z } from 'zod';
import type { FactValues } from '../model/facts';
import { parseJson } from './json';

/** What Landfall wants to know of a Terraform state. */
export interface StateContent {
  /** Ids in the output `assigned`. */
  readonly assigned: FactValues;
  /** Objects that Terraform manages there; data sources don't count. */
  readonly resources: number;
  /** Nothing was ever applied with it, or all was destroyed: not even the output is left, which every stack has. */
  readonly isEmpty: boolean;
  /** Aliases of providers without which some of them can't be changed or destroyed, sorted. */
  readonly aliases: readonly string[];
}

const StateDocument = z.looseObject({
  version: z.literal(4),
  outputs: z.looseObject({ assigned: z.looseObject({ value: z.unknown() }).optional() }).default({}),
  resources: z
    .array(z.looseObject({ mode: z.string(), provider: z.string(), instances: z.array(z.unknown()).default([]) }))
    .default([]),
});
const Assigned = z.record(z.string(), z.unknown());

/**
 * Reads a state as Terraform stores it.
 * Source: Terraform's `internal/states/statefile`, version 4, the only one since Terraform 0.12 (2026-11).
 * @returns nothing where the text is no such state
 */
export function readStateFile(text: string): StateContent | undefined {
  const parsed = StateDocument.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { outputs, resources } = parsed.data;
  const managed = resources.filter(({ instances, mode }) => mode === 'managed' && instances.length > 0);
  const assigned = Assigned.safeParse(outputs.assigned?.value);
  const count = managed.reduce((sum, { instances }) => sum + instances.length, 0);
  return {
    assigned: new Map(
      Object.entries(assigned.success ? assigned.data : {}).flatMap(([key, id]) =>
        typeof id === 'string' && id !== '' ? [[key, id] as const] : [],
      ),
    ),
    resources: count,
    isEmpty: count === 0 && outputs.assigned === undefined,
    aliases: [...new Set(managed.flatMap(({ provider }) => aliasOf(provider) ?? []))].sort(),
  };
}

/** `provider["registry.terraform.io/hashicorp/aws"].network` has an alias; without a dot behind the bracket, none. */
function aliasOf(provider: string): string | undefined {
  return /\]\.([^.\]]+)$/.exec(provider)?.[1];
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

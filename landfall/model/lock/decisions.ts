import { join } from 'node:path';
import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { lockSchema, readLockFile, writeLockFile } from './lock-file';

/** What Landfall decided once and must not decide differently later. */
export interface Decisions {
  /** Address range of an account's VPC, by account key. */
  readonly addresses: ReadonlyMap<string, string>;
  /** SHA-256 of a released product version, by `portfolio/product/version`. */
  readonly products: ReadonlyMap<string, string>;
}

export const noDecisions: Decisions = { addresses: new Map(), products: new Map() };

const decisionsFile = z.strictObject({
  schema: z.literal(lockSchema),
  addresses: z.record(z.string().min(1), z.cidrv4('not an IPv4 range such as 10.0.0.0/16')).default({}),
  products: z.record(z.string().min(1), z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hexadecimal')).default({}),
});

/** Path of the decisions of an organization's directory. */
export function decisionsPath(directory: string): string {
  return join(directory, 'lock', 'decisions.json');
}

/** Reads the decisions of an organization's directory; a missing file is no decision. */
export function readDecisions(directory: string): {
  readonly decisions: Decisions;
  readonly diagnostics: readonly Diagnostic[];
} {
  const file = decisionsPath(directory);
  const remedy = `Take the last committed ${file}: address ranges in use and released products can't be decided again.`;
  const content = readLockFile(file, decisionsFile, remedy);
  if (content.kind === 'missing') return { decisions: noDecisions, diagnostics: [] };
  if (content.kind === 'wrong') return { decisions: noDecisions, diagnostics: content.diagnostics };
  const { addresses, products } = content.value;
  return {
    decisions: { addresses: new Map(Object.entries(addresses)), products: new Map(Object.entries(products)) },
    diagnostics: [],
  };
}

/** Writes the decisions, sorted, in one step. */
export function writeDecisions(directory: string, decisions: Decisions): void {
  writeLockFile(decisionsPath(directory), {
    schema: lockSchema,
    addresses: Object.fromEntries(decisions.addresses),
    products: Object.fromEntries(decisions.products),
  });
}

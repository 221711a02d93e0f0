import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedDocument } from '../evaluator/types';

const file = 'managed-policies.json';

/**
 * Documents of AWS managed policies by ARN: those that the organizations in this repository and Landfall's own roles use.
 * `scripts/managed-policies.py` writes them again; the file says whose copy they are and how new.
 */
export function managedPolicies(): ReadonlyMap<string, NamedDocument> {
  read ??= readPolicies();
  return read;
}

let read: ReadonlyMap<string, NamedDocument> | undefined;

/** The compiler copies no data: from `dist/` it lies where the sources are. */
function readPolicies(): ReadonlyMap<string, NamedDocument> {
  const beside = join(__dirname, file);
  const path = existsSync(beside)
    ? beside
    : join(__dirname, '..', '..', '..', '..', 'landfall', 'analysis', 'data', file);
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const policies = isRecord(parsed) ? parsed['policies'] : undefined;
  if (!isRecord(policies)) throw new Error(`${file} holds no policies`);
  return new Map(
    Object.entries(policies).flatMap(([arn, policy]) => {
      const text = isRecord(policy) ? policy['document'] : undefined;
      return typeof text === 'string' ? [[arn, { name: arn.slice(arn.indexOf('/') + 1), text }] as const] : [];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

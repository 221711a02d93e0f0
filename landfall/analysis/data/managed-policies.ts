import { dataFile } from '../../model/data-file';
import type { NamedDocument } from '../evaluator/types';

const file = 'analysis/data/managed-policies.json';

/**
 * Documents of AWS managed policies by ARN: those that the organizations in this repository and Landfall's own roles use.
 * `scripts/managed-policies.py` writes them again; the file says whose copy they are and how new.
 */
export function managedPolicies(): ReadonlyMap<string, NamedDocument> {
  read ??= readPolicies();
  return read;
}

let read: ReadonlyMap<string, NamedDocument> | undefined;

function readPolicies(): ReadonlyMap<string, NamedDocument> {
  const parsed = dataFile(file);
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

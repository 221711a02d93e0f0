import type { z } from 'zod';
import type { DocumentPath } from './document';
import { isMapping, valueAt } from './path';

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, in Landfall's own few kinds; paths are absolute. */
export type Finding =
  | { readonly kind: 'unknown-key'; readonly path: DocumentPath; readonly key: string }
  | { readonly kind: 'missing'; readonly path: DocumentPath }
  | { readonly kind: 'bad-key'; readonly path: DocumentPath; readonly rule: string }
  | { readonly kind: 'wrong-kind'; readonly path: DocumentPath }
  | { readonly kind: 'not-allowed'; readonly path: DocumentPath; readonly allowed: readonly string[] }
  | { readonly kind: 'bad-form'; readonly path: DocumentPath; readonly rule: string }
  | { readonly kind: 'out-of-range'; readonly path: DocumentPath; readonly issue: RangeIssue };

export type RangeIssue = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall;

/** Turns zod's issues about a value into findings; of a union only the branch that matches best speaks. */
export function findingsOf(issues: readonly Issue[], root: unknown): readonly Finding[] {
  return issues.flatMap((issue) => findings(issue, [], root));
}

function findings(issue: Issue, base: DocumentPath, root: unknown): readonly Finding[] {
  const path = [...base, ...issue.path.filter((segment) => typeof segment !== 'symbol')];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ kind: 'unknown-key', path, key }));
  if (issue.code === 'invalid_key') {
    return [{ kind: 'bad-key', path, rule: issue.issues[0]?.message ?? issue.message }];
  }
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) return discriminator(issue, path, root);
  if (isAbsent(root, path)) return [{ kind: 'missing', path }];
  switch (issue.code) {
    case 'invalid_type':
      // A whole number is a rule about numbers, not another kind of value.
      return valueAt(root, path) !== null && issue.expected === 'int' && typeof valueAt(root, path) === 'number'
        ? [{ kind: 'bad-form', path, rule: 'must be a whole number' }]
        : [{ kind: 'wrong-kind', path }];
    case 'invalid_value':
      return typeof valueAt(root, path) === 'string'
        ? [{ kind: 'not-allowed', path, allowed: issue.values.map(String) }]
        : [{ kind: 'wrong-kind', path }];
    case 'invalid_union':
      return union(issue.errors, path, root);
    case 'too_big':
    case 'too_small':
      return [{ kind: 'out-of-range', path, issue }];
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return [{ kind: 'bad-form', path, rule: issue.message }];
  }
}

/** A key that decides between shapes (such as `backend`) has an unknown value, or is missing altogether. */
function discriminator(issue: z.core.$ZodIssueInvalidUnion, path: DocumentPath, root: unknown): readonly Finding[] {
  const allowed = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (isAbsent(root, path)) return [{ kind: 'missing', path }];
  return [{ kind: 'not-allowed', path, allowed }];
}

function union(branches: readonly (readonly Issue[])[], path: DocumentPath, root: unknown): readonly Finding[] {
  const near = branches.filter((branch) => !branch.some(isOfAnotherKind));
  const [best] = near.map((branch) => branch).sort((a, b) => a.length - b.length);
  if (best !== undefined) return best.flatMap((issue) => findings(issue, path, root));
  const values = branches.flat().flatMap((issue) => (issue.code === 'invalid_value' ? issue.values.map(String) : []));
  return typeof valueAt(root, path) === 'string' && values.length > 0
    ? [{ kind: 'not-allowed', path, allowed: values }]
    : [{ kind: 'wrong-kind', path }];
}

/** Whether a branch of a union fails already at the kind of value, so that it was hardly meant. */
function isOfAnotherKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function isAbsent(root: unknown, path: DocumentPath): boolean {
  const last = path.at(-1);
  const parent = valueAt(root, path.slice(0, -1));
  return typeof last === 'string' && isMapping(parent) && !Object.hasOwn(parent, last);
}

import { readOperator, type ConditionOperator } from '../../model/condition-operator';
import { operators, type Comparison } from './operators';
import type { Lookup } from './template';

/** One key of one operator. Every test of a statement must hold. */
export type Test = (lookup: Lookup) => boolean;

/**
 * @param variables whether the version of the policy knows variables
 * @returns undefined for an operator that IAM doesn't have
 */
export function testOf(operator: string, key: string, values: readonly string[], variables: boolean): Test | undefined {
  const { ifExists, name, qualifier } = readOperator(operator);
  const lower = key.toLowerCase();
  if (name === 'Null') return ifExists ? undefined : nullTest(lower, values);
  const known = operators.get(name);
  if (known === undefined) return undefined;
  const comparison = known.compare(values, variables);
  return (lookup) => holds(lookup(lower), comparison, lookup, { ...known, ifExists, qualifier });
}

/**
 * Source: IAM user guide, "Conditions with multiple context keys or values" and "Set operators for multivalued context
 * keys", 2026-11.
 */
function holds(
  values: readonly string[] | undefined,
  comparison: Comparison,
  lookup: Lookup,
  { ifExists, negated, qualifier }: Omit<ConditionOperator, 'name'> & { readonly negated: boolean },
): boolean {
  if (values === undefined) return ifExists || qualifier === 'all' || (negated && qualifier === undefined);
  const one = (value: string): boolean => comparison(value, lookup) !== negated;
  if (qualifier === 'all') return values.every(one);
  if (qualifier === 'any') return values.some(one);
  // Several values without a set operator: the opposite of an operator must remain its opposite.
  return negated ? values.every(one) : values.some(one);
}

/** `true`: the key must be absent. */
function nullTest(key: string, values: readonly string[]): Test {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return (lookup) => wanted.has(lookup(key) === undefined ? 'true' : 'false');
}

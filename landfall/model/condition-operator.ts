/** An operator of a condition, taken apart. */
export interface ConditionOperator {
  /** Without qualifier and `IfExists`. */
  readonly name: string;
  /** `ForAllValues:` or `ForAnyValue:`. */
  readonly qualifier: 'all' | 'any' | undefined;
  readonly ifExists: boolean;
}

/** @param written such as `ForAnyValue:StringLikeIfExists` */
export function readOperator(written: string): ConditionOperator {
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/s.exec(written) ?? [];
  const qualifier = set === 'ForAllValues' ? 'all' : set === 'ForAnyValue' ? 'any' : undefined;
  return { name, qualifier, ifExists: ifExists !== undefined };
}

import { nearest } from '../../diagnostics/nearest';
import { readOperator } from '../../model/condition-operator';
import type { Finding } from '../check';
import { statementRule } from './rule';
import { inPolicy, type Condition, type Statement } from './statements';

/** LF1803 and LF1804: conditions compare by operators that there are, with values that these can read. */
export const policyOperators = statementRule((statement) =>
  statement.conditions.flatMap((condition) => [...operator(statement, condition), ...values(statement, condition)]),
);

const orders = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

/** Source: IAM user guide, "IAM JSON policy elements: Condition operators", 2026-11. */
const operators: readonly string[] = [
  ...['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike'].map(
    (kind) => `String${kind}`,
  ),
  ...['Numeric', 'Date'].flatMap((type) => orders.map((order) => `${type}${order}`)),
  ...['Equals', 'NotEquals', 'Like', 'NotLike'].map((kind) => `Arn${kind}`),
  ...['Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress', 'Null'],
];
const known: ReadonlySet<string> = new Set(operators);

function operator(statement: Statement, { at, operator: written }: Condition): readonly Finding[] {
  const { ifExists, name } = readOperator(written);
  const nullIfExists = name === 'Null' && ifExists;
  if (known.has(name) && !nullIfExists) return [];
  const near = nullIfExists ? 'Null' : nearest(name, operators);
  return [
    inPolicy(statement, {
      code: 'LF1803',
      at: at.slice(0, -1),
      mark: 'key',
      said: `has a condition with the operator ${written}, which there is not`,
      help: near === undefined ? 'See the condition operators of the IAM user guide' : `Did you mean ${near}?`,
    }),
  ];
}

const shapes: readonly { readonly of: RegExp; readonly shape: RegExp; readonly takes: string }[] = [
  { of: /^(Bool|Null)$/, shape: /^(true|false)$/i, takes: 'true or false' },
  { of: /^Numeric/, shape: /^-?\d+(\.\d+)?$/, takes: 'a number' },
  {
    of: /^Date/,
    shape: /^(\d+|\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?)$/,
    takes: 'a date such as 2026-01-31T00:00:00Z',
  },
  { of: /IpAddress$/, shape: /^[\da-f.:]+(\/\d{1,3})?$/i, takes: 'a range such as 10.0.0.0/8' },
  {
    of: /^Arn/,
    shape: /^[^:]+:[^:]+:[^:]*:[^:]*:[^:]*:.+$|^\*$/,
    takes: 'an ARN of six parts; wildcards do not reach over colons',
  },
];

function values(statement: Statement, { key, operator: written, values: all }: Condition): readonly Finding[] {
  const { name } = readOperator(written);
  const rule = shapes.find(({ of }) => of.test(name));
  if (rule === undefined) return [];
  return all
    .filter(({ text }) => !text.includes('${') && !rule.shape.test(text))
    .map(({ at, text }) =>
      inPolicy(statement, {
        code: 'LF1804',
        at,
        said: `compares ${key} by ${written} with ${JSON.stringify(text)}; it takes ${rule.takes}`,
        help: 'Mend the value, or take another operator: it can never be equal',
      }),
    );
}

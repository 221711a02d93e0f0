import { readOperator } from '../../model/condition-operator';
import type { Finding } from '../check';
import { iamData } from '../data/iam';
import { actionsOfStatement } from './known-actions';
import { covers } from './patterns';
import { statementRule } from './rule';
import { inPolicy, named, type Condition, type Statement } from './statements';

/** LF1808 and LF1809: conditions can hold, and can fail. */
export const policyIdleConditions = statementRule((statement) => [
  ...contradictions(statement),
  ...statement.conditions.flatMap((condition) => missingKeys(statement, condition)),
]);

function isNull({ operator, values }: Condition, value: 'true' | 'false'): boolean {
  return operator === 'Null' && values.every(({ text }) => text.toLowerCase() === value);
}

/** Whether the condition fails where the request lacks the key. */
function needsKey(condition: Condition): boolean {
  const { ifExists, name, qualifier } = readOperator(condition.operator);
  if (name === 'Null') return isNull(condition, 'false');
  if (qualifier === 'all' || ifExists) return false;
  return qualifier === 'any' || !/Not/.test(name);
}

/** All conditions of a statement must hold at once: a key that is missing has no value too. */
function contradictions(statement: Statement): readonly Finding[] {
  const missing = statement.conditions.filter((each) => isNull(each, 'true'));
  return missing.flatMap((absent) => {
    const needed = statement.conditions.find(
      (each) => each.key.toLowerCase() === absent.key.toLowerCase() && needsKey(each),
    );
    if (needed === undefined) return [];
    return [
      inPolicy(statement, {
        code: 'LF1808',
        severity: 'warning',
        at: needed.at,
        said: `wants ${absent.key} to be missing and to have a value in ${named(statement)}, so it never matches`,
        help: 'Make two statements: conditions of one must hold together',
      }),
    ];
  });
}

/** A key of a service that no request of the action carries. */
function missingKeys(statement: Statement, condition: Condition): readonly Finding[] {
  const { at, key, operator } = condition;
  const [prefix = ''] = key.toLowerCase().split(':');
  const service = iamData().service(prefix);
  const isKnown = service?.keys.some((each) => covers(each.replace(/\$\{[^}]*\}|<[^>]*>/g, '*'), key));
  const actions = actionsOfStatement(statement);
  if (prefix === 'aws' || isKnown !== true || actions === undefined) return [];
  const without = actions.filter(({ actions: all }) => !all.some(({ keys }) => keys.some((each) => covers(each, key))));
  if (without.length === 0) return [];
  const names = without.map(({ written }) => written.text).join(', ');
  const outcome = needsKey(condition)
    ? `${named(statement)} never matches for ${without.length === actions.length ? 'any of its actions' : names}`
    : `the condition ${operator} always holds for ${without.length === actions.length ? 'all of its actions' : names}`;
  return [
    inPolicy(statement, {
      code: needsKey(condition) ? 'LF1808' : 'LF1809',
      severity: 'warning',
      at,
      mark: 'key',
      said: `has a condition on ${key}, which no such request carries, so ${outcome}`,
      help: `Take these actions into a statement of their own (${iamData().source})`,
    }),
  ];
}

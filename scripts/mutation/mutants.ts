import { parsePolicy } from '../../landfall/model/policy-document';

/** A policy with one thing changed that somebody could have meant to keep. */
export interface Mutant {
  /** Names it in tables and in the list of reviewed ones: policy, statement, what was done. */
  readonly id: string;
  readonly policy: string;
  /** Place of the statement in the policy, from 0. */
  readonly index: number;
  /** Whether the mutant forbids less or more than the original. */
  readonly direction: 'looser' | 'tighter';
  /** Patterns of the actions that the statement is about; undefined for all but some. */
  readonly actions: readonly string[] | undefined;
  /** JSON. */
  readonly text: string;
}

type Json = Readonly<Record<string, unknown>>;

/** A changed statement; none where it is deleted. */
interface Change {
  readonly what: string;
  readonly direction: Mutant['direction'];
  readonly statement: Json | undefined;
}

/**
 * Every policy that differs from the original in one thing: a statement deleted, an action or a resource (or an exempted
 * one) dropped, a condition or one of its values dropped, an exemption widened to all of its kind. Only of statements that deny: the rest of the
 * library has none. Two changes that come to the same are one mutant.
 */
export function mutantsOf(policy: string, text: string): readonly Mutant[] {
  const document = parsePolicy(text);
  if (!isJson(document)) return [];
  const statements = list(document['Statement']).filter(isJson);
  const seen = new Set<string>();
  return statements.flatMap((statement, index) => {
    if (statement['Effect'] !== 'Deny') return [];
    const sid = typeof statement['Sid'] === 'string' ? statement['Sid'] : String(index + 1);
    return changesOf(statement).flatMap((change): readonly Mutant[] => {
      const changed = statements.flatMap((each, place) => (place === index ? (change.statement ?? []) : each));
      const mutated = JSON.stringify({ ...document, Statement: changed });
      if (seen.has(mutated)) return [];
      seen.add(mutated);
      const { direction, what } = change;
      return [
        { id: `${policy} ${sid}: ${what}`, policy, index, direction, actions: actionsOf(statement), text: mutated },
      ];
    });
  });
}

function actionsOf(statement: Json): readonly string[] | undefined {
  return statement['NotAction'] === undefined ? list(statement['Action']).map(String) : undefined;
}

function changesOf(statement: Json): readonly Change[] {
  return [
    { what: 'statement deleted', direction: 'looser', statement: undefined },
    ...dropped(statement, 'Action', 'looser'),
    ...dropped(statement, 'NotAction', 'tighter'),
    ...dropped(statement, 'Resource', 'looser'),
    ...dropped(statement, 'NotResource', 'tighter'),
    ...droppedConditions(statement),
    ...droppedValues(statement),
    ...['NotAction', 'NotResource'].flatMap((key) => widenedElements(statement, key)),
    ...widenedConditions(statement),
  ];
}

/** The last one of a list is not dropped: without it there is no statement, which is a mutant already. */
function dropped(statement: Json, key: string, direction: Mutant['direction']): readonly Change[] {
  const values = list(statement[key]);
  if (values.length < 2) return [];
  return values.map((value, place) => ({
    what: `${key} ${String(value)} dropped`,
    direction,
    statement: { ...statement, [key]: values.filter((_, each) => each !== place) },
  }));
}

function droppedConditions(statement: Json): readonly Change[] {
  return conditionsOf(statement).map(({ key, operator, operators }) => ({
    what: `condition ${operator} ${key} dropped`,
    direction: 'tighter',
    statement: withCondition(statement, operators, operator, without(recordOf(operators[operator]), key)),
  }));
}

/** Of a condition with a negation that is an exemption less; of another one a case less. */
function droppedValues(statement: Json): readonly Change[] {
  return conditionsOf(statement).flatMap(({ key, operator, operators, values }) =>
    values.length < 2
      ? []
      : values.map((value, place): Change => {
          const kept = { ...recordOf(operators[operator]), [key]: values.filter((_, each) => each !== place) };
          return {
            what: `value ${String(value)} of ${operator} ${key} dropped`,
            direction: operator.includes('Not') ? 'tighter' : 'looser',
            statement: withCondition(statement, operators, operator, kept),
          };
        }),
  );
}

function widenedElements(statement: Json, key: string): readonly Change[] {
  const values = list(statement[key]);
  return values.flatMap((value, place): readonly Change[] => {
    const wide = typeof value === 'string' ? widened(value) : undefined;
    if (wide === undefined) return [];
    const all = values.map((each, at) => (at === place ? wide : each));
    return [
      {
        what: `${key} ${String(value)} widened to ${wide}`,
        direction: 'looser',
        statement: { ...statement, [key]: all },
      },
    ];
  });
}

/** What a condition with a negation names is exempted. */
function widenedConditions(statement: Json): readonly Change[] {
  return conditionsOf(statement)
    .filter(({ operator }) => operator.includes('Not'))
    .flatMap(({ key, operator, operators, values }) =>
      values.flatMap((value, place): readonly Change[] => {
        if (typeof value !== 'string') return [];
        const exact = /Not(Equals|EqualsIgnoreCase)(IfExists)?$/.test(operator);
        const wide = exact ? '*' : widened(value);
        if (wide === undefined) return [];
        const what = `exemption ${value} of ${operator} ${key} widened to ${wide}`;
        const like = operator.replace(/Not(Equals|EqualsIgnoreCase)/, 'NotLike');
        const kept = without(recordOf(operators[operator]), key);
        const wider = { [key]: values.map((each, at) => (at === place ? wide : each)) };
        const rest = like === operator ? operators : { ...operators, [operator]: kept };
        const changed = like === operator ? { ...kept, ...wider } : { ...recordOf(operators[like]), ...wider };
        return [{ what, direction: 'looser', statement: withCondition(statement, rest, like, changed) }];
      }),
    );
}

/** A name as the pattern for all of its kind: `role/landfall-apply` becomes `role/*`, `ml.g5.*` becomes `ml.*`. */
export function widened(value: string): string | undefined {
  if (value === '*') return undefined;
  const parts = value.split(/([/:.])/);
  const last = parts.at(-1) === '*' ? parts.length - 3 : parts.length - 1;
  return [...parts.slice(0, Math.max(0, last)), '*'].join('');
}

interface Condition {
  readonly operators: Json;
  readonly operator: string;
  readonly key: string;
  readonly values: readonly unknown[];
}

function conditionsOf(statement: Json): readonly Condition[] {
  const operators = recordOf(statement['Condition']);
  return Object.entries(operators).flatMap(([operator, keys]) =>
    Object.entries(recordOf(keys)).map(([key, values]) => ({ operators, operator, key, values: list(values) })),
  );
}

/** The statement with another content of one operator; what is empty then goes. */
function withCondition(statement: Json, operators: Json, operator: string, content: Json): Json {
  const all = Object.entries({ ...operators, [operator]: content }).filter(
    ([, keys]) => Object.keys(recordOf(keys)).length > 0,
  );
  const rest = without(statement, 'Condition');
  return all.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(all) };
}

function without(record: Json, key: string): Json {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}

function recordOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return value === undefined ? [] : [value].flat();
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { parsePolicy } from '../../model/policy-document';
import { filledValue, type PolicyVariables } from '../../model/policy-text';
import { hasStatements } from '../../model/policy-types';
import type { Policy } from '../../model/zone';
import type { Finding } from '../check';
import { isOnlyRead } from '../only-read';
import { placedStatements, policyFile, readPolicy } from '../policy-files';

type Place = readonly (string | number)[];

/** A text of a policy with its variables filled, and where it stands in the file. */
export interface PlacedText {
  readonly text: string;
  readonly at: Place;
}

/** One line of a condition: `"StringLike": { "aws:PrincipalArn": [..] }`. */
export interface Condition {
  /** As written, with its qualifier and `IfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly at: Place;
  readonly values: readonly PlacedText[];
}

/** A statement of a service control or resource control policy, ready for rules. */
export interface Statement {
  readonly policy: Policy;
  readonly at: Place;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly PlacedText[];
  /** The actions are those that it spares. */
  readonly exceptActions: boolean;
  readonly resources: readonly PlacedText[];
  readonly exceptResources: boolean;
  readonly conditions: readonly Condition[];
}

/** Statements of all policies that have some; what is broken is left out, because other rules speak of it. */
export function readStatements(policies: readonly Policy[], variables: PolicyVariables): readonly Statement[] {
  return policies.filter(({ type }) => hasStatements(type)).flatMap((policy) => statementsIn(policy, variables));
}

function statementsIn(policy: Policy, variables: PolicyVariables): readonly Statement[] {
  const read = readPolicy(policy, parsePolicy);
  if (!('value' in read)) return [];
  return placedStatements(read.value).flatMap(({ at, statement }): readonly Statement[] => {
    const parts = partsOf(statement);
    const effect = parts.get('Effect');
    if (effect !== 'Allow' && effect !== 'Deny') return [];
    if (parts.has('Action') === parts.has('NotAction') || parts.has('Resource') === parts.has('NotResource')) return [];
    const exceptActions = parts.has('NotAction');
    const exceptResources = parts.has('NotResource');
    const sid = parts.get('Sid');
    const texts = (key: string): readonly PlacedText[] => placed(parts.get(key), [...at, key], variables);
    return [
      {
        policy,
        at,
        sid: typeof sid === 'string' ? sid : undefined,
        effect,
        actions: texts(exceptActions ? 'NotAction' : 'Action'),
        exceptActions,
        resources: texts(exceptResources ? 'NotResource' : 'Resource'),
        exceptResources,
        conditions: conditionsOf(parts.get('Condition'), [...at, 'Condition'], variables),
      },
    ];
  });
}

function conditionsOf(written: unknown, at: Place, variables: PolicyVariables): readonly Condition[] {
  return [...partsOf(written)].flatMap(([operator, keys]) =>
    [...partsOf(keys)].map(([key, value]) => {
      const place = [...at, operator, key];
      return { operator, key, at: place, values: placed(value, place, variables) };
    }),
  );
}

/** Every text of a value; one that is a variable of a list becomes several with one place. */
function placed(value: unknown, at: Place, variables: PolicyVariables): readonly PlacedText[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => placed(item, [...at, index], variables));
  if (typeof value === 'boolean' || typeof value === 'number') return [{ text: String(value), at }];
  if (typeof value !== 'string') return [];
  return [filledValue(value, variables)].flat().flatMap((text) => (typeof text === 'string' ? [{ text, at }] : []));
}

function partsOf(value: unknown): ReadonlyMap<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return new Map(isObject ? Object.entries(value) : []);
}

/**
 * A finding about a place in the file of a policy; `said` goes on after the name of the file. About a policy that is only
 * read it is no more than a warning: nobody here can mend it, and AWS has taken it.
 */
export function inPolicy(
  { policy }: Pick<Statement, 'policy'>,
  finding: Pick<Finding, 'code' | 'help' | 'severity' | 'mark'> & { readonly at: Place; readonly said: string },
): Finding {
  const { at, said, severity = 'error', ...rest } = finding;
  const grave = severity === 'error' && isOnlyRead(policy.manage, policy.awsId) ? 'warning' : severity;
  return { ...rest, severity: grave, at: policyFile(policy), within: at, message: `policies/${policy.file} ${said}` };
}

/** A statement as messages name it. */
export function named({ at, sid }: Pick<Statement, 'at' | 'sid'>): string {
  const number = at[1];
  return sid === undefined ? `statement ${typeof number === 'number' ? number + 1 : 1}` : `the statement ${sid}`;
}

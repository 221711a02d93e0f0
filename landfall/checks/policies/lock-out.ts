import { readOperator } from '../../model/condition-operator';
import { check, type Finding } from '../check';
import { indispensable, type Indispensable } from './indispensable';
import { covers } from './patterns';
import { allStatements } from './rule';
import { inPolicy, named, type Condition, type Statement } from './statements';

/**
 * LF1810: no policy takes from Landfall, Control Tower, stack sets or break-glass what they can't do without. Only
 * statements that deny for certain count: a condition that depends on more than who asks is given the benefit of the doubt.
 */
export const policyLockOut = check((input) => {
  const needs = indispensable(input.zone);
  const attached = new Set(
    [...input.zone.guardrails.units, ...input.zone.guardrails.accounts].flatMap(({ policies }) => policies),
  );
  return allStatements(input)
    .filter(({ effect, policy }) => effect === 'Deny' && policy.type === 'service-control' && attached.has(policy.key))
    .flatMap((statement) => lockedOut(statement, needs, input.zone.regions.home));
});

function lockedOut(statement: Statement, needs: readonly Indispensable[], home: string): readonly Finding[] {
  const denied = needs.flatMap((need) => {
    const actions = need.actions.filter((action) => isAbout(statement, action, need.resource));
    return actions.length > 0 && hits(statement, need.principal, home) ? [{ need, actions }] : [];
  });
  if (denied.length === 0) return [];
  const outcomes = denied.map(({ actions, need }) => `${actions.join(', ')} to ${need.who}, so ${need.without}`);
  return [
    inPolicy(statement, {
      code: 'LF1810',
      at: [...statement.at, statement.exceptActions ? 'NotAction' : 'Action'],
      said: `denies in ${named(statement)} ${outcomes.join('; ')}`,
      help: 'Leave the role out by the condition ArnNotLike on aws:PrincipalArn, with one of ${roles.<role>}',
    }),
  ];
}

function isAbout(
  { actions, exceptActions, exceptResources, resources }: Statement,
  action: string,
  resource: string,
): boolean {
  const hasAction = actions.some(({ text }) => covers(text, action));
  const hasResource = resources.some(({ text }) => covers(text, resource));
  return hasAction !== exceptActions && hasResource !== exceptResources;
}

/** Whether all conditions hold for certain where a role asks, in the home Region, over TLS, with nothing in between. */
function hits(statement: Statement, principal: string, home: string): boolean {
  const request: ReadonlyMap<string, string> = new Map([
    ['aws:principalarn', principal],
    ['aws:principalisawsservice', 'false'],
    ['aws:principaltype', 'AssumedRole'],
    ['aws:requestedregion', home],
    ['aws:securetransport', 'true'],
    ['aws:viaawsservice', 'false'],
  ]);
  return statement.conditions.every((condition) => holds(condition, request));
}

/** Unknown keys and operators that aren't about texts never hold here. */
function holds({ key, operator, values }: Condition, request: ReadonlyMap<string, string>): boolean {
  const asked = request.get(key.toLowerCase());
  if (asked === undefined) return false;
  const { name } = readOperator(operator);
  if (name === 'Null') return values.every(({ text }) => text.toLowerCase() === 'false');
  if (!/^(Arn|String|Bool)/.test(name)) return false;
  const alike = values.some(({ text }) => covers(/Like$|^Arn/.test(name) ? text : escaped(text), asked));
  return /Not/.test(name) ? !alike : alike;
}

/** Wildcards are none for `StringEquals`; a text with one is then equal to nothing that is asked here. */
function escaped(text: string): string {
  return /[*?]/.test(text) ? '' : text;
}

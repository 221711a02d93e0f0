import type { Finding } from '../check';
import { actionsOf } from './known-actions';
import { statementRule } from './rule';
import { inPolicy, named, type Statement } from './statements';

/** LF1814 and LF1815: policies leave something allowed, and allow lists are lists that count. */
export const policyAllowLists = statementRule((statement) => {
  if (statement.policy.type !== 'service-control') return [];
  return statement.effect === 'Allow' ? shadowed(statement) : everything(statement);
});

/** `FullAWSAccess` stays on every target, and an allow list beside it takes nothing away. */
function shadowed(statement: Statement): readonly Finding[] {
  if (!statement.exceptActions && statement.actions.length > 0 && !statement.actions.some(({ text }) => names(text))) {
    return [
      inPolicy(statement, {
        code: 'LF1814',
        at: statement.at,
        said: `allows no action that exists in ${named(statement)}, so it would leave nothing allowed`,
        help: 'Name actions of AWS, or deny everything else by NotAction',
      }),
    ];
  }
  return [
    inPolicy(statement, {
      code: 'LF1815',
      severity: 'warning',
      at: statement.at,
      said: `has an allow list (${named(statement)}) that FullAWSAccess shadows: AWS puts that on every target, and it allows everything`,
      help: 'Write the list as Deny with NotAction',
    }),
  ];
}

function everything(statement: Statement): readonly Finding[] {
  const { actions, conditions, exceptActions, exceptResources, resources } = statement;
  if (conditions.length > 0 || exceptResources || !resources.some(({ text }) => text === '*')) return [];
  const all = exceptActions ? !actions.some(({ text }) => names(text)) : actions.some(({ text }) => text === '*');
  if (!all) return [];
  return [
    inPolicy(statement, {
      code: 'LF1814',
      at: statement.at,
      said: exceptActions
        ? `denies all but actions that do not exist in ${named(statement)}, so nothing is left allowed`
        : `denies every action to everybody in ${named(statement)}, so nothing is left allowed`,
      help: 'Name what stays allowed by NotAction, or whom it spares by a condition; suspended accounts get a unit of their own',
    }),
  ];
}

function names(text: string): boolean {
  return text === '*' || actionsOf(text).length > 0;
}

import type { Decision, Layer, StatementRef } from '../evaluator/types';

/** What each layer is called for people. */
export const layerNames: Readonly<Record<Layer, string>> = {
  'service-control': 'service control policies',
  'resource-control': 'resource control policies',
  identity: 'policies of the principal',
  boundary: 'permissions boundary',
  session: 'policies of the session',
  resource: 'policy of the resource',
};

/** `deny-root-user[RootUser]`: a statement by its policy and its name, or its place. */
export function statementWords({ document, index, sid }: StatementRef): string {
  return `${document}[${sid ?? index + 1}]`;
}

/** Why a decision is as it is, as a clause: "it is denied by deny-root-user[RootUser] at root". */
export function decisionWords({ by, effect, level, statements }: Decision): string {
  const at = level === undefined ? '' : ` at ${level}`;
  const list = statements.map(statementWords).join(', ');
  switch (effect) {
    case 'allow':
      return list === '' ? 'it is allowed' : `it is allowed by ${list}`;
    case 'explicit-deny':
      return `it is denied by ${list}${at}`;
    case 'implicit-deny':
      return `nothing allows it: ${layerNames[by]}${at}`;
  }
}

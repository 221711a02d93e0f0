import type { Finding } from '../check';
import { iamData } from '../data/iam';
import { actionsOf, meant } from './known-actions';
import { statementRule } from './rule';
import { inPolicy, type PlacedText, type Statement } from './statements';

/** LF1801: every action that a policy names is one of AWS. */
export const policyActions = statementRule((statement) =>
  statement.actions.flatMap((action) => unknownAction(statement, action)),
);

function unknownAction(statement: Statement, { at, text }: PlacedText): readonly Finding[] {
  if (text === '*' || text.includes('${')) return [];
  const found = (said: string, help: string, severity: Finding['severity']): readonly Finding[] => [
    inPolicy(statement, { code: 'LF1801', at, said, help, ...(severity === undefined ? {} : { severity }) }),
  ];
  const [prefix = '', name, ...more] = text.split(':');
  if (name === undefined || name === '' || prefix === '' || more.length > 0) {
    return found(`names the action ${text}, which is none`, 'Write service:Action, such as s3:PutObject', 'error');
  }
  const data = iamData();
  const service = data.service(prefix.toLowerCase());
  if (service === undefined) {
    const near = meant(prefix, data.prefixes);
    return near === undefined
      ? found(`names the action ${text} of a service that ${data.source} does not know`, newer, 'warning')
      : found(`names the action ${text}, but there is no service ${prefix}`, `Did you mean ${near}:${name}?`, 'error');
  }
  if (actionsOf(text).length > 0) return [];
  const near = /[*?]/.test(name)
    ? undefined
    : meant(
        name,
        service.actions.map((action) => action.name),
      );
  return near === undefined
    ? found(`names ${text}; ${data.source} knows no such action of ${prefix}`, newer, 'warning')
    : found(`names the action ${text}, which does not exist`, `Did you mean ${prefix}:${near}?`, 'error');
}

const newer =
  'Look it up in the Service Authorization Reference: one that is misspelled guards nothing; one newer than the data can stay';

import type { Finding } from '../check';
import { iamData, keyPattern } from '../data/iam';
import { meant } from './known-actions';
import { covers } from './patterns';
import { statementRule } from './rule';
import { inPolicy, type Condition, type Statement } from './statements';

/** LF1802: every condition key is one of every request, or of the service that it names. */
export const policyConditionKeys = statementRule((statement) =>
  statement.conditions.flatMap((condition) => unknownKey(statement, condition)),
);

/** Keys of identity providers hold the provider's domain, or a name that is no service. */
const notOfServices: ReadonlySet<string> = new Set(['catalog', 'identitycenter', 'saml']);

function unknownKey(statement: Statement, { at, key }: Condition): readonly Finding[] {
  const [prefix = ''] = key.toLowerCase().split(':');
  if (key.includes('${') && !/[:/]/.test(key.slice(0, key.indexOf('${')))) return [];
  if (prefix.includes('.') || notOfServices.has(prefix)) return [];
  const data = iamData();
  const known = [...data.globals, ...(data.service(prefix)?.keys ?? [])];
  if (key.includes(':') && known.some((each) => covers(keyPattern(each), key))) return [];
  const near = meant(key, known);
  const finding = { code: 'LF1802', at, mark: 'key' } as const;
  if (near !== undefined || !key.includes(':')) {
    const help =
      near === undefined ? 'Write service:Key or aws:Key, such as aws:PrincipalArn' : `Did you mean ${near}?`;
    return [inPolicy(statement, { ...finding, said: `has a condition on ${key}, which does not exist`, help })];
  }
  return [
    inPolicy(statement, {
      ...finding,
      severity: 'warning',
      said: `has a condition on ${key}, which ${data.source} does not know`,
      help: 'Look it up: a key that no request carries makes a condition that never holds, or always',
    }),
  ];
}

import { arnParts } from '../../model/policy-glob';
import type { Lookup } from './template';
import type { Principal, Question } from './types';

/** A question, read once for all the statements that it is put to. */
export interface Request {
  readonly question: Question;
  /** In lower case. */
  readonly action: string;
  readonly resourceParts: readonly string[];
  readonly lookup: Lookup;
}

export function requestOf(question: Question): Request {
  const given = new Map<string, readonly string[]>();
  for (const [key, values] of question.context) given.set(key.toLowerCase(), values);
  const lookup = (key: string): readonly string[] | undefined => {
    const values = given.get(key) ?? impliedContext(question, key);
    return values === undefined || values.length === 0 ? undefined : values;
  };
  return { question, action: question.action.toLowerCase(), resourceParts: arnParts(question.resource), lookup };
}

/**
 * Value of a global key (in lower case) that follows from principal and resource; undefined for every other key.
 * Source: IAM user guide, "AWS global condition context keys", 2026-11.
 */
export function impliedContext(
  { principal, resourceAccount }: Pick<Question, 'principal' | 'resourceAccount'>,
  key: string,
): readonly string[] | undefined {
  switch (key) {
    case 'aws:principalarn':
      return principal.kind === 'service' || principal.kind === 'anonymous' ? undefined : [principal.arn];
    case 'aws:principalaccount':
      return principal.account === '' ? undefined : [principal.account];
    case 'aws:principaltype':
      return principalTypes[principal.kind];
    case 'aws:principalisawsservice':
      return [principal.kind === 'service' ? 'true' : 'false'];
    case 'aws:principalservicename':
      return principal.kind === 'service' ? [principal.arn] : undefined;
    case 'aws:username':
      return principal.kind === 'user' ? [principal.arn.slice(principal.arn.lastIndexOf('/') + 1)] : undefined;
    case 'aws:resourceaccount':
      return resourceAccount === '' ? undefined : [resourceAccount];
    default:
      return principalTag(principal, key);
  }
}

const principalTypes: Readonly<Record<Principal['kind'], readonly string[] | undefined>> = {
  role: ['AssumedRole'],
  'service-linked-role': ['AssumedRole'],
  user: ['User'],
  root: ['Account'],
  'federated-user': ['FederatedUser'],
  service: undefined,
  anonymous: ['Anonymous'],
};

const tagPrefix = 'aws:principaltag/';

/** Keys of tags in conditions have no case. */
function principalTag({ tags }: Principal, key: string): readonly string[] | undefined {
  if (tags === undefined || !key.startsWith(tagPrefix)) return undefined;
  const wanted = key.slice(tagPrefix.length);
  const found = Object.entries(tags).find(([name]) => name.toLowerCase() === wanted);
  return found === undefined ? undefined : [found[1]];
}

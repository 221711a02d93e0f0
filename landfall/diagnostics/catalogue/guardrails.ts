import type { Codes } from './entry';

/** LF180x to LF182x: lint of policies. */
export const guardrailCodes: Codes = {
  LF1801: {
    title: 'A policy names an action that does not exist',
    explanation:
      'Organizations takes any action, so one that is misspelled guards nothing. The actions are those of the Service Authorization Reference when the data was collected; one that is near a known name is an error, another may be newer than the data and is a warning.',
  },
  LF1802: {
    title: 'A policy has a condition on a key that does not exist',
    explanation:
      'No request carries the key, so the condition never holds, or always. A key near a known one is an error, another may be newer than the data and is a warning.',
  },
  LF1803: {
    title: 'A condition has an operator that does not exist',
    explanation:
      'Operators are those of the IAM user guide, with ForAnyValue: or ForAllValues: before and IfExists after.',
  },
  LF1804: {
    title: 'A condition compares with a value that it cannot read',
    explanation:
      'Bool and Null take true or false, numbers and dates have their forms, and an ARN has six parts: its wildcards do not reach over colons.',
  },
  LF1805: {
    title: 'A policy names a resource that is no ARN',
    explanation: 'Resources are ARNs with wildcards, or "*".',
  },
  LF1808: {
    title: 'A part of a policy never matches',
    explanation:
      'An action acts on none of the resources of its statement, or no request of it carries the key of a condition, or two conditions exclude each other. The statement guards less than it seems to.',
  },
  LF1809: {
    title: 'A condition always holds',
    explanation:
      'No request of the actions carries the key, and the operator holds for a key that is missing. The statement denies more than it seems to.',
  },
  LF1810: {
    title: 'A policy locks out Landfall, Control Tower, the vending or break-glass',
    explanation:
      'What is denied to these roles ends deployments, the vending of accounts or the last way in. They are left out by ArnNotLike on aws:PrincipalArn; the roles are protected from others by policies of their own.',
  },
  LF1811: {
    title: 'A policy sits on the management account, which it does not govern',
    explanation: 'Service control and resource control policies never restrict the management account.',
  },
  LF1812: {
    title: 'A policy speaks of service-linked roles, which it does not govern',
    explanation: 'Service control and resource control policies never restrict service-linked roles.',
  },
  LF1813: {
    title: 'A resource control policy names a service that such policies do not reach',
    explanation: 'Organizations publishes the list of services; actions of others are let through.',
  },
  LF1814: {
    title: 'A policy leaves nothing allowed',
    explanation:
      'It denies everything to everybody, spares only actions that do not exist, or allows only such. Nobody, Landfall included, could do anything below its target.',
  },
  LF1815: {
    title: 'An allow list is shadowed',
    explanation:
      'AWS puts FullAWSAccess on every target, and Landfall leaves it there. What a policy allows beside it changes nothing; a Deny with NotAction is an allow list that counts.',
  },
  LF1816: {
    title: 'A bundle cannot be sent as one policy',
    explanation:
      'The parts of a bundle are statements of one type, and the name of the bundle is that of no policy, because both become names in AWS.',
  },
  LF1817: {
    title: 'Two statements of a policy have one name',
    explanation: 'AWS wants each Sid once in a policy; the parts of a bundle are one.',
  },
  LF1818: {
    title: 'The AWS provider does not take a type of policy',
    explanation: 'Older versions refuse the type while planning. The message says which version takes it.',
  },
  LF1819: {
    title: 'A type of policy is not enabled',
    explanation:
      'Landfall enables the types in use where it writes the organization. One that is only read must have them.',
  },
  LF1820: {
    title: 'A policy file is used by nothing',
    explanation: 'A policy guards only where guardrails.yaml describes and attaches it.',
  },
  LF1821: {
    title: 'A policy waits for an account that waits for the policy',
    explanation:
      'Units get their policies before accounts are made in them, so the id of such an account cannot be a variable of a policy.',
  },
};

import type { Codes } from './entry';

/** LF21xx: facts about guardrails, questions to them, and what a change takes away. */
export const policyTestCodes = {
  LF2101: {
    title: 'A principal is not known',
    explanation:
      'Who asks is named by a permission set, a group, a role such as `landfall-apply`, one of `administrator`, `root`, `service-linked` and `anonymous`, or a service such as `config.amazonaws.com`. A misspelled name would be a role that exists nowhere and prove nothing.',
  },
  LF2102: {
    title: 'A place is not known',
    explanation:
      'Where a question is asked is the key of an account (`fraud-dev`) or a unit by its keys (`Workloads/Dev`). Tests also know `all units` and `all accounts`, and `outside` for resources of others.',
  },
  LF2103: {
    title: 'An action does not exist',
    explanation:
      'An action is one operation of a service, such as `s3:GetObject`, without wildcards. One that AWS does not have would be denied or allowed for no reason. The list comes with Landfall; a service that is younger than it is told apart.',
  },
  LF2104: {
    title: 'A question has no answer',
    explanation:
      'The configuration does not hold everything that the answer depends on: a variable that nobody knows, or the text of a policy that Landfall has no copy of. Guessing would be worse than no answer.',
  },
  LF2105: {
    title: 'A fact about the guardrails does not hold',
    explanation:
      'A file in `tests/` says that somebody may or may not do something, and the policies decide otherwise. Either the change of a policy took away or opened more than was meant, or the fact is out of date. `landfall explain` shows the whole path of the decision.',
  },
  LF2106: {
    title: 'Two facts have the same name',
    explanation: 'Reports name facts by what they say. Two with the same name in one file could not be told apart.',
  },
  LF2107: {
    title: 'A fact names no action',
    explanation: 'A fact without `may` and `may-not` asks nothing, so it would always hold.',
  },
  LF2108: {
    title: 'There are no facts to prove',
    explanation:
      'The folder `tests/` holds no facts, or none that the pattern matches. A run that proves nothing must not look like one in which everything holds.',
  },
  LF2109: {
    title: 'The other version can not be read',
    explanation:
      '`landfall diff` compares with a directory, or with a commit, branch or tag of the git repository in which the organization lies. Nothing of the work tree is touched.',
  },
  LF2110: {
    title: 'The other version is not in order',
    explanation:
      'What a change takes away can only be said where both versions are understood. The findings about the older version are printed with it.',
  },
} as const satisfies Codes;

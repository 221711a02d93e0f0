import type { Codes } from './entry';

/** LF20xx: lock, decisions and removal. */
export const lockCodes = {
  LF2001: {
    title: 'A lock file is not JSON',
    explanation:
      'Files in lock/ are written by Landfall. After a merge with conflicts, take the lines of both sides; facts can also be read back from the states.',
  },
  LF2002: {
    title: 'A lock file has another schema',
    explanation:
      'A newer version of Landfall wrote it, or it is no lock file. Use the version that wrote it, or newer.',
  },
  LF2003: {
    title: 'A lock file has the wrong shape',
    explanation: 'It was edited by hand or merged wrongly. Take back the committed one.',
  },
  LF2004: { title: 'A lock file cannot be read', explanation: 'Its permissions, or those of its folder, forbid it.' },
  LF2005: {
    title: 'The facts are of another organization',
    explanation:
      'Ids of one organization would be written into stacks of another. Each directory has a lock of its own.',
  },
  LF2006: {
    title: 'A known id changed',
    explanation:
      'AWS assigns an id once. Another one means that something was made again, perhaps by someone else; `landfall lock accept` says that this was meant.',
  },
  LF2010: {
    title: 'An applied stack left the configuration',
    explanation:
      'Terraform does not plan what nobody writes any more, so its resources would stay unseen. Write destroy or forget in removed.yaml, or bring back what was taken away.',
  },
  LF2011: {
    title: 'A guarded stack is removed without confirmation',
    explanation:
      'Log buckets, the hub, state and Identity Center are relied on by others: their removal is written twice.',
  },
  LF2012: {
    title: 'A stack is removed and still asked for',
    explanation: 'removed.yaml names a stack that the configuration makes. Take away one of the two.',
  },
  LF2013: {
    title: 'A removal is done',
    explanation: 'removed.yaml names a stack that is applied no longer, so the line can go.',
  },
  LF2014: {
    title: 'A released template changed',
    explanation:
      'A version of a product that was released never changes, because accounts use it. Release a new version.',
  },
  LF2015: {
    title: 'An unknown fact is accepted',
    explanation: 'Facts are named as in lock/facts.json, such as account/fraud-dev/id.',
  },
  LF2016: {
    title: 'An account leaves and is still described',
    explanation: 'removed.yaml names an account that the configuration describes. Take away one of the two.',
  },
  LF2017: {
    title: 'Something is not decided under CI',
    explanation:
      'Address ranges are decided once and committed. A pipeline that decided them would forget them, or decide differently than another one.',
  },
  LF2018: {
    title: 'An account left the configuration',
    explanation:
      'What no longer makes an account would destroy it, which takes it out of the organization. Write keep or close in removed.yaml, or bring the account back.',
  },
  LF2019: {
    title: 'An account to be closed is not known',
    explanation:
      'removed.yaml closes an account of which no id is known: its key is misspelled, or it is gone already.',
  },
  LF2020: {
    title: 'A closing is confirmed too early',
    explanation:
      'Closing takes two deployments. The first marks the account; confirmed after that, the second closes it. Unmarked it would only leave the organization.',
  },
  LF2021: {
    title: 'An account to be closed still holds stacks',
    explanation: 'States lie in the account itself, so its stacks are destroyed before it is closed.',
  },
  LF2022: {
    title: 'An account would be made by another stack',
    explanation:
      'Its state stays with the stack that made it; another one would make it a second time. Duties and teams of an account decide which stack that is.',
  },
  LF2023: { title: 'An account waits to be closed', explanation: 'It is marked. Confirm it in removed.yaml.' },
  LF2024: {
    title: 'An account is gone',
    explanation: 'removed.yaml names an account of which nothing is known any more, so the line can go.',
  },
  LF2025: {
    title: 'A state belongs to a stack that nobody names',
    explanation:
      '`landfall lock` found a state in an account that neither the configuration nor the facts know. It is in the facts now and needs a word in removed.yaml, or what made it.',
  },
  LF2026: {
    title: 'A stack has two states',
    explanation:
      'The state of a stack lies in its own account. A second one elsewhere was left when an account or a bucket changed; nothing plans what it holds.',
  },
  LF2027: {
    title: 'An applied stack has no state',
    explanation:
      'The facts say that it is applied, but its state is gone or empty. Planned without a state, all it holds would be made a second time, so look for an older version first.',
  },
  LF2028: {
    title: 'The states of an account cannot be read',
    explanation:
      'The role landfall-plan can not be assumed there, or the bucket is not there. All other accounts were read; what was known of this one stays.',
  },
  LF2029: {
    title: 'A state cannot be read',
    explanation: 'The object is no Terraform state, or may not be read. All other states were read.',
  },
} as const satisfies Codes;

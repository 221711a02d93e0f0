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
    title: 'An account is closed and still described',
    explanation: 'removed.yaml closes an account that the configuration describes. Take away one of the two.',
  },
  LF2017: {
    title: 'Something is not decided under CI',
    explanation:
      'Address ranges are decided once and committed. A pipeline that decided them would forget them, or decide differently than another one.',
  },
} as const satisfies Codes;

import type { Codes } from './entry';

/** LF302x requests for accounts, and reports. */
export const reportCodes = {
  LF3021: {
    title: 'A team is not known',
    explanation:
      'A team is a file in teams/. `landfall account request` makes one for a new team if it is told its e-mail and cost center.',
  },
  LF3022: {
    title: 'A team has this account already',
    explanation: 'A team has one account a stage. Another stage, or another team, gives another account.',
  },
  LF3023: {
    title: 'A file can only be edited by hand',
    explanation:
      'Landfall adds lines and leaves the rest as it is. Aliases and files in braces leave no place for one.',
  },
  LF3024: {
    title: 'An account is not known',
    explanation: 'Accounts are named by their keys: those of accounts.yaml, and <team>-<stage> for those of teams.',
  },
  LF3025: {
    title: 'A team exists already',
    explanation: 'E-mail, cost center and name are given for a new team only; those of an old one stand in its file.',
  },
} as const satisfies Codes;

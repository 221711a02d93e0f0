import { emptyFactsLock, noDecisions, type FactsLock } from '../../../../landfall/model/lock';
import { edit, file, type Case } from './case';

const applied = (id: string, guarded = false): FactsLock => ({
  ...emptyFactsLock,
  stacks: new Map([
    [
      id,
      {
        account: 'old',
        accountId: '111122223333',
        state: { bucket: 'b', key: id, region: 'eu-west-1' },
        slice: '0'.repeat(64),
        needs: [],
        assigns: [],
        network: undefined,
        guarded,
      },
    ],
  ]),
});

/** LF1330 and LF20xx: what was applied or decided before. */
export const lockCases: readonly Case[] = [
  {
    title: 'a unit that would get another parent',
    edits: [],
    facts: { ...emptyFactsLock, facts: new Map([['unit/workloads/sandbox/id', 'ou-ab12-cd34ef56']]) },
    code: 'LF1330',
    file: 'units.yaml',
    line: 'Sandbox:',
    message: /the unit workloads\/sandbox would become sandbox; AWS can't give a unit another parent/,
    help: /Keep it where it is, or add a unit with another key/,
  },
  {
    title: 'a released template that changed',
    edits: [],
    decisions: { ...noDecisions, products: new Map([['analytics/athena-workgroup/v1', '0'.repeat(64)]]) },
    code: 'LF2014',
    file: 'portfolios.yaml',
    line: 'v1:',
    message: /products\/athena-workgroup\.yaml changed after version v1 of athena-workgroup was released/,
    help: /release it as a new version/,
  },
  {
    title: 'an applied stack that left the configuration',
    edits: [],
    facts: applied('account-old'),
    code: 'LF2010',
    file: 'lock/facts.json',
    line: 1,
    message: /stack account-old \(account 111122223333\) is applied, but the configuration has it no longer/,
    help: /removed\.yaml/,
  },
  {
    title: 'a guarded stack that is removed by one word',
    edits: [file('removed.yaml', 'stacks:\n  account-old: destroy\n')],
    facts: applied('account-old', true),
    code: 'LF2011',
    file: 'removed.yaml',
    line: 'account-old',
    message: /`destroy` alone doesn't remove it/,
    help: /confirm/,
  },
  {
    title: 'a stack that is removed and still asked for',
    edits: [file('removed.yaml', 'stacks:\n  account-network: forget\n')],
    code: 'LF2012',
    file: 'removed.yaml',
    line: 'account-network',
    message: /is to be removed, but the configuration still asks for it/,
    help: /Take away what asks for it/,
  },
  {
    title: 'a word that has done its work',
    edits: [file('removed.yaml', 'stacks:\n  account-old: forget\n')],
    code: 'LF2013',
    severity: 'note',
    file: 'removed.yaml',
    line: 'account-old',
    message: /stack account-old isn't applied/,
    help: /delete it/,
  },
  {
    title: 'an account that is closed and described',
    edits: [file('removed.yaml', 'accounts:\n  Fraud-Prod: close\n')],
    code: 'LF2016',
    file: 'removed.yaml',
    line: 'Fraud-Prod',
    message: /the account Fraud-Prod is to be closed, but the configuration still describes it/,
    help: /or this line/,
    also: ['LF1407'],
  },
  {
    title: 'an undecided range under CI',
    edits: [edit('teams/fraud.yaml', '  prod: corporate\n', '')],
    options: { ci: true },
    code: 'LF2017',
    file: 'teams/fraud.yaml',
    line: 'dev: isolated',
    message: /address\/fraud-dev is not decided in lock\/decisions\.json, and under CI nothing is decided/,
    help: /landfall allocate/,
  },
];

import { noDecisions } from '../../../../landfall/model/lock';
import { edit, file, type Case } from './case';

const accepted = (code: string, where: string, until = '2027-01-31'): Case['edits'][number] =>
  file(
    'accepted.yaml',
    `findings:\n  - code: ${code}\n    where: ${where}\n    reason: Moves in spring\n    until: ${until}\n`,
  );
/** Accepts what a routed overlap of pools is told as. */
const overlap = [
  edit('network.yaml', 'pool: 10.128.0.0/12', 'pool: 10.65.0.0/16'),
  edit('network.yaml', 'connectivity: isolated', 'connectivity: corporate'),
  edit('teams/fraud.yaml', 'dev: isolated', 'dev: corporate'),
];
const where = 'network.yaml:segments.development.pool';
const options = { today: '2027-02-01' };

/** LF22xx: findings that are accepted. */
export const acceptedCases: readonly Case[] = [
  {
    title: 'an error that is accepted no longer',
    edits: [...overlap, accepted('LF1502', where)],
    also: ['LF1502'],
    options,
    code: 'LF2201',
    file: 'accepted.yaml',
    line: 'until:',
    message: /LF1502 at network\.yaml:segments\.development\.pool was accepted until 2027-01-31/,
    help: /say again for how long/,
  },
  {
    title: 'a warning that is accepted no longer',
    edits: [accepted('LF1505', 'fraud-dev')],
    decisions: { ...noDecisions, addresses: new Map([['fraud-dev', '10.200.0.0/22']]) },
    also: ['LF1505'],
    options,
    code: 'LF2201',
    severity: 'warning',
    file: 'accepted.yaml',
    line: 'until:',
    message: /LF1505 at fraud-dev was accepted until/,
    help: /Mend what was found/,
  },
  {
    title: 'an acceptance of what nobody finds',
    edits: [accepted('LF1502', where)],
    code: 'LF2202',
    severity: 'warning',
    file: 'accepted.yaml',
    line: 'where:',
    message: /no check finds LF1502 at/,
    help: /Take the entry away/,
  },
  {
    title: 'an acceptance of what cannot be accepted',
    edits: [edit('accounts.yaml', 'unit: Deployments', 'unit: Deploy'), accepted('LF1201', 'Deploy')],
    also: ['LF1201'],
    code: 'LF2203',
    file: 'accepted.yaml',
    line: 'code:',
    message: /LF1201 cannot be accepted/,
    help: /landfall explain LF1201/,
  },
  {
    title: 'an accepted error on its last day',
    edits: [...overlap, accepted('LF1502', where)],
    options: { today: '2027-01-31' },
    code: 'LF2204',
    severity: 'note',
    file: 'accepted.yaml',
    line: 'findings:',
    message: /^1 finding is accepted, the next until 2027-01-31$/,
    help: /accepted\.yaml/,
  },
];

import { changedStacks, type Edit } from './support/organization';

const replace =
  (from: string, to: string): Edit =>
  (text) =>
    text.replace(from, to);
const append =
  (added: string): Edit =>
  (text) =>
    `${text}${added}`;
const team = "name: Pricing\nemail: pricing@corp.example\ncostCenter: '4799'\n";
const group = '  AWSModelValidators: { description: Second line of defence for models }\n';
const dataLakeIn = (unit: string): string => `unit: ${unit}\n    owner: data-engineering\n    serves: data-lake`;

/**
 * Which slices a change of the files changes; a stack whose slice stays the same is not even planned. `+` marks stacks
 * that come, `-` stacks that go; both stand where the id would.
 */
const rows: readonly (readonly [string, string, Edit, readonly string[]])[] = [
  [
    'a new team: its own stacks only',
    'teams/pricing.yaml',
    append(team),
    ['+access-pricing', '+account-pricing-dev', '+account-pricing-prod', '+account-pricing-test', '+team-pricing'],
  ],
  [
    'a new team whose name sorts before all others: its own stacks only',
    'teams/aaa.yaml',
    append(`${team}accounts: { prod: corporate }\n`),
    ['+access-aaa', '+account-aaa-prod', '+team-aaa'],
  ],
  ['another budget: the stack that vends', 'teams/forecasting.yaml', replace('8000', '9000'), ['team-forecasting']],
  [
    'another cost center, which is a tag of accounts and of all that is in them',
    'teams/forecasting.yaml',
    replace("'4712'", "'4713'"),
    ['account-forecasting-dev', 'account-forecasting-prod', 'team-forecasting'],
  ],
  [
    'an account less: its own stack and those of its team',
    'teams/forecasting.yaml',
    replace('  prod: corporate\n', ''),
    ['access-forecasting', '-account-forecasting-prod', 'team-forecasting'],
  ],
  [
    'a move within a network segment: the stack that vends',
    'accounts.yaml',
    replace('unit: Deployments\n    owner: devops', 'unit: Infrastructure\n    owner: devops'),
    ['foundation'],
  ],
  [
    'a move into another segment: also the attachment of its VPC, whose range stays',
    'accounts.yaml',
    replace(dataLakeIn('Workloads/Prod'), dataLakeIn('Deployments')),
    ['account-data-lake', 'foundation'],
  ],
  [
    'a move that leaves a unit without corporate accounts: the hub stays shared with it',
    'accounts.yaml',
    replace(
      'unit: Infrastructure\n    owner: infrastructure\n    serves: shared-services',
      'unit: Deployments\n    owner: infrastructure\n    serves: shared-services',
    ),
    ['foundation'],
  ],
  [
    'another name of a unit: the organization',
    'units.yaml',
    replace('Deployments: {', 'Deployments: { name: CI/CD,'),
    ['organization'],
  ],
  ['another description of a unit: nothing', 'units.yaml', replace('Try-outs', 'Trials'), []],
  ['a unit more: the organization', 'units.yaml', append('  Suspended: { registered: false }\n'), ['organization']],
  [
    'another session length: the permission sets',
    'access.yaml',
    replace('sessionHours: 4', 'sessionHours: 2'),
    ['identity-center'],
  ],
  [
    'a group more: the groups of the platform',
    'access.yaml',
    replace('  AWSFinance:', `${group}  AWSFinance:`),
    ['identity-center'],
  ],
  [
    'a policy in other words: the units that it sits on',
    'policies/deny-root-user.json',
    replace('"Sid": "', '"Sid": "X'),
    ['unit-root'],
  ],
  ['white space in a policy: nothing', 'policies/tags.json', replace('"', '  "'), []],
  ['a comment in a file: nothing', 'access.yaml', append('\n# Reviewed every quarter\n'), []],
  [
    'a product that is not released yet: its portfolio',
    'products/ml/model-build.yaml',
    append('# More\n'),
    ['portfolio-ml'],
  ],
];

describe('in the default organization, a change reaches exactly these stacks:', () => {
  test.each(rows)('%s', (_, file, edit, expected) => {
    expect(changedStacks('landing-zone', { [file]: edit })).toEqual(expected);
  });
});

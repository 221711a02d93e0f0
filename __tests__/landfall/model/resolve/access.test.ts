import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { managedPolicyArn } from '../../../../landfall/model/resolve/access';
import { permissionSetRolePattern } from '../../../../landfall/model/resolve/portfolios';
import { edit, file } from '../../checks/cases/case';
import { resolvedZone } from './resolved';

test.each([
  ['PowerUserAccess', 'arn:aws:iam::aws:policy/PowerUserAccess'],
  ['job-function/NetworkAdministrator', 'arn:aws:iam::aws:policy/job-function/NetworkAdministrator'],
  ['arn:aws:iam::aws:policy/X', 'arn:aws:iam::aws:policy/X'],
])('%s is the policy %s', (name, arn) => {
  expect(managedPolicyArn(name)).toBe(arn);
});

test('a permission set is found by the name of its roles', () => {
  expect(permissionSetRolePattern('Lead')).toBe(
    'arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Lead_*',
  );
});

describe('a permission set', () => {
  test.each([
    ['{}', { description: 'Set', sessionDuration: 'PT8H', boundaryArn: undefined }],
    ['{ sessionHours: 1 }', { sessionDuration: 'PT1H' }],
    ['{ sessionDuration: PT90M }', { sessionDuration: 'PT90M' }],
    ['{ arn: x }', { description: '' }],
    ['{ arn: x, description: Old }', { description: 'Old' }],
    ['{ relayState: https://example.com/ }', { relayState: 'https://example.com/' }],
    ['{ permissionsBoundary: ReadOnlyAccess }', { boundaryArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    ['{ permissionsBoundary: { customerManaged: people/limit } }', { boundaryPolicy: 'people/limit' }],
  ])('that is written as %s', (written, expected) => {
    const zone = resolvedZone(edit('access.yaml', 'permissionSets:\n', `permissionSets:\n  Set: ${written}\n`));
    expect(zone.access.permissionSets.find(({ name }) => name === 'Set')).toMatchObject(expected);
  });
});

test('assignments of people are kept apart from those of groups', () => {
  const row = "{ user: jo, id: '1', permissionSets: [A, B], accounts: [Network, data-lake], reason: old }";
  const zone = resolvedZone(edit('access.yaml', 'permissionSets:\n', `userAssignments: [${row}]\npermissionSets:\n`));
  expect(zone.access.userAssignments?.map(({ account, permissionSet }) => [permissionSet, account])).toEqual([
    ['A', 'network'],
    ['B', 'network'],
    ['A', 'data-lake'],
    ['B', 'data-lake'],
  ]);
  expect(zone.access.assignments).toEqual(resolvedZone().access.assignments);
});

describe('groups', () => {
  test('of a team are named by the scheme, and lie in that team', () => {
    const zone = resolvedZone(
      edit(
        'access.yaml',
        'permissionSets:\n',
        "identityCenter: { teamGroupName: 'grp_{group}_{team}' }\npermissionSets:\n",
      ),
      edit('access.yaml', 'TeamLead: { ', 'TeamLead: { displayName: Leads, '),
    );
    const names = zone.access.groups.map(({ displayName, key, team }) => [displayName, key, team]);
    expect(names).toContainEqual(['grp_Leads_fraud', 'TeamLead', 'fraud']);
    expect(names).toContainEqual(['AWSNetworkAdmins', 'AWSNetworkAdmins', undefined]);
    const rows = zone.access.assignments.filter(({ account }) => account === 'fraud-dev').map(({ group }) => group);
    expect(rows).toContain('grp_Leads_fraud');
  });

  test('keep the capitals of the team, whose ids are in lower case', () => {
    const fraud = readFileSync(join(__dirname, '../../../../examples/minimal/teams/fraud.yaml'), 'utf8');
    const zone = resolvedZone({ file: 'teams/Churn-ML.yaml', with: fraud.replaceAll('fraud', 'churn') });
    const groups = zone.access.groups.filter(({ team }) => team === 'churn-ml').map(({ displayName }) => displayName);
    expect(groups).toContain('Churn-ML-TeamLead');
    const known = zone.access.groups.map(({ displayName }) => displayName);
    const rows = [...zone.access.assignments, ...zone.access.domainAssignments];
    const ofTeam = rows.filter(({ team }) => team === 'churn-ml');
    expect(ofTeam.map(({ group }) => group)).toContain('Churn-ML-TeamLead');
    expect(ofTeam.filter(({ group }) => !known.includes(group))).toEqual([]);
    expect(new Set(ofTeam.map(({ account }) => account))).toEqual(new Set(['churn-ml-dev', 'churn-ml-prod']));
  });

  test('of an external provider are read, unless somebody wrote otherwise', () => {
    const zone = resolvedZone(
      edit('access.yaml', 'permissionSets:\n', 'identityCenter: { source: external }\npermissionSets:\n'),
      edit('access.yaml', 'AWSNetworkAdmins: { ', 'AWSNetworkAdmins: { manage: own, '),
    );
    const own = zone.access.groups.filter(({ manage }) => manage === 'own').map(({ key }) => key);
    expect(own).toEqual(['AWSNetworkAdmins']);
  });
});

describe('assignments', () => {
  test('are one for each group, permission set and account', () => {
    const { assignments } = resolvedZone().access;
    const ofAuditors = assignments.filter(({ group, team }) => group === 'AWSSecurityAuditors' && team === undefined);
    expect(ofAuditors.map(({ account }) => account)).toEqual([
      'log-archive',
      'security-tooling',
      'network',
      'deployments',
      'data-lake',
    ]);
    const onManagement = assignments.filter(({ account }) => account === 'management');
    expect(onManagement.map(({ permissionSet }) => permissionSet)).toEqual([
      'AWSControlTowerAdmins',
      'AWSSecurityAuditors',
    ]);
  });

  test('of the team table reach the stages of each team, in that team', () => {
    const zone = resolvedZone(
      file('teams/risk.yaml', 'name: Risk\nemail: r@acme.example\ncostCenter: "1"\naccounts: { prod: corporate }\n'),
    );
    const leads = zone.access.assignments.filter(({ group }) => group.endsWith('-TeamLead'));
    expect(leads.map(({ account, group, permissionSet, team }) => [group, permissionSet, account, team])).toEqual([
      ['fraud-TeamLead', 'AdministratorAccess', 'fraud-dev', 'fraud'],
      ['fraud-TeamLead', 'ProductionLead', 'fraud-prod', 'fraud'],
      ['risk-TeamLead', 'ProductionLead', 'risk-prod', 'risk'],
    ]);
  });

  test('of a platform group on a team’s account lie in the stack of that team', () => {
    const { assignments } = resolvedZone().access;
    const auditors = assignments.filter(({ group, team }) => group === 'AWSSecurityAuditors' && team === 'fraud');
    expect(auditors.map(({ account }) => account)).toEqual(['fraud-dev', 'fraud-prod']);
  });

  test('to domains follow the same rows', () => {
    expect(resolvedZone().access.domainAssignments).toMatchObject([
      { group: 'fraud-DataScientists', account: 'fraud-dev', team: 'fraud' },
    ]);
  });
});

test('an inline policy is minified, or as it was written where it is broken', () => {
  const withPolicy = (text: string): readonly (string | undefined)[] =>
    resolvedZone(
      file('policies/inline.yaml', text),
      edit('access.yaml', '  NetworkAdministrator:\n', '  NetworkAdministrator:\n    inlinePolicy: inline.yaml\n'),
    )
      .access.permissionSets.filter(({ name }) => name === 'NetworkAdministrator')
      .map(({ inlinePolicy }) => inlinePolicy);
  expect(withPolicy('Version: "2012-10-17"\nStatement: []\n')).toEqual(['{"Version":"2012-10-17","Statement":[]}']);
  expect(withPolicy('{ "a": [ \n')).toEqual(['{ "a": [ \n']);
});

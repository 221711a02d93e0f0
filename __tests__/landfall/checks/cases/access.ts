import { edit, file, type Case } from './case';

const twentyOne = Array.from({ length: 21 }, (_, index) => `Policy${index}`).join(', ');
const manySets = Array.from({ length: 2001 }, (_, index) => `  Set${index}: {}\n`).join('');
const someSets = Array.from({ length: 251 }, (_, index) => `Set${index}`);
const inline = (written: string): Case['edits'] => [
  file('policies/inline.json', written),
  edit('access.yaml', '  NetworkAdministrator:\n', '  NetworkAdministrator:\n    inlinePolicy: inline.json\n'),
];
const statement = { Effect: 'Allow', Action: 's3:*', Resource: 'x'.repeat(10_240) };

/** LF14xx: permission sets, groups and assignments. */
export const accessCases: readonly Case[] = [
  {
    title: 'too many managed policies',
    edits: [edit('access.yaml', '[PowerUserAccess]', `[${twentyOne}]`)],
    code: 'LF1401',
    file: 'access.yaml',
    line: 'Policy20',
    message: /PowerUserAccess has 21 managed policies; 20 \(IAM Identity Center/,
    help: /Take 1 away/,
  },
  {
    title: 'an inline policy with a syntax error',
    edits: inline('{ "Statement": [ '),
    code: 'LF1402',
    file: 'access.yaml',
    line: 'inlinePolicy:',
    message: /the inline policy of NetworkAdministrator is neither JSON nor YAML/,
    help: /an identity policy/,
  },
  {
    title: 'an inline policy that is not there',
    edits: [edit('access.yaml', '  NetworkAdministrator:\n', '  NetworkAdministrator:\n    inlinePolicy: no.json\n')],
    code: 'LF1402',
    file: 'access.yaml',
    line: 'inlinePolicy:',
    message: /the inline policy of NetworkAdministrator does not exist, or has no Statement/,
    help: /Version and Statement/,
  },
  {
    title: 'a large inline policy',
    edits: inline(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, undefined, 2)),
    code: 'LF1403',
    file: 'access.yaml',
    line: 'inlinePolicy:',
    message: /the inline policy of NetworkAdministrator has 10\d\d\d characters without white space; 10240 /,
    help: /Shorten it by \d+/,
  },
  {
    title: 'a permission set that exists without its ARN',
    edits: [edit('access.yaml', '  NetworkAdministrator:\n', '  NetworkAdministrator:\n    manage: read\n')],
    code: 'LF1404',
    file: 'access.yaml',
    line: '    manage: read',
    message: /NetworkAdministrator is only read, so it must exist, but its ARN is not given/,
    help: /Add arn:/,
  },
  {
    title: 'a customer managed policy that nothing makes',
    edits: [
      edit(
        'access.yaml',
        '  NetworkAdministrator:\n',
        '  NetworkAdministrator:\n    customerManagedPolicies: [boundary]\n',
      ),
    ],
    code: 'LF1405',
    severity: 'warning',
    file: 'access.yaml',
    line: 'customerManagedPolicies:',
    message: /NetworkAdministrator names boundary, which no blueprint makes in network;/,
    help: /a blueprint of your own/,
  },
  {
    title: 'a group that an external identity provider should make',
    edits: [
      edit('access.yaml', 'permissionSets:\n', 'identityCenter: { source: external }\npermissionSets:\n'),
      edit('access.yaml', 'TeamLead: { ', 'TeamLead: { manage: own, '),
    ],
    code: 'LF1406',
    file: 'access.yaml',
    line: 'TeamLead: {',
    message: /the group TeamLead is to be written, but groups come from an external identity provider/,
    help: /Take manage: own away/,
  },
  {
    title: 'a new assignment in an account that is only read, beside one that was there',
    edits: [
      edit(
        'accounts.yaml',
        '    serves: data-lake\n',
        "    serves: data-lake\n    manage: read\n    id: '111122223333'\n",
      ),
      edit('access.yaml', 'network, deployments, data-lake]', 'network, deployments, data-lake]\n    exists: true'),
    ],
    code: 'LF1408',
    severity: 'warning',
    file: 'access.yaml',
    line: 'accounts: data-lake',
    message: /data-lake is only read, but assignments are written for it/,
    help: /manage: own/,
  },
  {
    title: 'a row for a domain that no blueprint makes',
    edits: [edit('accounts.yaml', 'ml-workload@2', 'ml-workload@1')],
    code: 'LF1409',
    severity: 'note',
    file: 'access.yaml',
    line: 'sageMakerDomain: true',
    message: /the group gets into no SageMaker domain: no blueprint makes one in fraud-dev$/,
    help: /ml-workload@2/,
  },
  {
    title: 'too many permission sets',
    edits: [edit('access.yaml', 'permissionSets:\n', `permissionSets:\n${manySets}`)],
    code: 'LF1410',
    file: 'access.yaml',
    line: /^permissionSets:/,
    message: /2011 permission sets; 2000 \(IAM Identity Center/,
    help: /Share permission sets among teams/,
  },
  {
    title: 'too many permission sets in one account',
    edits: [
      edit('access.yaml', 'permissionSets:\n', `permissionSets:\n${someSets.map((set) => `  ${set}: {}\n`).join('')}`),
      edit('access.yaml', 'permissionSets: NetworkAdministrator', `permissionSets: [${someSets.join(', ')}]`),
    ],
    code: 'LF1410',
    file: 'accounts.yaml',
    line: '  network:',
    message: /252 permission sets in network; 250 /,
    help: /fewer, wider/,
  },
];

import { edit, file, type Case } from './case';

const json = (value: unknown): string => JSON.stringify(value, undefined, 2);
const backupPolicies = Array.from({ length: 11 }, (_, index) => `backup${index}`);
const serviceControl = 'policies/deny-root-user.json';
const resourceControl = 'policies/organization-only.json';
const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' };

/** A policy that replaces one of the example, and the one thing that is wrong with it. */
const shape = (
  title: string,
  where: string,
  policy: unknown,
  line: Case['line'],
  message: RegExp,
  help: RegExp,
): Case => ({ title, edits: [file(where, json(policy))], code: 'LF1607', file: where, line, message, help });
const inResourceControl = (part: object): unknown => ({
  Version: '2012-10-17',
  Statement: [{ ...deny, Principal: '*', ...part }],
});

const shapes: readonly Case[] = [
  shape(
    'a policy of the old language',
    serviceControl,
    { Version: '2008-10-17', Statement: [deny] },
    '2008-10-17',
    /has the Version "2008-10-17"; 2012-10-17 is allowed/,
    /"Version": "2012-10-17"/,
  ),
  shape(
    'a policy without version',
    serviceControl,
    { Statement: [deny] },
    1,
    /has no Version; 2012-10-17 is allowed/,
    /"Version": "2012-10-17"/,
  ),
  shape('a policy without statements', serviceControl, { Version: '2012-10-17' }, 1, /has no Statement/, /Add a list/),
  shape(
    'a key beside the statements',
    serviceControl,
    { Version: '2012-10-17', Statement: [deny], Comment: 'x' },
    'Comment',
    /holds Comment; Version, Statement and Id are allowed/,
    /into a statement, or away/,
  ),
  shape(
    'a statement that is a text',
    serviceControl,
    { Version: '2012-10-17', Statement: ['deny all'] },
    'deny all',
    /has a statement that is not an object/,
    /Effect, Action and Resource/,
  ),
  shape(
    'an effect that is none',
    serviceControl,
    { Version: '2012-10-17', Statement: [{ ...deny, Effect: 'deny' }] },
    '"Effect"',
    /has a statement with the Effect "deny"; Allow and Deny are allowed/,
    /one of them/,
  ),
  shape(
    'a statement with Action and NotAction',
    serviceControl,
    { Version: '2012-10-17', Statement: [{ ...deny, NotAction: 'iam:*' }] },
    'NotAction',
    /both Action and NotAction; one of them is allowed/,
    /Take NotAction away/,
  ),
  shape(
    'a statement without resource',
    serviceControl,
    { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*' }] },
    /^ {4}\{/,
    /neither Resource nor NotResource; one of them is needed/,
    /Add Resource/,
  ),
  shape(
    'a principal in a service control policy',
    serviceControl,
    { Version: '2012-10-17', Statement: [{ ...deny, Principal: '*' }] },
    'Principal',
    /names a Principal; a service control policy acts on all principals/,
    /aws:PrincipalArn/,
  ),
  shape(
    'a resource control policy that allows',
    resourceControl,
    inResourceControl({ Effect: 'Allow' }),
    'Effect',
    /a resource control policy of your own can only deny/,
    /RCPFullAWSAccess/,
  ),
  shape(
    'a resource control policy for one principal',
    resourceControl,
    inResourceControl({ Principal: { AWS: '111122223333' } }),
    '"Principal"',
    /has a statement with the Principal \{"AWS":"111122223333"\}; a resource control policy takes "\*" only/,
    /conditions/,
  ),
  shape(
    'a resource control policy without principal',
    resourceControl,
    { Version: '2012-10-17', Statement: [deny] },
    /^ {4}\{/,
    /has a statement with no Principal/,
    /"Principal": "\*"/,
  ),
  shape(
    'a resource control policy for all actions',
    resourceControl,
    inResourceControl({ Action: '*' }),
    'Action',
    /the Action "\*"; a resource control policy names actions by their service/,
    /s3:\*/,
  ),
];

/** LF16xx: policies and controls. */
export const guardrailCases: readonly Case[] = [
  ...shapes,
  {
    title: 'a policy without its file',
    edits: [edit('guardrails.yaml', 'file: backup.json', 'file: backups.json')],
    code: 'LF1601',
    file: 'guardrails.yaml',
    line: 'backups.json',
    message: /policies\/backups\.json does not exist or is empty/,
    help: /as JSON or YAML/,
  },
  {
    title: 'a policy with a comma missing',
    edits: [file('policies/tags.json', '{\n  "tags": {\n    "a": 1\n    "b": 2\n  }\n}\n')],
    code: 'LF1602',
    file: 'policies/tags.json',
    line: '"b": 2',
    message: /policies\/tags\.json is not a policy: Expected ',' or '}' after property value/,
    help: /one object, in JSON or YAML/,
  },
  {
    title: 'a policy in YAML that is indented wrongly',
    edits: [
      file('policies/tags.yaml', 'tags:\n  a: 1\n b: 2\n'),
      edit('guardrails.yaml', 'file: tags.json', 'file: tags.yaml'),
    ],
    code: 'LF1602',
    file: 'policies/tags.yaml',
    line: 'b: 2',
    message: /policies\/tags\.yaml is not a policy: /,
    help: /one object, in JSON or YAML/,
  },
  {
    title: 'a policy with a key that is there twice',
    edits: [file('policies/tags.json', '{\n  "tags": { "a": 1 },\n  "tags": { "b": 2 }\n}\n')],
    code: 'LF1602',
    file: 'policies/tags.json',
    line: '"b"',
    message: /policies\/tags\.json is not a policy: Map keys must be unique/,
    help: /one object/,
  },
  {
    title: 'a policy that is cut off',
    edits: [file('policies/tags.json', '{\n  "tags": {\n')],
    code: 'LF1602',
    file: 'policies/tags.json',
    line: '"tags"',
    message: /policies\/tags\.json is not a policy: /,
    help: /one object, in JSON or YAML/,
  },
  {
    title: 'a policy that is a list',
    edits: [file('policies/tags.json', '[]\n')],
    code: 'LF1602',
    file: 'policies/tags.json',
    line: 1,
    message: /policies\/tags\.json is not a policy: it is not an object/,
    help: /one object/,
  },
  {
    title: 'a large policy',
    edits: [file('policies/tags.json', json({ tags: { x: 'y'.repeat(10_000) } }))],
    code: 'LF1603',
    file: 'guardrails.yaml',
    line: 'file: tags.json',
    message: /policies\/tags\.json has 10017 characters, .*; TAG_POLICY allows 10000 \(AWS Organizations/,
    help: /Shorten it by 17, or split it/,
  },
  {
    title: 'a policy that becomes large by its variables',
    edits: [
      file(
        resourceControl,
        json(inResourceControl({ Resource: Array.from({ length: 400 }, () => '${organization.id}') })),
      ),
    ],
    code: 'LF1603',
    file: 'guardrails.yaml',
    line: 'file: organization-only.json',
    message: /with its variables filled; RESOURCE_CONTROL_POLICY allows 5120/,
    help: /split it into two/,
  },
  {
    title: 'too many policies on a unit',
    edits: [
      edit(
        'guardrails.yaml',
        'policies:\n',
        `policies:\n${backupPolicies
          .map((key) => `  ${key}: { type: backup, file: backup.json, description: again }\n`)
          .join('')}`,
      ),
      edit('guardrails.yaml', '[private-network, backup]', `[private-network, backup, ${backupPolicies.join(', ')}]`),
    ],
    code: 'LF1604',
    file: 'guardrails.yaml',
    line: '[private-network, backup, ',
    message: /Workloads\/Prod would hold 12 policies of the type BACKUP_POLICY; 10 /,
    help: /Take 2 away/,
  },
  {
    title: 'a policy that sits nowhere',
    edits: [edit('guardrails.yaml', '[private-network, backup]', '[private-network]')],
    code: 'LF1605',
    severity: 'warning',
    file: 'guardrails.yaml',
    line: '  backup:',
    message: /the policy backup sits nowhere/,
    help: /Attach it/,
  },
  {
    title: 'an unknown variable',
    edits: [edit('policies/protect-landfall.json', '"Resource": ["${roles.plan}"', '"Resource": ["${roles.plans}"')],
    code: 'LF1606',
    file: 'policies/protect-landfall.json',
    line: '${roles.plans}',
    message: /uses the variable roles\.plans, which nobody knows here/,
    help: /\$\{roles\.<role>\}/,
  },
  {
    title: 'a control without the one it requires',
    edits: [edit('guardrails.yaml', 'CT.S3.PR.1, CT.CLOUDFORMATION.PR.1]', 'CT.S3.PR.1]')],
    code: 'LF1608',
    file: 'guardrails.yaml',
    line: 'CT.S3.PR.1]',
    message: /CT\.S3\.PR\.1 requires CT\.CLOUDFORMATION\.PR\.1, which is not on Workloads\/Prod/,
    help: /Add CT\.CLOUDFORMATION\.PR\.1/,
  },
  {
    title: 'proactive controls on several units, told once',
    edits: [
      edit(
        'guardrails.yaml',
        'units:\n  root:',
        'units:\n  Sandbox:\n    controls: [CT.S3.PR.1, CT.CLOUDFORMATION.PR.1]\n  root:',
      ),
    ],
    code: 'LF1609',
    severity: 'note',
    file: 'guardrails.yaml',
    line: '    controls: [CT.S3.PR.1,',
    message: /proactive controls on Sandbox, Workloads\/Prod see only what CloudFormation makes/,
    help: /a preventive or a detective control/,
  },
  {
    title: 'a control on the root',
    edits: [edit('guardrails.yaml', '  root:\n', '  root:\n    controls: [AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS]\n')],
    code: 'LF1610',
    file: 'guardrails.yaml',
    line: '    controls: [AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS]',
    message: /controls sit on the root; Control Tower enables them on units only/,
    help: /units below the root/,
  },
  {
    title: 'a Region deny without the home Region',
    edits: [edit('guardrails.yaml', "'${regions.governed}'", '[us-east-1]')],
    code: 'LF1611',
    file: 'guardrails.yaml',
    line: '[us-east-1]',
    message: /CT\.MULTISERVICE\.PV\.1 allows us-east-1, but not the home Region eu-west-1/,
    help: /\$\{regions\.governed\}/,
  },
  {
    title: 'a policy that denies the home Region',
    edits: [
      file(
        serviceControl,
        json({
          Version: '2012-10-17',
          Statement: [
            { ...deny, Action: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1'] } } },
            // A single service may have a home of its own.
            { ...deny, Action: 'route53:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-2' } } },
          ],
        }),
      ),
    ],
    code: 'LF1611',
    file: serviceControl,
    line: '"aws:RequestedRegion": [',
    message: /denies all Regions but us-east-1, the home Region eu-west-1 among them/,
    help: /\$\{region\.home\}/,
  },
  {
    title: 'a detective control where nothing records',
    edits: [edit('units.yaml', 'Infrastructure: { ', 'Infrastructure: { registered: false, ')],
    code: 'LF1612',
    file: 'guardrails.yaml',
    line: '[AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS, AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED]',
    message: /AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED sits on Infrastructure, which is not registered/,
    help: /registered: true/,
  },
];

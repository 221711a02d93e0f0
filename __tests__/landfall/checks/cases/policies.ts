import { edit, file, type Case } from './case';

const serviceControl = 'policies/deny-root-user.json';
const resourceControl = 'policies/organization-only.json';
const deny = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };
const ofResources = { ...deny, Principal: '*' };

const text = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);

interface Rest {
  readonly line: Case['line'];
  readonly message: RegExp;
  readonly help: RegExp;
  readonly severity?: NonNullable<Case['severity']>;
  readonly also?: NonNullable<Case['also']>;
}

/** A statement of a service control policy on the root, and what is wrong with it. */
const statement = (code: string, title: string, part: object, rest: Rest): Case => ({
  code,
  title,
  edits: [file(serviceControl, text({ ...deny, ...part }))],
  file: serviceControl,
  ...rest,
});

const condition = (operator: string, key: string, value: unknown): object => ({
  Condition: { [operator]: { [key]: value } },
});

const names: readonly Case[] = [
  statement(
    'LF1801',
    'an action with a slip',
    { Action: ['s3:PutObjet'] },
    {
      line: 's3:PutObjet',
      message: /names the action s3:PutObjet, which does not exist/,
      help: /Did you mean s3:PutObject\?/,
    },
  ),
  statement(
    'LF1801',
    'an action that is newer than the data',
    { Action: ['sagemaker:CreateDreamFactory'] },
    {
      severity: 'warning',
      line: 'CreateDreamFactory',
      message: /knows no such action of sagemaker/,
      help: /Service Authorization Reference/,
    },
  ),
  statement(
    'LF1801',
    'a wildcard that stands for nothing',
    { Action: ['s3:Putt*'] },
    {
      severity: 'warning',
      line: 's3:Putt*',
      message: /names s3:Putt\*; .* knows no such action of s3/,
      help: /guards nothing/,
    },
  ),
  statement(
    'LF1801',
    'a service with a slip',
    { Action: ['sagemakr:CreateModel'] },
    {
      line: 'sagemakr:CreateModel',
      message: /there is no service sagemakr/,
      help: /Did you mean sagemaker:CreateModel\?/,
    },
  ),
  statement(
    'LF1801',
    'an action without service',
    { Action: ['PutObject'] },
    {
      line: '"PutObject"',
      message: /names the action PutObject, which is none/,
      help: /service:Action/,
    },
  ),
  statement(
    'LF1802',
    'a key of every request with a slip',
    condition('StringNotEquals', 'aws:PrincipalOrgIDs', 'o-1'),
    {
      line: 'aws:PrincipalOrgIDs',
      message: /has a condition on aws:PrincipalOrgIDs, which does not exist/,
      help: /Did you mean aws:PrincipalOrgID\?/,
    },
  ),
  statement('LF1802', 'a key of a service that nobody knows', condition('StringEquals', 's3:Mood', 'good'), {
    severity: 'warning',
    line: 's3:Mood',
    message: /s3:Mood, which .* does not know/,
    help: /never holds, or always/,
  }),
  statement('LF1803', 'an operator with a slip', condition('StringEqual', 'aws:PrincipalOrgID', 'o-1'), {
    line: '"StringEqual"',
    message: /the operator StringEqual, which there is not/,
    help: /Did you mean StringEquals\?/,
  }),
  statement('LF1803', 'Null with IfExists', condition('NullIfExists', 'aws:PrincipalOrgID', 'true'), {
    line: 'NullIfExists',
    message: /the operator NullIfExists/,
    help: /Did you mean Null\?/,
  }),
  statement('LF1804', 'a word for a truth value', condition('Bool', 'aws:SecureTransport', 'no'), {
    line: 'aws:SecureTransport',
    message: /compares aws:SecureTransport by Bool with "no"; it takes true or false/,
    help: /never be equal/,
  }),
  statement(
    'LF1804',
    'an ARN of five parts',
    { Action: 's3:PutBucketAcl', ...condition('ArnNotLike', 'aws:PrincipalArn', ['arn:aws:iam::role/x']) },
    {
      line: 'arn:aws:iam::role/x',
      message: /it takes an ARN of six parts/,
      help: /never be equal/,
    },
  ),
  statement(
    'LF1805',
    'a resource by its name',
    { Resource: ['my-bucket'] },
    {
      line: 'my-bucket',
      message: /names the resource my-bucket, which is no ARN/,
      help: /arn:aws:s3/,
    },
  ),
];

const matching: readonly Case[] = [
  statement(
    'LF1808',
    'an action that acts on none of the resources',
    { Action: ['s3:PutObject', 'ec2:RunInstances'], Resource: ['arn:aws:s3:::bucket/*'] },
    {
      severity: 'warning',
      line: 'ec2:RunInstances',
      message: /names ec2:RunInstances in statement 1, which acts on none of its resources/,
      help: /Name the resources/,
    },
  ),
  statement(
    'LF1808',
    'a key that no request of the action carries',
    { Sid: 'Small', Action: 'ec2:CreateVpc', ...condition('StringLike', 'ec2:InstanceType', 'p5.*') },
    {
      severity: 'warning',
      line: 'ec2:InstanceType',
      message: /the statement Small never matches for any of its actions/,
      help: /statement of their own/,
    },
  ),
  statement(
    'LF1808',
    'a key that must be missing and have a value',
    { Condition: { Null: { 's3:x-amz-acl': 'true' }, StringEquals: { 's3:x-amz-acl': 'private' } } },
    {
      severity: 'warning',
      line: '"s3:x-amz-acl": "private"',
      message: /to be missing and to have a value in statement 1/,
      help: /two statements/,
    },
  ),
  statement(
    'LF1809',
    'a negated operator on a key that no request carries',
    { Action: 'ec2:CreateVpc', ...condition('StringNotLike', 'ec2:InstanceType', 't3.*') },
    {
      severity: 'warning',
      line: 'ec2:InstanceType',
      message: /the condition StringNotLike always holds for all of its actions/,
      help: /statement of their own/,
    },
  ),
];

const dangers: readonly Case[] = [
  statement(
    'LF1810',
    'a deny that locks Control Tower out',
    {
      Action: ['iam:CreateRole', 'iam:Put*'],
      ...condition('ArnNotLike', 'aws:PrincipalArn', ['${roles.apply}', '${roles.stack-sets}']),
    },
    {
      line: '"Action"',
      message:
        /denies in statement 1 .*iam:CreateRole, iam:PutRolePolicy to Control Tower \(AWSControlTowerExecution\), so .*vended/,
      help: /\$\{roles\.<role>\}/,
    },
  ),
  statement(
    'LF1810',
    'a deny of states',
    { Resource: 'arn:aws:s3:::${prefix}-tfstate-*/*', Action: 's3:PutObject' },
    {
      line: '"Action"',
      message: /denies in statement 1 s3:PutObject to Landfall \(landfall-apply\), so .*planned or applied/,
      help: /ArnNotLike/,
    },
  ),
  statement(
    'LF1812',
    'an exemption of service-linked roles',
    {
      Action: 's3:PutBucketPolicy',
      ...condition('ArnNotLike', 'aws:PrincipalArn', ['arn:aws:iam::*:role/aws-service-role/*']),
    },
    {
      severity: 'warning',
      line: 'aws-service-role',
      message: /names the service-linked role .* in statement 1; policies of this type never restrict those/,
      help: /they need no exemption/,
    },
  ),
  {
    code: 'LF1811',
    title: 'a policy on the management account',
    severity: 'warning',
    edits: [
      edit(
        'guardrails.yaml',
        'units:\n  root:',
        'accounts:\n  management:\n    policies: [deny-root-user]\nunits:\n  root:',
      ),
    ],
    file: 'guardrails.yaml',
    line: /^ {4}policies: \[deny-root-user\]/,
    message:
      /deny-root-user sits on the management account, whose principals and resources no service-control policy governs/,
    help: /Take it away/,
  },
  {
    code: 'LF1813',
    title: 'a resource control policy for a service out of its reach',
    edits: [file(resourceControl, text({ ...ofResources, Action: ['s3:PutObject', 'sagemaker:CreateModel'] }))],
    file: resourceControl,
    line: 'sagemaker:CreateModel',
    message: /names sagemaker:CreateModel; resource control policies do not reach sagemaker/,
    help: /service control policy/,
  },
  statement(
    'LF1814',
    'a deny of everything',
    { Action: '*' },
    {
      line: /^ {4}\{/,
      message: /denies every action to everybody in statement 1, so nothing is left allowed/,
      help: /NotAction/,
      also: ['LF1810'],
    },
  ),
  {
    code: 'LF1814',
    title: 'a deny of all but what does not exist',
    edits: [file(serviceControl, text({ Effect: 'Deny', NotAction: ['sagemaker:Dream*'], Resource: '*' }))],
    file: serviceControl,
    line: /^ {4}\{/,
    message: /denies all but actions that do not exist/,
    help: /NotAction/,
    also: ['LF1801', 'LF1810'],
  },
  statement(
    'LF1814',
    'an allow list of nothing',
    { Effect: 'Allow', Action: ['sagemaker:Dream*'] },
    {
      line: /^ {4}\{/,
      message: /allows no action that exists in statement 1/,
      help: /Name actions of AWS/,
      also: ['LF1801'],
    },
  ),
  statement(
    'LF1815',
    'an allow list',
    { Effect: 'Allow', Action: ['s3:*'] },
    {
      severity: 'warning',
      line: /^ {4}\{/,
      message: /has an allow list \(statement 1\) that FullAWSAccess shadows/,
      help: /Deny with NotAction/,
    },
  ),
];

const bundled = (key: string, bundle: string, type = 'service-control', name = `${key}.json`): string =>
  `  ${key}: { type: ${type}, file: ${name}, description: part, bundle: ${bundle} }\n`;
const policies = (lines: string): Case['edits'][number] =>
  edit('guardrails.yaml', 'policies:\n', `policies:\n${lines}`);
const onRoot = (keys: string): Case['edits'][number] =>
  edit('guardrails.yaml', '[protect-landfall,', `[${keys}, protect-landfall,`);

const sending: readonly Case[] = [
  {
    code: 'LF1816',
    title: 'a bundle of a type without statements',
    edits: [policies(bundled('more-tags', 'all', 'tag', 'tags.json')), onRoot('more-tags')],
    file: 'guardrails.yaml',
    line: '  more-tags:',
    message: /more-tags is of the type tag, which has no statements to bundle/,
    help: /Take the bundle away/,
  },
  {
    code: 'LF1816',
    title: 'a bundle with the name of a policy',
    edits: [
      file('policies/extra.json', text({ ...deny, Action: 's3:PutBucketAcl' })),
      policies(bundled('extra', 'deny-root-user')),
      onRoot('extra'),
    ],
    file: 'guardrails.yaml',
    line: '  extra:',
    message: /the bundle deny-root-user of extra has the name of a policy/,
    help: /name that no policy has/,
  },
  {
    code: 'LF1817',
    title: 'two statements of one name in a bundle',
    edits: [
      file('policies/one.json', text({ Sid: 'Same', ...deny, Action: 's3:PutBucketAcl' })),
      file(
        'policies/two.json',
        text({
          Sid: 'Same',
          ...deny,
          Action: 's3:PutBucketPolicy',
          ...condition('Bool', 'aws:SecureTransport', 'false'),
        }),
      ),
      policies(`${bundled('one', 'both')}${bundled('two', 'both')}`),
      onRoot('one, two'),
    ],
    file: 'policies/two.json',
    line: '"Sid"',
    message: /names a statement Same, which is the name of another statement of one in the same bundle/,
    help: /name of its own/,
  },
  {
    code: 'LF1603',
    title: 'a bundle that is too large',
    edits: [
      ...['one', 'two'].map((name) =>
        file(
          `policies/${name}.json`,
          text({
            ...deny,
            Sid: name,
            Resource: Array.from({ length: 120 }, (_, index) => `arn:aws:s3:::${name}-bucket-of-records-${index}/*`),
          }),
        ),
      ),
      policies(`${bundled('one', 'both')}${bundled('two', 'both')}`),
      onRoot('one, two'),
    ],
    file: 'guardrails.yaml',
    line: '[one, two,',
    message: /the bundle both of one, two has \d+ characters on root/,
    help: /Take parts of \d+ or more out of the bundle; its largest statements are/,
  },
  {
    code: 'LF1818',
    title: 'a type that older providers refuse',
    edits: [
      edit('organization.yaml', 'name:', "provider: { aws: '>= 6.20.0' }\nname:"),
      policies('  buckets: { type: s3, file: buckets.json, description: Block public access }\n'),
      file('policies/buckets.json', '{ "s3_attributes": {} }'),
      onRoot('buckets'),
    ],
    file: 'guardrails.yaml',
    line: '  buckets:',
    message:
      /buckets is of the type S3_POLICY, which the AWS provider takes from 6\.26\.0 on; ">= 6\.20\.0" allows older ones/,
    help: />= 6\.26\.0/,
  },
  {
    code: 'LF1819',
    title: 'a type that an organization which is only read has not enabled',
    edits: [
      edit(
        'organization.yaml',
        'name:',
        `manage: read
id: o-a1b2c3d4e5
policyTypes:
  - AISERVICES_OPT_OUT_POLICY
  - BACKUP_POLICY
  - CHATBOT_POLICY
  - DECLARATIVE_POLICY_EC2
  - SERVICE_CONTROL_POLICY
  - TAG_POLICY
name:`,
      ),
    ],
    file: 'guardrails.yaml',
    line: 'type: resource-control',
    message: /organization-only is of the type RESOURCE_CONTROL_POLICY, which is not enabled in the organization/,
    help: /Enable the type on the root/,
  },
  {
    code: 'LF1820',
    title: 'a policy file that nothing names',
    severity: 'warning',
    edits: [file('policies/forgotten.json', text(deny))],
    file: 'policies/forgotten.json',
    line: 1,
    message: /nothing names policies\/forgotten\.json/,
    help: /Describe it/,
  },
  {
    code: 'LF1821',
    title: 'a policy that waits for an account that waits for it',
    edits: [
      file(
        serviceControl,
        text({
          ...deny,
          Action: 's3:PutBucketAcl',
          ...condition('StringEquals', 'aws:ResourceAccount', '${account.network}'),
        }),
      ),
    ],
    file: serviceControl,
    line: 'account.network',
    message: /uses the variable account\.network, but network is made only after the units have their policies/,
    help: /unit\.path/,
  },
];

/** LF180x to LF182x: lint of policies. */
export const policyCases: readonly Case[] = [...names, ...matching, ...dangers, ...sending];

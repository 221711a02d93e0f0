import { edit, file, type Case } from '../case';
import { condition, deny, serviceControl, statement, text } from './statement';

const resourceControl = 'policies/organization-only.json';
const ofResources = { ...deny, Principal: '*' };

/** LF1810 to LF1815: what policies take from those who need it, or do not govern. */
export const dangers: readonly Case[] = [
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

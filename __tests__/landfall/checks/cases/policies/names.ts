import type { Case } from '../case';
import { condition, statement } from './statement';

/** LF1801 to LF1805: words of policies that AWS does not know. */
export const names: readonly Case[] = [
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

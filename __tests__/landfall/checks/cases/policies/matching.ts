import type { Case } from '../case';
import { condition, statement } from './statement';

/** LF1808 and LF1809: statements that never match, or always. */
export const matching: readonly Case[] = [
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

import type { LandingZone } from '../../model/zone';

/** Something that must stay possible in every account, whatever policies sit there. */
export interface Indispensable {
  /** Who does it, as messages say it. */
  readonly who: string;
  /** ARN of a role of the kind, in some account. */
  readonly principal: string;
  readonly actions: readonly string[];
  readonly resource: string;
  /** What ends where it is denied. */
  readonly without: string;
}

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

/**
 * What Landfall, Control Tower and people in an emergency must be able to do in a member account. The vending of accounts
 * is the work of Control Tower's role and of stack sets, because calls of the management account are never denied.
 * Source: AWS Control Tower user guide, "AWSControlTowerExecution", and CloudFormation user guide, "stack sets with
 * service-managed permissions", 2026-11.
 */
export function indispensable({ prefix, regions }: Pick<LandingZone, 'prefix' | 'regions'>): readonly Indispensable[] {
  const state = `arn:aws:s3:::${prefix}-tfstate-111122223333-${regions.home}/stack.tfstate`;
  const object = (who: string, name: string, actions: readonly string[]): Indispensable => ({
    who,
    principal: role(name),
    actions,
    resource: state,
    without: 'no stack of the account can be planned or applied any more',
  });
  const anywhere = (
    [who, name, without]: readonly [string, string, string],
    actions: readonly string[],
  ): Indispensable => ({ who, principal: role(name), actions, resource: '*', without });
  return [
    object('Landfall (landfall-plan)', 'landfall-plan', ['s3:GetObject']),
    object('Landfall (landfall-apply)', 'landfall-apply', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']),
    anywhere(
      ['Landfall (landfall-apply)', 'landfall-apply', 'stacks of the account can not be applied any more'],
      [
        'sts:GetCallerIdentity',
        'iam:GetRole',
        'iam:PutRolePolicy',
        'kms:CreateKey',
        'ec2:DescribeVpcs',
        's3:CreateBucket',
      ],
    ),
    anywhere(
      [
        'Control Tower (AWSControlTowerExecution)',
        'AWSControlTowerExecution',
        'accounts can neither be vended nor kept to their baseline',
      ],
      [
        'cloudformation:CreateStack',
        'cloudtrail:CreateTrail',
        'config:PutConfigurationRecorder',
        'iam:CreateRole',
        'iam:PutRolePolicy',
        'lambda:CreateFunction',
        'sns:CreateTopic',
      ],
    ),
    anywhere(
      [
        'the stack set of account homes (stacksets-exec-*)',
        'stacksets-exec-0123456789abcdef',
        'no account gets a home',
      ],
      ['cloudformation:CreateStack', 'iam:CreateRole', 'iam:PutRolePolicy', 'kms:CreateKey', 's3:CreateBucket'],
    ),
    anywhere(
      [
        'people in an emergency (landfall-break-glass)',
        'landfall-break-glass',
        'nobody can look or act in an emergency',
      ],
      [
        'sts:GetCallerIdentity',
        'iam:GetRole',
        'ec2:DescribeInstances',
        'cloudtrail:LookupEvents',
        's3:ListAllMyBuckets',
      ],
    ),
  ];
}

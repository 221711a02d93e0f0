import type { ControlTower } from '../zone';

/** A role that Control Tower expects under exactly this name, with the path `/service-role/`. */
export interface ServiceRole {
  readonly name: string;
  /** Minified JSON. */
  readonly trustPolicy: string;
  readonly managedPolicyArns: readonly string[];
  /** Minified JSON by the name of the inline policy. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
}

export const serviceRolePath = '/service-role/';

/**
 * Roles that must be there before a landing zone is made by its API.
 * Source: AWS Control Tower user guide, "Step 1: Configure your landing zone" and "Using identity-based policies", 2026-11.
 */
export function controlTowerRoles({ integrations }: Pick<ControlTower, 'integrations'>): readonly ServiceRole[] {
  return [
    {
      name: 'AWSControlTowerAdmin',
      trustPolicy: trust('controltower.amazonaws.com'),
      managedPolicyArns: [
        ...(integrations.identityCenter ? [managed('AWSControlTowerIdentityCenterManagementPolicy')] : []),
        managed('AWSControlTowerServiceRolePolicy'),
      ],
      inlinePolicies: { AWSControlTowerAdminPolicy: allow('ec2:DescribeAvailabilityZones', '*') },
    },
    {
      name: 'AWSControlTowerCloudTrailRole',
      trustPolicy: trust('cloudtrail.amazonaws.com'),
      managedPolicyArns: [managed('AWSControlTowerCloudTrailRolePolicy')],
      inlinePolicies: {},
    },
    {
      name: 'AWSControlTowerConfigAggregatorRoleForOrganizations',
      trustPolicy: trust('config.amazonaws.com'),
      managedPolicyArns: [managed('AWSConfigRoleForOrganizations')],
      inlinePolicies: {},
    },
    {
      name: 'AWSControlTowerStackSetRole',
      trustPolicy: trust('cloudformation.amazonaws.com'),
      managedPolicyArns: [],
      inlinePolicies: {
        AWSControlTowerStackSetRolePolicy: allow('sts:AssumeRole', 'arn:aws:iam::*:role/AWSControlTowerExecution'),
      },
    },
  ];
}

/**
 * Policy of the key for Control Tower's logs: Config and the organization trail encrypt with it.
 * Source: AWS Control Tower user guide, "Guidance on KMS keys", 2026-11.
 */
export function logKeyPolicy(managementId: string, homeRegion: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AccountAdministers',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${managementId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'ConfigEncrypts',
        Effect: 'Allow',
        Principal: { Service: 'config.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
      },
      {
        Sid: 'TrailEncrypts',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'aws:SourceArn': `arn:aws:cloudtrail:${homeRegion}:${managementId}:trail/aws-controltower-BaselineCloudTrail`,
          },
          StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${managementId}:trail/*` },
        },
      },
    ],
  });
}

/**
 * Policy of the key for backups: whoever of the organization may use AWS Backup copies with it.
 * Source: AWS Control Tower user guide, "Prerequisites" of AWS Backup, 2026-11.
 */
export function backupKeyPolicy(managementId: string, organizationId: string): string {
  const ofOrganization = { StringEquals: { 'aws:PrincipalOrgID': organizationId } };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AccountAdministers',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${managementId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'OrganizationUses',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        Resource: '*',
        Condition: ofOrganization,
      },
      {
        Sid: 'BackupHoldsGrants',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
        Resource: '*',
        Condition: { ...ofOrganization, Bool: { 'kms:GrantIsForAWSResource': true } },
      },
    ],
  });
}

function managed(name: string): string {
  return `arn:aws:iam::aws:policy/service-role/${name}`;
}

function trust(service: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });
}

function allow(action: string, resource: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  });
}

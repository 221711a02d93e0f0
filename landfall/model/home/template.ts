import { homeRoles, roleArn, stateKeyAlias } from '../names';
import type { LandingZone } from '../zone';
import { deployTrust, homeTrust } from './trust';

/** What the template needs to know besides the configuration. */
export interface HomeFacts {
  readonly organizationId: string;
  readonly deploymentAccountId: string;
  /** ARNs that may assume `landfall-deploy`. */
  readonly principals: readonly string[];
}

/** A CloudFormation template as it is sent. */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: 'Retain';
  readonly UpdateReplacePolicy?: 'Retain';
  readonly Properties: Readonly<Record<string, unknown>>;
}

const sub = (text: string): { readonly 'Fn::Sub': string } => ({ 'Fn::Sub': text });
const arnOf = (resource: string): { readonly 'Fn::GetAtt': readonly [string, string] } => ({
  'Fn::GetAtt': [resource, 'Arn'],
});
const ownRole = (role: string): { readonly 'Fn::Sub': string } => sub(`arn:aws:iam::\${AWS::AccountId}:role/${role}`);
const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } as const;

/** Roles that may read and write states; nobody else, whatever else they may do in the account. */
const stateReaders = [ownRole(homeRoles.plan), ownRole(homeRoles.apply)];

/**
 * The home of an account: what must be there before Terraform can act in it. One template serves all accounts;
 * `landfall-deploy` is made in the deployment account only. The apply role is made last, so whoever can assume it
 * finds the whole home.
 */
export function homeTemplate(zone: Pick<LandingZone, 'prefix' | 'regions'>, facts: HomeFacts): Template {
  const bucket = sub(`${zone.prefix}-tfstate-\${AWS::AccountId}-${zone.regions.home}`);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Landfall account home: state bucket, its key, and the roles that plan and apply',
    Conditions: { IsDeploymentAccount: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, facts.deploymentAccountId] } },
    Resources: {
      StateKey: { Type: 'AWS::KMS::Key', ...retained, Properties: stateKey() },
      StateKeyAlias: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: stateKeyAlias, TargetKeyId: { Ref: 'StateKey' } },
      },
      StateBucket: { Type: 'AWS::S3::Bucket', ...retained, Properties: stateBucketProperties(bucket) },
      StateBucketPolicy: { Type: 'AWS::S3::BucketPolicy', Properties: stateBucketPolicy() },
      PlanRole: {
        Type: 'AWS::IAM::Role',
        DependsOn: ['StateBucketPolicy', 'StateKeyAlias'],
        Properties: planRole(facts),
      },
      ApplyRole: { Type: 'AWS::IAM::Role', DependsOn: ['PlanRole'], Properties: applyRole(facts) },
      DeployRole: {
        Type: 'AWS::IAM::Role',
        Condition: 'IsDeploymentAccount',
        DependsOn: ['ApplyRole'],
        Properties: deployRole(facts),
      },
    },
  };
}

function stateKey(): Readonly<Record<string, unknown>> {
  return {
    Description: 'Encrypts the Terraform states of this account',
    EnableKeyRotation: true,
    KeyPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AccountAdministers',
          Effect: 'Allow',
          Principal: { AWS: sub('arn:aws:iam::${AWS::AccountId}:root') },
          Action: 'kms:*',
          Resource: '*',
        },
        {
          Sid: 'OnlyLandfallReadsStates',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:CreateGrant'],
          Resource: '*',
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': stateReaders } },
        },
      ],
    },
  };
}

function stateBucketProperties(bucket: unknown): Readonly<Record<string, unknown>> {
  return {
    BucketName: bucket,
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arnOf('StateKey') },
        },
      ],
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    VersioningConfiguration: { Status: 'Enabled' },
  };
}

function stateBucketPolicy(): Readonly<Record<string, unknown>> {
  const bucketArn = arnOf('StateBucket');
  const objects = sub('${StateBucket.Arn}/*');
  return {
    Bucket: { Ref: 'StateBucket' },
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'TlsOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [bucketArn, objects],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Sid: 'OnlyLandfallReadsStates',
          Effect: 'Deny',
          Principal: '*',
          Action: ['s3:GetObject*', 's3:PutObject*', 's3:DeleteObject*'],
          Resource: objects,
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': stateReaders } },
        },
      ],
    },
  };
}

function planRole(facts: HomeFacts): Readonly<Record<string, unknown>> {
  return {
    RoleName: homeRoles.plan,
    Description: 'Landfall plans with it: reads everything, writes only the lock of a state',
    AssumeRolePolicyDocument: homeTrust(facts.deploymentAccountId),
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    Policies: [
      {
        PolicyName: 'state',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'Lock',
              Effect: 'Allow',
              Action: ['s3:PutObject', 's3:DeleteObject'],
              Resource: sub('${StateBucket.Arn}/*.tflock'),
            },
            {
              Sid: 'Key',
              Effect: 'Allow',
              Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
              Resource: arnOf('StateKey'),
            },
          ],
        },
      },
    ],
  };
}

function applyRole(facts: HomeFacts): Readonly<Record<string, unknown>> {
  return {
    RoleName: homeRoles.apply,
    Description: 'Landfall applies with it',
    AssumeRolePolicyDocument: homeTrust(facts.deploymentAccountId),
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
  };
}

function deployRole(facts: HomeFacts): Readonly<Record<string, unknown>> {
  return {
    RoleName: homeRoles.deploy,
    Description: 'Every run of Landfall starts from it; by itself it may only assume roles of homes',
    AssumeRolePolicyDocument: deployTrust(facts.principals),
    Policies: [
      {
        PolicyName: 'assume-homes',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'Homes',
              Effect: 'Allow',
              Action: ['sts:AssumeRole', 'sts:TagSession'],
              Resource: [homeRoles.plan, homeRoles.apply, 'landfall-network-attach'].map((role) => roleArn('*', role)),
              Condition: { StringEquals: { 'aws:ResourceOrgID': facts.organizationId } },
            },
          ],
        },
      },
    ],
  };
}

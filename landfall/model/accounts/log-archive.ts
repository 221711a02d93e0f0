import { fact, type FactReader } from '../facts';
import { logBucket } from '../names';
import { accountWithDuty, type Account, type LandingZone } from '../zone';
import { isDeployed } from './blueprints';
import type { LogArchiveContent } from './content';
import { bucketArn, bucketPolicy, keyPolicy, type Statement, everyone } from './policies';

/** The log archive account, if Landfall deploys into it. */
export function deployedLogArchive(zone: LandingZone): Account | undefined {
  const account = accountWithDuty(zone, 'log-archive');
  return account !== undefined && isDeployed(account) ? account : undefined;
}

/** Bucket that gets flow logs of all VPCs. */
export function flowLogBucket(zone: LandingZone, facts: FactReader): string | undefined {
  const archive = deployedLogArchive(zone);
  return archive === undefined ? undefined : logBucket(zone, 'flow', facts.get(fact.accountId(archive.key)));
}

export function logArchiveContent(zone: LandingZone, accountId: string, facts: FactReader): LogArchiveContent {
  const organization = facts.get(fact.organizationId);
  const flow = logBucket(zone, 'flow', accountId);
  const access = logBucket(zone, 'access', accountId);
  const { logRetentionDays, accessLogRetentionDays } = zone.controlTower;
  return {
    key: {
      alias: 'alias/landfall-logs',
      description: 'Logs of the whole organization',
      policy: keyPolicy(accountId, [deliveryEncrypts(organization)]),
    },
    flowLogs: {
      name: flow,
      policy: bucketPolicy(flow, [...deliveryWrites(organization, flow), denyOutside(organization, flow)]),
      encryption: 'kms',
      expireDays: logRetentionDays,
      lockDays: logRetentionDays,
      preventDestroy: true,
    },
    accessLogs: {
      name: access,
      policy: bucketPolicy(access, [accessLogsWrite(accountId, access, flow)]),
      encryption: 's3',
      expireDays: accessLogRetentionDays,
      // Amazon S3 does not deliver server access logs to a bucket with object lock (user guide, 2026-11).
      lockDays: undefined,
      preventDestroy: true,
    },
  };
}

function deliveryEncrypts(organization: string): Statement {
  return {
    Sid: 'LogDeliveryEncrypts',
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceOrgID': organization } },
  };
}

function deliveryWrites(organization: string, bucket: string): readonly Statement[] {
  const principal = { Service: 'delivery.logs.amazonaws.com' };
  return [
    {
      Sid: 'LogDeliveryWrites',
      Effect: 'Allow',
      Principal: principal,
      Action: 's3:PutObject',
      Resource: `${bucketArn(bucket)}/*`,
      Condition: {
        StringEquals: { 'aws:SourceOrgID': organization, 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    },
    {
      Sid: 'LogDeliveryChecks',
      Effect: 'Allow',
      Principal: principal,
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: bucketArn(bucket),
      Condition: { StringEquals: { 'aws:SourceOrgID': organization } },
    },
  ];
}

/** Denied is what comes neither from a principal nor from a resource of the organization. */
function denyOutside(organization: string, bucket: string): Statement {
  return {
    Sid: 'DenyWritesFromOutside',
    Effect: 'Deny',
    Principal: everyone,
    Action: 's3:PutObject',
    Resource: `${bucketArn(bucket)}/*`,
    Condition: {
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization, 'aws:SourceOrgID': organization },
    },
  };
}

/** Server access logs come from buckets of the same account only. */
function accessLogsWrite(accountId: string, bucket: string, source: string): Statement {
  return {
    Sid: 'ServerAccessLogsWrite',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${bucketArn(bucket)}/*`,
    Condition: {
      ArnLike: { 'aws:SourceArn': bucketArn(source) },
      StringEquals: { 'aws:SourceAccount': accountId },
    },
  };
}

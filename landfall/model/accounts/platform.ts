import { fact, type FactReader } from '../facts';
import { unitsServedBy } from '../launch-roles';
import { accountBucket, artifactBucket } from '../names';
import { managementKey, type Account, type LandingZone } from '../zone';
import { administersAnalyzer, holdsBlueprintHub } from './blueprints';
import type {
  BaselineContent,
  CatalogContent,
  DevopsContent,
  RoleContent,
  SecurityToolingContent,
  SharedServicesContent,
} from './content';
import {
  bucketArns,
  bucketPolicy,
  forPaths,
  keyPolicy,
  lastingBucket,
  organizationPath,
  policyDocument,
  serviceTrust,
} from './policies';

/** Passwords of IAM users, of whom there should be none. Source: CIS AWS Foundations Benchmark 3.0, 1.8 and 1.9. */
const passwordPolicy = { minimumLength: 14, maxAgeDays: 90, reusePrevention: 24 } as const;

export function baselineContent(zone: LandingZone, account: Account): BaselineContent {
  const { prefix, regions } = zone;
  return {
    regions: [...new Set([regions.home, ...regions.governed])].sort(),
    passwordPolicy,
    backup: isBackedUp(zone, account) ? { vault: backupName(prefix), role: backupRole(prefix) } : undefined,
  };
}

/** Vault of an account's backups, and role with which they are taken; policies name both. */
function backupName(prefix: string): string {
  return `${prefix}-backup`;
}

/** Whether a backup policy sits on the account, its unit or a unit above it. */
function isBackedUp({ guardrails }: LandingZone, account: Account): boolean {
  const backups = new Set(guardrails.policies.filter(({ type }) => type === 'backup').map(({ key }) => key));
  if (backups.size === 0) return false;
  const reaches = (unit: string): boolean =>
    unit === 'root' || account.unit === unit || account.unit.startsWith(`${unit}/`);
  return [
    ...guardrails.units.filter(({ unit }) => reaches(unit)),
    ...guardrails.accounts.filter((entry) => entry.account === account.key),
  ].some(({ policies }) => policies.some((key) => backups.has(key)));
}

/**
 * AWS makes the vault `Default` and the role `AWSBackupDefaultServiceRole` only when somebody opens its console, so the
 * account has a pair of its own (AWS Backup developer guide, "Service roles", 2026-11).
 */
function backupRole(prefix: string): RoleContent {
  const managed = (name: string): string => `arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor${name}`;
  return {
    name: backupName(prefix),
    path: '/landfall/',
    description: 'Takes the backups that the policies of the organization ask for, and restores them',
    trustPolicy: serviceTrust(['backup.amazonaws.com']),
    managedPolicyArns: [managed('Backup'), managed('Restores')],
    inlinePolicies: {},
    maxSessionSeconds: 3600,
  };
}

export function securityToolingContent(zone: LandingZone, account: Account): SecurityToolingContent {
  return { analyzer: administersAnalyzer(zone, account) ? { name: `${zone.prefix}-organization` } : undefined };
}

export function sharedServicesContent(zone: LandingZone, account: Account, facts: FactReader): SharedServicesContent {
  return { blueprintAccess: holdsBlueprintHub(zone, account) ? blueprintAccess(facts) : undefined };
}

/** Control Tower looks for exactly this name, trust and these policies (user guide, "Account Factory Customization", 2026-11). */
function blueprintAccess(facts: FactReader): RoleContent {
  const management = facts.get(fact.accountId(managementKey));
  return {
    name: 'AWSControlTowerBlueprintAccess',
    path: '/',
    description: 'Lets Control Tower read and share the blueprints of this hub',
    trustPolicy: policyDocument([
      {
        Sid: 'ControlTowerAssumes',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${management}:role/service-role/AWSControlTowerAdmin` },
        Action: 'sts:AssumeRole',
      },
    ]),
    managedPolicyArns: [
      'arn:aws:iam::aws:policy/AWSServiceCatalogAdminFullAccess',
      'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    ],
    inlinePolicies: {},
    maxSessionSeconds: 3600,
  };
}

export function devopsContent(zone: LandingZone, accountId: string): DevopsContent {
  const bucket = accountBucket(zone, 'pipelines', accountId);
  const logs = `arn:aws:logs:${zone.regions.home}:${accountId}:log-group:/aws/codebuild/*`;
  return {
    key: {
      alias: 'alias/landfall-pipelines',
      description: 'Artifacts of pipelines',
      policy: keyPolicy(accountId, []),
    },
    artifacts: { ...lastingBucket(bucket, bucketPolicy(bucket, [])), expireDays: 365, preventDestroy: false },
    pipelineRole: {
      name: 'landfall-pipeline',
      path: '/',
      description: 'Pipelines that deploy ETL jobs and applications',
      trustPolicy: serviceTrust(['codebuild.amazonaws.com', 'codepipeline.amazonaws.com']),
      managedPolicyArns: [],
      inlinePolicies: {
        artifacts: policyDocument([
          {
            Sid: 'Artifacts',
            Effect: 'Allow',
            Action: ['s3:GetBucketVersioning', 's3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:PutObject'],
            Resource: bucketArns(bucket),
          },
          {
            Sid: 'ArtifactKey',
            Effect: 'Allow',
            Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*'],
            Resource: '*',
            Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/landfall-pipelines' } },
          },
        ]),
        builds: policyDocument([
          {
            Sid: 'Builds',
            Effect: 'Allow',
            Action: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'],
            Resource: `arn:aws:codebuild:${zone.regions.home}:${accountId}:project/*`,
          },
          {
            Sid: 'BuildLogs',
            Effect: 'Allow',
            Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: [logs, `${logs}:*`],
          },
        ]),
      },
      maxSessionSeconds: 3600,
    },
  };
}

/** Templates of products: read by the units to which the account's portfolios are shared, and by nobody else. */
export function catalogContent(
  zone: LandingZone,
  account: Account,
  accountId: string,
  facts: FactReader,
): CatalogContent | undefined {
  if (!zone.portfolios.some((portfolio) => portfolio.account === account.key)) return undefined;
  const paths = unitsServedBy(zone, account.key).map((unit) => organizationPath(zone, facts, unit));
  const bucket = artifactBucket(zone, accountId);
  return {
    bucket: {
      ...lastingBucket(
        bucket,
        bucketPolicy(bucket, forPaths(paths, 'SharedUnitsRead', 's3:GetObject', `arn:aws:s3:::${bucket}/*`)),
      ),
      encryption: 's3',
    },
  };
}

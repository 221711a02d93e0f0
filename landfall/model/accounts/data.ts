import type { FactReader } from '../facts';
import { accountBucket, homeRoles, roleArn } from '../names';
import type { LandingZone } from '../zone';
import type {
  DataGovernanceContent,
  DataLakeContent,
  FeatureStoreContent,
  LakeFormationContent,
  LakeLayer,
} from './content';
import { bucketArns, bucketPolicy, denySandboxes, forPaths, keyPolicy, lastingBucket, workloadPaths } from './policies';

const layers: readonly LakeLayer[] = ['raw', 'staged', 'curated'];

export function dataLakeContent(zone: LandingZone, accountId: string, facts: FactReader): DataLakeContent {
  return {
    key: {
      alias: 'alias/landfall-lake',
      description: 'Data of the lake',
      policy: keyPolicy(accountId, denySandboxes(zone, facts, 'kms:*', '*')),
    },
    layers: layers.map((layer) => {
      const bucket = accountBucket(zone, `lake-${layer}`, accountId);
      return {
        layer,
        bucket: lastingBucket(bucket, bucketPolicy(bucket, denySandboxes(zone, facts, 's3:*', bucketArns(bucket)))),
        database: databaseName(zone, layer),
      };
    }),
    lakeFormation: lakeFormation(accountId),
  };
}

/** @param lakeInAccount whether a data lake in the same account has the settings of Lake Formation already */
export function dataGovernanceContent(accountId: string, lakeInAccount: boolean): DataGovernanceContent {
  return {
    key: {
      alias: 'alias/landfall-catalog',
      description: 'Metadata of the data catalog',
      policy: keyPolicy(accountId, []),
    },
    lakeFormation: lakeInAccount ? undefined : lakeFormation(accountId),
    tags: {
      classification: ['public', 'internal', 'confidential', 'restricted'],
      layer: layers,
    },
  };
}

export function featureStoreContent(zone: LandingZone, accountId: string, facts: FactReader): FeatureStoreContent {
  const bucket = accountBucket(zone, 'feature-store', accountId);
  const paths = workloadPaths(zone, facts);
  return {
    key: {
      alias: 'alias/landfall-feature-store',
      description: 'Offline store of features',
      policy: keyPolicy(accountId, [
        ...forPaths(paths, 'TeamsUse', ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey*'], '*'),
        ...denySandboxes(zone, facts, 'kms:*', '*'),
      ]),
    },
    offlineStore: lastingBucket(
      bucket,
      bucketPolicy(bucket, [
        ...forPaths(paths, 'TeamsRead', ['s3:GetObject', 's3:ListBucket'], bucketArns(bucket)),
        ...denySandboxes(zone, facts, 's3:*', bucketArns(bucket)),
      ]),
    ),
    database: databaseName(zone, 'features'),
  };
}

/** Glue takes lower-case letters, digits and underscores. */
function databaseName(zone: LandingZone, what: string): string {
  return `${zone.prefix.replaceAll('-', '_')}_${what}`;
}

/** The role that deploys administers; people are made administrators by the data team's own code. */
function lakeFormation(accountId: string): LakeFormationContent {
  return { administrators: [roleArn(accountId, homeRoles.apply)] };
}

import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';
import { literal } from '../literal';

export interface BucketProps {
  readonly name: string;
  /** Minified JSON. */
  readonly policy: string;
  readonly encryption: 'kms' | 's3';
  /** ARN of the key; only with `kms`. */
  readonly keyArn?: string;
  readonly expireDays: number | undefined;
  readonly lockDays: number | undefined;
  readonly preventDestroy: boolean;
  /** Bucket of the same account that gets the server access logs of this one. */
  readonly accessLogs?: Bucket;
}

/** Days for which an overwritten or deleted version can be brought back. */
const keepVersionsDays = 30;

/** A versioned, encrypted bucket that nobody can make public; its policy says who else may come. */
export class Bucket extends Construct {
  readonly bucketName: string;
  readonly arn: string;
  /** What must be there before others may come to the bucket. */
  readonly policy: S3BucketPolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BucketProps,
  ) {
    super(scope, id);
    const bucket = new S3Bucket(this, 'bucket', {
      bucket: props.name,
      objectLockEnabled: props.lockDays !== undefined,
      lifecycle: { preventDestroy: props.preventDestroy },
    });
    this.bucketName = bucket.id;
    this.arn = bucket.arn;
    this.policy = this.protect();
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket: this.bucketName,
      versioningConfiguration: { status: 'Enabled' },
    });
    this.encrypt();
    this.age(versioning);
    this.log();
  }

  /** The policy comes after the block: S3 refuses two changes of one bucket's access at the same time. */
  private protect(): S3BucketPolicy {
    const block = new S3BucketPublicAccessBlock(this, 'public-access-block', {
      bucket: this.bucketName,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = new S3BucketOwnershipControls(this, 'ownership', {
      bucket: this.bucketName,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
      dependsOn: [block],
    });
    return new S3BucketPolicy(this, 'policy', {
      bucket: this.bucketName,
      policy: literal(this.props.policy),
      dependsOn: [ownership],
    });
  }

  private encrypt(): void {
    const { encryption, keyArn } = this.props;
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: this.bucketName,
      rule: [
        encryption === 'kms'
          ? {
              applyServerSideEncryptionByDefault: {
                sseAlgorithm: 'aws:kms',
                ...(keyArn === undefined ? {} : { kmsMasterKeyId: keyArn }),
              },
              bucketKeyEnabled: true,
            }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } },
      ],
    });
  }

  private age(versioning: S3BucketVersioningA): void {
    const { expireDays, lockDays } = this.props;
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: this.bucketName,
      rule: [
        {
          id: 'age',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          ...(expireDays === undefined ? {} : { expiration: [{ days: expireDays }] }),
          noncurrentVersionExpiration: [{ noncurrentDays: keepVersionsDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
    if (lockDays === undefined) return;
    new S3BucketObjectLockConfigurationA(this, 'object-lock', {
      bucket: this.bucketName,
      rule: { defaultRetention: { mode: 'GOVERNANCE', days: lockDays } },
      dependsOn: [versioning],
    });
  }

  private log(): void {
    const { accessLogs, name } = this.props;
    if (accessLogs === undefined) return;
    new S3BucketLoggingA(this, 'access-logs', {
      bucket: this.bucketName,
      targetBucket: accessLogs.bucketName,
      targetPrefix: `${name}/`,
      // S3 refuses a target whose policy does not let it write.
      dependsOn: [accessLogs.policy],
    });
  }
}

import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import type { Construct } from 'constructs';
import { Bucket } from '../constructs/data/bucket';
import { EncryptionKey } from '../constructs/data/encryption-key';
import { Blueprint, type BlueprintContext } from './blueprint';

/** Features that several teams share: the offline store and its catalog. */
export class FeatureStore extends Blueprint {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const { featureStore } = context.content.parts;
    if (featureStore === undefined) return;
    const key = new EncryptionKey(this, 'key', featureStore.key);
    const store = new Bucket(this, 'offline-store', { ...featureStore.offlineStore, keyArn: key.arn });
    new GlueCatalogDatabase(this, 'database', {
      name: featureStore.database,
      description: 'Features of the offline store',
      locationUri: `s3://${store.bucketName}/`,
      lifecycle: { preventDestroy: true },
    });
  }
}

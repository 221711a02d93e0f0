import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import type { Construct } from 'constructs';
import { Bucket } from '../constructs/data/bucket';
import { EncryptionKey } from '../constructs/data/encryption-key';
import { LakeFormation } from '../constructs/data/lake-formation';
import { Blueprint, type BlueprintContext } from './blueprint';

/** Storage and catalog of a data lake, layer by layer. */
export class DataLake extends Blueprint {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const { dataLake } = context.content.parts;
    if (dataLake === undefined) return;
    const key = new EncryptionKey(this, 'key', dataLake.key);
    const { settings } = new LakeFormation(this, 'lake-formation', dataLake.lakeFormation);
    for (const { layer, bucket, database } of dataLake.layers) {
      const data = new Bucket(this, layer, { ...bucket, keyArn: key.arn });
      new GlueCatalogDatabase(this, `database-${layer}`, {
        name: database,
        description: `Layer ${layer} of the data lake`,
        locationUri: `s3://${data.bucketName}/`,
        lifecycle: { preventDestroy: true },
        dependsOn: [settings],
      });
    }
  }
}

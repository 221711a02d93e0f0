import { GlueDataCatalogEncryptionSettings } from '@cdktf/provider-aws/lib/glue-data-catalog-encryption-settings';
import { LakeformationLfTag } from '@cdktf/provider-aws/lib/lakeformation-lf-tag';
import type { Construct } from 'constructs';
import { EncryptionKey } from '../constructs/data/encryption-key';
import { LakeFormation } from '../constructs/data/lake-formation';
import { Blueprint, type BlueprintContext } from './blueprint';

/** Where access to data is governed: an encrypted catalog, and the tags by which grants are given. */
export class DataGovernance extends Blueprint {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const { dataGovernance } = context.content.parts;
    if (dataGovernance === undefined) return;
    const key = new EncryptionKey(this, 'key', dataGovernance.key);
    new GlueDataCatalogEncryptionSettings(this, 'catalog', {
      dataCatalogEncryptionSettings: {
        connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: key.arn },
        encryptionAtRest: { catalogEncryptionMode: 'SSE-KMS', sseAwsKmsKeyId: key.arn },
      },
    });
    const dependsOn =
      dataGovernance.lakeFormation === undefined
        ? []
        : [new LakeFormation(this, 'lake-formation', dataGovernance.lakeFormation).settings];
    for (const [tag, values] of Object.entries(dataGovernance.tags)) {
      new LakeformationLfTag(this, `tag-${tag}`, { key: tag, values: [...values], dependsOn });
    }
  }
}

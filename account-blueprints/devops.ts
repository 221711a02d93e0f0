import type { Construct } from 'constructs';
import { Bucket } from '../constructs/data/bucket';
import { EncryptionKey } from '../constructs/data/encryption-key';
import { Role } from '../constructs/security/role';
import { Blueprint, type BlueprintContext } from './blueprint';

/** What pipelines need before the first one is made: a place for artifacts and a role. */
export class Devops extends Blueprint {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const { devops } = context.content.parts;
    if (devops === undefined) return;
    const key = new EncryptionKey(this, 'key', devops.key);
    new Bucket(this, 'artifacts', { ...devops.artifacts, keyArn: key.arn });
    new Role(this, 'pipeline-role', devops.pipelineRole);
  }
}

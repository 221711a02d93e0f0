import type { Construct } from 'constructs';
import { Bucket } from '../constructs/data/bucket';
import { EncryptionKey } from '../constructs/data/encryption-key';
import { Blueprint, type BlueprintContext } from './blueprint';

/** Buckets to which the whole organization writes its logs, and nobody deletes from. */
export class LogArchive extends Blueprint {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const { logArchive } = context.content.parts;
    if (logArchive === undefined) return;
    const key = new EncryptionKey(this, 'key', logArchive.key);
    const accessLogs = new Bucket(this, 'access-logs', logArchive.accessLogs);
    new Bucket(this, 'flow-logs', { ...logArchive.flowLogs, keyArn: key.arn, accessLogs });
  }
}

import { KinesisStream } from '@cdktf/provider-aws/lib/kinesis-stream';
import type { Construct } from 'constructs';
import type { BlueprintContext } from '../../account-blueprints/blueprint';
import { MlWorkload } from '../../account-blueprints/ml-workload';

/** What an ML workload has, and a stream of events that products find by a parameter. */
export class Streaming extends MlWorkload {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const stream = new KinesisStream(this, 'events', {
      name: `${context.content.account}-events`,
      streamModeDetails: { streamMode: 'ON_DEMAND' },
      retentionPeriod: 24,
      ...(this.keyArn === undefined ? {} : { encryptionType: 'KMS', kmsKeyId: this.keyArn }),
    });
    context.publish('/streaming/events/arn', stream.arn);
  }
}

import { CloudwatchEventBus } from '@cdktf/provider-aws/lib/cloudwatch-event-bus';
import { CloudwatchEventBusPolicy } from '@cdktf/provider-aws/lib/cloudwatch-event-bus-policy';
import type { Construct } from 'constructs';
import { Bucket } from '../constructs/data/bucket';
import { EncryptionKey } from '../constructs/data/encryption-key';
import { literal } from '../constructs/literal';
import { ModelRegistry } from '../constructs/ml/model-registry';
import { Blueprint, type BlueprintContext } from './blueprint';

/** Central services of the ML platform: artifacts, images, approved models, and the bus that says what happened. */
export class MlSharedServices extends Blueprint {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const central = context.content.parts.mlSharedServices;
    if (central === undefined) return;
    const key = new EncryptionKey(this, 'key', central.key);
    new Bucket(this, 'artifacts', { ...central.artifacts, keyArn: key.arn });
    new ModelRegistry(this, 'registry', central);
    const bus = new CloudwatchEventBus(this, 'bus', { name: central.eventBus.name });
    new CloudwatchEventBusPolicy(this, 'bus-policy', {
      eventBusName: bus.name,
      policy: literal(central.eventBus.policy),
    });
  }
}

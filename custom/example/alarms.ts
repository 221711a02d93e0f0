import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import type { Construct } from 'constructs';
import type { OwnContent } from '../../landfall/model/slices/own';
import type { StackEnvelope } from '../../landfall/model/stack';
import { OwnStack } from '../../stacks/own-stack';

/** A topic for alarms of one account, with one reader. */
export class Alarms extends OwnStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: OwnContent) {
    super(scope, envelope, content);
    const topic = new SnsTopic(this, 'topic', { name: `${content.account}-alarms` });
    const reader = content.settings['reader'];
    if (reader === undefined) return;
    new SnsTopicSubscription(this, 'reader', { topicArn: topic.arn, protocol: 'email', endpoint: reader });
  }
}

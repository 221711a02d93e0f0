import {
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
  type ConfigServiceClient,
} from '@aws-sdk/client-config-service';
import type { FoundConfigRecorder, FoundDeliveryChannel } from '../inventory';
import type { Asker } from './ask';
import { perhaps, sure } from './values';

/** What AWS Config has in an account and Region; either kind keeps Control Tower from enrolling the account. */
export interface ConfigSettings {
  readonly configRecorders: readonly FoundConfigRecorder[];
  readonly deliveryChannels: readonly FoundDeliveryChannel[];
}

export async function readConfig(ask: Asker, config: ConfigServiceClient): Promise<ConfigSettings> {
  const [recorders, statuses, channels] = await Promise.all([
    ask.one('config:DescribeConfigurationRecorders', () => config.send(new DescribeConfigurationRecordersCommand({}))),
    ask.one('config:DescribeConfigurationRecorderStatus', () =>
      config.send(new DescribeConfigurationRecorderStatusCommand({})),
    ),
    ask.one('config:DescribeDeliveryChannels', () => config.send(new DescribeDeliveryChannelsCommand({}))),
  ]);
  const running = new Map(
    (statuses?.ConfigurationRecordersStatus ?? []).map(({ name, recording }) => [name, recording]),
  );
  return {
    configRecorders: (recorders?.ConfigurationRecorders ?? []).map(
      ({ name, recordingGroup, roleARN, servicePrincipal }) => ({
        ...ask.place,
        name: sure(name),
        roleArn: perhaps(roleARN),
        recording: running.get(name) ?? false,
        allSupported: recordingGroup?.allSupported ?? false,
        servicePrincipal: perhaps(servicePrincipal),
      }),
    ),
    deliveryChannels: (channels?.DeliveryChannels ?? []).map(({ name, s3BucketName, snsTopicARN }) => ({
      ...ask.place,
      name: sure(name),
      bucket: perhaps(s3BucketName),
      topicArn: perhaps(snsTopicARN),
    })),
  };
}

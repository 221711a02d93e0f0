import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformStack } from 'cdktf';
import type { SpokeProvider } from '../landfall/model/stack';

/**
 * The second provider of a spoke, which acts in the network account. It carries no default tags: what it connects belongs
 * to the hub. States name it by its alias, so a stack that is destroyed needs the same.
 */
export function networkProvider(
  stack: TerraformStack,
  { accountId, roleArn, profile }: SpokeProvider,
  region: string,
): AwsProvider {
  return new AwsProvider(stack, 'aws-network', {
    alias: 'network',
    region,
    allowedAccountIds: [accountId],
    ...(roleArn === undefined ? {} : { assumeRole: [{ roleArn, sessionName: stack.node.id }] }),
    ...(profile === undefined ? {} : { profile }),
  });
}

import type { Construct } from 'constructs';
import { leftAddresses } from '../constructs/organization/left-account';
import type { RemovedContent } from '../landfall/model/slices/removed';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';
import { networkProvider } from './network-provider';

/** A stack that left the configuration: with providers and backend alone, Terraform destroys what its state holds, but never accounts. */
export class RemovedStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: RemovedContent) {
    super(scope, envelope);
    if (content.networkProvider !== undefined) networkProvider(this, content.networkProvider, envelope.region);
    if (content.accounts !== undefined) this.letGo(leftAddresses(content.accounts));
  }
}

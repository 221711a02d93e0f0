import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Backend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { FactKey } from '../landfall/model/facts';
import type { StackEnvelope } from '../landfall/model/stack';
import { HcpBackend } from './hcp-backend';

/**
 * Base of every stack: one account, one Region, one provider, state in that account, one output.
 * Everything it needs is in the envelope; ids of other stacks arrive as literals in the slice.
 */
export class LandfallStack extends TerraformStack {
  private readonly assigned: Record<FactKey, string> = {};
  private readonly released = new Set<string>();

  constructor(scope: Construct, envelope: StackEnvelope) {
    super(scope, envelope.id);
    new AwsProvider(this, 'aws', {
      region: envelope.region,
      allowedAccountIds: [envelope.accountId],
      defaultTags: [{ tags: { ...envelope.defaultTags } }],
      ...(envelope.roleArn === undefined
        ? {}
        : { assumeRole: [{ roleArn: envelope.roleArn, sessionName: envelope.id }] }),
    });
    this.addOverride('terraform.required_providers.aws', {
      source: 'hashicorp/aws',
      version: envelope.providerConstraint,
    });
    this.addOverride('terraform.required_version', '>= 1.11.0');
    this.useBackend(envelope);
    new TerraformOutput(this, 'assigned', { value: this.assigned, staticId: true });
  }

  /** All ids are literals, so there are no references between stacks to find: the first pass over tokens is saved. */
  override prepareStack(): void {
    // Nothing to find.
  }

  /** Puts an id into the stack's one output, from where it becomes a fact. */
  assign(key: FactKey, value: string): void {
    this.assigned[key] = value;
  }

  /** Takes resources out of the state without destroying them; what the state doesn't hold is passed over. */
  letGo(addresses: readonly string[]): void {
    for (const address of addresses) this.released.add(address);
    // CDKTF 0.21 has no element for it.
    this.addOverride(
      'removed',
      [...this.released].map((from) => ({ from, lifecycle: { destroy: false } })),
    );
  }

  private useBackend({ backend, accountId }: StackEnvelope): void {
    if (backend.kind === 'hcp') {
      new HcpBackend(this, backend);
      return;
    }
    const s3 = new S3Backend(this, {
      bucket: backend.bucket,
      key: backend.key,
      region: backend.region,
      encrypt: true,
      kmsKeyId: backend.kmsKeyId,
      allowedAccountIds: [accountId],
      ...(backend.roleArn === undefined ? {} : { assumeRole: { roleArn: backend.roleArn, sessionName: backend.key } }),
    });
    // CDKTF 0.21 has no property for it; its successor has.
    s3.addOverride('use_lockfile', true);
  }
}

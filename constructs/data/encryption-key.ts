import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { literal } from '../literal';

export interface EncryptionKeyProps {
  readonly alias: string;
  readonly description: string;
  /** Minified JSON. */
  readonly policy: string;
}

/** A key that rotates every year, found by its alias. A deletion can be taken back for 30 days. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, 'key', {
      description: literal(props.description),
      policy: literal(props.policy),
      enableKeyRotation: true,
      deletionWindowInDays: 30,
    });
    new KmsAlias(this, 'alias', { name: props.alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

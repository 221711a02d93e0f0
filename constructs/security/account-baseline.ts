import { BackupVault } from '@cdktf/provider-aws/lib/backup-vault';
import { EbsEncryptionByDefault } from '@cdktf/provider-aws/lib/ebs-encryption-by-default';
import { IamAccountPasswordPolicy } from '@cdktf/provider-aws/lib/iam-account-password-policy';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block';
import { Construct } from 'constructs';
import { Role, type RoleProps } from './role';

export interface AccountBaselineProps {
  readonly homeRegion: string;
  /** Regions in which the account may hold volumes, the home Region among them. */
  readonly regions: readonly string[];
  readonly passwordPolicy: {
    readonly minimumLength: number;
    readonly maxAgeDays: number;
    readonly reusePrevention: number;
  };
  /** Vault in the home Region, and the role that fills it. */
  readonly backup: { readonly vault: string; readonly role: RoleProps } | undefined;
}

/** What is set in each account because no policy above it can set it. */
export class AccountBaseline extends Construct {
  constructor(scope: Construct, id: string, props: AccountBaselineProps) {
    super(scope, id);
    for (const region of props.regions) {
      new EbsEncryptionByDefault(this, `ebs-encryption-${region}`, {
        enabled: true,
        ...(region === props.homeRegion ? {} : { region }),
      });
    }
    new S3AccountPublicAccessBlock(this, 's3-public-access-block', {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    if (props.backup !== undefined) {
      // AWS deletes no vault that holds something.
      new BackupVault(this, 'backup-vault', { name: props.backup.vault });
      new Role(this, 'backup-role', props.backup.role);
    }
    const { minimumLength, maxAgeDays, reusePrevention } = props.passwordPolicy;
    new IamAccountPasswordPolicy(this, 'password-policy', {
      minimumPasswordLength: minimumLength,
      maxPasswordAge: maxAgeDays,
      passwordReusePrevention: reusePrevention,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      allowUsersToChangePassword: true,
    });
  }
}

import { ControltowerLandingZone } from '@cdktf/provider-aws/lib/controltower-landing-zone';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { KmsReplicaKey } from '@cdktf/provider-aws/lib/kms-replica-key';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { after } from '../after';
import { literal } from '../literal';

export interface ServiceRoleProps {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  /** Minified JSON. */
  readonly trustPolicy: string;
  readonly managedPolicyArns: readonly string[];
  /** Minified JSON by name. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
}

/** A role that a service of AWS expects under a fixed name. */
export class ServiceRole extends Construct {
  /** The role and its policies: a service that uses it waits for all of them. */
  readonly parts: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'Default', {
      name: props.name,
      path: props.path,
      assumeRolePolicy: literal(props.trustPolicy),
    });
    const attachments = props.managedPolicyArns.map(
      (policyArn) =>
        new IamRolePolicyAttachment(this, policyArn.slice(policyArn.lastIndexOf('/') + 1), {
          role: role.name,
          policyArn,
        }),
    );
    const inline = Object.entries(props.inlinePolicies).map(
      ([name, policy]) => new IamRolePolicy(this, name, { name, role: role.name, policy: literal(policy) }),
    );
    this.parts = [role, ...attachments, ...inline];
  }
}

export interface LogKeyProps {
  readonly alias: string;
  readonly description: string;
  /** Minified JSON. */
  readonly policy: string;
}

/** A symmetric key of one Region, as Control Tower wants it. */
export class LogKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: LogKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, 'Default', {
      description: literal(props.description),
      policy: literal(props.policy),
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      // Logs that nobody can decrypt are lost.
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, 'alias', { name: props.alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

export interface BackupKeyProps {
  readonly alias: string;
  readonly description: string;
  /** Minified JSON. */
  readonly policy: string;
  readonly replicaRegions: readonly string[];
}

/** A key that is the same in several Regions, as copies of backups need it. */
export class BackupKey extends Construct {
  readonly arn: string;
  /** The key in every Region. */
  readonly parts: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: BackupKeyProps) {
    super(scope, id);
    const settings = {
      description: literal(props.description),
      policy: literal(props.policy),
      deletionWindowInDays: 30,
    };
    // Backups that nobody can decrypt are lost.
    const lifecycle = { preventDestroy: true };
    const key = new KmsKey(this, 'Default', { ...settings, multiRegion: true, enableKeyRotation: true, lifecycle });
    new KmsAlias(this, 'alias', { name: props.alias, targetKeyId: key.keyId });
    const replicas = props.replicaRegions.map(
      (region) =>
        new KmsReplicaKey(this, `replica-${region}`, { ...settings, region, primaryKeyArn: key.arn, lifecycle }),
    );
    this.arn = key.arn;
    this.parts = [key, ...replicas];
  }
}

export interface LandingZoneProps {
  readonly version: string;
  /** JSON; may hold tokens. */
  readonly manifest: string;
  readonly importId: string | undefined;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Control Tower's landing zone: making or changing it takes up to two hours, and taking it away is never meant. */
export function landingZone(scope: Construct, id: string, props: LandingZoneProps): ControltowerLandingZone {
  const zone = new ControltowerLandingZone(scope, id, {
    version: props.version,
    manifestJson: props.manifest,
    ...after(props.dependsOn),
    timeouts: { create: '120m', update: '120m', delete: '120m' },
    lifecycle: { preventDestroy: true },
  });
  if (props.importId !== undefined) zone.importFrom(props.importId);
  return zone;
}

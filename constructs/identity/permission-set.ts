import { SsoadminCustomerManagedPolicyAttachment } from '@cdktf/provider-aws/lib/ssoadmin-customer-managed-policy-attachment';
import { SsoadminManagedPolicyAttachment } from '@cdktf/provider-aws/lib/ssoadmin-managed-policy-attachment';
import { SsoadminPermissionSet } from '@cdktf/provider-aws/lib/ssoadmin-permission-set';
import { SsoadminPermissionSetInlinePolicy } from '@cdktf/provider-aws/lib/ssoadmin-permission-set-inline-policy';
import {
  SsoadminPermissionsBoundaryAttachment,
  type SsoadminPermissionsBoundaryAttachmentConfig,
} from '@cdktf/provider-aws/lib/ssoadmin-permissions-boundary-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { literal } from '../literal';

export interface PermissionSetProps {
  readonly instanceArn: string;
  readonly name: string;
  readonly description: string;
  /** ISO 8601, such as `PT8H`. */
  readonly sessionDuration: string;
  readonly managedPolicyArns: readonly string[];
  readonly customerManagedPolicies: readonly { readonly name: string; readonly path: string }[];
  /** Minified JSON. */
  readonly inlinePolicy: string | undefined;
  readonly boundaryArn: string | undefined;
  /** Instead of `boundaryArn`: a policy that is in each account. */
  readonly boundaryPolicy?: { readonly name: string; readonly path: string };
  readonly relayState?: string;
}

/** A permission set with everything attached to it. */
export class PermissionSet extends Construct {
  readonly arn: string;
  private last: ITerraformDependable;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PermissionSetProps,
  ) {
    super(scope, id);
    const set = new SsoadminPermissionSet(this, 'Default', {
      instanceArn: props.instanceArn,
      name: props.name,
      // AWS takes no empty one.
      ...(props.description === '' ? {} : { description: literal(props.description) }),
      sessionDuration: props.sessionDuration,
      ...(props.relayState === undefined ? {} : { relayState: literal(props.relayState) }),
      // Another ARN would take every assignment of the set with it.
      lifecycle: { preventDestroy: true },
    });
    this.arn = set.arn;
    this.last = set;
    this.policies();
  }

  /**
   * Each of them makes AWS provision the set again into all accounts, and two at a time conflict: one after another.
   */
  private policies(): void {
    const { instanceArn, managedPolicyArns, customerManagedPolicies, inlinePolicy } = this.props;
    for (const managedPolicyArn of managedPolicyArns) {
      this.last = new SsoadminManagedPolicyAttachment(this, `managed-${managedPolicyArn}`, {
        instanceArn,
        permissionSetArn: this.arn,
        managedPolicyArn,
        dependsOn: [this.last],
      });
    }
    for (const policy of customerManagedPolicies) {
      this.last = new SsoadminCustomerManagedPolicyAttachment(this, `customer-managed-${policy.path}${policy.name}`, {
        instanceArn,
        permissionSetArn: this.arn,
        customerManagedPolicyReference: { name: policy.name, path: policy.path },
        dependsOn: [this.last],
      });
    }
    if (inlinePolicy !== undefined) {
      this.last = new SsoadminPermissionSetInlinePolicy(this, 'inline', {
        instanceArn,
        permissionSetArn: this.arn,
        inlinePolicy: literal(inlinePolicy),
        dependsOn: [this.last],
      });
    }
    const permissionsBoundary = this.boundary();
    if (permissionsBoundary !== undefined) {
      this.last = new SsoadminPermissionsBoundaryAttachment(this, 'boundary', {
        instanceArn,
        permissionSetArn: this.arn,
        permissionsBoundary,
        dependsOn: [this.last],
      });
    }
  }

  private boundary(): SsoadminPermissionsBoundaryAttachmentConfig['permissionsBoundary'] | undefined {
    const { boundaryArn, boundaryPolicy } = this.props;
    if (boundaryPolicy !== undefined) return { customerManagedPolicyReference: boundaryPolicy };
    return boundaryArn === undefined ? undefined : { managedPolicyArn: boundaryArn };
  }
}

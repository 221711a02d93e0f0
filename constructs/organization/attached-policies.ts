import { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy';
import { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { after } from '../after';
import { literal } from '../literal';

export interface AttachedPoliciesProps {
  /** Id of a root, a unit or an account. */
  readonly targetId: string;
  readonly policies: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly type: string;
    /** Minified JSON. */
    readonly content: string;
  }[];
  /** What must be there before the first policy. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Policies of one target, each made and attached before the next: Organizations refuses changes at the same time.
 */
export class AttachedPolicies extends Construct {
  /** The last attachment, or what was given to wait for where there is no policy. */
  readonly done: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AttachedPoliciesProps) {
    super(scope, id);
    let before = props.dependsOn;
    for (const { id: policyId, content, description, name, type } of props.policies) {
      const policy = new OrganizationsPolicy(this, policyId, {
        name: literal(name),
        description: literal(description),
        type,
        content: literal(content),
        ...after(before),
      });
      const attachment = new OrganizationsPolicyAttachment(this, `${policyId}_attachment`, {
        policyId: policy.id,
        targetId: props.targetId,
      });
      before = [attachment];
    }
    this.done = before;
  }
}

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
    /** Id of one that is made elsewhere: it is only attached. */
    readonly policyId?: string;
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
    for (const policy of props.policies) {
      const { targetId } = props;
      // What is made here waits by itself; what exists has nothing to wait in.
      const attached =
        policy.policyId === undefined
          ? { targetId, policyId: organizationPolicy(this, policy, before).id }
          : { targetId, policyId: policy.policyId, ...after(before) };
      before = [new OrganizationsPolicyAttachment(this, `${policy.id}_attachment`, attached)];
    }
    this.done = before;
  }
}

/** Policies that existed before, without the attachments, which lie with their targets. */
export class AdoptedPolicies extends Construct {
  /** The last policy. */
  readonly done: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, policies: AttachedPoliciesProps['policies']) {
    super(scope, id);
    let before: readonly ITerraformDependable[] = [];
    for (const policy of policies) before = [organizationPolicy(this, policy, before)];
    this.done = before;
  }
}

function organizationPolicy(
  scope: Construct,
  { id, content, description, name, type }: AttachedPoliciesProps['policies'][number],
  before: readonly ITerraformDependable[],
): OrganizationsPolicy {
  return new OrganizationsPolicy(scope, id, {
    name: literal(name),
    description: literal(description),
    type,
    content: literal(content),
    ...after(before),
  });
}

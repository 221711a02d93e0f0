import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { literal } from '../literal';

export interface RoleProps {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  /** Minified JSON. */
  readonly trustPolicy: string;
  readonly managedPolicyArns: readonly string[];
  /** Minified JSON by the name of the inline policy. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
  readonly maxSessionSeconds: number;
}

/** A role with its policies. */
export class Role extends Construct {
  readonly arn: string;
  /** What must be there before the role is of use. */
  readonly policies: readonly (IamRolePolicy | IamRolePolicyAttachment)[];

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: props.name,
      path: props.path,
      description: literal(props.description),
      assumeRolePolicy: literal(props.trustPolicy),
      maxSessionDuration: props.maxSessionSeconds,
    });
    this.arn = role.arn;
    this.policies = [
      ...props.managedPolicyArns.map(
        (policyArn) =>
          new IamRolePolicyAttachment(this, `managed-${policyArn.split('/').at(-1) ?? policyArn}`, {
            role: role.name,
            policyArn,
          }),
      ),
      ...Object.entries(props.inlinePolicies).map(
        ([name, policy]) => new IamRolePolicy(this, `inline-${name}`, { role: role.id, name, policy: literal(policy) }),
      ),
    ];
  }
}

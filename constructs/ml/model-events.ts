import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { Construct } from 'constructs';
import { Role, type RoleProps } from '../security/role';

export interface ModelEventsProps {
  /** Bus in the central account. */
  readonly busArn: string;
  /** JSON of the pattern. */
  readonly pattern: string;
  readonly role: RoleProps;
}

/** Forwards events of the account's models to the central bus. */
export class ModelEvents extends Construct {
  constructor(scope: Construct, id: string, props: ModelEventsProps) {
    super(scope, id);
    const role = new Role(this, 'role', props.role);
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: props.role.name,
      description: props.role.description,
      eventPattern: props.pattern,
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      targetId: 'central-bus',
      arn: props.busArn,
      roleArn: role.arn,
      dependsOn: [...role.policies],
    });
  }
}

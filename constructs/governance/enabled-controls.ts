import { ControltowerControl } from '@cdktf/provider-aws/lib/controltower-control';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { after } from '../after';
import { literal } from '../literal';

export interface EnabledControlsProps {
  /** ARN of the unit. */
  readonly targetArn: string;
  /** Every control after those that it names in `after`. */
  readonly controls: readonly {
    readonly id: string;
    readonly identifier: string;
    readonly parameters: readonly { readonly key: string; readonly value: string }[];
    readonly after: readonly string[];
  }[];
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Control Tower controls of one unit, in an order that keeps below the number of operations that AWS allows at once. */
export class EnabledControls extends Construct {
  constructor(scope: Construct, id: string, props: EnabledControlsProps) {
    super(scope, id);
    const enabled = new Map<string, ControltowerControl>();
    for (const { id: controlId, identifier, parameters, after: earlier } of props.controls) {
      const before = earlier.flatMap((each) => enabled.get(each) ?? []);
      const control = new ControltowerControl(this, controlId, {
        controlIdentifier: identifier,
        targetIdentifier: props.targetArn,
        ...(parameters.length === 0
          ? {}
          : { parameters: parameters.map(({ key, value }) => ({ key, value: literal(value) })) }),
        ...after(before.length === 0 ? props.dependsOn : before),
        timeouts: { create: '60m', update: '60m', delete: '60m' },
      });
      enabled.set(controlId, control);
    }
  }
}

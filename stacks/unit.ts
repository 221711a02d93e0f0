import { ControltowerBaseline } from '@cdktf/provider-aws/lib/controltower-baseline';
import type { Construct } from 'constructs';
import { EnabledControls } from '../constructs/governance/enabled-controls';
import { AdoptedPolicies, AttachedPolicies } from '../constructs/organization/attached-policies';
import type { UnitContent } from '../landfall/model/slices/units';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';

/** Wave 4: one unit: registered with Control Tower first, then its policies, then its controls. */
export class UnitStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: UnitContent) {
    super(scope, envelope);
    const baseline = this.baseline(content);
    const adopted =
      content.adoptedPolicies === undefined
        ? []
        : new AdoptedPolicies(this, 'adopted-policies', content.adoptedPolicies).done;
    const policies = new AttachedPolicies(this, 'policies', {
      targetId: content.targetId,
      policies: content.policies,
      dependsOn: [...(baseline === undefined ? [] : [baseline]), ...adopted],
    });
    // Preventive controls change policies of the unit as well: never at the same time as ours.
    new EnabledControls(this, 'controls', {
      targetArn: content.targetArn,
      controls: content.controls,
      dependsOn: policies.done,
    });
  }

  private baseline({ baseline, targetArn }: UnitContent): ControltowerBaseline | undefined {
    if (baseline === undefined) return undefined;
    return new ControltowerBaseline(this, 'baseline', {
      baselineIdentifier: baseline.identifier,
      baselineVersion: baseline.version,
      targetIdentifier: targetArn,
      ...(baseline.parameters.length === 0 ? {} : { parameters: baseline.parameters.map((each) => ({ ...each })) }),
      timeouts: { create: '120m', update: '120m', delete: '120m' },
      // The provider replaces a baseline to change its version, and AWS refuses that: it is updated outside.
      lifecycle: { preventDestroy: true, ignoreChanges: ['baseline_version'] },
    });
  }
}

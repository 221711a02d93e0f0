import { CeAnomalyMonitor } from '@cdktf/provider-aws/lib/ce-anomaly-monitor';
import { CeAnomalySubscription } from '@cdktf/provider-aws/lib/ce-anomaly-subscription';
import { CeCostCategory } from '@cdktf/provider-aws/lib/ce-cost-category';
import { Construct } from 'constructs';
import { literal } from '../literal';

export interface TagCategoryProps {
  readonly name: string;
  /** Tag whose values become the values of the category. */
  readonly tag: string;
}

/** A cost category that takes its values from a tag, so that no account is ever named in it. */
export function tagCategory(scope: Construct, id: string, props: TagCategoryProps): CeCostCategory {
  return new CeCostCategory(scope, id, {
    name: literal(props.name),
    ruleVersion: 'CostCategoryExpression.v1',
    rule: [{ type: 'INHERITED_VALUE', inheritedValue: { dimensionName: 'TAG', dimensionKey: props.tag } }],
  });
}

export interface AnomalyDetectionProps {
  readonly monitorName: string;
  readonly subscriptionName: string;
  readonly email: string;
  /** US dollars. */
  readonly minimumUsd: number;
}

/** Tells by e-mail, once a day, of services that suddenly cost more. */
export class AnomalyDetection extends Construct {
  constructor(scope: Construct, id: string, props: AnomalyDetectionProps) {
    super(scope, id);
    const monitor = new CeAnomalyMonitor(this, 'monitor', {
      name: literal(props.monitorName),
      monitorType: 'DIMENSIONAL',
      monitorDimension: 'SERVICE',
    });
    new CeAnomalySubscription(this, 'subscription', {
      name: literal(props.subscriptionName),
      frequency: 'DAILY',
      monitorArnList: [monitor.arn],
      subscriber: [{ type: 'EMAIL', address: props.email }],
      thresholdExpression: {
        dimension: {
          key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          matchOptions: ['GREATER_THAN_OR_EQUAL'],
          values: [String(props.minimumUsd)],
        },
      },
    });
  }
}

import type { Construct } from 'constructs';
import { AnomalyDetection, tagCategory } from '../constructs/cost/cost-reporting';
import type { CostContent } from '../landfall/model/slices/costs';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';

/** Wave 9: what the organization costs, by the tags of its accounts. */
export class CostStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: CostContent) {
    super(scope, envelope);
    for (const { id, name, tag } of content.categories) tagCategory(this, `category-${id}`, { name, tag });
    if (content.anomalies !== undefined) new AnomalyDetection(this, 'anomalies', content.anomalies);
  }
}

import { AccessanalyzerAnalyzer } from '@cdktf/provider-aws/lib/accessanalyzer-analyzer';
import type { Construct } from 'constructs';
import { Blueprint, type BlueprintContext } from './blueprint';

/** Security tools that look at the whole organization from one account. */
export class SecurityTooling extends Blueprint {
  constructor(scope: Construct, id: string, context: BlueprintContext) {
    super(scope, id, context);
    const analyzer = context.content.parts.securityTooling?.analyzer;
    if (analyzer === undefined) return;
    new AccessanalyzerAnalyzer(this, 'analyzer', { analyzerName: analyzer.name, type: 'ORGANIZATION' });
  }
}

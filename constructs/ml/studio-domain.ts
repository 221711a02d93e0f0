import { SagemakerDomain } from '@cdktf/provider-aws/lib/sagemaker-domain';
import { SagemakerServicecatalogPortfolioStatus } from '@cdktf/provider-aws/lib/sagemaker-servicecatalog-portfolio-status';
import { Construct } from 'constructs';
import type { Network } from '../network/vpc';

export interface StudioDomainProps {
  readonly name: string;
  readonly network: Network;
  readonly keyArn: string;
  /** Role of people for whom nobody chose another. */
  readonly executionRoleArn: string;
}

/** SageMaker Studio: people come through Identity Center, traffic stays in the VPC. */
export class StudioDomain extends Construct {
  /** Application in Identity Center to which groups are assigned. */
  readonly applicationArn: string;

  constructor(scope: Construct, id: string, { name, network, keyArn, executionRoleArn }: StudioDomainProps) {
    super(scope, id);
    const domain = new SagemakerDomain(this, 'domain', {
      domainName: name,
      // Neither can be changed later.
      authMode: 'SSO',
      appNetworkAccessType: 'VpcOnly',
      vpcId: network.vpcId,
      subnetIds: [...network.workloadSubnetIds],
      kmsKeyId: keyArn,
      defaultUserSettings: { executionRole: executionRoleArn, securityGroups: [network.securityGroupId] },
      defaultSpaceSettings: { executionRole: executionRoleArn, securityGroups: [network.securityGroupId] },
      retentionPolicy: { homeEfsFileSystem: 'Retain' },
      lifecycle: { preventDestroy: true },
    });
    // Project templates of the ML portfolio show up in Studio.
    new SagemakerServicecatalogPortfolioStatus(this, 'projects', { status: 'Enabled' });
    this.applicationArn = domain.singleSignOnApplicationArn;
  }
}

import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { literal } from '../literal';

export interface SubnetProps {
  /** Letter of the Availability Zone. */
  readonly zone: string;
  readonly cidr: string;
}

export interface VpcProps {
  readonly name: string;
  readonly region: string;
  readonly cidr: string;
  readonly workload: readonly SubnetProps[];
  readonly flowLogBucket: string | undefined;
  /** Minified JSON. */
  readonly endpointPolicy: string;
}

/** What a VPC gives to those who work in it. */
export interface Network {
  readonly vpcId: string;
  readonly workloadSubnetIds: readonly string[];
  readonly securityGroupId: string;
}

/** What the two kinds of VPC have in common; each kind adds its way out. */
export abstract class Vpc extends Construct implements Network {
  readonly vpcId: string;
  readonly workloadSubnetIds: readonly string[];
  readonly securityGroupId: string;
  /** Subnets for workloads by the letter of their zone. */
  protected readonly workloadSubnets: ReadonlyMap<string, Subnet>;

  constructor(
    scope: Construct,
    id: string,
    private readonly base: VpcProps,
  ) {
    super(scope, id);
    const vpc = new AwsVpc(this, 'vpc', {
      cidrBlock: base.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: base.name },
    });
    this.vpcId = vpc.id;
    this.workloadSubnets = this.subnets('private', base.workload);
    this.workloadSubnetIds = [...this.workloadSubnets.values()].map((subnet) => subnet.id);
    this.securityGroupId = this.securityGroups();
    this.flowLogs();
  }

  /** One subnet a zone; the letter of the zone is its key. */
  protected subnets(tier: string, subnets: readonly SubnetProps[]): ReadonlyMap<string, Subnet> {
    return new Map(
      subnets.map(({ zone, cidr }) => [
        zone,
        new Subnet(this, `${tier}-${zone}`, {
          vpcId: this.vpcId,
          cidrBlock: cidr,
          availabilityZone: `${this.base.region}${zone}`,
          mapPublicIpOnLaunch: false,
          tags: { Name: `${this.base.name}-${tier}-${zone}` },
        }),
      ]),
    );
  }

  /** Traffic to Amazon S3 stays off NAT gateways and the transit gateway. */
  protected storageEndpoint(routeTableIds: readonly string[]): void {
    new VpcEndpoint(this, 's3', {
      vpcId: this.vpcId,
      serviceName: `com.amazonaws.${this.base.region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [...routeTableIds],
      policy: literal(this.base.endpointPolicy),
      tags: { Name: `${this.base.name}-s3` },
    });
  }

  /** The default group lets nothing through; workloads get a group in which they reach each other. */
  private securityGroups(): string {
    new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: this.vpcId,
      tags: { Name: `${this.base.name}-default-unused` },
    });
    const group = new SecurityGroup(this, 'workload-security-group', {
      vpcId: this.vpcId,
      name: 'workload',
      description: 'Workloads reach each other and what the network lets them reach',
      tags: { Name: `${this.base.name}-workload` },
    });
    new VpcSecurityGroupIngressRule(this, 'workload-from-itself', {
      securityGroupId: group.id,
      referencedSecurityGroupId: group.id,
      ipProtocol: '-1',
    });
    new VpcSecurityGroupEgressRule(this, 'workload-to-anywhere', {
      securityGroupId: group.id,
      cidrIpv4: '0.0.0.0/0',
      ipProtocol: '-1',
      description: 'Routes and policies decide what is reached',
    });
    return group.id;
  }

  private flowLogs(): void {
    const { flowLogBucket, name } = this.base;
    if (flowLogBucket === undefined) return;
    new FlowLog(this, 'flow-log', {
      vpcId: this.vpcId,
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: `arn:aws:s3:::${flowLogBucket}`,
      maxAggregationInterval: 600,
      tags: { Name: name },
    });
  }
}

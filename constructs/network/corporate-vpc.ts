import { Ec2TransitGatewayRouteTableAssociation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-association';
import { Ec2TransitGatewayRouteTablePropagation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-propagation';
import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment';
import { Ec2TransitGatewayVpcAttachmentAccepter } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment-accepter';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { Vpc, type SubnetProps, type VpcProps } from './vpc';

export interface CorporateVpcProps extends VpcProps {
  /** Narrow subnets that hold nothing but the attachment. */
  readonly transit: readonly SubnetProps[];
  readonly transitGatewayId: string;
  /** Route table of the segment with which the attachment is associated. */
  readonly routeTableId: string;
  /** Route tables that learn the range of the VPC, by the key of their segment. */
  readonly propagatesTo: Readonly<Record<string, string>>;
  /** Acts in the network account. */
  readonly networkProvider: TerraformProvider;
}

/** A VPC whose only way out is the transit gateway of the network account. */
export class CorporateVpc extends Vpc {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: CorporateVpcProps,
  ) {
    super(scope, id, props);
    const transitSubnets = this.subnets('transit', props.transit);
    const transitTable = this.routeTable('transit');
    for (const [zone, subnet] of transitSubnets) this.associate(`transit-${zone}`, subnet, transitTable);
    const workloadTable = this.routeTable('private');
    for (const [zone, subnet] of this.workloadSubnets) this.associate(`private-${zone}`, subnet, workloadTable);
    this.storageEndpoint([workloadTable.id]);

    const accepted = this.attach([...transitSubnets.values()]);
    // A route to an attachment that isn't accepted yet is refused or leads nowhere.
    new Route(this, 'private-default', {
      routeTableId: workloadTable.id,
      destinationCidrBlock: '0.0.0.0/0',
      transitGatewayId: props.transitGatewayId,
      dependsOn: [accepted],
    });
  }

  /**
   * Asks from this account, accepts and connects in the network account. The ids of the connections name no route
   * table: when the table changes, Terraform takes the old association away before it makes the new one, and a
   * transit gateway allows one association at a time.
   */
  private attach(subnets: readonly Subnet[]): Ec2TransitGatewayVpcAttachmentAccepter {
    const { name, networkProvider, propagatesTo, routeTableId, transitGatewayId } = this.props;
    // The default association and propagation are left unset: an account that doesn't own the gateway can't read them.
    const attachment = new Ec2TransitGatewayVpcAttachment(this, 'attachment', {
      vpcId: this.vpcId,
      transitGatewayId,
      subnetIds: subnets.map((subnet) => subnet.id),
      dnsSupport: 'enable',
      tags: { Name: name },
    });
    const accepted = new Ec2TransitGatewayVpcAttachmentAccepter(this, 'accepter', {
      provider: networkProvider,
      transitGatewayAttachmentId: attachment.id,
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
    });
    new Ec2TransitGatewayRouteTableAssociation(this, 'association', {
      provider: networkProvider,
      transitGatewayAttachmentId: accepted.id,
      transitGatewayRouteTableId: routeTableId,
    });
    for (const [segment, table] of Object.entries(propagatesTo)) {
      new Ec2TransitGatewayRouteTablePropagation(this, `propagation-${segment}`, {
        provider: networkProvider,
        transitGatewayAttachmentId: accepted.id,
        transitGatewayRouteTableId: table,
      });
    }
    return accepted;
  }

  private routeTable(name: string): RouteTable {
    return new RouteTable(this, `${name}-routes`, {
      vpcId: this.vpcId,
      tags: { Name: `${this.props.name}-${name}` },
    });
  }

  private associate(name: string, subnet: Subnet, table: RouteTable): void {
    new RouteTableAssociation(this, `${name}-association`, { subnetId: subnet.id, routeTableId: table.id });
  }
}

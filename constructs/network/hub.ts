import { Ec2TransitGateway } from '@cdktf/provider-aws/lib/ec2-transit-gateway';
import { Ec2TransitGatewayRouteTable } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table';
import { RamPrincipalAssociation } from '@cdktf/provider-aws/lib/ram-principal-association';
import { RamResourceAssociation } from '@cdktf/provider-aws/lib/ram-resource-association';
import { RamResourceShare } from '@cdktf/provider-aws/lib/ram-resource-share';
import { Construct } from 'constructs';

export interface HubProps {
  readonly name: string;
  /** Private autonomous system number of the gateway. */
  readonly asn: number;
  /** Keys of segments: one route table each. */
  readonly segments: readonly string[];
  /** Tag of a route table that holds the key of its segment. */
  readonly segmentTag: string;
  /** ARNs of units by a key that never changes. */
  readonly sharedWith: Readonly<Record<string, string>>;
  /** Of a gateway that existed before: its share under the name that it has, or none. */
  readonly existing?: { readonly shareName?: string };
}

/** A transit gateway that connects nothing by itself: each spoke is accepted, associated and propagated by name. */
export class Hub extends Construct {
  readonly transitGatewayId: string;
  /** By the key of the segment. */
  readonly routeTableIds: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: HubProps) {
    super(scope, id);
    const gateway = new Ec2TransitGateway(this, 'transit-gateway', {
      description: props.name,
      amazonSideAsn: props.asn,
      autoAcceptSharedAttachments: 'disable',
      defaultRouteTableAssociation: 'disable',
      defaultRouteTablePropagation: 'disable',
      dnsSupport: 'enable',
      vpnEcmpSupport: 'enable',
      tags: { Name: props.name },
      lifecycle: { preventDestroy: true },
    });
    this.transitGatewayId = gateway.id;
    this.routeTableIds = new Map(
      props.segments.map((segment) => {
        const table = new Ec2TransitGatewayRouteTable(this, `route-table-${segment}`, {
          transitGatewayId: gateway.id,
          tags: { Name: `${props.name}-${segment}`, [props.segmentTag]: segment },
          lifecycle: { preventDestroy: true },
        });
        return [segment, table.id];
      }),
    );
    const shareName = props.existing === undefined ? props.name : props.existing.shareName;
    if (shareName !== undefined) this.share(gateway, { ...props, name: shareName });
  }

  /** With units of the organization, so that no invitation has to be accepted. */
  private share(gateway: Ec2TransitGateway, { name, sharedWith }: HubProps): void {
    const share = new RamResourceShare(this, 'share', { name, allowExternalPrincipals: false, tags: { Name: name } });
    new RamResourceAssociation(this, 'share-gateway', { resourceShareArn: share.arn, resourceArn: gateway.arn });
    for (const [unit, principal] of Object.entries(sharedWith)) {
      new RamPrincipalAssociation(this, `share-with-${unit}`, { resourceShareArn: share.arn, principal });
    }
  }
}

import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { Construct } from 'constructs';
import { Vpc, type SubnetProps, type VpcProps } from './vpc';

export interface IsolatedVpcProps extends VpcProps {
  readonly public: readonly SubnetProps[];
  /** Zone of the NAT gateway by the zone of the subnet that uses it. */
  readonly natZones: Readonly<Record<string, string>>;
}

/** A VPC with an internet gateway of its own and no way into the corporate network. */
export class IsolatedVpc extends Vpc {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: IsolatedVpcProps,
  ) {
    super(scope, id, props);
    const publicSubnets = this.subnets('public', props.public);
    const gateway = new InternetGateway(this, 'internet-gateway', { vpcId: this.vpcId, tags: { Name: props.name } });
    const publicTable = this.routeTable('public');
    const toInternet = new Route(this, 'public-default', {
      routeTableId: publicTable.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.id,
    });
    for (const [zone, subnet] of publicSubnets) this.associate(`public-${zone}`, subnet, publicTable);
    const nats = this.natGateways(publicSubnets, toInternet);
    const privateTables = this.privateTables(nats);
    this.storageEndpoint([publicTable.id, ...privateTables.map((table) => table.id)]);
  }

  /** By the letter of their zone. */
  private natGateways(publicSubnets: ReadonlyMap<string, Subnet>, toInternet: Route): ReadonlyMap<string, NatGateway> {
    const wanted = new Set(Object.values(this.props.natZones));
    return new Map(
      [...publicSubnets]
        .filter(([zone]) => wanted.has(zone))
        .map(([zone, subnet]) => {
          const name = `${this.props.name}-nat-${zone}`;
          const address = new Eip(this, `nat-address-${zone}`, { domain: 'vpc', tags: { Name: name } });
          const nat = new NatGateway(this, `nat-${zone}`, {
            allocationId: address.id,
            subnetId: subnet.id,
            tags: { Name: name },
            dependsOn: [toInternet],
          });
          return [zone, nat];
        }),
    );
  }

  private privateTables(nats: ReadonlyMap<string, NatGateway>): readonly RouteTable[] {
    return [...this.workloadSubnets].map(([zone, subnet]) => {
      const table = this.routeTable(`private-${zone}`);
      this.associate(`private-${zone}`, subnet, table);
      const nat = nats.get(this.props.natZones[zone] ?? zone);
      if (nat !== undefined) {
        new Route(this, `private-${zone}-default`, {
          routeTableId: table.id,
          destinationCidrBlock: '0.0.0.0/0',
          natGatewayId: nat.id,
        });
      }
      return table;
    });
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

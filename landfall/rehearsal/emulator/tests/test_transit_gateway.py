"""Transit gateways across accounts: who sees, attaches, accepts, routes; the real provider at the end."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session
from terraform_root import Root, needs_terraform


@dataclass
class Network:
    hub: Session
    spoke: Session
    gateway: str
    arn: str
    spoke_account: str

    def share(self) -> str:
        made = self.hub.client("ram").create_resource_share(
            name="network", principals=[self.spoke_account], resourceArns=[self.arn], allowExternalPrincipals=False
        )
        share: str = made["resourceShare"]["resourceShareArn"]
        return share

    def attach(self) -> tuple[str, str, str]:
        """(attachment, VPC, its route table) of the spoke."""
        ec2 = self.spoke.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.0.0/28")["Subnet"]["SubnetId"]
        made = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=self.gateway, VpcId=vpc, SubnetIds=[subnet])
        table = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"][0]
        return made["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"], vpc, table["RouteTableId"]


@pytest.fixture
def network(organization: Organization) -> Network:
    organization.management.client("ram").enable_sharing_with_aws_organization()
    hub_account, spoke_account = organization.account("network"), organization.account("team")
    hub = organization.member(hub_account)
    made = hub.client("ec2").create_transit_gateway(
        Options={"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}
    )["TransitGateway"]
    spoke = organization.member(spoke_account)
    return Network(hub, spoke, made["TransitGatewayId"], made["TransitGatewayArn"], spoke_account)


def refused(code: str) -> Any:
    return pytest.raises(ClientError, match=code)


def state(session: Session, attachment: str) -> str:
    found = session.client("ec2").describe_transit_gateway_vpc_attachments(TransitGatewayAttachmentIds=[attachment])
    text: str = found["TransitGatewayVpcAttachments"][0]["State"]
    return text


def test_a_gateway_is_seen_while_it_is_shared(network: Network) -> None:
    ec2 = network.spoke.client("ec2")
    assert ec2.describe_transit_gateways()["TransitGateways"] == []
    with refused("InvalidTransitGatewayID.NotFound"):
        network.attach()
    share = network.share()
    assert [g["TransitGatewayId"] for g in ec2.describe_transit_gateways()["TransitGateways"]] == [network.gateway]
    network.hub.client("ram").delete_resource_share(resourceShareArn=share)
    assert ec2.describe_transit_gateways()["TransitGateways"] == []


def test_no_default_table_when_there_is_no_default(network: Network) -> None:
    assert network.hub.client("ec2").describe_transit_gateway_route_tables()["TransitGatewayRouteTables"] == []
    made = network.hub.client("ec2").create_transit_gateway()["TransitGateway"]
    (table,) = network.hub.client("ec2").describe_transit_gateway_route_tables()["TransitGatewayRouteTables"]
    assert made["Options"]["AssociationDefaultRouteTableId"] == table["TransitGatewayRouteTableId"]
    assert table["DefaultPropagationRouteTable"] is True


def test_the_owner_accepts_and_the_spoke_can_route_then(network: Network) -> None:
    network.share()
    attachment, _, table = network.attach()
    assert state(network.spoke, attachment) == state(network.hub, attachment) == "pendingAcceptance"
    spoke, hub = network.spoke.client("ec2"), network.hub.client("ec2")
    route = {"RouteTableId": table, "DestinationCidrBlock": "10.0.0.0/8", "TransitGatewayId": network.gateway}
    with refused("InvalidTransitGatewayID.NotFound"):
        spoke.create_route(**route)
    with refused("UnauthorizedOperation"):
        spoke.accept_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
    hub.accept_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
    spoke.create_route(**route)
    routes = spoke.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    assert network.gateway in [one.get("TransitGatewayId") for one in routes]


def test_route_tables_are_the_owners(network: Network) -> None:
    network.share()
    attachment, vpc, _ = network.attach()
    hub, spoke = network.hub.client("ec2"), network.spoke.client("ec2")
    tables = [
        hub.create_transit_gateway_route_table(TransitGatewayId=network.gateway)["TransitGatewayRouteTable"][
            "TransitGatewayRouteTableId"
        ]
        for _ in range(2)
    ]
    first = {"TransitGatewayRouteTableId": tables[0], "TransitGatewayAttachmentId": attachment}
    with refused("IncorrectState"):
        hub.associate_transit_gateway_route_table(**first)
    hub.accept_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
    with refused("InvalidRouteTableID.NotFound"):
        spoke.associate_transit_gateway_route_table(**first)
    hub.associate_transit_gateway_route_table(**first)
    with refused("Resource.AlreadyAssociated"):
        hub.associate_transit_gateway_route_table(**{**first, "TransitGatewayRouteTableId": tables[1]})
    hub.enable_transit_gateway_route_table_propagation(**first)
    hub.create_transit_gateway_route(DestinationCidrBlock="0.0.0.0/0", **first)
    found = hub.search_transit_gateway_routes(
        TransitGatewayRouteTableId=tables[0], Filters=[{"Name": "state", "Values": ["active"]}]
    )["Routes"]
    assert [(r["DestinationCidrBlock"], r["Type"]) for r in found] == [
        ("0.0.0.0/0", "static"),
        ("10.1.0.0/16", "propagated"),
    ]
    assert found[1]["TransitGatewayAttachments"][0]["ResourceId"] == vpc
    listed = hub.describe_transit_gateway_attachments(
        Filters=[{"Name": "association.transit-gateway-route-table-id", "Values": [tables[0]]}]
    )["TransitGatewayAttachments"]
    assert [one["TransitGatewayAttachmentId"] for one in listed] == [attachment]


def test_a_deleted_attachment_stays_visible_and_the_gateway_goes_last(network: Network) -> None:
    network.share()
    attachment, _, _ = network.attach()
    hub = network.hub.client("ec2")
    with refused("IncorrectState"):
        hub.delete_transit_gateway(TransitGatewayId=network.gateway)
    network.spoke.client("ec2").delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
    assert state(network.spoke, attachment) == state(network.hub, attachment) == "deleted"
    hub.delete_transit_gateway(TransitGatewayId=network.gateway)
    assert hub.describe_transit_gateways()["TransitGateways"][0]["State"] == "deleted"


def test_unknown_filters_are_refused(network: Network) -> None:
    with refused("InvalidParameterValue"):
        network.hub.client("ec2").describe_transit_gateways(Filters=[{"Name": "nosuch", "Values": ["x"]}])


ROOT = """
resource "aws_ram_sharing_with_organization" "this" {}
resource "aws_ec2_transit_gateway" "hub" {
  provider                        = aws.hub
  description                     = "corporate"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  auto_accept_shared_attachments  = "disable"
  tags                            = { Name = "corporate" }
}
resource "aws_ram_resource_share" "hub" {
  provider                  = aws.hub
  name                      = "corporate"
  allow_external_principals = false
  depends_on                = [aws_ram_sharing_with_organization.this]
}
resource "aws_ram_resource_association" "hub" {
  provider           = aws.hub
  resource_arn       = aws_ec2_transit_gateway.hub.arn
  resource_share_arn = aws_ram_resource_share.hub.arn
}
resource "aws_ram_principal_association" "hub" {
  provider           = aws.hub
  principal          = "UNIT"
  resource_share_arn = aws_ram_resource_share.hub.arn
}
data "aws_ec2_transit_gateway" "seen" {
  provider   = aws.spoke
  depends_on = [aws_ram_resource_association.hub, aws_ram_principal_association.hub]
  filter {
    name   = "owner-id"
    values = ["HUB"]
  }
}
resource "aws_vpc" "v" {
  provider   = aws.spoke
  cidr_block = "10.1.0.0/16"
}
resource "aws_subnet" "tgw" {
  provider   = aws.spoke
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.1.0.0/28"
}
resource "aws_route_table" "rt" {
  provider = aws.spoke
  vpc_id   = aws_vpc.v.id
}
resource "aws_ec2_transit_gateway_vpc_attachment" "spoke" {
  provider           = aws.spoke
  transit_gateway_id = data.aws_ec2_transit_gateway.seen.id
  vpc_id             = aws_vpc.v.id
  subnet_ids         = [aws_subnet.tgw.id]
  tags               = { Name = "team" }
}
resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "hub" {
  provider                                        = aws.hub
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.spoke.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "team, accepted" }
}
resource "aws_ec2_transit_gateway_route_table" "spokes" {
  provider           = aws.hub
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}
resource "aws_ec2_transit_gateway_route_table_association" "spokes" {
  provider                       = aws.hub
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment_accepter.hub.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}
resource "aws_ec2_transit_gateway_route_table_propagation" "spokes" {
  provider                       = aws.hub
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment_accepter.hub.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}
resource "aws_ec2_transit_gateway_route" "default" {
  provider                       = aws.hub
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment_accepter.hub.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}
resource "aws_ec2_transit_gateway_route" "blackhole" {
  provider                       = aws.hub
  destination_cidr_block         = "10.9.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}
resource "aws_ec2_managed_prefix_list" "pl" {
  provider       = aws.hub
  name           = "corporate"
  address_family = "IPv4"
  max_entries    = 2
  entry { cidr = "10.0.0.0/8" }
}
resource "aws_ec2_transit_gateway_prefix_list_reference" "pl" {
  provider                       = aws.hub
  prefix_list_id                 = aws_ec2_managed_prefix_list.pl.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment_accepter.hub.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}
resource "aws_route" "to_hub" {
  provider               = aws.spoke
  route_table_id         = aws_route_table.rt.id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment_accepter.hub]
}
resource "aws_customer_gateway" "office" {
  provider   = aws.hub
  bgp_asn    = 65000
  ip_address = "203.0.113.1"
  type       = "ipsec.1"
}
resource "aws_vpn_connection" "office" {
  provider            = aws.hub
  customer_gateway_id = aws_customer_gateway.office.id
  transit_gateway_id  = aws_ec2_transit_gateway.hub.id
  type                = "ipsec.1"
}
resource "aws_ec2_transit_gateway" "spare" {
  provider = aws.spoke
}
resource "aws_ec2_transit_gateway_vpc_attachment" "spare" {
  provider           = aws.spoke
  transit_gateway_id = aws_ec2_transit_gateway.spare.id
  vpc_id             = aws_vpc.v.id
  subnet_ids         = [aws_subnet.tgw.id]
}
resource "aws_ec2_transit_gateway_peering_attachment" "p" {
  provider                = aws.hub
  transit_gateway_id      = aws_ec2_transit_gateway.hub.id
  peer_transit_gateway_id = aws_ec2_transit_gateway.spare.id
  peer_account_id         = "SPOKE"
  peer_region             = "eu-west-1"
}
resource "aws_ec2_transit_gateway_peering_attachment_accepter" "p" {
  provider                      = aws.spoke
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.p.id
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(organization: Organization, tmp_path: Path) -> None:
    unit, hub, spoke = organization.unit("Workloads"), organization.account("network"), organization.account("team")
    client = organization.management.client("organizations")
    client.move_account(AccountId=spoke, SourceParentId=organization.root, DestinationParentId=unit)
    arn = client.describe_organizational_unit(OrganizationalUnitId=unit)["OrganizationalUnit"]["Arn"]
    root = Root(tmp_path, organization.management.endpoint)
    text = ROOT.replace("UNIT", arn).replace("HUB", hub).replace("SPOKE", spoke)
    root.write(text, accounts={"hub": hub, "spoke": spoke})
    root.prove()

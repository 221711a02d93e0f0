"""A transit gateway in an account for networks, shared with two units, and VPCs of several accounts at it."""

from dataclasses import dataclass
from typing import Any

from aws import member, tags, wait_while

# Account, range, further ranges, route table.
VPCS = (
    ("NetworkHub", "10.0.0.0/20", (), "shared services"),
    ("DNS + Directory", "10.0.16.0/20", (), "shared services"),
    ("SharedServices-Prod", "10.0.32.0/20", ("100.64.0.0/20",), "shared services"),
    ("webshop-prod", "10.20.0.0/16", (), "PROD"),
    ("webshop-test", "10.21.0.0/18", (), "Non-Prod"),
    ("webshop-dev", "10.21.64.0/18", (), "Non-Prod"),
    ("payments_prod", "10.40.0.0/17", (), "PROD"),
    ("payments_test", "10.40.128.0/17", (), "Non-Prod"),
    ("ml-platform-prod", "10.60.0.0/16", ("10.61.0.0/18",), "PROD"),
    ("ml-platform-dev", "10.62.0.0/16", (), "Non-Prod"),
)
# Shared with these, and the accounts of the others can not attach.
SHARED_WITH = ("Infrastructure", "Workloads", "Machine Learning")
TABLES = ("PROD", "Non-Prod", "shared services")
# Which tables learn the ranges of the VPCs of which other tables.
LEARNS = {"PROD": ("shared services",), "Non-Prod": ("shared services",), "shared services": ("PROD", "Non-Prod")}


@dataclass(frozen=True)
class Hub:
    account: str
    gateway: str
    gateway_arn: str
    tables: dict[str, str]


def create_hub(accounts: dict[str, str], sharers: list[str]) -> Hub:
    owner = accounts["NetworkHub"]
    session = member(owner)
    ec2 = session.client("ec2")
    gateway = ec2.create_transit_gateway(
        Description="Corp TGW",
        Options={
            "AmazonSideAsn": 64520,
            "AutoAcceptSharedAttachments": "enable",
            "DefaultRouteTableAssociation": "disable",
            "DefaultRouteTablePropagation": "disable",
        },
        TagSpecifications=[{"ResourceType": "transit-gateway", "Tags": tags({"Name": "corp-tgw", "env": "shared"})}],
    )["TransitGateway"]
    wait_while(lambda: ec2.describe_transit_gateways()["TransitGateways"][0]["State"] == "pending")
    tables = {name: create_table(ec2, gateway["TransitGatewayId"], name) for name in TABLES}
    session.client("ram").create_resource_share(
        name="TGW Share (prod)",
        resourceArns=[gateway["TransitGatewayArn"]],
        principals=sharers,
        allowExternalPrincipals=False,
        tags=[{"key": "owner", "value": "network"}],
    )
    return Hub(owner, gateway["TransitGatewayId"], gateway["TransitGatewayArn"], tables)


def create_table(ec2: Any, gateway: str, name: str) -> str:
    made = ec2.create_transit_gateway_route_table(
        TransitGatewayId=gateway,
        TagSpecifications=[{"ResourceType": "transit-gateway-route-table", "Tags": tags({"Name": name})}],
    )
    return str(made["TransitGatewayRouteTable"]["TransitGatewayRouteTableId"])


def connect(hub: Hub, accounts: dict[str, str]) -> None:
    attached = [(table, attach(hub, accounts[name], name, cidr, more)) for name, cidr, more, table in VPCS]
    ec2 = member(hub.account).client("ec2")

    def busy() -> bool:
        listed = ec2.describe_transit_gateway_attachments()["TransitGatewayAttachments"]
        return any(one["State"] in ("pending", "initiating") for one in listed)

    wait_while(busy)
    for table, attachment in attached:
        ec2.associate_transit_gateway_route_table(
            TransitGatewayRouteTableId=hub.tables[table], TransitGatewayAttachmentId=attachment
        )
        for learner, sources in LEARNS.items():
            if table in sources:
                ec2.enable_transit_gateway_route_table_propagation(
                    TransitGatewayRouteTableId=hub.tables[learner], TransitGatewayAttachmentId=attachment
                )
    add_routes(ec2, hub, egress=attached[0][1])


def attach(hub: Hub, account: str, name: str, cidr: str, more: tuple[str, ...]) -> str:
    ec2 = member(account).client("ec2")
    vpc = create_vpc(ec2, name, cidr, more)
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"{cidr.rsplit('.', 1)[0]}.{number * 16}/28", AvailabilityZone=zone)[
            "Subnet"
        ]["SubnetId"]
        for number, zone in enumerate(("eu-west-1a", "eu-west-1b"))
    ]
    made = ec2.create_transit_gateway_vpc_attachment(
        TransitGatewayId=hub.gateway,
        VpcId=vpc,
        SubnetIds=subnets,
        TagSpecifications=[
            {"ResourceType": "transit-gateway-attachment", "Tags": tags({"Name": f"{name} attachment"})}
        ],
    )
    return str(made["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"])


def create_vpc(ec2: Any, name: str, cidr: str, more: tuple[str, ...] = ()) -> str:
    made = ec2.create_vpc(
        CidrBlock=cidr, TagSpecifications=[{"ResourceType": "vpc", "Tags": tags({"Name": f"vpc {name}", "Stage": "?"})}]
    )
    vpc = str(made["Vpc"]["VpcId"])
    for other in more:
        ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock=other)
    return vpc


def add_routes(ec2: Any, hub: Hub, egress: str) -> None:
    for table in ("PROD", "Non-Prod"):
        ec2.create_transit_gateway_route(
            DestinationCidrBlock="0.0.0.0/0",
            TransitGatewayRouteTableId=hub.tables[table],
            TransitGatewayAttachmentId=egress,
        )
    # Production and the rest must not see each other, whoever propagates what.
    for table, cidr in (("PROD", "10.21.0.0/16"), ("Non-Prod", "10.20.0.0/16"), ("shared services", "192.168.0.0/16")):
        ec2.create_transit_gateway_route(
            DestinationCidrBlock=cidr, TransitGatewayRouteTableId=hub.tables[table], Blackhole=True
        )


def create_lonely_vpcs(accounts: dict[str, str]) -> None:
    """Ranges that nobody planned: one that overlaps the hub's, one in another Region."""
    create_vpc(member(accounts["Acme ERP"]).client("ec2"), "ERP", "10.20.0.0/16")
    create_vpc(member(accounts["Vision Team"], "eu-central-1").client("ec2"), "vision", "172.20.0.0/16")

"""State of transit gateways, of all accounts together: a gateway is used by accounts other than its owner's."""

import time
from dataclasses import dataclass, field
from typing import Any

from moto.ec2.models import ec2_backends

from ..core import AwsError, Call, Store, later, seconds
from . import ram


@dataclass
class Gateway:
    id: str
    owner: str
    region: str
    description: str
    options: dict[str, Any]
    state: str = "available"
    created: float = field(default_factory=time.time)

    @property
    def arn(self) -> str:
        return f"arn:aws:ec2:{self.region}:{self.owner}:transit-gateway/{self.id}"


@dataclass
class Attachment:
    """`gateway` is that of the side that asked for the attachment, `peer` that of a peering's other side."""

    id: str
    kind: str
    gateway: Gateway
    owner: str
    resource: str
    subnets: list[str] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    peer: Gateway | None = None
    state: str = "available"
    created: float = field(default_factory=time.time)

    def gateway_seen_by(self, account: str, region: str) -> Gateway | None:
        """The gateway of the side on which the account stands; None if it is not concerned."""
        if region == self.gateway.region and account in (self.owner, self.gateway.owner):
            return self.gateway
        if self.peer is not None and (account, region) == (self.peer.owner, self.peer.region):
            return self.peer
        return None

    @property
    def live(self) -> bool:
        return self.state not in ("deleted", "rejected", "failed")


@dataclass
class RouteTable:
    id: str
    gateway: Gateway
    state: str = "available"
    created: float = field(default_factory=time.time)
    associations: set[str] = field(default_factory=set)
    propagations: set[str] = field(default_factory=set)
    routes: dict[str, str | None] = field(default_factory=dict)
    """Static routes: CIDR -> attachment id, None for a blackhole."""
    prefix_lists: dict[str, str | None] = field(default_factory=dict)


@dataclass
class World:
    gateways: dict[str, Gateway] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    tables: dict[str, RouteTable] = field(default_factory=dict)


_world: Store[World] = Store(World)


def world() -> World:
    return _world.of("")


def visible_gateways(account: str, region: str) -> list[Gateway]:
    """The account's own and those that RAM shares with it."""
    shared = ram.reaching(account, region)
    return [g for g in world().gateways.values() if g.region == region and (g.owner == account or g.arn in shared)]


def gateway_of(call: Call, identifier: str, own: bool = False) -> Gateway:
    """A gateway that the caller may use (with `own`: change), and that is not deleted."""
    for gateway in visible_gateways(call.account, call.region):
        if gateway.id == identifier and gateway.state != "deleted" and (gateway.owner == call.account or not own):
            return gateway
    raise AwsError("InvalidTransitGatewayID.NotFound", f"Transit Gateway {identifier} was deleted or does not exist.")


def attachment_of(call: Call, identifier: str) -> Attachment:
    attachment = world().attachments.get(identifier)
    if attachment is None or not attachment.live or attachment.gateway_seen_by(call.account, call.region) is None:
        raise AwsError(
            "InvalidTransitGatewayAttachmentID.NotFound",
            f"Transit Gateway Attachment {identifier} was deleted or does not exist.",
        )
    return attachment


def table_of(call: Call, identifier: str) -> RouteTable:
    """Route tables are the owner's alone: for accounts the gateway is shared with, they don't exist."""
    table = world().tables.get(identifier)
    mine = table is not None and (table.gateway.owner, table.gateway.region) == (call.account, call.region)
    if table is None or not mine or table.state == "deleted":
        raise AwsError(
            "InvalidRouteTableID.NotFound", f"Transit Gateway Route Table {identifier} was deleted or does not exist."
        )
    return table


def association_of(attachment: Attachment, gateway: Gateway) -> RouteTable | None:
    tables = world().tables.values()
    return next((t for t in tables if t.gateway is gateway and attachment.id in t.associations), None)


def became_available(attachment: Attachment) -> None:
    """Associates and propagates by default where the gateway says so."""
    attachment.state = "available"
    options = attachment.gateway.options
    associate = world().tables.get(options.get("AssociationDefaultRouteTableId") or "")
    if associate is not None and options["DefaultRouteTableAssociation"] == "enable":
        associate.associations.add(attachment.id)
    propagate = world().tables.get(options.get("PropagationDefaultRouteTableId") or "")
    if propagate is not None and options["DefaultRouteTablePropagation"] == "enable":
        propagate.propagations.add(attachment.id)


def delete_attachment(attachment: Attachment) -> None:
    """It is shown as deleted for a while, as in AWS."""
    attachment.state = "deleted"
    for table in world().tables.values():
        table.associations.discard(attachment.id)
        table.propagations.discard(attachment.id)
    forget_later(world().attachments, attachment.id)


def forget_later(known: dict[str, Any], identifier: str) -> None:
    def forget() -> None:
        known.pop(identifier, None)

    later(seconds("TRANSIT_GATEWAY_DELETED", 3600), forget)


def cidrs_of(attachment: Attachment) -> list[str]:
    """What the attachment propagates: the blocks of its VPC."""
    if attachment.kind != "vpc":
        return []
    vpc = ec2_backends[attachment.owner][attachment.gateway.region].vpcs.get(attachment.resource)
    if vpc is None:
        return []
    blocks = [str(one["cidr_block"]) for one in vpc.get_cidr_block_association_set()]
    return sorted({str(vpc.cidr_block), *blocks})

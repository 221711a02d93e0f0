"""EC2: transit gateways and their attachments, across accounts.

In place of moto's: an account sees a gateway of another only while RAM shares it; an attachment to a shared gateway
waits for the owner unless the gateway accepts by itself; a gateway without default association and propagation has no
default route table. Route tables are in `transit_gateway_routes`, peerings in `transit_gateway_peering`.
"""

from typing import Any

from moto.ec2.models import EC2Backend, ec2_backends

from ..core import AwsError, Call, operation, random_id
from ._ec2 import filtered, keep_tags, tags_of_id
from ._transit_gateway import (
    Attachment,
    Gateway,
    RouteTable,
    association_of,
    attachment_of,
    became_available,
    delete_attachment,
    forget_later,
    gateway_of,
    visible_gateways,
    world,
)

GATEWAY_DEFAULTS = {
    "AmazonSideAsn": 64512,
    "AutoAcceptSharedAttachments": "disable",
    "DefaultRouteTableAssociation": "enable",
    "DefaultRouteTablePropagation": "enable",
    "DnsSupport": "enable",
    "MulticastSupport": "disable",
    "SecurityGroupReferencingSupport": "disable",
    "TransitGatewayCidrBlocks": [],
    "VpnEcmpSupport": "enable",
}
ATTACHMENT_DEFAULTS = {
    "ApplianceModeSupport": "disable",
    "DnsSupport": "enable",
    "Ipv6Support": "disable",
    "SecurityGroupReferencingSupport": "enable",
}
GATEWAY_FILTERS = {
    "owner-id": "OwnerId",
    "state": "State",
    "transit-gateway-id": "TransitGatewayId",
    "options.amazon-side-asn": "Options.AmazonSideAsn",
    "options.association-default-route-table-id": "Options.AssociationDefaultRouteTableId",
    "options.auto-accept-shared-attachments": "Options.AutoAcceptSharedAttachments",
    "options.default-route-table-association": "Options.DefaultRouteTableAssociation",
    "options.default-route-table-propagation": "Options.DefaultRouteTablePropagation",
    "options.dns-support": "Options.DnsSupport",
    "options.propagation-default-route-table-id": "Options.PropagationDefaultRouteTableId",
    "options.vpn-ecmp-support": "Options.VpnEcmpSupport",
}
ATTACHMENT_FILTERS = {
    "association.state": "Association.State",
    "association.transit-gateway-route-table-id": "Association.TransitGatewayRouteTableId",
    "resource-id": "ResourceId",
    "resource-owner-id": "ResourceOwnerId",
    "resource-type": "ResourceType",
    "state": "State",
    "transit-gateway-attachment-id": "TransitGatewayAttachmentId",
    "transit-gateway-id": "TransitGatewayId",
    "transit-gateway-owner-id": "TransitGatewayOwnerId",
}
VPC_ATTACHMENT_FILTERS = {
    "state": "State",
    "transit-gateway-attachment-id": "TransitGatewayAttachmentId",
    "transit-gateway-id": "TransitGatewayId",
    "vpc-id": "VpcId",
}


def incorrect_state(message: str) -> AwsError:
    return AwsError("IncorrectState", message)


# Gateways


def _describe(gateway: Gateway, call: Call) -> dict[str, Any]:
    return {
        "TransitGatewayId": gateway.id,
        "TransitGatewayArn": gateway.arn,
        "State": gateway.state,
        "OwnerId": gateway.owner,
        "Description": gateway.description,
        "CreationTime": gateway.created,
        "Options": gateway.options,
        "Tags": tags_of_id(call.account, call.region, gateway.id),
    }


def _settle_default_table(gateway: Gateway) -> None:
    """A default table exists if anything goes there by default; an option names it only while it is switched on."""
    options = gateway.options
    switches = {
        "AssociationDefaultRouteTableId": options["DefaultRouteTableAssociation"] == "enable",
        "PropagationDefaultRouteTableId": options["DefaultRouteTablePropagation"] == "enable",
    }
    known = next((options[name] for name in switches if options.get(name)), None)
    if known is None and any(switches.values()):
        table = RouteTable(random_id("tgw-rtb-"), gateway)
        world().tables[table.id] = table
        known = table.id
    for name, on in switches.items():
        options[name] = (options.get(name) or known) if on else None


@operation("ec2", "CreateTransitGateway")
def create_transit_gateway(call: Call) -> dict[str, Any]:
    gateway = Gateway(
        id=random_id("tgw-"),
        owner=call.account,
        region=call.region,
        description=call.params.get("Description", ""),
        options={**GATEWAY_DEFAULTS, **call.params.get("Options", {})},
    )
    _settle_default_table(gateway)
    world().gateways[gateway.id] = gateway
    keep_tags(call, gateway.id)
    make_known_to_moto(gateway, call.account)
    return {"TransitGateway": _describe(gateway, call)}


def make_known_to_moto(gateway: Gateway, account: str) -> None:
    """moto looks for the target of a VPC route and of a VPN connection among the account's own gateways."""
    known: dict[str, Any] = ec2_backends[account][gateway.region].transit_gateways  # any object with an `id` will do
    known[gateway.id] = gateway


@operation("ec2", "DescribeTransitGateways")
def describe_transit_gateways(call: Call) -> dict[str, Any]:
    known = [_describe(gateway, call) for gateway in visible_gateways(call.account, call.region)]
    asked = call.params.get("TransitGatewayIds", [])
    unknown = sorted(set(asked) - {gateway["TransitGatewayId"] for gateway in known})
    if unknown:
        message = f"Transit Gateway {', '.join(unknown)} was deleted or does not exist."
        raise AwsError("InvalidTransitGatewayID.NotFound", message)
    found = filtered(call, known, GATEWAY_FILTERS, "TransitGatewayIds", "TransitGatewayId")
    return {"TransitGateways": found}


@operation("ec2", "ModifyTransitGateway")
def modify_transit_gateway(call: Call) -> dict[str, Any]:
    gateway = gateway_of(call, call.params["TransitGatewayId"], own=True)
    gateway.description = call.params.get("Description", gateway.description)
    changes = dict(call.params.get("Options", {}))
    added, removed = (changes.pop(f"{verb}TransitGatewayCidrBlocks", []) for verb in ("Add", "Remove"))
    blocks = (set(gateway.options["TransitGatewayCidrBlocks"]) - set(removed)) | set(added)
    gateway.options.update({**changes, "TransitGatewayCidrBlocks": sorted(blocks)})
    _settle_default_table(gateway)
    return {"TransitGateway": _describe(gateway, call)}


@operation("ec2", "DeleteTransitGateway")
def delete_transit_gateway(call: Call) -> dict[str, Any]:
    gateway = gateway_of(call, call.params["TransitGatewayId"], own=True)
    used = sorted(a.id for a in world().attachments.values() if a.live and gateway in (a.gateway, a.peer))
    if used:
        raise incorrect_state(f"{gateway.id} has non-deleted Attachments: {', '.join(used)}.")
    gateway.state = "deleted"
    for table in world().tables.values():
        if table.gateway is gateway:
            table.state = "deleted"
    ec2_backends[call.account][call.region].transit_gateways.pop(gateway.id, None)
    forget_later(world().gateways, gateway.id)
    return {"TransitGateway": _describe(gateway, call)}


# Attachments


def _describe_attachment(attachment: Attachment, call: Call) -> dict[str, Any]:
    gateway = attachment.gateway_seen_by(call.account, call.region) or attachment.gateway
    other = attachment.gateway if gateway is attachment.peer else attachment.peer
    table = association_of(attachment, gateway)
    return {
        "TransitGatewayAttachmentId": attachment.id,
        "TransitGatewayId": gateway.id,
        "TransitGatewayOwnerId": gateway.owner,
        "ResourceOwnerId": attachment.owner if other is None else other.owner,
        "ResourceType": attachment.kind,
        "ResourceId": attachment.resource if other is None else other.id,
        "State": attachment.state,
        "Association": None if table is None else {"TransitGatewayRouteTableId": table.id, "State": "associated"},
        "CreationTime": attachment.created,
        "Tags": tags_of_id(call.account, call.region, attachment.id),
    }


def _describe_vpc_attachment(attachment: Attachment, call: Call) -> dict[str, Any]:
    return {
        "TransitGatewayAttachmentId": attachment.id,
        "TransitGatewayId": attachment.gateway.id,
        "VpcId": attachment.resource,
        "VpcOwnerId": attachment.owner,
        "State": attachment.state,
        "SubnetIds": attachment.subnets,
        "CreationTime": attachment.created,
        "Options": attachment.options,
        "Tags": tags_of_id(call.account, call.region, attachment.id),
    }


def _concerning(call: Call, kind: str | None = None) -> list[Attachment]:
    return [
        a
        for a in world().attachments.values()
        if kind in (None, a.kind) and a.gateway_seen_by(call.account, call.region) is not None
    ]


def _vpc_attachment(call: Call) -> Attachment:
    return attachment_of(call, call.params["TransitGatewayAttachmentId"])


def _answer(attachment: Attachment, call: Call) -> dict[str, Any]:
    return {"TransitGatewayVpcAttachment": _describe_vpc_attachment(attachment, call)}


@operation("ec2", "CreateTransitGatewayVpcAttachment")
def create_vpc_attachment(call: Call) -> dict[str, Any]:
    gateway, vpc = gateway_of(call, call.params["TransitGatewayId"]), call.params["VpcId"]
    ec2 = ec2_backends[call.account][call.region]
    if vpc not in ec2.vpcs:
        raise AwsError("InvalidVpcID.NotFound", f"The vpc ID '{vpc}' does not exist")
    _check_subnets(call, vpc, call.params["SubnetIds"])
    if any(a.live and a.gateway is gateway and a.resource == vpc for a in world().attachments.values()):
        raise AwsError("DuplicateTransitGatewayAttachment", f"{gateway.id} has non-deleted Transit Gateway Attachments")
    attachment = Attachment(
        id=random_id("tgw-attach-"),
        kind="vpc",
        gateway=gateway,
        owner=call.account,
        resource=vpc,
        subnets=list(call.params["SubnetIds"]),
        options={**ATTACHMENT_DEFAULTS, **call.params.get("Options", {})},
        state="pendingAcceptance",
    )
    world().attachments[attachment.id] = attachment
    if gateway.owner == call.account or gateway.options["AutoAcceptSharedAttachments"] == "enable":
        became_available(attachment)
    keep_tags(call, attachment.id)
    return _answer(attachment, call)


def _check_subnets(call: Call, vpc: str, subnets: list[str]) -> None:
    ec2, zones = ec2_backends[call.account][call.region], set()
    for identifier in subnets:
        subnet = next((s[identifier] for s in ec2.subnets.values() if identifier in s), None)
        if subnet is None or subnet.vpc_id != vpc:
            raise AwsError("InvalidSubnetID.NotFound", f"The subnet ID '{identifier}' does not exist in {vpc}")
        if subnet.availability_zone in zones:
            raise AwsError("DuplicateSubnetsInSameZone", "Duplicate Subnets for same AZ")
        zones.add(subnet.availability_zone)


@operation("ec2", "DescribeTransitGatewayVpcAttachments")
def describe_vpc_attachments(call: Call) -> dict[str, Any]:
    known = [_describe_vpc_attachment(a, call) for a in _concerning(call, "vpc")]
    identifier = "TransitGatewayAttachmentId"
    found = filtered(call, known, VPC_ATTACHMENT_FILTERS, f"{identifier}s", identifier)
    return {"TransitGatewayVpcAttachments": found}


@operation("ec2", "DescribeTransitGatewayAttachments")
def describe_attachments(call: Call) -> dict[str, Any]:
    known = [_describe_attachment(a, call) for a in _concerning(call)]
    identifier = "TransitGatewayAttachmentId"
    return {"TransitGatewayAttachments": filtered(call, known, ATTACHMENT_FILTERS, f"{identifier}s", identifier)}


@operation("ec2", "ModifyTransitGatewayVpcAttachment")
def modify_vpc_attachment(call: Call) -> dict[str, Any]:
    attachment = _vpc_attachment(call)
    added = call.params.get("AddSubnetIds", [])
    kept = [s for s in attachment.subnets if s not in call.params.get("RemoveSubnetIds", [])]
    _check_subnets(call, attachment.resource, [*kept, *added])
    attachment.subnets = [*kept, *added]
    attachment.options.update(call.params.get("Options", {}))
    return _answer(attachment, call)


def _pending_for_me(call: Call) -> Attachment:
    attachment = _vpc_attachment(call)
    if attachment.gateway.owner != call.account:
        raise AwsError("UnauthorizedOperation", "Only the owner of the transit gateway can do this", 403)
    if attachment.state != "pendingAcceptance":
        raise incorrect_state(f"{attachment.id} is in invalid state: {attachment.state}.")
    return attachment


@operation("ec2", "AcceptTransitGatewayVpcAttachment")
def accept_vpc_attachment(call: Call) -> dict[str, Any]:
    attachment = _pending_for_me(call)
    became_available(attachment)
    return _answer(attachment, call)


@operation("ec2", "RejectTransitGatewayVpcAttachment")
def reject_vpc_attachment(call: Call) -> dict[str, Any]:
    attachment = _pending_for_me(call)
    attachment.state = "rejected"
    return _answer(attachment, call)


@operation("ec2", "DeleteTransitGatewayVpcAttachment")
def delete_vpc_attachment(call: Call) -> dict[str, Any]:
    attachment = _vpc_attachment(call)
    delete_attachment(attachment)
    return {"TransitGatewayVpcAttachment": {**_describe_vpc_attachment(attachment, call), "State": "deleting"}}


# Other kinds


def _attach_vpn(
    self: EC2Backend, vpn_id: str, transit_gateway_id: str, tags: dict[str, str] | None = None
) -> Attachment:
    """moto calls it when a VPN connection with a transit gateway is made."""
    gateway = world().gateways[transit_gateway_id]
    attachment = Attachment(random_id("tgw-attach-"), "vpn", gateway, self.account_id, vpn_id)
    world().attachments[attachment.id] = attachment
    became_available(attachment)
    if tags:
        self.create_tags([attachment.id], tags)
    return attachment


@operation("ec2", "DeleteVpnConnection")
def delete_vpn_connection(call: Call) -> dict[str, Any]:
    answer = call.forward()
    for attachment in world().attachments.values():
        if attachment.resource == call.params["VpnConnectionId"]:
            delete_attachment(attachment)
    return answer


def install() -> None:
    """The operations are declared when the module is imported."""
    setattr(EC2Backend, "create_transit_gateway_vpn_attachment", _attach_vpn)  # noqa: B010

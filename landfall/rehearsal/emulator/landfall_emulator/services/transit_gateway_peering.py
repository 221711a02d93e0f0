"""EC2: peerings of transit gateways, between Regions and accounts. One attachment, seen from both sides."""

from typing import Any

from ..core import AwsError, Call, operation, random_id
from ._ec2 import filtered, keep_tags, tags_of_id
from ._transit_gateway import Attachment, Gateway, attachment_of, delete_attachment, gateway_of, world
from .transit_gateway import incorrect_state

FILTERS = {
    "local-owner-id": "LocalOwnerId",
    "remote-owner-id": "RemoteOwnerId",
    "state": "State",
    "transit-gateway-attachment-id": "TransitGatewayAttachmentId",
    "transit-gateway-id": "TransitGatewayId",
}


def _side(gateway: Gateway) -> dict[str, str]:
    return {"TransitGatewayId": gateway.id, "OwnerId": gateway.owner, "Region": gateway.region}


def _describe(attachment: Attachment, call: Call) -> dict[str, Any]:
    here = attachment.gateway_seen_by(call.account, call.region) or attachment.gateway
    there = attachment.gateway if here is attachment.peer else attachment.peer
    return {
        "TransitGatewayAttachmentId": attachment.id,
        "TransitGatewayId": here.id,
        "LocalOwnerId": here.owner,
        "RemoteOwnerId": None if there is None else there.owner,
        "RequesterTgwInfo": _side(attachment.gateway),
        "AccepterTgwInfo": None if attachment.peer is None else _side(attachment.peer),
        "Options": attachment.options or None,
        "Status": {"Code": attachment.state},
        "State": attachment.state,
        "CreationTime": attachment.created,
        "Tags": tags_of_id(call.account, call.region, attachment.id),
    }


def _answer(attachment: Attachment, call: Call) -> dict[str, Any]:
    return {"TransitGatewayPeeringAttachment": _describe(attachment, call)}


@operation("ec2", "CreateTransitGatewayPeeringAttachment")
def create_peering(call: Call) -> dict[str, Any]:
    given = call.params
    gateway = gateway_of(call, given["TransitGatewayId"], own=True)
    peer = world().gateways.get(given["PeerTransitGatewayId"])
    if peer is None or (peer.owner, peer.region) != (given["PeerAccountId"], given["PeerRegion"]):
        identifier = given["PeerTransitGatewayId"]
        raise AwsError(
            "InvalidTransitGatewayID.NotFound", f"Transit Gateway {identifier} was deleted or does not exist."
        )
    attachment = Attachment(
        id=random_id("tgw-attach-"),
        kind="peering",
        gateway=gateway,
        owner=call.account,
        resource=peer.id,
        options=given.get("Options", {}),
        peer=peer,
        state="pendingAcceptance",
    )
    world().attachments[attachment.id] = attachment
    keep_tags(call, attachment.id)
    return _answer(attachment, call)


@operation("ec2", "DescribeTransitGatewayPeeringAttachments")
def describe_peerings(call: Call) -> dict[str, Any]:
    known = [
        _describe(a, call)
        for a in world().attachments.values()
        if a.peer is not None and a.gateway_seen_by(call.account, call.region) is not None
    ]
    identifier = "TransitGatewayAttachmentId"
    return {"TransitGatewayPeeringAttachments": filtered(call, known, FILTERS, f"{identifier}s", identifier)}


def _pending_for_me(call: Call) -> Attachment:
    attachment = attachment_of(call, call.params["TransitGatewayAttachmentId"])
    if attachment.gateway_seen_by(call.account, call.region) is not attachment.peer:
        raise incorrect_state("Only the accepter's side can do this.")
    if attachment.state != "pendingAcceptance":
        raise incorrect_state(f"{attachment.id} is in invalid state: {attachment.state}.")
    return attachment


@operation("ec2", "AcceptTransitGatewayPeeringAttachment")
def accept_peering(call: Call) -> dict[str, Any]:
    attachment = _pending_for_me(call)
    attachment.state = "available"
    return _answer(attachment, call)


@operation("ec2", "RejectTransitGatewayPeeringAttachment")
def reject_peering(call: Call) -> dict[str, Any]:
    attachment = _pending_for_me(call)
    attachment.state = "rejected"
    return _answer(attachment, call)


@operation("ec2", "DeleteTransitGatewayPeeringAttachment")
def delete_peering(call: Call) -> dict[str, Any]:
    attachment = attachment_of(call, call.params["TransitGatewayAttachmentId"])
    delete_attachment(attachment)
    return {"TransitGatewayPeeringAttachment": {**_describe(attachment, call), "State": "deleting"}}


def install() -> None:
    """The operations are declared when the module is imported."""

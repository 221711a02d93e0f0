"""EC2: route tables of transit gateways, and routes of VPCs to a transit gateway.

Only the gateway's owner sees and changes route tables. An attachment is associated with one route table at most.
"""

import ipaddress
from typing import Any

from moto.ec2.models import ec2_backends

from ..core import AwsError, Call, operation, random_id
from ._ec2 import filtered, keep_tags, tags_of_id
from ._transit_gateway import (
    Attachment,
    RouteTable,
    association_of,
    attachment_of,
    cidrs_of,
    gateway_of,
    table_of,
    world,
)
from .transit_gateway import incorrect_state, make_known_to_moto

TABLE_FILTERS = {
    "default-association-route-table": "DefaultAssociationRouteTable",
    "default-propagation-route-table": "DefaultPropagationRouteTable",
    "state": "State",
    "transit-gateway-id": "TransitGatewayId",
    "transit-gateway-route-table-id": "TransitGatewayRouteTableId",
}
MEMBER_FILTERS = {
    "resource-id": "ResourceId",
    "resource-type": "ResourceType",
    "transit-gateway-attachment-id": "TransitGatewayAttachmentId",
}


def _table(call: Call) -> RouteTable:
    return table_of(call, call.params["TransitGatewayRouteTableId"])


def _describe(table: RouteTable, call: Call) -> dict[str, Any]:
    options = table.gateway.options
    return {
        "TransitGatewayRouteTableId": table.id,
        "TransitGatewayId": table.gateway.id,
        "State": table.state,
        "DefaultAssociationRouteTable": options.get("AssociationDefaultRouteTableId") == table.id,
        "DefaultPropagationRouteTable": options.get("PropagationDefaultRouteTableId") == table.id,
        "CreationTime": table.created,
        "Tags": tags_of_id(call.account, call.region, table.id),
    }


@operation("ec2", "CreateTransitGatewayRouteTable")
def create_route_table(call: Call) -> dict[str, Any]:
    table = RouteTable(random_id("tgw-rtb-"), gateway_of(call, call.params["TransitGatewayId"], own=True))
    world().tables[table.id] = table
    keep_tags(call, table.id)
    return {"TransitGatewayRouteTable": _describe(table, call)}


@operation("ec2", "DescribeTransitGatewayRouteTables")
def describe_route_tables(call: Call) -> dict[str, Any]:
    mine = [t for t in world().tables.values() if (t.gateway.owner, t.gateway.region) == (call.account, call.region)]
    identifier = "TransitGatewayRouteTableId"
    known = [_describe(table, call) for table in mine]
    return {"TransitGatewayRouteTables": filtered(call, known, TABLE_FILTERS, f"{identifier}s", identifier)}


@operation("ec2", "DeleteTransitGatewayRouteTable")
def delete_route_table(call: Call) -> dict[str, Any]:
    table = _table(call)
    if table.associations:
        raise incorrect_state(f"{table.id} is associated to {', '.join(sorted(table.associations))}.")
    table.state = "deleted"
    return {"TransitGatewayRouteTable": {**_describe(table, call), "State": "deleting"}}


# Associations and propagations


def _attachment(call: Call) -> Attachment:
    """An attachment of the table's gateway, in use."""
    attachment = attachment_of(call, call.params["TransitGatewayAttachmentId"])
    if attachment.state != "available":
        raise incorrect_state(f"{attachment.id} is in invalid state: {attachment.state}.")
    return attachment


def _member(table: RouteTable, attachment: Attachment, state: str) -> dict[str, Any]:
    peer = attachment.peer if table.gateway is attachment.gateway else attachment.gateway
    return {
        "TransitGatewayRouteTableId": table.id,
        "TransitGatewayAttachmentId": attachment.id,
        "ResourceId": attachment.resource if peer is None or attachment.peer is None else peer.id,
        "ResourceType": attachment.kind,
        "State": state,
    }


@operation("ec2", "AssociateTransitGatewayRouteTable")
def associate(call: Call) -> dict[str, Any]:
    table, attachment = _table(call), _attachment(call)
    if association_of(attachment, table.gateway) is not None:
        raise AwsError("Resource.AlreadyAssociated", f"{attachment.id} is already associated to a route table.")
    table.associations.add(attachment.id)
    return {"Association": _member(table, attachment, "associating")}


@operation("ec2", "DisassociateTransitGatewayRouteTable")
def disassociate(call: Call) -> dict[str, Any]:
    table, identifier = _table(call), call.params["TransitGatewayAttachmentId"]
    if identifier not in table.associations:
        raise AwsError("InvalidAssociation.NotFound", f"{identifier} is not associated to {table.id}.")
    table.associations.remove(identifier)
    return {"Association": _member(table, world().attachments[identifier], "disassociating")}


@operation("ec2", "EnableTransitGatewayRouteTablePropagation")
def enable_propagation(call: Call) -> dict[str, Any]:
    table, attachment = _table(call), _attachment(call)
    if attachment.id in table.propagations:
        raise AwsError(
            "TransitGatewayRouteTablePropagation.Duplicate", f"{attachment.id} already propagates to {table.id}."
        )
    table.propagations.add(attachment.id)
    return {"Propagation": _member(table, attachment, "enabled")}


@operation("ec2", "DisableTransitGatewayRouteTablePropagation")
def disable_propagation(call: Call) -> dict[str, Any]:
    table, identifier = _table(call), call.params["TransitGatewayAttachmentId"]
    if identifier not in table.propagations:
        raise AwsError("TransitGatewayRouteTablePropagation.NotFound", f"{identifier} doesn't propagate to {table.id}.")
    table.propagations.remove(identifier)
    return {"Propagation": _member(table, world().attachments[identifier], "disabled")}


def _members(call: Call, table: RouteTable, ids: set[str], state: str) -> list[dict[str, Any]]:
    known = [_member(table, world().attachments[i], state) for i in sorted(ids)]
    return filtered(call, known, MEMBER_FILTERS, "", "TransitGatewayAttachmentId")


@operation("ec2", "GetTransitGatewayRouteTableAssociations")
def get_associations(call: Call) -> dict[str, Any]:
    table = _table(call)
    return {"Associations": _members(call, table, table.associations, "associated")}


@operation("ec2", "GetTransitGatewayRouteTablePropagations")
def get_propagations(call: Call) -> dict[str, Any]:
    table = _table(call)
    return {"TransitGatewayRouteTablePropagations": _members(call, table, table.propagations, "enabled")}


@operation("ec2", "GetTransitGatewayAttachmentPropagations")
def get_attachment_propagations(call: Call) -> dict[str, Any]:
    attachment = attachment_of(call, call.params["TransitGatewayAttachmentId"])
    known = [
        {"TransitGatewayRouteTableId": table.id, "State": "enabled"}
        for table in world().tables.values()
        if attachment.id in table.propagations
    ]
    names = {"transit-gateway-route-table-id": "TransitGatewayRouteTableId"}
    found = filtered(call, known, names, "", "TransitGatewayRouteTableId")
    return {"TransitGatewayAttachmentPropagations": found}


# Routes


def _route(cidr: str, kind: str, attachment_id: str | None) -> dict[str, Any]:
    attachment = None if attachment_id is None else world().attachments.get(attachment_id)
    dead = attachment is None or not attachment.live
    return {
        "DestinationCidrBlock": cidr,
        "Type": kind,
        "State": "blackhole" if dead else "active",
        "TransitGatewayAttachments": []
        if attachment is None
        else [
            {
                "TransitGatewayAttachmentId": attachment.id,
                "ResourceId": attachment.resource,
                "ResourceType": attachment.kind,
            }
        ],
    }


def routes_of(table: RouteTable) -> list[dict[str, Any]]:
    """Static ones win over propagated ones of the same block."""
    routes = {cidr: _route(cidr, "static", target) for cidr, target in table.routes.items()}
    for identifier in sorted(table.propagations):
        for cidr in cidrs_of(world().attachments[identifier]):
            routes.setdefault(cidr, _route(cidr, "propagated", identifier))
    return [routes[cidr] for cidr in sorted(routes)]


def _target(call: Call) -> str | None:
    return None if call.params.get("Blackhole") else _attachment(call).id


def _cidr(call: Call) -> str:
    return str(call.params["DestinationCidrBlock"])


@operation("ec2", "CreateTransitGatewayRoute")
def create_route(call: Call) -> dict[str, Any]:
    table, cidr = _table(call), _cidr(call)
    if cidr in table.routes:
        raise AwsError("RouteAlreadyExists", f"Route {cidr} already exists in {table.id}.")
    table.routes[cidr] = _target(call)
    return {"Route": _route(cidr, "static", table.routes[cidr])}


@operation("ec2", "ReplaceTransitGatewayRoute")
def replace_route(call: Call) -> dict[str, Any]:
    table, cidr = _table(call), _cidr(call)
    table.routes[cidr] = _target(call)
    return {"Route": _route(cidr, "static", table.routes[cidr])}


@operation("ec2", "DeleteTransitGatewayRoute")
def delete_route(call: Call) -> dict[str, Any]:
    table, cidr = _table(call), _cidr(call)
    if cidr not in table.routes:
        raise AwsError("InvalidRoute.NotFound", f"Route {cidr} does not exist in {table.id}.")
    return {"Route": {**_route(cidr, "static", table.routes.pop(cidr)), "State": "deleted"}}


def _within(inner: str, outer: str) -> bool:
    small, large = ipaddress.ip_network(inner, strict=False), ipaddress.ip_network(outer, strict=False)
    return small[0] in large and small[-1] in large


def _matches(name: str, values: list[str], route: dict[str, Any]) -> bool:
    attachments = route["TransitGatewayAttachments"]
    fields = {"type": "Type", "state": "State", "route-search.exact-match": "DestinationCidrBlock"}
    if name in fields:
        return route[fields[name]] in values
    if name.startswith("attachment."):
        parts = {"transit-gateway-attachment-id": "TransitGatewayAttachmentId"}
        key = parts.get(name[11:], "".join(word.capitalize() for word in name[11:].split("-")))
        return any(attachment.get(key) in values for attachment in attachments)
    block = route["DestinationCidrBlock"]
    if name == "route-search.subnet-of-match":
        return any(_within(block, one) for one in values)
    if name in ("route-search.supernet-of-match", "route-search.longest-prefix-match"):
        return any(_within(one, block) for one in values)
    raise AwsError("InvalidParameterValue", f"The filter '{name}' is invalid")


@operation("ec2", "SearchTransitGatewayRoutes")
def search_routes(call: Call) -> dict[str, Any]:
    found, filters = routes_of(_table(call)), call.params["Filters"]
    for one in filters:
        found = [route for route in found if _matches(one["Name"], one.get("Values", []), route)]
    if any(one["Name"] == "route-search.longest-prefix-match" for one in filters):
        found = sorted(found, key=lambda r: -ipaddress.ip_network(r["DestinationCidrBlock"]).prefixlen)[:1]
    return {"Routes": found, "AdditionalRoutesAvailable": False}


# References to prefix lists


def _reference(call: Call, table: RouteTable, prefix_list: str) -> dict[str, Any]:
    route = _route("", "static", table.prefix_lists[prefix_list])
    return {
        "TransitGatewayRouteTableId": table.id,
        "PrefixListId": prefix_list,
        "PrefixListOwnerId": call.account,
        "State": "available",
        "Blackhole": table.prefix_lists[prefix_list] is None,
        "TransitGatewayAttachment": next(iter(route["TransitGatewayAttachments"]), None),
    }


@operation("ec2", "CreateTransitGatewayPrefixListReference", "ModifyTransitGatewayPrefixListReference")
def put_prefix_list_reference(call: Call) -> dict[str, Any]:
    table, prefix_list = _table(call), call.params["PrefixListId"]
    table.prefix_lists[prefix_list] = _target(call)
    return {"TransitGatewayPrefixListReference": _reference(call, table, prefix_list)}


@operation("ec2", "GetTransitGatewayPrefixListReferences")
def get_prefix_list_references(call: Call) -> dict[str, Any]:
    table = _table(call)
    names = {"prefix-list-id": "PrefixListId", "prefix-list-owner-id": "PrefixListOwnerId", "state": "State"}
    known = [_reference(call, table, prefix_list) for prefix_list in sorted(table.prefix_lists)]
    return {"TransitGatewayPrefixListReferences": filtered(call, known, names, "", "PrefixListId")}


@operation("ec2", "DeleteTransitGatewayPrefixListReference")
def delete_prefix_list_reference(call: Call) -> dict[str, Any]:
    table, prefix_list = _table(call), call.params["PrefixListId"]
    if prefix_list not in table.prefix_lists:
        raise AwsError("InvalidPrefixListID.NotFound", f"{prefix_list} is not referenced in {table.id}.")
    reference = _reference(call, table, prefix_list)
    del table.prefix_lists[prefix_list]
    return {"TransitGatewayPrefixListReference": {**reference, "State": "deleting"}}


# Routes of a VPC to a transit gateway


@operation("ec2", "CreateRoute", "ReplaceRoute")
def create_vpc_route(call: Call) -> dict[str, Any]:
    """As in AWS, a gateway doesn't exist for a VPC without an attachment to it that the owner has accepted."""
    identifier = call.params.get("TransitGatewayId")
    if identifier is not None:
        gateway = gateway_of(call, identifier)
        table = ec2_backends[call.account][call.region].route_tables.get(call.params["RouteTableId"])
        attached = any(
            a.state == "available" and a.gateway is gateway and table is not None and a.resource == table.vpc_id
            for a in world().attachments.values()
        )
        if not attached:
            message = f"The transitGateway ID '{identifier}' does not exist"
            raise AwsError("InvalidTransitGatewayID.NotFound", message)
        make_known_to_moto(gateway, call.account)
    return call.forward()


def install() -> None:
    """The operations are declared when the module is imported."""

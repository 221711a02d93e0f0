"""Detective: behavior graphs and the organization's configuration. moto has no such service."""

import time
from typing import Any

from ..core import AwsError, Call, Store, forget_tags, operation, random_id, tag, tag_operations
from .organization_admins import demand_admin

Item = dict[str, Any]

_graphs: Store[dict[str, Item]] = Store(dict)


def _graph(call: Call) -> Item:
    arn, known = call.params["GraphArn"], _graphs.of(call.account, call.region)
    if arn not in known:
        raise AwsError("ResourceNotFoundException", f"{arn} does not exist", 404)
    return known[arn]


@operation("detective", "CreateGraph")
def create_graph(call: Call) -> Item:
    known = _graphs.of(call.account, call.region)
    # As in AWS, one graph an account and Region; asking again gives the same.
    if not known:
        arn = random_id(f"arn:aws:detective:{call.region}:{call.account}:graph:", 32)
        known[arn] = {"Arn": arn, "CreatedTime": time.time(), "AutoEnable": False}
    arn = next(iter(known))
    tag(arn, call.params.get("Tags"))
    return {"GraphArn": arn}


@operation("detective", "ListGraphs")
def list_graphs(call: Call) -> Item:
    return {"GraphList": list(_graphs.of(call.account, call.region).values())}


@operation("detective", "DeleteGraph")
def delete_graph(call: Call) -> None:
    arn = _graph(call)["Arn"]
    forget_tags(arn)
    del _graphs.of(call.account, call.region)[arn]


@operation("detective", "UpdateOrganizationConfiguration")
def update_configuration(call: Call) -> None:
    demand_admin(call, "ValidationException")
    _graph(call)["AutoEnable"] = call.params.get("AutoEnable", False)


@operation("detective", "DescribeOrganizationConfiguration")
def describe_configuration(call: Call) -> Item:
    demand_admin(call, "ValidationException")
    return {"AutoEnable": _graph(call)["AutoEnable"]}


def install() -> None:
    tag_operations("detective", arn="ResourceArn")

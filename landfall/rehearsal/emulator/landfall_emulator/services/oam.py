"""CloudWatch cross-account observability. moto has no such service.

One sink an account and Region; accounts link to it if its policy lets them.
"""

import json
from typing import Any

from ..core import AwsError, Call, Store, forget_tags, operation, random_uuid, tag, tag_operations, tags_of
from ..policies import Asked, context_of, evaluate

Item = dict[str, Any]

_sinks: Store[dict[str, Item]] = Store(dict)
_links: Store[dict[str, Item]] = Store(dict)


def _missing(identifier: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{identifier} does not exist", 404)


def _find(known: dict[str, Item], identifier: str) -> Item:
    for arn, item in known.items():
        if identifier in (arn, item["Id"]):
            return item
    raise _missing(identifier)


def _describe(item: Item) -> Item:
    return {**item, "Tags": tags_of(item["Arn"])}


# Sinks


def _sink(call: Call, name: str = "Identifier") -> Item:
    return _find(_sinks.of(call.account, call.region), call.params[name])


@operation("oam", "CreateSink")
def create_sink(call: Call) -> Item:
    known, identifier = _sinks.of(call.account, call.region), random_uuid()
    if known:
        raise AwsError("ConflictException", "There is a sink in this account and Region", 409)
    arn = f"arn:aws:oam:{call.region}:{call.account}:sink/{identifier}"
    known[arn] = {"Arn": arn, "Id": identifier, "Name": call.params["Name"]}
    tag(arn, call.params.get("Tags"))
    return _describe(known[arn])


@operation("oam", "GetSink")
def get_sink(call: Call) -> Item:
    return _describe(_sink(call))


@operation("oam", "ListSinks")
def list_sinks(call: Call) -> Item:
    return {"Items": list(_sinks.of(call.account, call.region).values())}


@operation("oam", "DeleteSink")
def delete_sink(call: Call) -> None:
    arn = _sink(call)["Arn"]
    if _attached(call.region, arn):
        raise AwsError("ConflictException", "The sink still has links", 409)
    forget_tags(arn)
    del _sinks.of(call.account, call.region)[arn]


@operation("oam", "PutSinkPolicy")
def put_sink_policy(call: Call) -> Item:
    sink = _sink(call, "SinkIdentifier")
    try:
        json.loads(call.params["Policy"])
    except ValueError:
        raise AwsError("ValidationException", "The policy is no JSON", 400) from None
    sink["Policy"] = call.params["Policy"]
    return {"SinkArn": sink["Arn"], "SinkId": sink["Id"], "Policy": sink["Policy"]}


@operation("oam", "GetSinkPolicy")
def get_sink_policy(call: Call) -> Item:
    sink = _sink(call, "SinkIdentifier")
    if "Policy" not in sink:
        raise _missing(f"policy of {sink['Arn']}")
    return {"SinkArn": sink["Arn"], "SinkId": sink["Id"], "Policy": sink["Policy"]}


def _attached(region: str, sink: str) -> list[Item]:
    return [i for _, where, known in _links.items() for i in known.values() if where == region and i["SinkArn"] == sink]


@operation("oam", "ListAttachedLinks")
def list_attached_links(call: Call) -> Item:
    found = _attached(call.region, _sink(call, "SinkIdentifier")["Arn"])
    return {"Items": [{**link, "LinkArn": link["Arn"]} for link in found]}


# Links


def _link(call: Call) -> Item:
    return _find(_links.of(call.account, call.region), call.params["Identifier"])


@operation("oam", "CreateLink")
def create_link(call: Call) -> Item:
    given, sink_arn = call.params, call.params["SinkIdentifier"]
    sinks = {arn: item for _, region, known in _sinks.items() if region == call.region for arn, item in known.items()}
    if sink_arn not in sinks:
        raise AwsError("InvalidParameterException", f"{sink_arn} does not exist in {call.region}", 400)
    asked = Asked(call.caller, "oam:CreateLink", sink_arn, context=context_of(call.caller))
    policy = sinks[sink_arn].get("Policy")
    if policy is None or evaluate(policy, asked) != "allow":
        raise AwsError(
            "AccessDeniedException", f"The policy of {sink_arn} does not let account {call.account} link", 403
        )
    known, identifier = _links.of(call.account, call.region), random_uuid()
    if any(link["SinkArn"] == sink_arn for link in known.values()):
        raise AwsError("ConflictException", f"The account has a link to {sink_arn}", 409)
    arn = f"arn:aws:oam:{call.region}:{call.account}:link/{identifier}"
    known[arn] = {
        "Arn": arn,
        "Id": identifier,
        "Label": given["LabelTemplate"].replace("$AccountName", call.account),
        "LabelTemplate": given["LabelTemplate"],
        "LinkConfiguration": given.get("LinkConfiguration"),
        "ResourceTypes": given["ResourceTypes"],
        "SinkArn": sink_arn,
    }
    tag(arn, given.get("Tags"))
    return _describe(known[arn])


@operation("oam", "GetLink")
def get_link(call: Call) -> Item:
    return _describe(_link(call))


@operation("oam", "ListLinks")
def list_links(call: Call) -> Item:
    return {"Items": list(_links.of(call.account, call.region).values())}


@operation("oam", "UpdateLink")
def update_link(call: Call) -> Item:
    link = _link(call)
    link["ResourceTypes"] = call.params["ResourceTypes"]
    link["LinkConfiguration"] = call.params.get("LinkConfiguration", link["LinkConfiguration"])
    return _describe(link)


@operation("oam", "DeleteLink")
def delete_link(call: Call) -> None:
    arn = _link(call)["Arn"]
    forget_tags(arn)
    del _links.of(call.account, call.region)[arn]


def install() -> None:
    tag_operations("oam", arn="ResourceArn")

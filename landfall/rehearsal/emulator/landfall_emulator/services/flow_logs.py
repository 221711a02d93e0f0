"""EC2: flow logs, in place of moto's: that knows no other account's buckets, no prefixes, no destination options."""

import time
from typing import Any

from moto.ec2.models import ec2_backends

from ..core import AwsError, Call, Store, operation, random_id
from ._ec2 import filtered, keep_tags, tags_of_id
from ._transit_gateway import visible_gateways, world
from .s3 import owner_of, policy_of

DEFAULT_FORMAT = (
    "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} "
    "${bytes} ${start} ${end} ${action} ${log-status}"
)
FILTERS = {
    "deliver-log-status": "DeliverLogsStatus",
    "flow-log-id": "FlowLogId",
    "log-destination-type": "LogDestinationType",
    "log-group-name": "LogGroupName",
    "resource-id": "ResourceId",
    "traffic-type": "TrafficType",
}

_logs: Store[dict[str, dict[str, Any]]] = Store(dict)


def _exists(call: Call, kind: str, identifier: str) -> bool:
    ec2 = ec2_backends[call.account][call.region]
    if kind == "VPC":
        return identifier in ec2.vpcs
    if kind == "Subnet":
        return any(identifier in zone for zone in ec2.subnets.values())
    if kind == "NetworkInterface":
        return identifier in ec2.enis
    if kind == "TransitGateway":
        return any(gateway.id == identifier for gateway in visible_gateways(call.account, call.region))
    return identifier in world().attachments


def _refusal(call: Call) -> str | None:
    """Why logs can't be delivered to the bucket, if so."""
    if call.params.get("LogDestinationType") != "s3":
        return None
    bucket = call.params["LogDestination"].split(":::", 1)[-1].split("/", 1)[0]
    owner = owner_of(bucket)
    if owner is None:
        return f"LogDestination: {bucket} does not exist."
    # In the own account AWS writes the bucket policy itself.
    text = policy_of(bucket) or ""
    if owner != call.account and "delivery.logs.amazonaws.com" not in text:
        return f"Access Denied for LogDestination: {bucket}. Please check LogDestination permission"
    return None


def _log_group(call: Call) -> tuple[str | None, str | None]:
    """(destination, name of the log group): each is answered although only one is given."""
    destination, group = call.params.get("LogDestination"), call.params.get("LogGroupName")
    if destination is None and group is not None:
        destination = f"arn:aws:logs:{call.region}:{call.account}:log-group:{group}"
    elif destination is not None and ":log-group:" in destination:
        group = destination.split(":log-group:", 1)[1].removesuffix(":*")
    return destination, group


@operation("ec2", "CreateFlowLogs")
def create_flow_logs(call: Call) -> dict[str, Any]:
    given, kind = call.params, call.params["ResourceType"]
    known, refusal = _logs.of(call.account, call.region), _refusal(call)
    destination, group = _log_group(call)
    made, failed = [], []
    for resource in given["ResourceIds"]:
        if not _exists(call, kind, resource):
            raise AwsError(f"Invalid{kind}Id.NotFound", f"The {kind} ID '{resource}' does not exist")
        same = (resource, destination, group)
        if any((o["ResourceId"], o["LogDestination"], o["LogGroupName"]) == same for o in known.values()):
            raise AwsError("FlowLogAlreadyExists", "There is an existing Flow Log with the same configuration.")
        if refusal is not None:
            failed.append({"ResourceId": resource, "Error": {"Code": "400", "Message": refusal}})
            continue
        log = {
            "FlowLogId": random_id("fl-"),
            "ResourceId": resource,
            "TrafficType": given.get("TrafficType"),
            "LogDestinationType": given.get("LogDestinationType", "cloud-watch-logs"),
            "LogDestination": destination,
            "LogGroupName": group,
            "DeliverLogsPermissionArn": given.get("DeliverLogsPermissionArn"),
            "DeliverCrossAccountRole": given.get("DeliverCrossAccountRole"),
            "LogFormat": given.get("LogFormat", DEFAULT_FORMAT),
            "MaxAggregationInterval": given.get("MaxAggregationInterval", 60 if kind.startswith("Transit") else 600),
            "DestinationOptions": given.get("DestinationOptions"),
            "FlowLogStatus": "ACTIVE",
            "DeliverLogsStatus": "SUCCESS",
            "CreationTime": time.time(),
        }
        known[log["FlowLogId"]] = log
        keep_tags(call, log["FlowLogId"])
        made.append(log["FlowLogId"])
    return {"FlowLogIds": made, "Unsuccessful": failed}


@operation("ec2", "DescribeFlowLogs")
def describe_flow_logs(call: Call) -> dict[str, Any]:
    known = [
        {**log, "Tags": tags_of_id(call.account, call.region, identifier)}
        for identifier, log in _logs.of(call.account, call.region).items()
    ]
    # This call alone has "Filter" in place of "Filters".
    call.params["Filters"] = call.params.get("Filter", [])
    return {"FlowLogs": filtered(call, known, FILTERS, "FlowLogIds", "FlowLogId")}


@operation("ec2", "DeleteFlowLogs")
def delete_flow_logs(call: Call) -> dict[str, Any]:
    known = _logs.of(call.account, call.region)
    missing = [identifier for identifier in call.params["FlowLogIds"] if identifier not in known]
    if missing:
        raise AwsError("InvalidFlowLogId.NotFound", f"Flow log {', '.join(missing)} does not exist.")
    for identifier in call.params["FlowLogIds"]:
        del known[identifier]
    return {"Unsuccessful": []}


def install() -> None:
    """The operations are declared when the module is imported."""

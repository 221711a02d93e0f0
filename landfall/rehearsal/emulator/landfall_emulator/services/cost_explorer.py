"""Cost Explorer: anomaly monitors and subscriptions, cost allocation tags. Cost categories are moto's.

A tag key can be activated only after billing has seen it, which takes up to a day in AWS. Here it is seen at once;
LANDFALL_EMULATOR_COST_TAGS=strict refuses keys that nobody has made known with `see_tag`.
"""

import os
import time
from typing import Any

from ..core import AwsError, Call, Store, on_reset, operation, random_uuid, tag, tags_of, untag

Item = dict[str, Any]

_monitors: Store[dict[str, Item]] = Store(dict)
_subscriptions: Store[dict[str, Item]] = Store(dict)
_tags: Store[dict[str, Item]] = Store(dict)
_seen: set[str] = set()
on_reset(_seen.clear)


def see_tag(key: str) -> None:
    """Billing has seen a tag key."""
    _seen.add(key)


def _today() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _arn(call: Call, kind: str) -> str:
    return f"arn:aws:ce::{call.account}:{kind}/{random_uuid()}"


def _one(known: dict[str, Item], arn: str, code: str) -> Item:
    if arn not in known:
        raise AwsError(code, f"{arn} does not exist")
    return known[arn]


# Anomaly monitors


@operation("ce", "CreateAnomalyMonitor")
def create_monitor(call: Call) -> Item:
    given, known = call.params["AnomalyMonitor"], _monitors.of(call.account)
    dimensional = [m for m in known.values() if m["MonitorType"] == "DIMENSIONAL"]
    # Quota of Cost Anomaly Detection: one monitor of all services an account (2026-11).
    if given["MonitorType"] == "DIMENSIONAL" and any(
        m.get("MonitorDimension") == given.get("MonitorDimension") for m in dimensional
    ):
        raise AwsError("LimitExceededException", "Limit exceeded on dimensional spend monitor creation")
    arn = _arn(call, "anomalymonitor")
    known[arn] = {**given, "MonitorArn": arn, "CreationDate": _today(), "LastUpdatedDate": _today()}
    tag(arn, call.params.get("ResourceTags"))
    return {"MonitorArn": arn}


@operation("ce", "GetAnomalyMonitors")
def get_monitors(call: Call) -> Item:
    known, wanted = _monitors.of(call.account), call.params.get("MonitorArnList")
    found = [_one(known, arn, "UnknownMonitorException") for arn in wanted] if wanted else list(known.values())
    return {"AnomalyMonitors": found}


@operation("ce", "UpdateAnomalyMonitor")
def update_monitor(call: Call) -> Item:
    monitor = _one(_monitors.of(call.account), call.params["MonitorArn"], "UnknownMonitorException")
    monitor.update(call.params, LastUpdatedDate=_today())
    return {"MonitorArn": monitor["MonitorArn"]}


@operation("ce", "DeleteAnomalyMonitor")
def delete_monitor(call: Call) -> None:
    known = _monitors.of(call.account)
    del known[_one(known, call.params["MonitorArn"], "UnknownMonitorException")["MonitorArn"]]


# Subscriptions


@operation("ce", "CreateAnomalySubscription")
def create_subscription(call: Call) -> Item:
    given = call.params["AnomalySubscription"]
    for monitor in given["MonitorArnList"]:
        _one(_monitors.of(call.account), monitor, "UnknownMonitorException")
    arn = _arn(call, "anomalysubscription")
    subscribers = [{"Status": "CONFIRMED", **one} for one in given["Subscribers"]]
    kept = {**given, "SubscriptionArn": arn, "AccountId": call.account, "Subscribers": subscribers}
    _subscriptions.of(call.account)[arn] = kept
    tag(arn, call.params.get("ResourceTags"))
    return {"SubscriptionArn": arn}


@operation("ce", "GetAnomalySubscriptions")
def get_subscriptions(call: Call) -> Item:
    known, wanted = _subscriptions.of(call.account), call.params.get("SubscriptionArnList")
    code = "UnknownSubscriptionException"
    found = [_one(known, arn, code) for arn in wanted] if wanted else list(known.values())
    monitor = call.params.get("MonitorArn")
    return {"AnomalySubscriptions": [s for s in found if monitor in (None, *s["MonitorArnList"])]}


@operation("ce", "UpdateAnomalySubscription")
def update_subscription(call: Call) -> Item:
    known, arn = _subscriptions.of(call.account), call.params["SubscriptionArn"]
    _one(known, arn, "UnknownSubscriptionException").update(call.params)
    return {"SubscriptionArn": arn}


@operation("ce", "DeleteAnomalySubscription")
def delete_subscription(call: Call) -> None:
    known, arn = _subscriptions.of(call.account), call.params["SubscriptionArn"]
    _one(known, arn, "UnknownSubscriptionException")
    del known[arn]


# Cost allocation tags


@operation("ce", "UpdateCostAllocationTagsStatus")
def update_tags_status(call: Call) -> Item:
    errors = []
    for one in call.params["CostAllocationTagsStatus"]:
        key = one["TagKey"]
        if os.environ.get("LANDFALL_EMULATOR_COST_TAGS") == "strict" and key not in _seen:
            errors.append({"TagKey": key, "Code": "TagKeysNotFoundException", "Message": f"Tag keys not found: {key}"})
            continue
        kind = "AWSGenerated" if key.startswith("aws:") else "UserDefined"
        kept = {"TagKey": key, "Type": kind, "Status": one["Status"], "LastUpdatedDate": _today()}
        _tags.of(call.account)[key] = kept
    return {"Errors": errors}


@operation("ce", "ListCostAllocationTags")
def list_tags(call: Call) -> Item:
    wanted = call.params
    return {
        "CostAllocationTags": [
            one
            for key, one in sorted(_tags.of(call.account).items())
            if (not wanted.get("TagKeys") or key in wanted["TagKeys"])
            and wanted.get("Status", one["Status"]) == one["Status"]
            and wanted.get("Type", one["Type"]) == one["Type"]
        ]
    }


# Tags of monitors and subscriptions; those of cost categories are moto's


def _ours(call: Call) -> bool:
    arn: str = call.params["ResourceArn"]
    return ":anomalymonitor/" in arn or ":anomalysubscription/" in arn


@operation("ce", "ListTagsForResource")
def list_resource_tags(call: Call) -> Item:
    if not _ours(call):
        return call.forward()
    tags = tags_of(call.params["ResourceArn"])
    return {"ResourceTags": [{"Key": key, "Value": value} for key, value in sorted(tags.items())]}


@operation("ce", "TagResource")
def tag_resource(call: Call) -> Item:
    if not _ours(call):
        return call.forward()
    tag(call.params["ResourceArn"], call.params["ResourceTags"])
    return {}


@operation("ce", "UntagResource")
def untag_resource(call: Call) -> Item:
    if not _ours(call):
        return call.forward()
    untag(call.params["ResourceArn"], call.params["ResourceTagKeys"])
    return {}


def install() -> None:
    """The operations are declared when the module is imported."""

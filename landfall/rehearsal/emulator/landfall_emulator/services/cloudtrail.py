"""CloudTrail: trails named by ARN, which moto understands in some calls only, and event data stores, which it lacks."""

import time
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend

from ..core import AwsError, Call, Store, forget_tags, operation, random_uuid, tag, tags_of, untag
from ._organization import administers

SERVICE = "cloudtrail.amazonaws.com"
Item = dict[str, Any]

_stores: Store[dict[str, Item]] = Store(dict)


@operation("cloudtrail", "CreateTrail")
def create_trail(call: Call) -> Item:
    """A trail of the organization is made by the management account or a delegated administrator only."""
    if call.params.get("IsOrganizationTrail") and not administers(call.account, SERVICE):
        message = "Only the management account or a delegated administrator can create an organization trail."
        raise AwsError("NotOrganizationMasterAccountException", message)
    return call.forward()


def _by_name(method: Any) -> Any:
    def with_name(self: CloudTrailBackend, name: str, *arguments: Any, **named: Any) -> Any:
        return method(self, name.rsplit("/", 1)[-1], *arguments, **named)

    return with_name


# Event data stores


def _store(call: Call) -> Item:
    identifier, known = call.params["EventDataStore"], _stores.of(call.account, call.region)
    for arn, item in known.items():
        if identifier in (arn, arn.rsplit("/", 1)[-1]):
            return item
    raise AwsError("EventDataStoreNotFoundException", f"{identifier} does not exist")


@operation("cloudtrail", "CreateEventDataStore")
def create_store(call: Call) -> Item:
    arn = f"arn:aws:cloudtrail:{call.region}:{call.account}:eventdatastore/{random_uuid()}"
    selectors = [
        {
            "Name": "Default management events",
            "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}],
        }
    ]
    item = {
        "AdvancedEventSelectors": selectors,
        "MultiRegionEnabled": True,
        "OrganizationEnabled": False,
        "RetentionPeriod": 2555,
        "TerminationProtectionEnabled": True,
        "BillingMode": "EXTENDABLE_RETENTION_PRICING",
        **{name: value for name, value in call.params.items() if name not in ("TagsList", "StartIngestion")},
        "EventDataStoreArn": arn,
        "Status": "ENABLED",
        "CreatedTimestamp": time.time(),
        "UpdatedTimestamp": time.time(),
    }
    _stores.of(call.account, call.region)[arn] = item
    tag(arn, call.params.get("TagsList"))
    return item


@operation("cloudtrail", "GetEventDataStore")
def get_store(call: Call) -> Item:
    return _store(call)


@operation("cloudtrail", "ListEventDataStores")
def list_stores(call: Call) -> Item:
    return {"EventDataStores": list(_stores.of(call.account, call.region).values())}


@operation("cloudtrail", "UpdateEventDataStore")
def update_store(call: Call) -> Item:
    item = _store(call)
    item.update({n: v for n, v in call.params.items() if n != "EventDataStore"}, UpdatedTimestamp=time.time())
    return item


@operation("cloudtrail", "DeleteEventDataStore")
def delete_store(call: Call) -> None:
    item = _store(call)
    if item["TerminationProtectionEnabled"]:
        raise AwsError("EventDataStoreTerminationProtectedException", "The event data store is protected")
    forget_tags(item["EventDataStoreArn"])
    del _stores.of(call.account, call.region)[item["EventDataStoreArn"]]


# Tags of event data stores; those of trails are moto's


@operation("cloudtrail", "ListTags")
def list_tags(call: Call) -> Item:
    arns = call.params["ResourceIdList"]
    if not all(":eventdatastore/" in arn for arn in arns):
        return call.forward()
    pairs = {arn: [{"Key": key, "Value": value} for key, value in sorted(tags_of(arn).items())] for arn in arns}
    return {"ResourceTagList": [{"ResourceId": arn, "TagsList": tags} for arn, tags in pairs.items()]}


@operation("cloudtrail", "AddTags", "RemoveTags")
def change_tags(call: Call) -> Item:
    arn, tags = call.params["ResourceId"], call.params["TagsList"]
    if ":eventdatastore/" not in arn:
        return call.forward()
    if call.operation == "AddTags":
        tag(arn, tags)
    else:
        untag(arn, [one["Key"] for one in tags])
    return {}


def install() -> None:
    for name in ("start_logging", "stop_logging", "update_trail", "delete_trail"):
        setattr(CloudTrailBackend, name, _by_name(getattr(CloudTrailBackend, name)))

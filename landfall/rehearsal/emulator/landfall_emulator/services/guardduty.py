"""GuardDuty: what moto's lacks - the organization's configuration, members, destinations of findings, tags."""

import time
from typing import Any

from moto.guardduty.models import guardduty_backends

from ..core import AwsError, Call, Store, operation, random_id, tag, tags_of, untag
from .organization_admins import demand_admin

Item = dict[str, Any]

_configurations: Store[Item] = Store(dict)
_members: Store[dict[str, Item]] = Store(dict)
_destinations: Store[dict[str, Item]] = Store(dict)


def _bad(message: str) -> AwsError:
    return AwsError("BadRequestException", f"The request is rejected because {message}.")


def _detector(call: Call) -> str:
    identifier: str = call.params["DetectorId"]
    if identifier not in guardduty_backends[call.account][call.region].detectors:
        raise _bad("the input detectorId is not owned by the current account")
    return identifier


# The organization's configuration


def _off() -> Item:
    return {
        "S3Logs": {"AutoEnable": False},
        "Kubernetes": {"AuditLogs": {"AutoEnable": False}},
        "MalwareProtection": {"ScanEc2InstanceWithFindings": {"EbsVolumes": {"AutoEnable": False}}},
    }


def _configuration(call: Call) -> Item:
    kept = _configurations.of(call.account, call.region)
    if not kept:
        kept.update(AutoEnable=False, AutoEnableOrganizationMembers="NONE", DataSources=_off(), Features={})
    return kept


@operation("guardduty", "UpdateOrganizationConfiguration")
def update_configuration(call: Call) -> None:
    demand_admin(call, "BadRequestException")
    _detector(call)
    kept, given = _configuration(call), call.params
    members = given.get("AutoEnableOrganizationMembers")
    if members is None and "AutoEnable" in given:
        members = "NEW" if given["AutoEnable"] else "NONE"
    if members is not None:
        kept.update(AutoEnableOrganizationMembers=members, AutoEnable=members != "NONE")
    kept["DataSources"].update(given.get("DataSources", {}))
    for feature in given.get("Features", []):
        kept["Features"][feature["Name"]] = feature


@operation("guardduty", "DescribeOrganizationConfiguration")
def describe_configuration(call: Call) -> Item:
    demand_admin(call, "BadRequestException")
    _detector(call)
    kept = _configuration(call)
    return {**kept, "Features": list(kept["Features"].values()), "MemberAccountLimitReached": False}


# Members


def _unprocessed(accounts: list[str]) -> list[Item]:
    why = "The request is rejected because the given account ID is not a member of the current account."
    return [{"AccountId": account, "Result": why} for account in accounts]


@operation("guardduty", "CreateMembers")
def create_members(call: Call) -> Item:
    detector = _detector(call)
    for one in call.params["AccountDetails"]:
        _members.of(call.account, call.region)[one["AccountId"]] = {
            "AccountId": one["AccountId"],
            "Email": one["Email"],
            "DetectorId": detector,
            "MasterId": call.account,
            "AdministratorId": call.account,
            "RelationshipStatus": "Enabled",
            "InvitedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "UpdatedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
    return {"UnprocessedAccounts": []}


@operation("guardduty", "GetMembers")
def get_members(call: Call) -> Item:
    known, wanted = _members.of(call.account, call.region), call.params["AccountIds"]
    found = [known[account] for account in wanted if account in known]
    return {"Members": found, "UnprocessedAccounts": _unprocessed([a for a in wanted if a not in known])}


@operation("guardduty", "ListMembers")
def list_members(call: Call) -> Item:
    return {"Members": list(_members.of(call.account, call.region).values())}


@operation("guardduty", "DisassociateMembers", "DeleteMembers")
def drop_members(call: Call) -> Item:
    known = _members.of(call.account, call.region)
    if call.operation == "DeleteMembers":
        for account in call.params["AccountIds"]:
            known.pop(account, None)
    return {"UnprocessedAccounts": []}


# Destinations of findings


@operation("guardduty", "CreatePublishingDestination")
def create_destination(call: Call) -> Item:
    _detector(call)
    known = _destinations.of(call.account, call.region)
    if known:
        raise _bad("a publishing destination exists already")
    identifier = random_id("", 32)
    known[identifier] = {
        "DestinationId": identifier,
        "DestinationType": call.params["DestinationType"],
        "DestinationProperties": call.params["DestinationProperties"],
        "Status": "PUBLISHING",
        "PublishingFailureStartTimestamp": 0,
    }
    return {"DestinationId": identifier}


def _destination(call: Call) -> Item:
    _detector(call)
    identifier, known = call.params["DestinationId"], _destinations.of(call.account, call.region)
    if identifier not in known:
        raise _bad("one or more input parameters have invalid values")
    return known[identifier]


@operation("guardduty", "DescribePublishingDestination")
def describe_destination(call: Call) -> Item:
    return _destination(call)


@operation("guardduty", "UpdatePublishingDestination")
def update_destination(call: Call) -> None:
    _destination(call)["DestinationProperties"].update(call.params.get("DestinationProperties", {}))


@operation("guardduty", "DeletePublishingDestination")
def delete_destination(call: Call) -> None:
    del _destinations.of(call.account, call.region)[_destination(call)["DestinationId"]]


@operation("guardduty", "ListPublishingDestinations")
def list_destinations(call: Call) -> Item:
    return {"Destinations": list(_destinations.of(call.account, call.region).values())}


# Tags: moto shows those of detectors and filters where these are described


@operation("guardduty", "ListTagsForResource")
def list_tags(call: Call) -> Item:
    return {"Tags": tags_of(call.params["ResourceArn"])}


@operation("guardduty", "TagResource")
def tag_resource(call: Call) -> None:
    tag(call.params["ResourceArn"], call.params["Tags"])


@operation("guardduty", "UntagResource")
def untag_resource(call: Call) -> None:
    untag(call.params["ResourceArn"], call.params["TagKeys"])


def install() -> None:
    """The operations are declared when the module is imported."""

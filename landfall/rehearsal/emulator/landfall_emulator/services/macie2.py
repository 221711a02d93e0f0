"""Macie: what moto's lacks - the organization's configuration and the export of results."""

from typing import Any

from ..core import AwsError, Call, Store, operation
from .organization_admins import demand_admin

Item = dict[str, Any]

_automatic: Store[Item] = Store(dict)
_export: Store[Item] = Store(dict)


@operation("macie2", "UpdateOrganizationConfiguration")
def update_configuration(call: Call) -> None:
    demand_admin(call, "AccessDeniedException")
    _automatic.of(call.account, call.region)["autoEnable"] = call.params["autoEnable"]


@operation("macie2", "DescribeOrganizationConfiguration")
def describe_configuration(call: Call) -> Item:
    demand_admin(call, "AccessDeniedException")
    kept = _automatic.of(call.account, call.region)
    return {"autoEnable": kept.get("autoEnable", False), "maxAccountLimitReached": False}


@operation("macie2", "PutClassificationExportConfiguration")
def put_export(call: Call) -> Item:
    kept = _export.of(call.account, call.region)
    kept.clear()
    kept.update(call.params["configuration"])
    # An empty configuration switches the export off, which AWS refuses for anything but an empty destination.
    if kept and not kept.get("s3Destination", {"bucketName": ""}).get("kmsKeyArn", ""):
        raise AwsError("ValidationException", "The destination needs a KMS key", 400)
    return {"configuration": kept}


@operation("macie2", "GetClassificationExportConfiguration")
def get_export(call: Call) -> Item:
    return {"configuration": _export.of(call.account, call.region)}


def install() -> None:
    """The operations are declared when the module is imported."""

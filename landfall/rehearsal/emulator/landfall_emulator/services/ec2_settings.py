"""EC2: settings of an account in a Region - default encryption, public access of snapshots, images and VPCs, instance
metadata, serial console."""

import time
from dataclasses import dataclass, field
from typing import Any

from moto.ec2.models import ec2_backends

from ..core import AwsError, Call, Store, operation, random_id
from ._ec2 import filtered, keep_tags, tags_of_id

DEFAULT_KEY = "alias/aws/ebs"


@dataclass
class Settings:
    snapshots: str = "unblocked"
    images: str = "unblocked"
    serial_console: bool = False
    default_key: str = DEFAULT_KEY
    metadata: dict[str, Any] = field(default_factory=dict)
    internet_gateways: str = "off"
    changed: float | None = None
    exclusions: dict[str, dict[str, Any]] = field(default_factory=dict)
    allowed_images: str = "disabled"
    image_criteria: list[dict[str, Any]] = field(default_factory=list)


_settings: Store[Settings] = Store(Settings)


def settings_of(account: str, region: str) -> Settings:
    return _settings.of(account, region)


def _of(call: Call) -> Settings:
    return settings_of(call.account, call.region)


# Snapshots and images


@operation("ec2", "EnableSnapshotBlockPublicAccess")
def enable_snapshot_block(call: Call) -> dict[str, Any]:
    _of(call).snapshots = call.params["State"]
    return {"State": _of(call).snapshots}


@operation("ec2", "DisableSnapshotBlockPublicAccess")
def disable_snapshot_block(call: Call) -> dict[str, Any]:
    _of(call).snapshots = "unblocked"
    return {"State": "unblocked"}


@operation("ec2", "GetSnapshotBlockPublicAccessState")
def get_snapshot_block(call: Call) -> dict[str, Any]:
    return {"State": _of(call).snapshots, "ManagedBy": "account"}


@operation("ec2", "EnableImageBlockPublicAccess")
def enable_image_block(call: Call) -> dict[str, Any]:
    _of(call).images = call.params["ImageBlockPublicAccessState"]
    return {"ImageBlockPublicAccessState": _of(call).images}


@operation("ec2", "DisableImageBlockPublicAccess")
def disable_image_block(call: Call) -> dict[str, Any]:
    _of(call).images = "unblocked"
    return {"ImageBlockPublicAccessState": "unblocked"}


@operation("ec2", "GetImageBlockPublicAccessState")
def get_image_block(call: Call) -> dict[str, Any]:
    return {"ImageBlockPublicAccessState": _of(call).images, "ManagedBy": "account"}


@operation("ec2", "EnableAllowedImagesSettings")
def enable_allowed_images(call: Call) -> dict[str, Any]:
    _of(call).allowed_images = call.params["AllowedImagesSettingsState"]
    return {"AllowedImagesSettingsState": _of(call).allowed_images}


@operation("ec2", "DisableAllowedImagesSettings")
def disable_allowed_images(call: Call) -> dict[str, Any]:
    _of(call).allowed_images = "disabled"
    return {"AllowedImagesSettingsState": "disabled"}


@operation("ec2", "ReplaceImageCriteriaInAllowedImagesSettings")
def replace_image_criteria(call: Call) -> dict[str, Any]:
    _of(call).image_criteria = call.params.get("ImageCriteria", [])
    return {"ReturnValue": True}


@operation("ec2", "GetAllowedImagesSettings")
def get_allowed_images(call: Call) -> dict[str, Any]:
    kept = _of(call)
    return {"State": kept.allowed_images, "ImageCriteria": kept.image_criteria, "ManagedBy": "account"}


# Default encryption: moto has the switch, not the key


@operation("ec2", "ModifyEbsDefaultKmsKeyId")
def modify_default_key(call: Call) -> dict[str, Any]:
    """As in AWS, a key given by id or ARN is answered by ARN; it need not exist."""
    given = call.params["KmsKeyId"]
    if not given.startswith(("arn:", "alias/")):
        given = f"arn:aws:kms:{call.region}:{call.account}:key/{given}"
    _of(call).default_key = given
    return {"KmsKeyId": given}


@operation("ec2", "GetEbsDefaultKmsKeyId")
def get_default_key(call: Call) -> dict[str, Any]:
    return {"KmsKeyId": _of(call).default_key}


@operation("ec2", "ResetEbsDefaultKmsKeyId")
def reset_default_key(call: Call) -> dict[str, Any]:
    _of(call).default_key = DEFAULT_KEY
    return {"KmsKeyId": DEFAULT_KEY}


# Instance metadata


@operation("ec2", "ModifyInstanceMetadataDefaults")
def modify_metadata(call: Call) -> dict[str, Any]:
    kept = _of(call).metadata
    for name, value in call.params.items():
        if value in ("no-preference", -1):
            kept.pop(name, None)
        elif name != "DryRun":
            kept[name] = value
    return {"Return": True}


@operation("ec2", "GetInstanceMetadataDefaults")
def get_metadata(call: Call) -> dict[str, Any]:
    return {"AccountLevel": {**_of(call).metadata, "ManagedBy": "account"}}


# Serial console


@operation("ec2", "EnableSerialConsoleAccess", "DisableSerialConsoleAccess")
def switch_serial_console(call: Call) -> dict[str, Any]:
    _of(call).serial_console = call.operation.startswith("Enable")
    return {"SerialConsoleAccessEnabled": _of(call).serial_console}


@operation("ec2", "GetSerialConsoleAccessStatus")
def get_serial_console(call: Call) -> dict[str, Any]:
    return {"SerialConsoleAccessEnabled": _of(call).serial_console, "ManagedBy": "account"}


# Public access of VPCs


def _options(call: Call) -> dict[str, Any]:
    kept = _of(call)
    return {
        "VpcBlockPublicAccessOptions": {
            "AwsAccountId": call.account,
            "AwsRegion": call.region,
            "State": "default-state" if kept.changed is None else "update-complete",
            "InternetGatewayBlockMode": kept.internet_gateways,
            "LastUpdateTimestamp": kept.changed,
            "ManagedBy": "account",
            "ExclusionsAllowed": "allowed",
        }
    }


@operation("ec2", "ModifyVpcBlockPublicAccessOptions")
def modify_vpc_block(call: Call) -> dict[str, Any]:
    kept = _of(call)
    kept.internet_gateways, kept.changed = call.params["InternetGatewayBlockMode"], time.time()
    return _options(call)


@operation("ec2", "DescribeVpcBlockPublicAccessOptions")
def describe_vpc_block(call: Call) -> dict[str, Any]:
    return _options(call)


def _exclusion(call: Call) -> dict[str, Any]:
    identifier = call.params["ExclusionId"]
    if identifier not in _of(call).exclusions:
        raise AwsError("InvalidVpcBlockPublicAccessExclusionId.NotFound", f"{identifier} does not exist.")
    return _of(call).exclusions[identifier]


def _with_tags(exclusion: dict[str, Any], call: Call) -> dict[str, Any]:
    return {**exclusion, "Tags": tags_of_id(call.account, call.region, exclusion["ExclusionId"])}


@operation("ec2", "CreateVpcBlockPublicAccessExclusion")
def create_exclusion(call: Call) -> dict[str, Any]:
    vpc, subnet = call.params.get("VpcId"), call.params.get("SubnetId")
    if (vpc is None) == (subnet is None):
        raise AwsError("InvalidParameterCombination", "Give either a VPC or a subnet.")
    if vpc is not None and vpc not in ec2_backends[call.account][call.region].vpcs:
        raise AwsError("InvalidVpcID.NotFound", f"The vpc ID '{vpc}' does not exist")
    resource = f"vpc/{vpc}" if vpc is not None else f"subnet/{subnet}"
    exclusion: dict[str, Any] = {
        "ExclusionId": random_id("vpcbpa-exclude-"),
        "InternetGatewayExclusionMode": call.params["InternetGatewayExclusionMode"],
        "ResourceArn": f"arn:aws:ec2:{call.region}:{call.account}:{resource}",
        "State": "create-complete",
        "CreationTimestamp": time.time(),
        "LastUpdateTimestamp": time.time(),
    }
    _of(call).exclusions[exclusion["ExclusionId"]] = exclusion
    keep_tags(call, exclusion["ExclusionId"])
    return {"VpcBlockPublicAccessExclusion": _with_tags(exclusion, call)}


@operation("ec2", "ModifyVpcBlockPublicAccessExclusion")
def modify_exclusion(call: Call) -> dict[str, Any]:
    exclusion = _exclusion(call)
    exclusion.update(
        InternetGatewayExclusionMode=call.params["InternetGatewayExclusionMode"],
        State="update-complete",
        LastUpdateTimestamp=time.time(),
    )
    return {"VpcBlockPublicAccessExclusion": _with_tags(exclusion, call)}


@operation("ec2", "DescribeVpcBlockPublicAccessExclusions")
def describe_exclusions(call: Call) -> dict[str, Any]:
    names = {
        "resource-arn": "ResourceArn",
        "internet-gateway-exclusion-mode": "InternetGatewayExclusionMode",
        "state": "State",
    }
    known = [_with_tags(one, call) for one in _of(call).exclusions.values()]
    return {"VpcBlockPublicAccessExclusions": filtered(call, known, names, "ExclusionIds", "ExclusionId")}


@operation("ec2", "DeleteVpcBlockPublicAccessExclusion")
def delete_exclusion(call: Call) -> dict[str, Any]:
    exclusion = _exclusion(call)
    exclusion["State"] = "delete-complete"
    del _of(call).exclusions[exclusion["ExclusionId"]]
    return {"VpcBlockPublicAccessExclusion": exclusion}


def install() -> None:
    """The operations are declared when the module is imported."""

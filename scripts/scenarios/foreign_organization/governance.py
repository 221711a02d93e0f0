"""AWS Control Tower as it was set up two years ago: landing zone 3.3, most units registered, controls on some."""

from typing import Any

import boto3

from aws import HOME, REGIONS, trust, wait_while
from tree import UNITS, arn_of_unit

tower = boto3.client("controltower")

LOGS = {"loggingBucket": {"retentionDays": 365}, "accessLoggingBucket": {"retentionDays": 3650}}
BASELINE_OF_3_3 = "4.0"
NEVER_REGISTERED = ("Suspended", "Legacy (2019 merger)")
# Parents before their children.
REGISTERED = (*(path for path in UNITS if path not in NEVER_REGISTERED), "Sandbox")
BY_NAME = f"arn:aws:controltower:{HOME}::control/"
BY_CATALOGUE = "arn:aws:controlcatalog:::control/"
# Enabled by name years ago, by the catalogue's id since.
CONTROLS: tuple[tuple[str, str, list[dict[str, Any]]], ...] = (
    (f"{BY_NAME}AWS-GR_ENCRYPTED_VOLUMES", "Workloads", []),
    (f"{BY_NAME}AWS-GR_RESTRICTED_SSH", "Workloads", []),
    (f"{BY_NAME}AWS-GR_RESTRICTED_SSH", "Infrastructure", []),
    (f"{BY_NAME}AWS-GR_ROOT_ACCOUNT_MFA_ENABLED", "Workloads/Banking & Payments", []),
    (f"{BY_CATALOGUE}9j9nwxj789d82sypnukhyyowy", "Workloads/Banking & Payments", []),
    (f"{BY_CATALOGUE}8sw3pbid15t9cbww8d2w2qwgf", "Workloads/Banking & Payments/PCI", []),
    (f"{BY_CATALOGUE}e34kieahgkm0lggs5g0s412jt", "Workloads/Retail EU/Web Shop/Prod", []),
    (f"{BY_CATALOGUE}8ui9y3oace2513xarz8aqojl7", "Machine Learning", []),
    (f"{BY_CATALOGUE}66gfl06uj1v999z53szvu0exa", "Machine Learning/Research", []),
    (
        f"{BY_CATALOGUE}ka8e3pkqefnjsxuyc26ji580",
        "Workloads/Retail EU",
        [
            {"key": "AllowedRegions", "value": ["eu-west-1", "eu-central-1"]},
            {"key": "ExemptedActions", "value": ["ecr-public:*"]},
        ],
    ),
)


def create_landing_zone(accounts: dict[str, str]) -> None:
    """Control Tower makes Security and Sandbox, and moves the two accounts into the first."""
    iam = boto3.client("iam")
    for name in ("AWSControlTowerAdmin", "AWSControlTowerStackSetRole", "AWSControlTowerCloudTrailRole"):
        iam.create_role(RoleName=name, Path="/service-role/", AssumeRolePolicyDocument=trust("controltower"))
    manifest = {
        "governedRegions": REGIONS,
        "organizationStructure": {"security": {"name": "Security"}, "sandbox": {"name": "Sandbox"}},
        "centralizedLogging": {"accountId": accounts["Log Archive"], "enabled": True, "configurations": LOGS},
        "securityRoles": {"accountId": accounts["Audit"]},
        "accessManagement": {"enabled": True},
    }
    started = tower.create_landing_zone(version="3.3", manifest=manifest, tags={"Project": "AWS Foundation"})
    operation = started["operationIdentifier"]

    def busy() -> bool:
        found = tower.get_landing_zone_operation(operationIdentifier=operation)["operationDetails"]
        return bool(found["status"] == "IN_PROGRESS")

    wait_while(busy)


def register_units(units: dict[str, str]) -> None:
    baselines = {one["name"]: one["arn"] for one in tower.list_baselines()["baselines"]}
    center = next(
        one["arn"]
        for one in tower.list_enabled_baselines()["enabledBaselines"]
        if one["baselineIdentifier"] == baselines["IdentityCenterBaseline"]
    )
    for path in REGISTERED:
        started = tower.enable_baseline(
            baselineIdentifier=baselines["AWSControlTowerBaseline"],
            baselineVersion=BASELINE_OF_3_3,
            targetIdentifier=arn_of_unit(units[path]),
            parameters=[{"key": "IdentityCenterEnabledBaselineArn", "value": center}],
        )
        finish("baseline", started["operationIdentifier"])


def enable_controls(units: dict[str, str]) -> None:
    for control, path, parameters in CONTROLS:
        started = tower.enable_control(
            controlIdentifier=control,
            targetIdentifier=arn_of_unit(units[path]),
            tags={"why": "audit finding"} if parameters else {},
            **({"parameters": parameters} if parameters else {}),
        )
        finish("control", started["operationIdentifier"])


def finish(kind: str, operation: str) -> None:
    ask = tower.get_baseline_operation if kind == "baseline" else tower.get_control_operation
    wait_while(lambda: ask(operationIdentifier=operation)[f"{kind}Operation"]["status"] == "IN_PROGRESS")

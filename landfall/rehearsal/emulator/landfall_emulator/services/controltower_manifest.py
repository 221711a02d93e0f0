"""What a landing zone's manifest may hold, by version.

Sources: AWS Control Tower user guide, "Step 2: Launch your landing zone using the AWS Control Tower APIs" (4.0) and
"View the details of your landing zone manifest file" (3.3), 2026-11.
"""

from typing import Any

from moto.config.models import config_backends
from moto.iam.models import iam_backends

from .. import organization
from ..core import AwsError

Manifest = dict[str, Any]

VERSIONS = ("3.3", "4.0")
_BUCKET = {"retentionDays": None}
_LOGS = {"loggingBucket": _BUCKET, "accessLoggingBucket": _BUCKET, "kmsKeyArn": None}
_BACKUP = {
    "enabled": None,
    "configurations": {
        "backupAdmin": {"accountId": None},
        "centralBackup": {"accountId": None},
        "kmsKeyArn": None,
    },
}
# None is a leaf.
_SCHEMAS: dict[str, dict[str, Any]] = {
    "3.3": {
        "governedRegions": None,
        "organizationStructure": {"security": {"name": None}, "sandbox": {"name": None}},
        "centralizedLogging": {"accountId": None, "enabled": None, "configurations": _LOGS},
        "securityRoles": {"accountId": None},
        "accessManagement": {"enabled": None},
        "backup": _BACKUP,
    },
    "4.0": {
        "governedRegions": None,
        "centralizedLogging": {"accountId": None, "enabled": None, "configurations": _LOGS},
        "config": {"accountId": None, "enabled": None, "configurations": _LOGS},
        "securityRoles": {"accountId": None, "enabled": None},
        "accessManagement": {"enabled": None},
        "backup": _BACKUP,
    },
}
_REQUIRED: dict[str, tuple[str, ...]] = {
    "3.3": (
        "organizationStructure.security.name",
        "centralizedLogging.accountId",
        "securityRoles.accountId",
        "accessManagement.enabled",
    ),
    "4.0": (
        "centralizedLogging.enabled",
        "config.enabled",
        "securityRoles.enabled",
        "accessManagement.enabled",
        "backup.enabled",
    ),
}
INTEGRATIONS = ("centralizedLogging", "config", "securityRoles", "backup")


def validation(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def _unknown(given: Any, schema: dict[str, Any] | None, path: str = "") -> list[str]:
    if schema is None or not isinstance(given, dict):
        return []
    found: list[str] = []
    for key, value in given.items():
        where = f"{path}{key}"
        found += [where] if key not in schema else _unknown(value, schema[key], f"{where}.")
    return found


def at(manifest: Manifest, path: str) -> Any:
    current: Any = manifest
    for key in path.split("."):
        current = current.get(key) if isinstance(current, dict) else None
    return current


def enabled(manifest: Manifest, integration: str) -> bool:
    """Whether an integration is on. In 3.3 those without a switch always are."""
    section = manifest.get(integration)
    return isinstance(section, dict) and section.get("enabled", True) is True


def account_of(manifest: Manifest, integration: str) -> str | None:
    account = at(manifest, f"{integration}.accountId") if enabled(manifest, integration) else None
    return None if account is None else str(account)


def integration_accounts(manifest: Manifest) -> set[str]:
    """The accounts that integrations use."""
    found = {account_of(manifest, name) for name in INTEGRATIONS}
    if enabled(manifest, "backup"):
        found |= {at(manifest, f"backup.configurations.{name}.accountId") for name in ("backupAdmin", "centralBackup")}
    return {account for account in found if account is not None}


def check(manifest: Manifest, version: str, management: str, region: str, *, new: bool) -> None:
    """Raises ValidationException as CreateLandingZone and UpdateLandingZone do."""
    if version not in VERSIONS:
        raise validation(f"Landing zone version {version} is not available")
    if _unknown(manifest, _SCHEMAS[version]):
        raise validation(
            "The LandingZoneManifest that you provided contains fields that are not recognized: "
            f"{', '.join(_unknown(manifest, _SCHEMAS[version]))}"
        )
    missing = [path for path in _REQUIRED[version] if at(manifest, path) is None]
    missing += [
        f"{name}.accountId"
        for name in ("centralizedLogging", "config", "securityRoles")
        if enabled(manifest, name) and at(manifest, f"{name}.accountId") is None
    ]
    if missing and not (version == "4.0" and not manifest):
        raise validation(
            f"The LandingZoneManifest that you provided is missing some required fields: {', '.join(missing)}"
        )
    regions = manifest.get("governedRegions")
    if regions is not None and region not in regions:
        raise validation(f"governedRegions must contain the home Region {region}")
    if version == "4.0" and manifest and not enabled(manifest, "config"):
        dependent = [name for name in ("securityRoles", "accessManagement", "backup") if enabled(manifest, name)]
        if dependent:
            raise validation(f"{', '.join(dependent)} can't be enabled without config")
    for name in ("centralizedLogging", "config"):
        for bucket in ("loggingBucket", "accessLoggingBucket"):
            days = at(manifest, f"{name}.configurations.{bucket}.retentionDays")
            if days is not None and (isinstance(days, str) or int(days) < 1):
                raise validation(f"{name}.configurations.{bucket}.retentionDays must be a number, 1 or more")
    _check_accounts(manifest, version, management, new=new)
    _check_roles(manifest, management)


def _check_accounts(manifest: Manifest, version: str, management: str, *, new: bool) -> None:
    accounts = sorted(integration_accounts(manifest))
    for account in accounts:
        if account == management or organization.member(account, management) is None:
            raise validation(f"Account {account} is not an active member of the organization")
        if new and any(backend.recorders for backend in config_backends[account].values()):
            raise validation(f"Account {account} has AWS Config resources. Delete them first")
    if version == "4.0" and len({organization.unit_path(account)[-1] for account in accounts}) > 1:
        raise validation("All integration accounts must be in the same organizational unit")


def _check_roles(manifest: Manifest, management: str) -> None:
    needed = {"AWSControlTowerAdmin", "AWSControlTowerStackSetRole"}
    if enabled(manifest, "centralizedLogging"):
        needed.add("AWSControlTowerCloudTrailRole")
    present = {role.name for role in iam_backends[management]["aws"].roles.values() if role.path == "/service-role/"}
    if needed - present:
        raise validation(f"AWS Control Tower can't assume the roles {', '.join(sorted(needed - present))}")

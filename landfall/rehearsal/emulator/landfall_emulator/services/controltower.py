"""AWS Control Tower: the landing zone. moto has no such service.

Calls come back at once with an operation, which ends a moment later. Of the operations on the landing zone and on
organizational units only one may run. Everything happens in the management account and in the home Region.
"""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from .. import organization
from ..core import (
    AwsError,
    Call,
    Store,
    forget_tags,
    later,
    operation,
    random_upper,
    random_uuid,
    seconds,
    tag,
    tag_operations,
)
from . import controltower_manifest as manifests
from .iam import ensure_role
from .identitystore import ensure_group
from .sso_admin import home_instance

SERVICE = "controltower"
LATEST = "4.0"
# Made once in the identity store if access management is enabled; names as in the Control Tower user guide.
GROUPS = (
    "AWSAccountFactory",
    "AWSAuditAccountAdmins",
    "AWSControlTowerAdmins",
    "AWSLogArchiveAdmins",
    "AWSLogArchiveViewers",
    "AWSSecurityAuditPowerUsers",
    "AWSSecurityAuditors",
    "AWSServiceCatalogAdmins",
)
TRUSTED = ("controltower.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com")


@dataclass
class Operation:
    """`kind` is landing-zone, baseline or control; `about` holds what the service tells about a control operation."""

    id: str
    kind: str
    type: str
    started: datetime
    about: dict[str, Any] = field(default_factory=dict)
    status: str = "IN_PROGRESS"
    ended: datetime | None = None
    message: str | None = None

    def describe(self) -> dict[str, Any]:
        return {
            "operationIdentifier": self.id,
            "operationType": self.type,
            "status": self.status,
            "startTime": self.started,
            "endTime": self.ended,
            "statusMessage": self.message,
            **self.about,
        }


@dataclass
class Zone:
    arn: str
    region: str
    version: str
    manifest: dict[str, Any]
    remediation: list[str]
    status: str = "PROCESSING"
    drift: str = "IN_SYNC"


@dataclass
class Enabled:
    """An enabled control or baseline."""

    arn: str
    identifier: str
    target: str
    parameters: list[dict[str, Any]] = field(default_factory=list)
    version: str | None = None
    status: str = "UNDER_CHANGE"
    last: str | None = None
    drift: str = "IN_SYNC"

    def summary(self) -> dict[str, Any]:
        return {"status": self.status, "lastOperationIdentifier": self.last}


@dataclass
class Governed:
    """What Control Tower knows in one organization."""

    zone: Zone | None = None
    operations: dict[str, Operation] = field(default_factory=dict)
    controls: dict[str, Enabled] = field(default_factory=dict)
    baselines: dict[str, Enabled] = field(default_factory=dict)


_governed: Store[Governed] = Store(Governed)


def set_drift(arn: str, status: str) -> bool:
    """Makes a landing zone, an enabled control or an enabled baseline tell that somebody changed it; its next operation
    that succeeds mends it. False if there is no such thing."""
    for _, _, state in _governed.items():
        zones = {} if state.zone is None else {state.zone.arn: state.zone}
        found = zones.get(arn) or state.controls.get(arn) or state.baselines.get(arn)
        if found is not None:
            found.drift = status
            return True
    return False


def governed(call: Call) -> Governed:
    if organization.management_of(call.account) != call.account:
        raise AwsError("AccessDeniedException", "AWS Control Tower is used in the management account only")
    return _governed.of(call.account)


def running(state: Governed, *kinds: str) -> list[Operation]:
    return [one for one in state.operations.values() if one.status == "IN_PROGRESS" and one.kind in kinds]


def conflict(message: str) -> AwsError:
    return AwsError("ConflictException", message)


def demand_idle(state: Governed) -> None:
    """For operations on the landing zone or a unit."""
    if running(state, "landing-zone", "baseline"):
        raise conflict("AWS Control Tower could not start the operation because another operation is in progress")


def begin(state: Governed, kind: str, type_: str, duration: float, finish: Any, **about: Any) -> str:
    """Starts an operation. `finish` is called when it ends; a text that it returns is the reason of its failure."""
    made = Operation(random_uuid(), kind, type_, datetime.now(timezone.utc), about)
    state.operations[made.id] = made

    def end() -> None:
        reason = finish()
        made.status, made.message = ("SUCCEEDED", None) if reason is None else ("FAILED", reason)
        made.ended = datetime.now(timezone.utc)

    later(duration, end)
    return made.id


def _zone(call: Call) -> tuple[Governed, Zone]:
    state = governed(call)
    wanted = str(call.params["landingZoneIdentifier"])
    zone = state.zone
    if zone is None or zone.region != call.region or wanted not in (zone.arn, zone.arn.rsplit("/", 1)[-1]):
        raise AwsError("ResourceNotFoundException", f"Landing zone {wanted} was not found")
    return state, zone


def create_landing_zone(call: Call) -> dict[str, Any]:
    state = governed(call)
    demand_idle(state)
    if state.zone is not None:
        raise conflict("The organization already has a landing zone")
    manifest, version = call.params.get("manifest") or {}, str(call.params["version"])
    manifests.check(manifest, version, call.account, call.region, new=True)
    arn = f"arn:aws:controltower:{call.region}:{call.account}:landingzone/{random_upper()}"
    zone = Zone(arn, call.region, version, manifest, list(call.params.get("remediationTypes", [])))
    state.zone = zone
    tag(arn, call.params.get("tags"))
    return {"arn": arn, "operationIdentifier": _begin_zone(state, zone, call.account, "CREATE")}


def _begin_zone(state: Governed, zone: Zone, management: str, type_: str) -> str:
    zone.status = "PROCESSING"

    def finish() -> None:
        _set_up(zone, management)
        zone.status, zone.drift = "ACTIVE", "IN_SYNC"

    return begin(state, "landing-zone", type_, seconds("LANDING_ZONE", 0.5), finish)


def _set_up(zone: Zone, management: str) -> None:
    """What Control Tower changes elsewhere: trusted access, its role in the integrations' accounts, groups; up to 3.3
    the Security and Sandbox units, with the two accounts in the first."""
    manifest = zone.manifest
    for principal in TRUSTED:
        organization.enable_service(principal, management)
    if manifests.enabled(manifest, "centralizedLogging"):
        organization.enable_service("cloudtrail.amazonaws.com", management)
    if zone.version != "4.0" or manifests.enabled(manifest, "config"):
        organization.enable_service("config.amazonaws.com", management)
    for account in sorted(manifests.integration_accounts(manifest)):
        ensure_role(account, "AWSControlTowerExecution", {"AWS": f"arn:aws:iam::{management}:root"})
    if manifests.enabled(manifest, "accessManagement"):
        organization.enable_service("sso.amazonaws.com", management)
        for name in GROUPS:
            ensure_group(home_instance(zone.region).store_id, name)
    if zone.version == "3.3":
        _make_units(zone, management)


def _make_units(zone: Zone, management: str) -> None:
    backend = organization.backend_of(management)
    if backend is None or backend.org is None:
        return
    for which in ("security", "sandbox"):
        name = manifests.at(zone.manifest, f"organizationStructure.{which}.name")
        unit = next((one for one in backend.ou if one.name == name and one.parent_id == backend.org.root_id), None)
        if name is not None and unit is None:
            backend.create_organizational_unit(ParentId=backend.org.root_id, Name=name)
            unit = backend.ou[-1]
        if unit is not None and which == "security":
            for account in sorted(manifests.integration_accounts(zone.manifest)):
                backend.get_account_by_id(account).parent_id = unit.id
                organization.account_placed(account)


def get_landing_zone(call: Call) -> dict[str, Any]:
    _, zone = _zone(call)
    return {
        "landingZone": {
            "arn": zone.arn,
            "version": zone.version,
            "manifest": zone.manifest,
            "remediationTypes": zone.remediation or None,
            "status": zone.status,
            "latestAvailableVersion": LATEST,
            "driftStatus": {"status": zone.drift},
        }
    }


def list_landing_zones(call: Call) -> dict[str, Any]:
    zone = governed(call).zone
    return {"landingZones": [] if zone is None or zone.region != call.region else [{"arn": zone.arn}]}


def update_landing_zone(call: Call) -> dict[str, Any]:
    state, zone = _zone(call)
    demand_idle(state)
    version, manifest = str(call.params["version"]), call.params.get("manifest") or {}
    if version < zone.version:
        raise manifests.validation(f"A landing zone of version {zone.version} can't go back to {version}")
    manifests.check(manifest, version, call.account, call.region, new=False)
    if zone.version != version:
        lost = [
            name
            for name in ("centralizedLogging", "accessManagement", "securityRoles", "backup")
            if manifests.enabled(zone.manifest, name) and not manifests.enabled(manifest, name)
        ]
        if lost:
            raise manifests.validation(f"{', '.join(lost)} can't be disabled in the same step as the upgrade")
    zone.version, zone.manifest = version, manifest
    if "remediationTypes" in call.params:
        zone.remediation = list(call.params["remediationTypes"])
    return {"operationIdentifier": _begin_zone(state, zone, call.account, "UPDATE")}


def reset_landing_zone(call: Call) -> dict[str, Any]:
    state, zone = _zone(call)
    demand_idle(state)
    return {"operationIdentifier": _begin_zone(state, zone, call.account, "RESET")}


def delete_landing_zone(call: Call) -> dict[str, Any]:
    """Leaves units, accounts and groups as they are."""
    state, zone = _zone(call)
    demand_idle(state)
    zone.status = "PROCESSING"

    def finish() -> None:
        state.zone = None
        state.controls.clear()
        state.baselines.clear()
        forget_tags(zone.arn)

    return {"operationIdentifier": begin(state, "landing-zone", "DELETE", seconds("LANDING_ZONE", 0.5), finish)}


def find_operation(call: Call, kind: str) -> Operation:
    found = governed(call).operations.get(str(call.params["operationIdentifier"]))
    if found is None or found.kind != kind:
        raise AwsError("ResourceNotFoundException", "The operation was not found")
    return found


def get_landing_zone_operation(call: Call) -> dict[str, Any]:
    return {"operationDetails": find_operation(call, "landing-zone").describe()}


def list_landing_zone_operations(call: Call) -> dict[str, Any]:
    wanted = call.params.get("filter", {})
    listed = [one for one in governed(call).operations.values() if one.kind == "landing-zone"]
    return {
        "landingZoneOperations": [
            one.describe()
            for one in reversed(listed)
            if one.type in wanted.get("types", [one.type]) and one.status in wanted.get("statuses", [one.status])
        ]
    }


def install() -> None:
    tag_operations(SERVICE)
    operation(SERVICE, "CreateLandingZone")(create_landing_zone)
    operation(SERVICE, "GetLandingZone")(get_landing_zone)
    operation(SERVICE, "ListLandingZones")(list_landing_zones)
    operation(SERVICE, "UpdateLandingZone")(update_landing_zone)
    operation(SERVICE, "ResetLandingZone")(reset_landing_zone)
    operation(SERVICE, "DeleteLandingZone")(delete_landing_zone)
    operation(SERVICE, "GetLandingZoneOperation")(get_landing_zone_operation)
    operation(SERVICE, "ListLandingZoneOperations")(list_landing_zone_operations)

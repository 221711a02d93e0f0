"""Baselines of AWS Control Tower: what registers an organizational unit, and its children after it."""

from typing import Any

from .. import organization
from ..core import AwsError, Call, forget_tags, operation, random_upper, seconds, tag
from . import controltower_manifest as manifests
from .controltower import SERVICE, Enabled, Governed, begin, conflict, demand_idle, find_operation, governed

# The last parts of ARNs that AWS gave the baselines; those of the newer ones are the emulator's own.
BASELINES = {
    "17BSJV3IGJ2QSGA2": "AWSControlTowerBaseline",
    "J8HX46AHS5MIKQPD": "LogArchiveBaseline",
    "4T4HA1KMO10S6311": "AuditBaseline",
    "LN25R72TTG6IGPTQ": "IdentityCenterBaseline",
    "3WPD0NA6TJ9AOMU2": "BackupBaseline",
    "EMULATEDCONFIG00": "ConfigBaseline",
    "EMULATEDCENTRALC": "CentralConfigBaseline",
    "EMULATEDCENTRALS": "CentralSecurityRolesBaseline",
    "EMULATEDBACKUPAD": "BackupAdminBaseline",
    "EMULATEDBACKUPCV": "BackupCentralVaultBaseline",
}
FOR_UNITS = ("AWSControlTowerBaseline", "ConfigBaseline", "BackupBaseline")


def governing(call: Call) -> Governed:
    state = governed(call)
    if state.zone is None:
        raise manifests.validation("AWS Control Tower has no landing zone in this organization")
    return state


def check_unit(call: Call, target: str) -> None:
    if not target.startswith("arn:") or not organization.unit_exists(target, call.account):
        raise AwsError("ResourceNotFoundException", f"The target {target} does not exist")


def baseline_name(arn: str) -> str | None:
    return BASELINES.get(arn.rsplit("/", 1)[-1])


def registered(state: Governed) -> set[str]:
    return {
        one.target for one in state.baselines.values() if baseline_name(one.identifier) == "AWSControlTowerBaseline"
    }


def find(of: dict[str, Enabled], arn: str) -> Enabled:
    found = of.get(arn) or next((one for one in of.values() if one.arn.endswith(f"/{arn}")), None)
    if found is None:
        raise AwsError("ResourceNotFoundException", f"{arn} was not found")
    return found


def _baseline(region: str, identifier: str) -> dict[str, Any]:
    name = BASELINES[identifier]
    return {"arn": f"arn:aws:controltower:{region}::baseline/{identifier}", "name": name, "description": name}


def list_baselines(call: Call) -> dict[str, Any]:
    return {"baselines": [_baseline(call.region, identifier) for identifier in BASELINES]}


def get_baseline(call: Call) -> dict[str, Any]:
    identifier = str(call.params["baselineIdentifier"]).rsplit("/", 1)[-1]
    if identifier not in BASELINES:
        raise AwsError("ResourceNotFoundException", "The baseline was not found")
    return _baseline(call.region, identifier)


def identity_center_baseline(call: Call, state: Governed) -> Enabled | None:
    """Enabled by Control Tower itself in the management account, together with access management."""
    if state.zone is None or not manifests.enabled(state.zone.manifest, "accessManagement"):
        return None
    for one in state.baselines.values():
        if baseline_name(one.identifier) == "IdentityCenterBaseline":
            return one
    backend = organization.backend_of(call.account)
    owner = next((one.arn for one in backend.accounts if one.id == call.account), "") if backend else ""
    arn = f"arn:aws:controltower:{call.region}:{call.account}:enabledbaseline/{random_upper()}"
    identifier = f"arn:aws:controltower:{call.region}::baseline/LN25R72TTG6IGPTQ"
    state.baselines[arn] = Enabled(arn, identifier, owner, version="1.0", status="SUCCEEDED")
    return state.baselines[arn]


def enable_baseline(call: Call) -> dict[str, Any]:
    state = governing(call)
    demand_idle(state)
    identifier, target = str(call.params["baselineIdentifier"]), str(call.params["targetIdentifier"])
    name = baseline_name(identifier)
    if name not in FOR_UNITS:
        raise manifests.validation(f"{identifier} is no baseline for organizational units")
    check_unit(call, target)
    _check_place(call, state, target)
    if any((one.identifier, one.target) == (identifier, target) for one in state.baselines.values()):
        raise conflict(f"{name} is already enabled on {target}")
    parameters = list(call.params.get("parameters", []))
    center = identity_center_baseline(call, state)
    given = next((one["value"] for one in parameters if one["key"] == "IdentityCenterEnabledBaselineArn"), None)
    if name == "AWSControlTowerBaseline" and center is not None and given != center.arn:
        raise manifests.validation(f"IdentityCenterEnabledBaselineArn must be {center.arn}")
    arn = f"arn:aws:controltower:{call.region}:{call.account}:enabledbaseline/{random_upper()}"
    made = Enabled(arn, identifier, target, parameters, str(call.params["baselineVersion"]))
    state.baselines[arn] = made
    tag(arn, call.params.get("tags"))
    return {"arn": arn, "operationIdentifier": _baseline_operation(state, made, "ENABLE_BASELINE")}


def _check_place(call: Call, state: Governed, target: str) -> None:
    """A parent is registered before its children; the unit of the integrations' accounts never."""
    backend = organization.backend_of(call.account)
    if backend is None or state.zone is None:
        return
    unit = next(one for one in backend.ou if one.arn == target)
    if unit.parent_id is None:
        raise manifests.validation("The root can't be registered")
    parent = next(one for one in backend.ou if one.id == unit.parent_id)
    if parent.parent_id is not None and parent.arn not in registered(state):
        raise manifests.validation(f"The parent {parent.arn} must be registered first")
    accounts = manifests.integration_accounts(state.zone.manifest)
    if state.zone.version == "4.0" and any(one.id in accounts and one.parent_id == unit.id for one in backend.accounts):
        raise manifests.validation("Baselines do not apply to the unit that holds the integrations' accounts")


def _baseline_operation(state: Governed, one: Enabled, type_: str, *, remove: bool = False) -> str:
    one.status = "UNDER_CHANGE"

    def finish() -> None:
        one.status, one.drift = "SUCCEEDED", "IN_SYNC"
        if remove:
            state.baselines.pop(one.arn, None)
            forget_tags(one.arn)

    one.last = begin(state, "baseline", type_, seconds("BASELINE", 0.3), finish)
    return one.last


def change_enabled_baseline(call: Call) -> dict[str, Any]:
    """ResetEnabledBaseline, UpdateEnabledBaseline, DisableBaseline."""
    state = governing(call)
    demand_idle(state)
    found = find(state.baselines, str(call.params["enabledBaselineIdentifier"]))
    if call.operation == "DisableBaseline":
        return {"operationIdentifier": _baseline_operation(state, found, "DISABLE_BASELINE", remove=True)}
    if call.operation == "UpdateEnabledBaseline":
        found.version = str(call.params["baselineVersion"])
        found.parameters = list(call.params.get("parameters", found.parameters))
        return {"operationIdentifier": _baseline_operation(state, found, "UPDATE_ENABLED_BASELINE")}
    return {"operationIdentifier": _baseline_operation(state, found, "RESET_ENABLED_BASELINE")}


def _enabled_baseline(one: Enabled) -> dict[str, Any]:
    return {
        "arn": one.arn,
        "baselineIdentifier": one.identifier,
        "baselineVersion": one.version,
        "targetIdentifier": one.target,
        "statusSummary": one.summary(),
        "driftStatusSummary": {"types": {"inheritance": {"status": one.drift}}},
    }


def get_enabled_baseline(call: Call) -> dict[str, Any]:
    one = find(governed(call).baselines, str(call.params["enabledBaselineIdentifier"]))
    return {"enabledBaselineDetails": {**_enabled_baseline(one), "parameters": one.parameters}}


def list_enabled_baselines(call: Call) -> dict[str, Any]:
    state, wanted = governed(call), call.params.get("filter", {})
    identity_center_baseline(call, state)
    return {
        "enabledBaselines": [
            _enabled_baseline(one)
            for one in state.baselines.values()
            if one.target in wanted.get("targetIdentifiers", [one.target])
            and one.identifier in wanted.get("baselineIdentifiers", [one.identifier])
            and one.status in wanted.get("statuses", [one.status])
        ]
    }


def get_baseline_operation(call: Call) -> dict[str, Any]:
    return {"baselineOperation": find_operation(call, "baseline").describe()}


def install() -> None:
    operation(SERVICE, "ListBaselines")(list_baselines)
    operation(SERVICE, "GetBaseline")(get_baseline)
    operation(SERVICE, "EnableBaseline")(enable_baseline)
    operation(SERVICE, "ResetEnabledBaseline", "UpdateEnabledBaseline", "DisableBaseline")(change_enabled_baseline)
    operation(SERVICE, "GetEnabledBaseline")(get_enabled_baseline)
    operation(SERVICE, "ListEnabledBaselines")(list_enabled_baselines)
    operation(SERVICE, "GetBaselineOperation")(get_baseline_operation)

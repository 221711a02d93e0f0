"""Controls of AWS Control Tower.

A control is enabled on a unit that exists. Control Tower also wants the unit registered (its baseline enabled); the
emulator asks for that only once any unit of the organization is registered, because provider versions without
aws_controltower_baseline can't register one.
"""

import re
from typing import Any

from ..core import AwsError, Call, forget_tags, operation, random_upper, seconds, tag
from . import controltower_manifest as manifests
from .controltower import SERVICE, Enabled, Governed, begin, conflict, find_operation, governed, running
from .controltower_baselines import check_unit, find, governing, registered
from .controltower_known_controls import (
    MAX_PROACTIVE_OPERATIONS,
    check_parameters,
    check_requirements,
    is_proactive,
)

# AWS Control Tower API reference, EnableControl, 2026-11.
MAX_CONTROL_OPERATIONS = 100
CONTROL_ARN = re.compile(r"arn:aws:(controltower:[a-z0-9-]*::control/[\w-]+|controlcatalog:::control/[a-z0-9]+)")


def _control_operation(call: Call, state: Governed, one: Enabled, type_: str, finish: Any) -> str:
    if running(state, "landing-zone"):
        raise conflict("AWS Control Tower could not start the operation because the landing zone is being changed")
    if one.status == "UNDER_CHANGE" and one.last is not None:
        raise conflict(f"Another operation on {one.identifier} is in progress for {one.target}")
    if len(running(state, "control")) >= MAX_CONTROL_OPERATIONS:
        raise AwsError(
            "ServiceQuotaExceededException",
            f"The request would cause a service quota to be exceeded. The limit is {MAX_CONTROL_OPERATIONS} "
            "concurrent operations.",
        )
    proactive = [each for each in state.controls.values() if is_proactive(each.identifier)]
    if (
        is_proactive(one.identifier)
        and sum(each.status == "UNDER_CHANGE" for each in proactive) >= MAX_PROACTIVE_OPERATIONS
    ):
        raise AwsError(
            "ServiceQuotaExceededException",
            f"The request would cause a service quota to be exceeded. The limit is {MAX_PROACTIVE_OPERATIONS} "
            "concurrent operations for proactive controls.",
        )
    one.status = "UNDER_CHANGE"
    one.last = begin(
        state,
        "control",
        type_,
        seconds("CONTROL", 0.2),
        finish,
        controlIdentifier=one.identifier,
        targetIdentifier=one.target,
        enabledControlIdentifier=one.arn,
    )
    return one.last


def _succeed(one: Enabled) -> None:
    one.status, one.drift = "SUCCEEDED", "IN_SYNC"


def enable_control(call: Call) -> dict[str, Any]:
    state = governing(call)
    identifier, target = str(call.params["controlIdentifier"]), str(call.params["targetIdentifier"])
    if not CONTROL_ARN.fullmatch(identifier):
        raise manifests.validation(f"{identifier} is no ARN of a control")
    check_unit(call, target)
    units = registered(state)
    if units and target not in units:
        raise manifests.validation(f"The organizational unit {target} is not registered with AWS Control Tower")
    if any((one.identifier, one.target) == (identifier, target) for one in state.controls.values()):
        raise conflict(f"{identifier} is already enabled on {target}")
    check_parameters(identifier, call.params.get("parameters", []))
    check_requirements(identifier, [one for one in state.controls.values() if one.target == target])
    arn = f"arn:aws:controltower:{call.region}:{call.account}:enabledcontrol/{random_upper()}"
    made = Enabled(arn, identifier, target, list(call.params.get("parameters", [])))
    started = _control_operation(call, state, made, "ENABLE_CONTROL", lambda: _succeed(made))
    state.controls[arn] = made
    tag(arn, call.params.get("tags"))
    return {"arn": arn, "operationIdentifier": started}


def disable_control(call: Call) -> dict[str, Any]:
    state = governing(call)
    arn = call.params.get("enabledControlIdentifier")
    if arn is None:
        wanted = (call.params.get("controlIdentifier"), call.params.get("targetIdentifier"))
        arn = next((a for a, one in state.controls.items() if (one.identifier, one.target) == wanted), "")
    found = find(state.controls, str(arn))

    def finish() -> None:
        state.controls.pop(found.arn, None)
        forget_tags(found.arn)

    return {"operationIdentifier": _control_operation(call, state, found, "DISABLE_CONTROL", finish)}


def update_enabled_control(call: Call) -> dict[str, Any]:
    state = governing(call)
    found = find(state.controls, str(call.params["enabledControlIdentifier"]))
    check_parameters(found.identifier, call.params["parameters"])
    started = _control_operation(call, state, found, "UPDATE_ENABLED_CONTROL", lambda: _succeed(found))
    found.parameters = list(call.params["parameters"])
    return {"operationIdentifier": started}


def reset_enabled_control(call: Call) -> dict[str, Any]:
    state = governing(call)
    found = find(state.controls, str(call.params["enabledControlIdentifier"]))
    return {
        "operationIdentifier": _control_operation(call, state, found, "RESET_ENABLED_CONTROL", lambda: _succeed(found))
    }


def _control(one: Enabled) -> dict[str, Any]:
    return {
        "arn": one.arn,
        "controlIdentifier": one.identifier,
        "targetIdentifier": one.target,
        "statusSummary": one.summary(),
        "driftStatusSummary": {"driftStatus": one.drift},
    }


def get_enabled_control(call: Call) -> dict[str, Any]:
    state = governed(call)
    one = find(state.controls, str(call.params["enabledControlIdentifier"]))
    regions = [] if state.zone is None else state.zone.manifest.get("governedRegions", [])
    details = {"parameters": one.parameters, "targetRegions": [{"name": region} for region in regions]}
    return {"enabledControlDetails": {**_control(one), **details}}


def list_enabled_controls(call: Call) -> dict[str, Any]:
    wanted, target = call.params.get("filter", {}), call.params.get("targetIdentifier")
    if target is not None:
        check_unit(call, target)
    return {
        "enabledControls": [
            _control(one)
            for one in governed(call).controls.values()
            if target in (None, one.target)
            and one.identifier in wanted.get("controlIdentifiers", [one.identifier])
            and one.status in wanted.get("statuses", [one.status])
        ]
    }


def get_control_operation(call: Call) -> dict[str, Any]:
    return {"controlOperation": find_operation(call, "control").describe()}


def list_control_operations(call: Call) -> dict[str, Any]:
    listed = [one for one in governed(call).operations.values() if one.kind == "control"]
    return {"controlOperations": [one.describe() for one in reversed(listed)]}


def install() -> None:
    operation(SERVICE, "EnableControl")(enable_control)
    operation(SERVICE, "DisableControl")(disable_control)
    operation(SERVICE, "UpdateEnabledControl")(update_enabled_control)
    operation(SERVICE, "ResetEnabledControl")(reset_enabled_control)
    operation(SERVICE, "GetEnabledControl")(get_enabled_control)
    operation(SERVICE, "ListEnabledControls")(list_enabled_controls)
    operation(SERVICE, "GetControlOperation")(get_control_operation)
    operation(SERVICE, "ListControlOperations")(list_control_operations)

"""What Control Tower knows of controls that need others, or that take parameters.

Controls that are not here are taken as they come: the emulator has no catalogue of all of them.
"""

from collections.abc import Iterable
from typing import Any

from . import controltower_manifest as manifests
from .controltower import Enabled

# AWS Control Tower user guide, quotas, 2026-11: so many of the control operations may be about proactive controls.
MAX_PROACTIVE_OPERATIONS = 20

# AWS Control Catalog API reference, ControlParameter, 2026-11. The Region deny for units takes the first three.
REGION_DENY = "ka8e3pkqefnjsxuyc26ji580"
REGION_DENY_PARAMETERS = {"AllowedRegions", "ExemptedPrincipalArns", "ExemptedActions"}

# AWS Control Tower controls reference, "Tables of control metadata", eu-west-1, 2026-11.
HOOKS_PROTECTED = "XLSIRLRDKWVQ"
PROACTIVE = {
    "INPHVGNNYWHE",  # CT.S3.PR.1
    "CZSRNXVWVWON",  # CT.EC2.PR.7
    "WLPOBBCCAWEG",  # CT.RDS.PR.16
    "XRTOTOYPMYBC",  # CT.SAGEMAKER.PR.1
    "YEXOMFQQIRQX",  # CT.SAGEMAKER.PR.2
    "QUAMXLGBEEBM",  # CT.SAGEMAKER.PR.3
}


def is_proactive(identifier: str) -> bool:
    return _name(identifier) in PROACTIVE


def check_requirements(identifier: str, on_unit: Iterable[Enabled]) -> None:
    """A proactive control is a hook, and hooks are protected before they work."""
    enabled = {_name(one.identifier) for one in on_unit if one.status == "SUCCEEDED"}
    if is_proactive(identifier) and HOOKS_PROTECTED not in enabled:
        raise manifests.validation(
            "AWS Control Tower cannot enable a proactive control on this organizational unit before the control "
            "CT.CLOUDFORMATION.PR.1 is enabled"
        )


def check_parameters(identifier: str, parameters: Iterable[dict[str, Any]]) -> None:
    if _name(identifier) != REGION_DENY:
        return
    given = {str(one["key"]): one["value"] for one in parameters}
    unknown = sorted(set(given) - REGION_DENY_PARAMETERS)
    if unknown:
        raise manifests.validation(f"The control does not take the parameters {', '.join(unknown)}")
    if not given.get("AllowedRegions"):
        raise manifests.validation("The control needs the parameter AllowedRegions")
    wrong = sorted(key for key, value in given.items() if not isinstance(value, list))
    if wrong:
        raise manifests.validation(f"The parameters {', '.join(wrong)} are no lists")


def _name(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]

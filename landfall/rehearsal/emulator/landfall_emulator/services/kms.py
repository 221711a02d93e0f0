"""KMS: key policies decide with their conditions. moto refuses whatever a Deny names, whoever calls and whatever the
condition says, and it looks at no Allow: here a Deny counts only if it applies to the caller."""

from moto.kms import responses
from moto.kms.exceptions import AccessDeniedException
from moto.kms.models import Key

from ..core import current_caller
from ..policies import Asked, context_of, evaluate


def _refuse_what_the_policy_denies(key: Key, action: str) -> None:
    if not key.policy:
        return
    caller = current_caller()
    if evaluate(key.policy, Asked(caller, action, key.arn, context=context_of(caller))) == "deny":
        raise AccessDeniedException(
            message=f"User: {caller.arn} is not authorized to perform: {action} on resource: {key.arn} "
            "with an explicit deny in a resource-based policy"
        )


def install() -> None:
    setattr(responses, "validate_policy", _refuse_what_the_policy_denies)  # noqa: B010

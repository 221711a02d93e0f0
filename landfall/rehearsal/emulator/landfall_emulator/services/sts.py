"""STS: who may assume which role.

moto lets anyone assume any role, even one that does not exist. Here a role must exist and its trust policy must name
the caller. AWS also wants a permission in the caller's own account where the trust names only its account's root; the
emulator takes that permission as given. IAM refuses trust policies that name a role or user that isn't there
(MalformedPolicyDocument); so does this module, for accounts the emulator knows.
"""

import re
from typing import Any

from moto.iam.models import Role, iam_backends
from moto.organizations.models import organizations_backends

from .. import organization
from ..core import MANAGEMENT, AwsError, Call, operation
from ..policies import Asked, context_of, evaluate, principals
from ..principals import ADMINISTRATOR

ROLE_ARN = re.compile(r"arn:aws:iam::(\d{12}):role/(?:(.+)/)?([^/]+)")
ENTITY_ARN = re.compile(r"arn:aws:iam::(\d{12}):(role|user)(/(?:.+/)?)([^/]+)")
# Sessions live an hour; a role assumed by another role's session can't live longer than that.
CHAINED_SECONDS = 3600


def find_role(arn: str) -> Role | None:
    """A role by its exact ARN, path included."""
    match = ROLE_ARN.fullmatch(arn)
    if match is None or match.group(1) not in iam_backends:
        return None
    return next((role for role in iam_backends[match.group(1)]["aws"].roles.values() if role.arn == arn), None)


def _denied(call: Call, arn: str) -> AwsError:
    message = f"User: {call.caller.arn} is not authorized to perform: {_action(call)} on resource: {arn}"
    return AwsError("AccessDenied", message, 403)


def _action(call: Call) -> str:
    return f"sts:{call.operation}"


def assume_role(call: Call) -> dict[str, Any]:
    arn = str(call.params["RoleArn"])
    role = find_role(arn)
    external = call.params.get("ExternalId")
    context = context_of(call.caller)
    if external is not None:
        context["sts:externalid"] = (str(external),)
    context["sts:rolesessionname"] = (str(call.params.get("RoleSessionName", "")),)
    asked = Asked(call.caller, _action(call), arn, context=context)
    if role is None or evaluate(role.assume_role_policy_document, asked) != "allow":
        raise _denied(call, arn)
    duration = int(call.params.get("DurationSeconds", CHAINED_SECONDS))
    longest = int(role.max_session_duration or CHAINED_SECONDS)
    if duration > longest:
        raise AwsError(
            "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        )
    if ":role/" in call.caller.arn and duration > CHAINED_SECONDS:
        raise AwsError(
            "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
        )
    return call.forward()


def assume_role_with_web_identity(call: Call) -> dict[str, Any]:
    """The token is not checked; the role must exist and trust some identity provider of its own account."""
    arn = str(call.params["RoleArn"])
    role = find_role(arn)
    if role is None or "Federated" not in role.assume_role_policy_document:
        raise AwsError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403)
    return call.forward()


def get_caller_identity(call: Call) -> dict[str, Any]:
    answer = call.forward()
    if call.caller.arn == ADMINISTRATOR.arn:
        return {"Account": MANAGEMENT, "UserId": "AIDAADMINISTRATOR000", "Arn": ADMINISTRATOR.arn}
    return answer


def _known(account: str) -> bool:
    if account == MANAGEMENT or account in organizations_backends.master_accounts:
        return True
    return organization.backend_of(account) is not None


def check_trust(document: str) -> None:
    """Raises MalformedPolicyDocument, as IAM does, if a trust policy names a role or user that does not exist."""
    try:
        named = principals(document)
    except ValueError:
        raise AwsError("MalformedPolicyDocument", "This policy contains invalid Json", 400) from None
    for name in named:
        if name == "*" or re.fullmatch(r"\d{12}|arn:aws:iam::\d{12}:root", name):
            continue
        if re.fullmatch(r"arn:aws:sts::\d{12}:(assumed-role|federated-user)/.+", name):
            continue
        match = ENTITY_ARN.fullmatch(name)
        if match is None:
            raise AwsError("MalformedPolicyDocument", f'Invalid principal in policy: "AWS":"{name}"', 400)
        account, kind = match.group(1), match.group(2)
        if not _known(account) or name == ADMINISTRATOR.arn:
            continue
        backend = iam_backends[account]["aws"]
        entities = backend.roles.values() if kind == "role" else backend.users.values()
        if all(entity.arn != name for entity in entities):
            raise AwsError("MalformedPolicyDocument", f'Invalid principal in policy: "AWS":"{name}"', 400)


def create_role(call: Call) -> dict[str, Any]:
    check_trust(str(call.params["AssumeRolePolicyDocument"]))
    return call.forward()


def update_assume_role_policy(call: Call) -> dict[str, Any]:
    check_trust(str(call.params["PolicyDocument"]))
    return call.forward()


def install() -> None:
    operation("sts", "AssumeRole")(assume_role)
    operation("sts", "AssumeRoleWithWebIdentity")(assume_role_with_web_identity)
    operation("sts", "GetCallerIdentity")(get_caller_identity)
    operation("iam", "CreateRole")(create_role)
    operation("iam", "UpdateAssumeRolePolicy")(update_assume_role_policy)

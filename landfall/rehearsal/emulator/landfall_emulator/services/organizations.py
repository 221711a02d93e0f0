"""AWS Organizations: accounts, units, delegation.

Where moto is wrong: an account is there at once; two may have one e-mail; a member asks an empty organization of its
own; a name may not repeat anywhere in the tree, although AWS forbids it among siblings only; six services may have a
delegated administrator; a deleted unit keeps its policies in use. Policies are in `organizations_policies`.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from moto.organizations import models as moto_models
from moto.organizations.models import FakeAccount, OrganizationsBackend, organizations_backends
from moto.organizations.responses import OrganizationsResponse

from .. import organization
from ..core import AwsError, Call, Store, later, on_reset, operation, random_id, seconds

# Quota of AWS Organizations, 2026-01: units may be nested five deep under the root.
MAX_DEPTH = 5
SERVICE = "organizations"


@dataclass
class Request:
    """A request to make an account."""

    id: str
    name: str
    email: str
    requested: datetime
    failure: str | None = None
    account: str | None = None
    completed: datetime | None = None

    def describe(self) -> dict[str, Any]:
        return {
            "Id": self.id,
            "AccountName": self.name,
            "State": "IN_PROGRESS" if self.completed is None else "FAILED" if self.failure else "SUCCEEDED",
            "RequestedTimestamp": self.requested,
            "CompletedTimestamp": self.completed,
            "AccountId": self.account,
            "FailureReason": self.failure if self.completed else None,
        }


requests: Store[dict[str, Request]] = Store(dict)

# What every account may ask about the organization it is in, and what delegated administrators may read.
_FOR_ALL = {"DescribeOrganization"}
_FOR_DELEGATED = re.compile(r"^(List|Describe)")


def require_backend(account: str) -> OrganizationsBackend:
    backend = organization.backend_of(account)
    if backend is None:
        raise AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    return backend


def _response_backend(self: OrganizationsResponse) -> OrganizationsBackend:
    """The organization a request is about. A member that may not ask gets what AWS answers it."""
    account = self.current_account
    own = organizations_backends[account][self.partition]
    if account not in organizations_backends.master_accounts:
        return own
    action = self._get_action()
    if action in _FOR_ALL or (_FOR_DELEGATED.match(action) and organization.is_delegated(account)):
        return require_backend(account)
    raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")


def _require_management(call: Call) -> OrganizationsBackend:
    backend = require_backend(call.account)
    if backend.account_id != call.account:
        raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")
    return backend


def create_account(call: Call) -> dict[str, Any]:
    """AWS makes accounts later and says only then that an e-mail is taken. It compares without regard to case."""
    backend = _require_management(call)
    email = str(call.params["Email"])
    request = Request(random_id("car-", 32), str(call.params["AccountName"]), email, datetime.now(timezone.utc))
    requests.of(call.account)[request.id] = request
    taken = {account.email.lower() for account in backend.accounts}
    taken |= {
        other.email.lower()
        for other in requests.of(call.account).values()
        if other is not request and other.completed is None
    }
    if email.lower() in taken:
        request.failure = "EMAIL_ALREADY_EXISTS"

    def finish() -> None:
        if request.failure is None:
            made = backend.create_account(
                **{key: value for key, value in call.params.items() if key != "IamUserAccessToBilling"}
            )
            request.account = str(made["CreateAccountStatus"]["AccountId"])
        request.completed = datetime.now(timezone.utc)
        if request.account is not None:
            organization.account_placed(request.account)

    later(seconds("ACCOUNT", 0.3), finish)
    return {"CreateAccountStatus": request.describe()}


def describe_create_account_status(call: Call) -> dict[str, Any]:
    _require_management(call)
    request = requests.of(call.account).get(call.params["CreateAccountRequestId"])
    if request is None:
        raise AwsError("CreateAccountStatusNotFoundException", "We can't find a create account request with that id.")
    return {"CreateAccountStatus": request.describe()}


def list_create_account_status(call: Call) -> dict[str, Any]:
    _require_management(call)
    states = call.params.get("States") or ["IN_PROGRESS", "SUCCEEDED", "FAILED"]
    described = [request.describe() for request in requests.of(call.account).values()]
    return {"CreateAccountStatuses": [status for status in described if status["State"] in states]}


def move_account(call: Call) -> None:
    backend = _require_management(call)
    account = next((one for one in backend.accounts if one.id == call.params["AccountId"]), None)
    if account is None:
        raise AwsError("AccountNotFoundException", "You specified an account that doesn't exist.")
    source, destination = call.params["SourceParentId"], call.params["DestinationParentId"]
    if not organization.unit_exists(destination, call.account):
        raise AwsError("DestinationParentNotFoundException", "We can't find the destination container with that id.")
    if account.parent_id == destination:
        raise AwsError("DuplicateAccountException", "That account is already present in the specified destination.")
    if account.parent_id != source:
        raise AwsError("SourceParentNotFoundException", "We can't find a source root or OU with that id.")
    account.parent_id = destination
    organization.account_placed(account.id)


def _siblings(backend: OrganizationsBackend, parent: str | None) -> list[str]:
    return [str(unit.name) for unit in backend.ou if unit.parent_id == parent]


def _depth(backend: OrganizationsBackend, unit: str) -> int:
    parents = {one.id: one.parent_id for one in backend.ou}
    depth = 0
    current: str | None = unit
    while current is not None and parents.get(current) is not None:
        depth += 1
        current = parents[current]
    return depth


def create_organizational_unit(call: Call) -> dict[str, Any]:
    backend = _require_management(call)
    parent = call.params["ParentId"]
    if not organization.unit_exists(parent, call.account):
        raise AwsError("ParentNotFoundException", "We can't find a root or OU with the ParentId that you specified.")
    if call.params["Name"] in _siblings(backend, parent):
        raise AwsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")
    if _depth(backend, parent) >= MAX_DEPTH:
        raise AwsError(
            "ConstraintViolationException", "You have exceeded the number of levels of OUs (OU_DEPTH_LIMIT_EXCEEDED)."
        )
    return dict(backend.create_organizational_unit(**call.params))


def update_organizational_unit(call: Call) -> dict[str, Any]:
    backend = _require_management(call)
    unit = backend.get_organizational_unit_by_id(call.params["OrganizationalUnitId"])
    name = call.params.get("Name", unit.name)
    if name != unit.name and name in _siblings(backend, unit.parent_id):
        raise AwsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")
    unit.name = name
    return dict(unit.describe())


def delete_organizational_unit(call: Call) -> None:
    backend = _require_management(call)
    unit = backend.get_organizational_unit_by_id(call.params["OrganizationalUnitId"])
    if any(one.parent_id == unit.id for of in (backend.ou, backend.accounts) for one in of):
        raise AwsError(
            "OrganizationalUnitNotEmptyException", "The specified OU is not empty. Move all accounts and OUs out of it."
        )
    for policy in unit.attached_policies:
        policy.attachments.remove(unit)
    backend.ou.remove(unit)


def register_delegated_administrator(call: Call) -> None:
    """Needs trusted access of the service and an active member; the management account can't be one."""
    backend = _require_management(call)
    account, principal = call.params["AccountId"], call.params["ServicePrincipal"]
    if account == call.account:
        raise AwsError(
            "ConstraintViolationException",
            "You cannot register the management account as delegated administrator for your organization.",
        )
    found = next((one for one in backend.accounts if one.id == account), None)
    if found is None:
        raise AwsError("AccountNotFoundException", "You specified an account that doesn't exist.")
    if found.state != "ACTIVE":
        raise AwsError(
            "ConstraintViolationException", "You cannot register a suspended account as delegated administrator."
        )
    if not organization.service_enabled(principal, call.account):
        raise AwsError(
            "ConstraintViolationException",
            f"Trusted access of {principal} is not enabled in the organization (SERVICE_ACCESS_NOT_ENABLED).",
        )
    backend.register_delegated_administrator(**call.params)


def close_account(call: Call) -> None:
    backend = _require_management(call)
    if call.params["AccountId"] == call.account:
        raise AwsError("ConstraintViolationException", "You can't close the management account.")
    backend.close_account(**call.params)


def _trusted(principal: str) -> bool:
    """moto knows 38 services by name, AWS has more every year."""
    return bool(re.fullmatch(r"[a-z0-9.-]+\.amazonaws\.com", principal))


def _describe_account(self: FakeAccount) -> dict[str, Any]:
    """`State` tells more than `Status` (PENDING_ACTIVATION, CLOSED) and replaces it in September 2026.

    An account that was closed is CLOSED in the one and SUSPENDED in the other; suspended by AWS, which nothing here
    does, it would be SUSPENDED in both.
    """
    described = dict(_moto_describe(self))
    described["State"] = "CLOSED" if self.state == "SUSPENDED" else self.state
    path = organization.principal_path(self.id)
    if path is not None:
        described["Paths"] = [f"{path}{self.id}/"]
    return described


_moto_describe = FakeAccount.describe


def install() -> None:
    on_reset(organizations_backends.master_accounts.clear)
    setattr(OrganizationsResponse, "organizations_backend", property(_response_backend))  # noqa: B010
    setattr(FakeAccount, "describe", _describe_account)  # noqa: B010
    for kind, name in (
        (moto_models.FakeServiceAccess, "trusted_service"),
        (moto_models.FakeDelegatedAdministrator, "supported_service"),
    ):
        setattr(kind, name, staticmethod(_trusted))
    operation(SERVICE, "CreateAccount")(create_account)
    operation(SERVICE, "DescribeCreateAccountStatus")(describe_create_account_status)
    operation(SERVICE, "ListCreateAccountStatus")(list_create_account_status)
    operation(SERVICE, "MoveAccount")(move_account)
    operation(SERVICE, "CreateOrganizationalUnit")(create_organizational_unit)
    operation(SERVICE, "UpdateOrganizationalUnit")(update_organizational_unit)
    operation(SERVICE, "DeleteOrganizationalUnit")(delete_organizational_unit)
    operation(SERVICE, "RegisterDelegatedAdministrator")(register_delegated_administrator)
    operation(SERVICE, "CloseAccount")(close_account)

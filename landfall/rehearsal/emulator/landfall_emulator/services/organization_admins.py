"""Administrator accounts of the security services: GuardDuty, Security Hub, Macie, Inspector, Detective.

In each Region the management account names one member account. As in AWS, that gives the service trusted access and
registers the account as its delegated administrator. `admin_of` is for what only that account may do.
"""

import time
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from .. import internal, organization
from ..core import AwsError, Call, Store, operation
from ._organization import is_management, management_of, trust


@dataclass(frozen=True)
class Kind:
    """How a service names its operations and members."""

    service: str
    principal: str
    parameter: str
    listed: str
    account: str
    status: str | None
    invalid: str
    conflict: str
    enable: str = "EnableOrganizationAdminAccount"
    disable: str = "DisableOrganizationAdminAccount"
    list: str = "ListOrganizationAdminAccounts"


KINDS = (
    Kind(
        service="guardduty",
        principal="guardduty.amazonaws.com",
        parameter="AdminAccountId",
        listed="AdminAccounts",
        account="AdminAccountId",
        status="AdminStatus",
        invalid="BadRequestException",
        conflict="BadRequestException",
    ),
    Kind(
        service="securityhub",
        principal="securityhub.amazonaws.com",
        parameter="AdminAccountId",
        listed="AdminAccounts",
        account="AccountId",
        status="Status",
        invalid="InvalidInputException",
        conflict="ResourceConflictException",
    ),
    Kind(
        service="macie2",
        principal="macie.amazonaws.com",
        parameter="adminAccountId",
        listed="adminAccounts",
        account="accountId",
        status="status",
        invalid="ValidationException",
        conflict="ConflictException",
    ),
    Kind(
        service="inspector2",
        principal="inspector2.amazonaws.com",
        parameter="delegatedAdminAccountId",
        listed="delegatedAdminAccounts",
        account="accountId",
        status="status",
        invalid="ValidationException",
        conflict="ConflictException",
        enable="EnableDelegatedAdminAccount",
        disable="DisableDelegatedAdminAccount",
        list="ListDelegatedAdminAccounts",
    ),
    Kind(
        service="detective",
        principal="detective.amazonaws.com",
        parameter="AccountId",
        listed="Administrators",
        account="AccountId",
        status=None,
        invalid="ValidationException",
        conflict="ValidationException",
    ),
)

_admins: Store[dict[str, str]] = Store(dict)


def admin_of(service: str, account: str, region: str) -> str | None:
    """The administrator account of the organization of `account`."""
    return _admins.of(management_of(account), region).get(service)


def demand_admin(call: Call, code: str) -> None:
    """Only the administrator account may go on."""
    if admin_of(call.service, call.account, call.region) != call.account:
        message = "The request is rejected because the account is not the delegated administrator of the organization"
        raise AwsError(code, message)


def _declare(kind: Kind) -> None:
    def demand_management(call: Call) -> None:
        if not is_management(call.account):
            raise AwsError("AccessDeniedException", "Only the management account of an organization can do this", 403)

    @operation(kind.service, kind.enable)
    def enable(call: Call) -> dict[str, Any]:
        demand_management(call)
        account, known = call.params[kind.parameter], _admins.of(call.account, call.region)
        if organization.member(account, call.account) is None:
            raise AwsError(kind.invalid, f"{account} is no account of the organization")
        if known.get(kind.service, account) != account:
            raise AwsError(kind.conflict, f"{known[kind.service]} is the administrator account already")
        trust(call.account, kind.principal)
        _register(call, "register_delegated_administrator", account, kind.principal)
        known[kind.service] = account
        return {kind.parameter: account}

    @operation(kind.service, kind.disable)
    def disable(call: Call) -> dict[str, Any]:
        demand_management(call)
        known = _admins.of(call.account, call.region)
        account = known.get(kind.service)
        if account is None or call.params.get(kind.parameter, account) != account:
            raise AwsError(kind.invalid, f"{call.params.get(kind.parameter)} is not the administrator account")
        del known[kind.service]
        if not any(kind.service in other for owner, _, other in _admins.items() if owner == call.account):
            _register(call, "deregister_delegated_administrator", account, kind.principal)
        return {kind.parameter: account}

    @operation(kind.service, kind.list)
    def list_all(call: Call) -> dict[str, Any]:
        account = admin_of(kind.service, call.account, call.region)
        if account is None:
            return {kind.listed: []}
        about = {kind.account: account, "DelegationTime": time.time()}
        return {kind.listed: [about if kind.status is None else {**about, kind.status: "ENABLED"}]}


def _register(call: Call, what: str, account: str, principal: str) -> None:
    """Nothing to do where it was registered or deregistered by hand."""
    try:
        internal.call("organizations", what, call.account, call.region, AccountId=account, ServicePrincipal=principal)
    except ClientError as error:
        if not error.response["Error"]["Code"].startswith("AccountAlready") and "NotRegistered" not in str(error):
            raise AwsError("AccessDeniedException", str(error), 403) from None


def install() -> None:
    for kind in KINDS:
        _declare(kind)

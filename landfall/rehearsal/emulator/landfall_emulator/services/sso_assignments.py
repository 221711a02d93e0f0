"""IAM Identity Center: provisioning of permission sets to accounts, account assignments."""

import time
from typing import Any

from ..core import MANAGEMENT, AwsError, Call, operation, random_uuid
from . import _sso_roles
from ._organization import is_active_member, management_of
from ._sso_roles import PermissionSet
from .identitystore import principal_exists
from .sso_admin import (
    AssignmentKey,
    Instance,
    Status,
    administrated,
    changed,
    instance_of,
    not_from_a_delegate,
    permission_set_of,
)


def _request(instance: Instance, what: Status) -> Status:
    """Answered as in progress; who asks again sees how it ended."""
    request_id = random_uuid()
    instance.requests[request_id] = {**what, "RequestId": request_id, "CreatedDate": time.time()}
    return {**instance.requests[request_id], "Status": "IN_PROGRESS", "FailureReason": None}


def _outcome(instance: Instance, request_id: str) -> Status:
    if request_id not in instance.requests:
        raise AwsError("ResourceNotFoundException", f"Could not find a request with id {request_id}")
    return instance.requests[request_id]


def _provision(instance: Instance, permission_set: PermissionSet, account: str) -> Status:
    missing = _sso_roles.missing_policy(permission_set, account)
    if missing is not None:
        reason = f"Received a 404 status error: Not supported policy {missing}."
        return {"Status": "FAILED", "FailureReason": reason}
    _sso_roles.provision(permission_set, account, instance.region)
    return {"Status": "SUCCEEDED"}


@operation("sso-admin", "ProvisionPermissionSet")
def provision_permission_set(call: Call) -> dict[str, Any]:
    permission_set, instance = changed(call), instance_of(call)
    accounts = sorted(permission_set.roles)
    if call.params["TargetType"] == "AWS_ACCOUNT":
        if call.params.get("TargetId") not in permission_set.roles:
            raise AwsError("ResourceNotFoundException", "The permission set is not provisioned to that account")
        accounts = [call.params["TargetId"]]
    outcomes = [_provision(instance, permission_set, account) for account in accounts]
    outcome = next((o for o in outcomes if o["Status"] == "FAILED"), {"Status": "SUCCEEDED"})
    what = {"PermissionSetArn": permission_set.arn, "AccountId": call.params.get("TargetId")}
    status = _request(instance, {**what, **outcome})
    return {"PermissionSetProvisioningStatus": status}


@operation("sso-admin", "DescribePermissionSetProvisioningStatus")
def describe_provisioning(call: Call) -> dict[str, Any]:
    request_id = call.params["ProvisionPermissionSetRequestId"]
    return {"PermissionSetProvisioningStatus": _outcome(administrated(call), request_id)}


@operation("sso-admin", "ListPermissionSetsProvisionedToAccount")
def list_permission_sets_of_account(call: Call) -> dict[str, Any]:
    sets = administrated(call).permission_sets.values()
    return {"PermissionSets": [s.arn for s in sets if call.params["AccountId"] in s.roles]}


@operation("sso-admin", "ListAccountsForProvisionedPermissionSet")
def list_accounts_of_permission_set(call: Call) -> dict[str, Any]:
    return {"AccountIds": sorted(permission_set_of(call, administrated(call)).roles)}


# Account assignments


def _key(call: Call) -> AssignmentKey:
    given = call.params
    return given["TargetId"], given["PermissionSetArn"], given["PrincipalType"], given["PrincipalId"]


def _assignment_status(key: AssignmentKey) -> Status:
    return {
        "TargetId": key[0],
        "TargetType": "AWS_ACCOUNT",
        "PermissionSetArn": key[1],
        "PrincipalType": key[2],
        "PrincipalId": key[3],
    }


@operation("sso-admin", "CreateAccountAssignment")
def create_account_assignment(call: Call) -> dict[str, Any]:
    instance, key = administrated(call), _key(call)
    account, _, kind, principal = key
    permission_set = permission_set_of(call, instance)
    not_from_a_delegate(call, account)
    if not (is_active_member(account, MANAGEMENT) or account == management_of(MANAGEMENT)):
        raise AwsError("ResourceNotFoundException", f"AWS account {account} is no active account of the organization")
    if not principal_exists(instance.store_id, kind, principal):
        raise AwsError("ResourceNotFoundException", f"{kind} with id {principal} does not exist in the identity store")
    outcome = _provision(instance, permission_set, account)
    if outcome["Status"] == "SUCCEEDED":
        instance.assignments[key] = time.time()
    return {"AccountAssignmentCreationStatus": _request(instance, {**_assignment_status(key), **outcome})}


@operation("sso-admin", "DescribeAccountAssignmentCreationStatus")
def describe_assignment_creation(call: Call) -> dict[str, Any]:
    request_id = call.params["AccountAssignmentCreationRequestId"]
    return {"AccountAssignmentCreationStatus": _outcome(administrated(call), request_id)}


@operation("sso-admin", "DeleteAccountAssignment")
def delete_account_assignment(call: Call) -> dict[str, Any]:
    instance, key = administrated(call), _key(call)
    permission_set = permission_set_of(call, instance)
    not_from_a_delegate(call, key[0])
    if key not in instance.assignments:
        raise AwsError("ResourceNotFoundException", "There is no such account assignment")
    del instance.assignments[key]
    if not any(other[:2] == key[:2] for other in instance.assignments):
        _sso_roles.remove(permission_set, key[0])
    return {"AccountAssignmentDeletionStatus": _request(instance, {**_assignment_status(key), "Status": "SUCCEEDED"})}


@operation("sso-admin", "DescribeAccountAssignmentDeletionStatus")
def describe_assignment_deletion(call: Call) -> dict[str, Any]:
    request_id = call.params["AccountAssignmentDeletionRequestId"]
    return {"AccountAssignmentDeletionStatus": _outcome(administrated(call), request_id)}


def _assignments(instance: Instance) -> list[dict[str, str]]:
    names = ("AccountId", "PermissionSetArn", "PrincipalType", "PrincipalId")
    return [dict(zip(names, key, strict=True)) for key in instance.assignments]


@operation("sso-admin", "ListAccountAssignments")
def list_account_assignments(call: Call) -> dict[str, Any]:
    wanted = (call.params["AccountId"], call.params["PermissionSetArn"])
    found = [a for a in _assignments(administrated(call)) if (a["AccountId"], a["PermissionSetArn"]) == wanted]
    return {"AccountAssignments": found}


@operation("sso-admin", "ListAccountAssignmentsForPrincipal")
def list_account_assignments_for_principal(call: Call) -> dict[str, Any]:
    account = call.params.get("Filter", {}).get("AccountId")
    found = [
        a
        for a in _assignments(administrated(call))
        if a["PrincipalId"] == call.params["PrincipalId"] and account in (None, a["AccountId"])
    ]
    return {"AccountAssignments": found}


def install() -> None:
    """The operations are declared when the module is imported."""

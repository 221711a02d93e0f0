"""IAM Identity Center: the instance and permission sets.

There is one instance, that of the organization: it belongs to the management account and to the first Region in which
anybody asks for it, and every account of the organization sees it. As in AWS, only the management account and delegated
administrators of sso.amazonaws.com work on permission sets and assignments, the latter not on those of the management
account. Assignments are in `sso_assignments`, applications and the rest in `sso_applications`.
"""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from moto.iam.models import iam_backends

from ..core import (
    MANAGEMENT,
    AwsError,
    Call,
    forget_tags,
    on_reset,
    operation,
    random_id,
    tag,
    tag_operations,
)
from ._organization import administers, management_of
from ._sso_roles import PermissionSet

SERVICE = "sso.amazonaws.com"
Status = dict[str, Any]
AssignmentKey = tuple[str, str, str, str]
"""(account, permission set ARN, principal type, principal id)"""

# https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html (2026-11)
POLICIES_PER_SET = 20


@dataclass
class Instance:
    region: str
    arn: str = field(default_factory=lambda: random_id("arn:aws:sso:::instance/ssoins-", 16))
    store_id: str = field(default_factory=lambda: random_id("d-", 10))
    name: str | None = None
    created: float = field(default_factory=time.time)
    permission_sets: dict[str, PermissionSet] = field(default_factory=dict)
    assignments: dict[AssignmentKey, float] = field(default_factory=dict)
    requests: dict[str, Status] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.arn.rsplit("/", 1)[-1]


_instances: list[Instance] = []
on_reset(_instances.clear)


def home_instance(region: str) -> Instance:
    """The organization's instance, which comes to life in the Region of the first question."""
    if not _instances:
        _instances.append(Instance(region))
    return _instances[0]


def instance_of(call: Call) -> Instance:
    instance = home_instance(call.region)
    if call.params.get("InstanceArn", instance.arn) != instance.arn or call.region != instance.region:
        raise AwsError("ResourceNotFoundException", f"Could not find Instance with id {call.params.get('InstanceArn')}")
    return instance


def administrated(call: Call) -> Instance:
    """The instance, if the caller's account may work on permission sets and assignments."""
    if call.account != MANAGEMENT and not administers(call.account, SERVICE):
        raise AwsError("AccessDeniedException", f"{call.caller.arn} is not authorized to perform: sso:{call.operation}")
    return instance_of(call)


def permission_set_of(call: Call, instance: Instance) -> PermissionSet:
    arn = call.params["PermissionSetArn"]
    if arn not in instance.permission_sets:
        raise AwsError("ResourceNotFoundException", f"Could not find PermissionSet with id {arn.rsplit('/', 1)[-1]}")
    return instance.permission_sets[arn]


def not_from_a_delegate(call: Call, account: str) -> None:
    if account == MANAGEMENT and call.account != MANAGEMENT:
        raise AwsError("AccessDeniedException", "A delegated administrator can't manage the management account")


def changed(call: Call) -> PermissionSet:
    """The permission set a call wants to change."""
    permission_set = permission_set_of(call, administrated(call))
    if MANAGEMENT in permission_set.roles:
        not_from_a_delegate(call, MANAGEMENT)
    return permission_set


# Instance


def describe_instance(instance: Instance) -> dict[str, Any]:
    owner = management_of(MANAGEMENT)
    return {
        "InstanceArn": instance.arn,
        "IdentityStoreId": instance.store_id,
        "IdentityStoreArn": f"arn:aws:identitystore::{owner}:identitystore/{instance.store_id}",
        "OwnerAccountId": owner,
        "Name": instance.name,
        "CreatedDate": instance.created,
        "Status": "ACTIVE",
    }


@operation("sso-admin", "ListInstances")
def list_instances(call: Call) -> dict[str, Any]:
    instance = home_instance(call.region)
    return {"Instances": [describe_instance(instance)] if instance.region == call.region else []}


@operation("sso-admin", "DescribeInstance")
def get_instance(call: Call) -> dict[str, Any]:
    return describe_instance(instance_of(call))


@operation("sso-admin", "UpdateInstance")
def update_instance(call: Call) -> None:
    administrated(call).name = call.params.get("Name")


# Permission sets


def _describe(permission_set: PermissionSet) -> dict[str, Any]:
    return {
        "Name": permission_set.name,
        "PermissionSetArn": permission_set.arn,
        "Description": permission_set.description,
        "CreatedDate": permission_set.created,
        "SessionDuration": permission_set.session_duration,
        "RelayState": permission_set.relay_state,
    }


@operation("sso-admin", "CreatePermissionSet")
def create_permission_set(call: Call) -> dict[str, Any]:
    instance, name = administrated(call), call.params["Name"]
    if not re.fullmatch(r"[\w+=,.@-]{1,32}", name):
        raise AwsError("ValidationException", f"'{name}' is no name: at most 32 of letters, digits and +=,.@-_")
    if any(known.name == name for known in instance.permission_sets.values()):
        raise AwsError("ConflictException", f"PermissionSet with name {name} already exists.")
    permission_set = PermissionSet(
        arn=random_id(f"arn:aws:sso:::permissionSet/{instance.id}/ps-", 16),
        name=name,
        instance_arn=instance.arn,
        description=call.params.get("Description"),
        session_duration=call.params.get("SessionDuration", "PT1H"),
        relay_state=call.params.get("RelayState"),
        created=time.time(),
    )
    instance.permission_sets[permission_set.arn] = permission_set
    tag(permission_set.arn, call.params.get("Tags"))
    return {"PermissionSet": _describe(permission_set)}


@operation("sso-admin", "DescribePermissionSet")
def describe_permission_set(call: Call) -> dict[str, Any]:
    return {"PermissionSet": _describe(permission_set_of(call, administrated(call)))}


@operation("sso-admin", "ListPermissionSets")
def list_permission_sets(call: Call) -> dict[str, Any]:
    return {"PermissionSets": list(administrated(call).permission_sets)}


@operation("sso-admin", "UpdatePermissionSet")
def update_permission_set(call: Call) -> None:
    permission_set, given = changed(call), call.params
    permission_set.description = given.get("Description", permission_set.description)
    permission_set.session_duration = given.get("SessionDuration", permission_set.session_duration)
    permission_set.relay_state = given.get("RelayState", permission_set.relay_state)


@operation("sso-admin", "DeletePermissionSet")
def delete_permission_set(call: Call) -> None:
    permission_set, instance = changed(call), instance_of(call)
    if any(key[1] == permission_set.arn for key in instance.assignments):
        raise AwsError("ConflictException", f"PermissionSet {permission_set.name} is assigned to accounts.")
    del instance.permission_sets[permission_set.arn]
    forget_tags(permission_set.arn)


def _room_for_a_policy(permission_set: PermissionSet) -> None:
    if len(permission_set.managed_policies) + len(permission_set.customer_policies) >= POLICIES_PER_SET:
        raise AwsError("ServiceQuotaExceededException", f"No more than {POLICIES_PER_SET} policies in a permission set")


@operation("sso-admin", "AttachManagedPolicyToPermissionSet")
def attach_managed_policy(call: Call) -> None:
    permission_set, arn = changed(call), call.params["ManagedPolicyArn"]
    if not arn.startswith("arn:aws:iam::aws:policy/") or arn not in iam_backends[MANAGEMENT]["aws"].managed_policies:
        raise AwsError("ResourceNotFoundException", f"Policy does not exist with ARN: {arn}")
    if arn in permission_set.managed_policies:
        raise AwsError("ConflictException", f"{arn} is already attached to the permission set")
    _room_for_a_policy(permission_set)
    permission_set.managed_policies.append(arn)


@operation("sso-admin", "DetachManagedPolicyFromPermissionSet")
def detach_managed_policy(call: Call) -> None:
    permission_set, arn = changed(call), call.params["ManagedPolicyArn"]
    if arn not in permission_set.managed_policies:
        raise AwsError("ResourceNotFoundException", f"Could not find ManagedPolicy with arn {arn}")
    permission_set.managed_policies.remove(arn)


@operation("sso-admin", "ListManagedPoliciesInPermissionSet")
def list_managed_policies(call: Call) -> dict[str, Any]:
    arns = permission_set_of(call, administrated(call)).managed_policies
    return {"AttachedManagedPolicies": [{"Name": arn.rsplit("/", 1)[-1], "Arn": arn} for arn in arns]}


def _reference(call: Call) -> tuple[str, str]:
    given = call.params["CustomerManagedPolicyReference"]
    return given["Name"], given.get("Path", "/")


@operation("sso-admin", "AttachCustomerManagedPolicyReferenceToPermissionSet")
def attach_customer_policy(call: Call) -> None:
    permission_set, reference = changed(call), _reference(call)
    if reference in permission_set.customer_policies:
        raise AwsError("ConflictException", f"Given customer managed policy with name: {reference[0]} already attached")
    _room_for_a_policy(permission_set)
    permission_set.customer_policies.append(reference)


@operation("sso-admin", "DetachCustomerManagedPolicyReferenceFromPermissionSet")
def detach_customer_policy(call: Call) -> None:
    permission_set, reference = changed(call), _reference(call)
    if reference not in permission_set.customer_policies:
        raise AwsError("ResourceNotFoundException", f"Given managed policy with name: {reference[0]} does not exist")
    permission_set.customer_policies.remove(reference)


@operation("sso-admin", "ListCustomerManagedPolicyReferencesInPermissionSet")
def list_customer_policies(call: Call) -> dict[str, Any]:
    references = permission_set_of(call, administrated(call)).customer_policies
    return {"CustomerManagedPolicyReferences": [{"Name": name, "Path": path} for name, path in references]}


@operation("sso-admin", "PutInlinePolicyToPermissionSet")
def put_inline_policy(call: Call) -> None:
    changed(call).inline_policy = call.params["InlinePolicy"]


@operation("sso-admin", "GetInlinePolicyForPermissionSet")
def get_inline_policy(call: Call) -> dict[str, Any]:
    return {"InlinePolicy": permission_set_of(call, administrated(call)).inline_policy}


@operation("sso-admin", "DeleteInlinePolicyFromPermissionSet")
def delete_inline_policy(call: Call) -> None:
    changed(call).inline_policy = ""


@operation("sso-admin", "PutPermissionsBoundaryToPermissionSet")
def put_boundary(call: Call) -> None:
    changed(call).boundary = call.params["PermissionsBoundary"]


@operation("sso-admin", "GetPermissionsBoundaryForPermissionSet")
def get_boundary(call: Call) -> dict[str, Any]:
    boundary = permission_set_of(call, administrated(call)).boundary
    if boundary is None:
        raise AwsError("ResourceNotFoundException", "The permission set has no permissions boundary")
    return {"PermissionsBoundary": boundary}


@operation("sso-admin", "DeletePermissionsBoundaryFromPermissionSet")
def delete_boundary(call: Call) -> None:
    changed(call).boundary = None


def install() -> None:
    """The operations are declared when the module is imported; those on tags need botocore's model."""
    tag_operations("sso-admin", arn="ResourceArn")

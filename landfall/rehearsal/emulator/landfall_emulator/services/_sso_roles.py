"""The roles that IAM Identity Center keeps in an account for each permission set that is provisioned to it."""

import json
from dataclasses import dataclass, field
from typing import Any

from moto.iam.models import IAMBackend, Role, iam_backends

from ..core import random_id


@dataclass
class PermissionSet:
    arn: str
    name: str
    instance_arn: str
    description: str | None
    session_duration: str
    relay_state: str | None
    created: float
    managed_policies: list[str] = field(default_factory=list)
    customer_policies: list[tuple[str, str]] = field(default_factory=list)
    """(name, path), as the policy must be named in each account."""
    inline_policy: str = ""
    boundary: dict[str, Any] | None = None
    roles: dict[str, str] = field(default_factory=dict)
    """Name of the role by account: where the set is provisioned."""


def customer_policy_arn(account: str, name: str, path: str) -> str:
    return f"arn:aws:iam::{account}:policy{path}{name}"


def _iam(account: str) -> IAMBackend:
    return iam_backends[account]["aws"]


def _boundary_arn(permission_set: PermissionSet, account: str) -> str | None:
    boundary = permission_set.boundary or {}
    reference = boundary.get("CustomerManagedPolicyReference")
    if reference:
        return customer_policy_arn(account, reference["Name"], reference.get("Path", "/"))
    return boundary.get("ManagedPolicyArn")


def missing_policy(permission_set: PermissionSet, account: str) -> str | None:
    """The ARN of a policy that the set needs and the account lacks; the role can't be made then."""
    needed = [customer_policy_arn(account, name, path) for name, path in permission_set.customer_policies]
    boundary = _boundary_arn(permission_set, account)
    if boundary:
        needed.append(boundary)
    return next((arn for arn in needed if arn not in _iam(account).managed_policies), None)


def provision(permission_set: PermissionSet, account: str, region: str) -> None:
    """Makes or updates the role. The caller has checked `missing_policy`."""
    iam = _iam(account)
    name = permission_set.roles.get(account)
    role = None if name is None else next((r for r in iam.get_roles() if r.name == name), None)
    if role is None:
        role = _create(permission_set, account, region)
        permission_set.roles[account] = role.name
    role.permissions_boundary_arn = _boundary_arn(permission_set, account)
    for policy in list(role.managed_policies.values()):
        policy.detach_from(role)
    customer = [customer_policy_arn(account, policy, path) for policy, path in permission_set.customer_policies]
    for arn in [*permission_set.managed_policies, *customer]:
        iam.attach_role_policy(arn, role.name)
    role.policies.clear()
    if permission_set.inline_policy:
        role.put_policy("AwsSSOInlinePolicy", permission_set.inline_policy)


def _create(permission_set: PermissionSet, account: str, region: str) -> Role:
    """As in AWS, the path has the Region of Identity Center in it unless that is us-east-1."""
    provider = random_id(f"arn:aws:iam::{account}:saml-provider/AWSSSO_", 16) + "_DO_NOT_DELETE"
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Federated": provider},
                "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
                "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}},
            }
        ],
    }
    return _iam(account).create_role(
        role_name=f"AWSReservedSSO_{permission_set.name}_{random_id('', 16)}",
        assume_role_policy_document=json.dumps(trust),
        path="/aws-reserved/sso.amazonaws.com/" + ("" if region == "us-east-1" else f"{region}/"),
        permissions_boundary=None,
        description=permission_set.description or "",
        tags=[],
        max_session_duration="43200",
    )


def remove(permission_set: PermissionSet, account: str) -> None:
    name = permission_set.roles.pop(account, None)
    iam = _iam(account)
    role = next((r for r in iam.get_roles() if r.name == name), None)
    if role is None:
        return
    for policy in list(role.managed_policies.values()):
        policy.detach_from(role)
    del iam.roles[role.id]

"""IAM: the organization's root-access features, service-linked roles of other services, and AWS's own policies.

Where moto is wrong: it makes AWS's 1,400 managed policies anew for every account and partition (2 seconds and tens of
megabytes each); here all accounts share them. So `AttachmentCount` of such a policy counts all accounts together.
"""

import json
from typing import Any

from moto.iam import models as moto_models
from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, IAMBackend, ManagedPolicy, iam_backends

from .. import organization
from ..core import AwsError, Call, Store, operation
from ..principals import caller_of
from ..state import MANAGEMENT

SERVICE = "iam"
PRINCIPAL = "iam.amazonaws.com"

_shared: list[ManagedPolicy] = []
_features: Store[set[str]] = Store(set)


def _aws_policies(self: IAMBackend) -> list[ManagedPolicy]:
    if self.partition != "aws":
        return []
    if not _shared:
        for name, data in json.loads(aws_managed_policies_data).items():
            _shared.append(AWSManagedPolicy.from_data(name, MANAGEMENT, "aws", data))
    return _shared


def _account_of(access_key: str) -> str:
    return caller_of(access_key).account


def ensure_role(account: str, name: str, principal: dict[str, str], path: str = "/") -> str:
    """A role that a service makes for itself in an account, if it isn't there yet; its ARN."""
    backend = iam_backends[account]["aws"]
    if all(role.name != name for role in backend.roles.values()):
        statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
        backend.create_role(
            role_name=name,
            assume_role_policy_document=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
            path=path,
            permissions_boundary=None,
            description="",
            tags=[],
            max_session_duration="3600",
        )
    return f"arn:aws:iam::{account}:role{path}{name}"


def ensure_service_linked_role(account: str, principal: str, name: str) -> str:
    """A service-linked role, if it isn't there yet; its ARN."""
    return ensure_role(account, name, {"Service": principal}, f"/aws-service-role/{principal}/")


def _features_of(call: Call) -> set[str]:
    management = organization.management_of(call.account)
    if management is None:
        raise AwsError("OrganizationNotFoundException", "The account is in no organization.")
    if management != call.account and call.account not in organization.delegated_administrators(PRINCIPAL, management):
        raise AwsError(
            "AccountNotManagementOrDelegatedAdministratorException", "The account may not manage root access."
        )
    if not organization.service_enabled(PRINCIPAL, management):
        raise AwsError("ServiceAccessNotEnabledException", f"{PRINCIPAL} has no trusted access to the organization.")
    return _features.of(management)


def _answer(call: Call, features: set[str]) -> dict[str, Any]:
    return {"OrganizationId": organization.organization_id(call.account), "EnabledFeatures": sorted(features)}


def list_features(call: Call) -> dict[str, Any]:
    return _answer(call, _features_of(call))


def change_features(call: Call) -> dict[str, Any]:
    """EnableOrganizations... and DisableOrganizations..., repeatable without error."""
    features = _features_of(call)
    verb, _, feature = call.operation.partition("Organizations")
    if verb == "Enable":
        features.add(feature)
    else:
        features.discard(feature)
    return _answer(call, features)


def install() -> None:
    setattr(IAMBackend, "_init_aws_policies", _aws_policies)  # noqa: B010
    setattr(moto_models, "get_account_id_from", _account_of)  # noqa: B010
    operation(SERVICE, "ListOrganizationsFeatures")(list_features)
    operation(
        SERVICE,
        "EnableOrganizationsRootCredentialsManagement",
        "EnableOrganizationsRootSessions",
        "DisableOrganizationsRootCredentialsManagement",
        "DisableOrganizationsRootSessions",
    )(change_features)

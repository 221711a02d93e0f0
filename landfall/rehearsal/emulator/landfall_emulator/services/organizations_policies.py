"""Policies of AWS Organizations: all types, their limits, attachments, the resource policy.

Where moto is wrong: it knows five types and can make four of them; it has no limits; attaching twice, detaching what is
not attached and attaching a type that is not enabled at the root all succeed; it has no resource policy.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from moto.organizations import models as moto_models
from moto.organizations.models import FakeOrganization, FakePolicy, FakeRoot, OrganizationsBackend

from ..core import AwsError, Call, Store, as_map, operation, random_id
from .organizations import SERVICE, require_backend


@dataclass(frozen=True)
class Limit:
    """How long a policy may be (characters) and how many of its type one target may carry."""

    size: int
    attached: int


# Quotas of AWS Organizations. SCP: raised on 2026-05-15 from 5,120 characters and 5 per target.
LIMITS = {
    "SERVICE_CONTROL_POLICY": Limit(10_240, 10),
    "RESOURCE_CONTROL_POLICY": Limit(5_120, 5),
    "DECLARATIVE_POLICY_EC2": Limit(10_000, 10),
    "TAG_POLICY": Limit(10_000, 10),
    "BACKUP_POLICY": Limit(10_000, 10),
    "AISERVICES_OPT_OUT_POLICY": Limit(2_500, 5),
    "CHATBOT_POLICY": Limit(10_000, 5),
    "SECURITYHUB_POLICY": Limit(10_000, 10),
    "INSPECTOR_POLICY": Limit(10_000, 10),
    "UPGRADE_ROLLOUT_POLICY": Limit(10_000, 10),
    "BEDROCK_POLICY": Limit(10_000, 10),
    "S3_POLICY": Limit(10_000, 10),
}
# One policy of these types must stay attached to every target.
NEVER_NONE = {"SERVICE_CONTROL_POLICY"}
DEFAULT_RCP = "p-RCPFullAWSAccess"
RESOURCE_POLICY_SIZE = 40_000


@dataclass
class ResourcePolicy:
    id: str
    content: str = ""
    tags: dict[str, str] = field(default_factory=dict)


_resource_policies: Store[list[ResourcePolicy]] = Store(list)

_moto_init = FakePolicy.__init__
_moto_tagged = OrganizationsBackend._get_resource_for_tagging


def _init(self: FakePolicy, organization: FakeOrganization, **given: Any) -> None:
    kind = str(given.get("Type", ""))
    if kind not in LIMITS:
        raise AwsError("InvalidInputException", f"You specified an invalid policy type: {kind}")
    _moto_init(self, organization, **{**given, "Type": "TAG_POLICY"})
    self.type = kind
    self._arn_format = f"arn:{{0}}:organizations::{{1}}:policy/{{2}}/{kind.lower()}/{{3}}"


def _tagged(self: OrganizationsBackend, resource: str) -> Any:
    if resource.startswith("rp-"):
        return _resource_policy(self.account_id)
    return _moto_tagged(self, resource)


def _check_content(content: str, kind: str) -> None:
    try:
        json.loads(content)
    except ValueError:
        raise AwsError("MalformedPolicyDocumentException", "The provided policy document is not valid JSON.") from None
    if len(content) > LIMITS[kind].size:
        raise AwsError(
            "ConstraintViolationException",
            f"You have exceeded the allowed size of a {kind}: {len(content)} characters, {LIMITS[kind].size} are "
            "allowed (POLICY_CONTENT_LIMIT_EXCEEDED).",
        )


def create_policy(call: Call) -> dict[str, Any]:
    kind = str(call.params["Type"])
    if kind in LIMITS:
        _check_content(call.params["Content"], kind)
    return call.forward()


def update_policy(call: Call) -> dict[str, Any]:
    policy = require_backend(call.account).get_policy_by_id(call.params["PolicyId"])
    if policy.aws_managed:
        raise AwsError("PolicyChangesNotAllowedException", "AWS managed policies can't be changed.")
    if "Content" in call.params:
        _check_content(call.params["Content"], policy.type)
    return call.forward()


def _targets(backend: OrganizationsBackend) -> list[Any]:
    return [*backend.ou, *backend.accounts]


def _target(backend: OrganizationsBackend, identifier: str) -> Any:
    found = next((one for one in _targets(backend) if one.id == identifier), None)
    if found is None:
        raise AwsError("TargetNotFoundException", "We can't find a root, OU, or account with that id.")
    return found


def attach_policy(call: Call) -> None:
    backend = require_backend(call.account)
    policy = backend.get_policy_by_id(call.params["PolicyId"])
    target = _target(backend, call.params["TargetId"])
    root = next(unit for unit in backend.ou if isinstance(unit, FakeRoot))
    if all(one["Type"] != policy.type for one in root.policy_types):
        raise AwsError("PolicyTypeNotEnabledException", f"{policy.type} is not enabled in the root.")
    if policy in target.attached_policies:
        raise AwsError("DuplicatePolicyAttachmentException", "The selected policy is already attached to the target.")
    attached = [one for one in target.attached_policies if one.type == policy.type]
    if len(attached) >= LIMITS[policy.type].attached:
        raise AwsError(
            "ConstraintViolationException",
            f"{target.id} has {len(attached)} policies of type {policy.type} attached, more are not allowed "
            "(MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED).",
        )
    call.forward()


def detach_policy(call: Call) -> None:
    backend = require_backend(call.account)
    policy = backend.get_policy_by_id(call.params["PolicyId"])
    target = _target(backend, call.params["TargetId"])
    if policy not in target.attached_policies:
        raise AwsError("PolicyNotAttachedException", "The policy isn't attached to the specified target.")
    last = [one.type for one in target.attached_policies].count(policy.type) == 1
    if policy.id == DEFAULT_RCP or (policy.type in NEVER_NONE and last):
        raise AwsError(
            "ConstraintViolationException",
            "A policy of this type must stay attached (MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED).",
        )
    call.forward()


def disable_policy_type(call: Call) -> dict[str, Any]:
    """AWS detaches all policies of the type from every target, and they don't come back when it is enabled again."""
    backend = require_backend(call.account)
    answer = call.forward()
    for target in _targets(backend):
        for policy in list(target.attached_policies):
            if policy.type == call.params["PolicyType"] and not policy.aws_managed:
                target.attached_policies.remove(policy)
                policy.attachments.remove(target)
    return answer


def describe_effective_policy(call: Call) -> None:
    raise AwsError("EffectivePolicyNotFoundException", "The emulator does not compute effective policies.")


def _resource_policy(account: str) -> ResourcePolicy:
    policies = _resource_policies.of(account)
    if not policies:
        raise AwsError("ResourcePolicyNotFoundException", "We can't find a resource policy.")
    return policies[0]


def _describe(call: Call, policy: ResourcePolicy) -> dict[str, Any]:
    backend = require_backend(call.account)
    identifier = "" if backend.org is None else backend.org.id
    arn = f"arn:aws:organizations::{backend.account_id}:resourcepolicy/{identifier}/{policy.id}"
    return {"ResourcePolicy": {"Content": policy.content, "ResourcePolicySummary": {"Id": policy.id, "Arn": arn}}}


def put_resource_policy(call: Call) -> dict[str, Any]:
    require_backend(call.account)
    content = str(call.params["Content"])
    if len(content) > RESOURCE_POLICY_SIZE:
        raise AwsError("ConstraintViolationException", "The resource policy is too long.")
    policies = _resource_policies.of(call.account)
    if policies and call.params.get("Tags"):
        raise AwsError("InvalidInputException", "Tags of an existing resource policy are changed by TagResource.")
    if not policies:
        policies.append(ResourcePolicy(random_id("rp-", 8), tags=as_map(call.params.get("Tags"))))
    policies[0].content = content
    return _describe(call, policies[0])


def describe_resource_policy(call: Call) -> dict[str, Any]:
    return _describe(call, _resource_policy(require_backend(call.account).account_id))


def delete_resource_policy(call: Call) -> None:
    _resource_policy(call.account)
    _resource_policies.of(call.account).clear()


def install() -> None:
    for kind in (moto_models.FakeRoot, moto_models.FakePolicy):
        setattr(kind, "SUPPORTED_POLICY_TYPES", sorted(LIMITS))  # noqa: B010
    setattr(FakePolicy, "__init__", _init)  # noqa: B010
    setattr(OrganizationsBackend, "_get_resource_for_tagging", _tagged)  # noqa: B010
    operation(SERVICE, "CreatePolicy")(create_policy)
    operation(SERVICE, "UpdatePolicy")(update_policy)
    operation(SERVICE, "AttachPolicy")(attach_policy)
    operation(SERVICE, "DetachPolicy")(detach_policy)
    operation(SERVICE, "DisablePolicyType")(disable_policy_type)
    operation(SERVICE, "DescribeEffectivePolicy")(describe_effective_policy)
    operation(SERVICE, "PutResourcePolicy")(put_resource_policy)
    operation(SERVICE, "DescribeResourcePolicy")(describe_resource_policy)
    operation(SERVICE, "DeleteResourcePolicy")(delete_resource_policy)

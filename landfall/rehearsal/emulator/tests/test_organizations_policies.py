"""Policies of the organization."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization

from landfall_emulator.services.organizations_policies import LIMITS

CONTENT = json.dumps({"Version": "2012-10-17", "Statement": []})


def refused(call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return str(caught.value.response["Error"]["Code"])


def policy(organization: Organization, kind: str, name: str) -> str:
    client = organization.management.client("organizations")
    made = client.create_policy(Name=name, Description="d", Type=kind, Content=CONTENT)["Policy"]["PolicySummary"]
    assert made["Type"] == kind
    assert f"/{kind.lower()}/" in made["Arn"]
    return str(made["Id"])


@pytest.mark.parametrize("kind", sorted(LIMITS))
def test_every_type_is_made_and_attached_everywhere(organization: Organization, kind: str) -> None:
    client = organization.management.client("organizations")
    made = policy(organization, kind, "p")
    account = organization.account("a")
    assert refused(client.attach_policy, PolicyId=made, TargetId=account) == "PolicyTypeNotEnabledException"
    client.enable_policy_type(RootId=organization.root, PolicyType=kind)
    for target in (organization.root, organization.unit("u"), account):
        client.attach_policy(PolicyId=made, TargetId=target)
        assert made in [one["Id"] for one in client.list_policies_for_target(TargetId=target, Filter=kind)["Policies"]]
    assert refused(client.attach_policy, PolicyId=made, TargetId=account) == "DuplicatePolicyAttachmentException"
    client.detach_policy(PolicyId=made, TargetId=account)
    assert refused(client.detach_policy, PolicyId=made, TargetId=account) == "PolicyNotAttachedException"


@pytest.mark.parametrize(("kind", "default"), [("SERVICE_CONTROL_POLICY", 1), ("RESOURCE_CONTROL_POLICY", 1)])
def test_limits_per_target_and_of_size(organization: Organization, kind: str, default: int) -> None:
    client = organization.management.client("organizations")
    client.enable_policy_type(RootId=organization.root, PolicyType=kind)
    unit = organization.unit("u")
    limit = LIMITS[kind]
    for number in range(limit.attached - default):
        client.attach_policy(PolicyId=policy(organization, kind, f"p{number}"), TargetId=unit)
    assert refused(client.attach_policy, PolicyId=policy(organization, kind, "more"), TargetId=unit) == (
        "ConstraintViolationException"
    )
    long = json.dumps({"Statement": "x" * limit.size})
    assert refused(client.create_policy, Name="l", Description="", Type=kind, Content=long) == (
        "ConstraintViolationException"
    )
    assert refused(client.create_policy, Name="l", Description="", Type=kind, Content="{") == (
        "MalformedPolicyDocumentException"
    )


def test_one_scp_and_the_default_rcp_stay(organization: Organization) -> None:
    client = organization.management.client("organizations")
    for default in ("p-FullAWSAccess", "p-RCPFullAWSAccess"):
        assert refused(client.detach_policy, PolicyId=default, TargetId=organization.root) == (
            "ConstraintViolationException"
        )


def test_disabling_a_type_detaches(organization: Organization) -> None:
    client = organization.management.client("organizations")
    client.enable_policy_type(RootId=organization.root, PolicyType="TAG_POLICY")
    made = policy(organization, "TAG_POLICY", "p")
    client.attach_policy(PolicyId=made, TargetId=organization.root)
    client.disable_policy_type(RootId=organization.root, PolicyType="TAG_POLICY")
    assert client.list_targets_for_policy(PolicyId=made)["Targets"] == []


def test_resource_policy_with_tags(organization: Organization) -> None:
    client = organization.management.client("organizations")
    assert refused(client.describe_resource_policy) == "ResourcePolicyNotFoundException"
    made = client.put_resource_policy(Content=CONTENT, Tags=[{"Key": "k", "Value": "v"}])["ResourcePolicy"]
    identifier = made["ResourcePolicySummary"]["Id"]
    assert client.list_tags_for_resource(ResourceId=identifier)["Tags"] == [{"Key": "k", "Value": "v"}]
    client.put_resource_policy(Content="{}")
    again = client.describe_resource_policy()["ResourcePolicy"]
    assert (again["Content"], again["ResourcePolicySummary"]["Id"]) == ("{}", identifier)
    client.delete_resource_policy()
    assert refused(client.describe_resource_policy) == "ResourcePolicyNotFoundException"

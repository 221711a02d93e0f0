"""Stack sets over units of the organization."""

import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session
from tests_home import CAPABILITIES, HOME

NAME = "homes"
AUTOMATIC = {"Enabled": True, "RetainStacksOnAccountRemoval": False}


def message(call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return f"{caught.value.response['Error']['Code']}: {caught.value.response['Error']['Message']}"


def wait(client: Any, operation: str) -> str:
    while True:
        status = client.describe_stack_set_operation(StackSetName=NAME, OperationId=operation)["StackSetOperation"]
        if status["Status"] != "RUNNING":
            return str(status["Status"])
        time.sleep(0.05)


def create(organization: Organization, automatic: dict[str, bool] = AUTOMATIC) -> Any:
    client = organization.management.client("cloudformation")
    client.activate_organizations_access()
    client.create_stack_set(
        StackSetName=NAME,
        Description="d",
        TemplateBody=HOME,
        Capabilities=CAPABILITIES,
        PermissionModel="SERVICE_MANAGED",
        AutoDeployment=automatic,
        ManagedExecution={"Active": True},
        Tags=[{"Key": "k", "Value": "v"}],
    )
    return client


def deliver(client: Any, *units: str, **more: Any) -> str:
    targets = {"OrganizationalUnitIds": list(units), **more}
    made = client.create_stack_instances(StackSetName=NAME, Regions=["eu-west-1"], DeploymentTargets=targets)
    return wait(client, made["OperationId"])


def accounts(client: Any) -> list[str]:
    listed = client.list_stack_instances(StackSetName=NAME)["Summaries"]
    return sorted(one["Account"] for one in listed if one["Status"] == "CURRENT")


def roles(session: Session) -> list[str]:
    return [role["RoleName"] for role in session.client("iam").list_roles()["Roles"]]


def test_what_is_given_is_read_back(organization: Organization) -> None:
    described = create(organization).describe_stack_set(StackSetName=NAME)["StackSet"]
    assert described["Capabilities"] == CAPABILITIES
    assert described["AutoDeployment"] == AUTOMATIC
    assert described["ManagedExecution"] == {"Active": True}
    assert described["PermissionModel"] == "SERVICE_MANAGED"
    assert (described["Description"], described["TemplateBody"], described["Status"]) == ("d", HOME, "ACTIVE")
    assert described["Tags"] == [{"Key": "k", "Value": "v"}]


def test_trusted_access_is_needed(organization: Organization) -> None:
    client = organization.management.client("cloudformation")
    assert client.describe_organizations_access()["Status"] == "DISABLED"
    assert "organizations access" in message(
        client.create_stack_set,
        StackSetName=NAME,
        TemplateBody=HOME,
        Capabilities=CAPABILITIES,
        PermissionModel="SERVICE_MANAGED",
        AutoDeployment=AUTOMATIC,
    )
    client.activate_organizations_access()
    assert client.describe_organizations_access()["Status"] == "ENABLED"


def test_delivery_reaches_nested_units_but_not_the_management_account(organization: Organization) -> None:
    first, second = organization.account("a"), organization.account("b")
    deep = organization.unit("x", organization.unit("y", organization.unit("z")))
    organization.management.client("organizations").move_account(
        AccountId=second, SourceParentId=organization.root, DestinationParentId=deep
    )
    client = create(organization)
    assert deliver(client, organization.root) == "SUCCEEDED"
    assert accounts(client) == sorted([first, second])
    member = organization.member(second)
    made = roles(member)
    assert "landfall-plan" in made
    assert any(name.startswith("stacksets-exec-") for name in made)
    stack = member.client("cloudformation").list_stacks()["StackSummaries"][0]
    assert stack["StackName"].startswith(f"StackSet-{NAME}-")
    assert "landfall-plan" not in roles(organization.management)
    with pytest.raises(ClientError):
        organization.management.client("s3").head_bucket(Bucket=f"home-{second}")


def test_an_account_made_or_moved_later_is_followed(organization: Organization) -> None:
    unit = organization.unit("u")
    client = create(organization)
    deliver(client, unit)
    account = organization.account("later")
    organizations = organization.management.client("organizations")
    assert accounts(client) == []
    organizations.move_account(AccountId=account, SourceParentId=organization.root, DestinationParentId=unit)
    time.sleep(0.35)
    assert accounts(client) == [account]
    assert "landfall-plan" in roles(organization.member(account))
    organizations.move_account(AccountId=account, SourceParentId=unit, DestinationParentId=organization.root)
    time.sleep(0.35)
    assert accounts(client) == []
    assert "landfall-plan" not in roles(organization.member(account))


def test_a_new_account_in_the_root_gets_its_home(organization: Organization) -> None:
    client = create(organization)
    deliver(client, organization.root)
    account = organization.account("later")
    assert client.list_stack_instances(StackSetName=NAME)["Summaries"][0]["StackInstanceStatus"] == {
        "DetailedStatus": "PENDING"
    }
    time.sleep(0.35)
    assert accounts(client) == [account]


@pytest.mark.parametrize(("kind", "expected"), [("INTERSECTION", "b"), ("DIFFERENCE", "ac"), ("UNION", "bc")])
def test_account_filters(organization: Organization, kind: str, expected: str) -> None:
    made = {name: organization.account(name) for name in "abc"}
    unit = organization.unit("u")
    targets = organization.root if kind != "UNION" else unit
    organization.management.client("organizations").move_account(
        AccountId=made["c"], SourceParentId=organization.root, DestinationParentId=unit
    )
    client = create(organization, {"Enabled": False})
    deliver(client, targets, Accounts=[made["b"]], AccountFilterType=kind)
    assert accounts(client) == sorted(made[name] for name in expected)
    organization.account("d")
    time.sleep(0.35)
    assert len(accounts(client)) == len(expected)


def test_an_update_reaches_every_account(organization: Organization) -> None:
    account = organization.account("a")
    client = create(organization)
    deliver(client, organization.root)
    changed = HOME.replace("7200", "3600")
    update = {"StackSetName": NAME, "TemplateBody": changed, "Capabilities": CAPABILITIES}
    operation = client.update_stack_set(**update)["OperationId"]
    assert message(client.update_stack_set, **update).startswith("OperationInProgressException")
    assert wait(client, operation) == "SUCCEEDED"
    role = organization.member(account).client("iam").get_role(RoleName="landfall-plan")["Role"]
    assert role["MaxSessionDuration"] == 3600
    results = client.list_stack_set_operation_results(StackSetName=NAME, OperationId=operation)["Summaries"]
    assert [(one["Account"], one["Status"]) for one in results] == [(account, "SUCCEEDED")]


def test_a_failure_is_told_and_stops_the_rest(organization: Organization) -> None:
    for name in "ab":
        organization.account(name)
    listed = organization.management.client("organizations").list_accounts()["Accounts"]
    first = next(one["Id"] for one in listed if one["Id"] != "123456789012")
    organization.member(first).client("s3").create_bucket(
        Bucket=f"home-{first}", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    client = create(organization)
    assert deliver(client, organization.root) == "FAILED"
    instances = client.list_stack_instances(StackSetName=NAME)["Summaries"]
    by_account = {one["Account"]: one for one in instances}
    assert by_account[first]["StackInstanceStatus"]["DetailedStatus"] == "FAILED"
    assert "BucketAlready" in by_account[first]["StatusReason"]
    assert sorted(one["StackInstanceStatus"]["DetailedStatus"] for one in instances) == ["CANCELLED", "FAILED"]


def test_deletion(organization: Organization) -> None:
    account = organization.account("a")
    client = create(organization)
    deliver(client, organization.root)
    assert message(client.delete_stack_set, StackSetName=NAME).startswith("StackSetNotEmptyException")
    operation = client.delete_stack_instances(
        StackSetName=NAME,
        Regions=["eu-west-1"],
        DeploymentTargets={"OrganizationalUnitIds": [organization.root]},
        RetainStacks=False,
    )["OperationId"]
    assert wait(client, operation) == "SUCCEEDED"
    assert "landfall-plan" not in roles(organization.member(account))
    client.delete_stack_set(StackSetName=NAME)
    assert message(client.describe_stack_set, StackSetName=NAME).startswith("StackSetNotFoundException")


def test_parameters_can_be_overridden(organization: Organization) -> None:
    account = organization.account("a")
    client = create(organization)
    made = client.create_stack_instances(
        StackSetName=NAME,
        Regions=["eu-west-1"],
        DeploymentTargets={"OrganizationalUnitIds": [organization.root]},
        ParameterOverrides=[{"ParameterKey": "Trusted", "ParameterValue": account}],
    )
    wait(client, made["OperationId"])
    trust = organization.member(account).client("iam").get_role(RoleName="landfall-plan")["Role"]
    principal = trust["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]
    assert principal == {"AWS": f"arn:aws:iam::{account}:root"}


def test_self_managed_needs_its_role(organization: Organization) -> None:
    account = organization.account("a")
    client = organization.management.client("cloudformation")
    client.create_stack_set(StackSetName=NAME, TemplateBody=HOME, Capabilities=CAPABILITIES)
    made = client.create_stack_instances(StackSetName=NAME, Regions=["eu-west-1"], Accounts=[account])
    assert wait(client, made["OperationId"]) == "FAILED"

"""Accounts, units, delegation."""

import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session


def refused(call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return str(caught.value.response["Error"]["Code"])


def test_a_new_account_is_pending_for_a_moment(organization: Organization, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDFALL_EMULATOR_ACCOUNT_SECONDS", "0.2")
    client = organization.management.client("organizations")
    status = client.create_account(AccountName="a", Email="a@example.com", Tags=[{"Key": "k", "Value": "v"}])
    request = status["CreateAccountStatus"]["Id"]
    assert status["CreateAccountStatus"]["State"] == "IN_PROGRESS"
    assert len(client.list_accounts()["Accounts"]) == 1
    time.sleep(0.25)
    done = client.describe_create_account_status(CreateAccountRequestId=request)["CreateAccountStatus"]
    assert done["State"] == "SUCCEEDED"
    assert client.list_tags_for_resource(ResourceId=done["AccountId"])["Tags"] == [{"Key": "k", "Value": "v"}]
    account = client.describe_account(AccountId=done["AccountId"])["Account"]
    assert (account["State"], account["Status"]) == ("ACTIVE", "ACTIVE")
    assert account["Paths"] == [f"{organization.id}/{organization.root}/{done['AccountId']}/"]


def test_an_email_is_taken_whatever_its_case(organization: Organization) -> None:
    organization.account("first")
    client = organization.management.client("organizations")
    client.create_account(AccountName="other", Email="First@Example.com")
    time.sleep(0.35)
    statuses = client.list_create_account_status()["CreateAccountStatuses"]
    assert [(s["State"], s.get("FailureReason")) for s in statuses] == [
        ("SUCCEEDED", None),
        ("FAILED", "EMAIL_ALREADY_EXISTS"),
    ]
    assert len(client.list_accounts()["Accounts"]) == 2


def test_moves_are_checked(organization: Organization) -> None:
    client = organization.management.client("organizations")
    account, unit = organization.account("a"), organization.unit("u")
    move = client.move_account
    parameters = {"AccountId": account, "SourceParentId": organization.root, "DestinationParentId": unit}
    assert refused(move, **{**parameters, "AccountId": "999999999999"}) == "AccountNotFoundException"
    assert refused(move, **{**parameters, "SourceParentId": unit, "DestinationParentId": organization.unit("v")}) == (
        "SourceParentNotFoundException"
    )
    assert refused(move, **{**parameters, "DestinationParentId": "ou-none-12345678"}) == (
        "DestinationParentNotFoundException"
    )
    move(**parameters)
    assert client.list_parents(ChildId=account)["Parents"][0]["Id"] == unit
    assert refused(move, **parameters) == "DuplicateAccountException"


def test_names_are_unique_among_siblings_only_and_depth_is_limited(organization: Organization) -> None:
    client = organization.management.client("organizations")
    parent = organization.unit("same")
    for _ in range(4):
        parent = organization.unit("same", parent)
    create = client.create_organizational_unit
    assert refused(create, ParentId=parent, Name="deeper") == "ConstraintViolationException"
    assert refused(create, ParentId=organization.root, Name="same") == "DuplicateOrganizationalUnitException"
    assert refused(create, ParentId="ou-none-12345678", Name="x") == "ParentNotFoundException"
    client.update_organizational_unit(OrganizationalUnitId=parent, Name="same")


def test_a_unit_is_deleted_only_when_empty_and_frees_its_policies(organization: Organization) -> None:
    client = organization.management.client("organizations")
    outer = organization.unit("outer")
    inner = organization.unit("inner", outer)
    assert refused(client.delete_organizational_unit, OrganizationalUnitId=outer) == (
        "OrganizationalUnitNotEmptyException"
    )
    client.delete_organizational_unit(OrganizationalUnitId=inner)
    targets = client.list_targets_for_policy(PolicyId="p-FullAWSAccess")["Targets"]
    assert inner not in [target["TargetId"] for target in targets]


def test_delegation_needs_trusted_access_and_a_member(organization: Organization) -> None:
    client = organization.management.client("organizations")
    account = organization.account("a")
    register = client.register_delegated_administrator
    principal = "inspector2.amazonaws.com"
    assert refused(register, AccountId=account, ServicePrincipal=principal) == "ConstraintViolationException"
    client.enable_aws_service_access(ServicePrincipal=principal)
    assert refused(register, AccountId="999999999999", ServicePrincipal=principal) == "AccountNotFoundException"
    assert refused(register, AccountId="123456789012", ServicePrincipal=principal) == "ConstraintViolationException"
    assert refused(organization.member(account).client("organizations").list_accounts) == "AccessDeniedException"
    register(AccountId=account, ServicePrincipal=principal)
    assert len(organization.member(account).client("organizations").list_accounts()["Accounts"]) == 2
    assert (
        refused(
            organization.member(account).client("organizations").create_organizational_unit,
            ParentId=organization.root,
            Name="x",
        )
        == "AccessDeniedException"
    )


def test_a_member_sees_the_organization_it_is_in(organization: Organization) -> None:
    member = organization.member(organization.account("a"))
    assert member.client("organizations").describe_organization()["Organization"]["Id"] == organization.id


def test_any_service_of_aws_can_be_trusted_and_nothing_else(organization: Organization) -> None:
    client = organization.management.client("organizations")
    client.enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    assert refused(client.enable_aws_service_access, ServicePrincipal="iam.example.com") == "InvalidInputException"


def test_closing(organization: Organization) -> None:
    client = organization.management.client("organizations")
    account = organization.account("a")
    client.close_account(AccountId=account)
    closed = client.describe_account(AccountId=account)["Account"]
    assert (closed["State"], closed["Status"]) == ("CLOSED", "SUSPENDED")
    assert refused(client.close_account, AccountId="123456789012") == "ConstraintViolationException"


def test_nothing_of_an_organization_survives_a_reset(organization: Organization, management: Session) -> None:
    assert len(management.client("organizations").list_accounts()["Accounts"]) == 1


def test_root_access_features(organization: Organization) -> None:
    iam = organization.management.client("iam")
    assert refused(iam.list_organizations_features) == "ServiceAccessNotEnabledException"
    organization.management.client("organizations").enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    iam.enable_organizations_root_sessions()
    enabled = iam.enable_organizations_root_credentials_management()["EnabledFeatures"]
    assert enabled == ["RootCredentialsManagement", "RootSessions"]
    iam.disable_organizations_root_sessions()
    assert iam.list_organizations_features()["EnabledFeatures"] == ["RootCredentialsManagement"]

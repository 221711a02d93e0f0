"""Assuming roles."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session


def trust(principal: object, condition: dict[str, Any] | None = None) -> str:
    statement: dict[str, Any] = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    if condition:
        statement["Condition"] = condition
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def role(session: Session, name: str, document: str, path: str = "/") -> str:
    made = session.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=document, Path=path)
    return str(made["Role"]["Arn"])


def refused(session: Session, arn: str, **more: Any) -> bool:
    try:
        session.assume(arn, **more)
    except ClientError as error:
        return (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]) == (
            "AccessDenied",
            403,
        )
    return False


def test_a_role_must_exist(organization: Organization) -> None:
    account = organization.account("a")
    assert refused(organization.management, "arn:aws:iam::999999999999:role/nosuch")
    assert refused(organization.management, f"arn:aws:iam::{account}:role/nosuch")
    # The path is part of the name.
    assert refused(organization.management, f"arn:aws:iam::{account}:role/x/OrganizationAccountAccessRole")


def test_identities(organization: Organization) -> None:
    account = organization.account("a")
    assert organization.management.client("sts").get_caller_identity()["Arn"] == (
        "arn:aws:iam::123456789012:user/administrator"
    )
    identity = organization.member(account).client("sts").get_caller_identity()
    assert identity["Account"] == account
    assert identity["Arn"] == f"arn:aws:sts::{account}:assumed-role/OrganizationAccountAccessRole/test"


def test_the_trust_policy_decides(organization: Organization) -> None:
    first, second = organization.account("a"), organization.account("b")
    deploy = role(organization.member(first), "deploy", trust({"AWS": "arn:aws:iam::123456789012:root"}))
    apply = role(
        organization.member(second),
        "apply",
        trust({"AWS": f"arn:aws:iam::{first}:root"}, {"ArnEquals": {"aws:PrincipalArn": deploy}}),
        "/landfall/",
    )
    assert apply.endswith(":role/landfall/apply")
    assert refused(organization.management, apply)
    assert refused(organization.member(first), apply)
    session = organization.management.assume(deploy).assume(apply)
    assert session.client("sts").get_caller_identity()["Account"] == second


def test_organization_and_external_id(organization: Organization) -> None:
    first, second = organization.account("a"), organization.account("b")
    unit = organization.unit("u")
    path = f"{organization.id}/{organization.root}/{unit}/*"
    arn = role(
        organization.member(second),
        "r",
        trust(
            {"AWS": "*"},
            {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": path}, "StringEquals": {"sts:ExternalId": "secret"}},
        ),
    )
    member = organization.member(first)
    assert refused(member, arn, ExternalId="secret")
    organization.management.client("organizations").move_account(
        AccountId=first, SourceParentId=organization.root, DestinationParentId=unit
    )
    assert not refused(member, arn, ExternalId="secret")
    assert refused(member, arn, ExternalId="other")
    assert refused(member, arn)


def test_a_session_is_no_longer_than_the_role_allows(organization: Organization) -> None:
    member = organization.member(organization.account("a"))
    arn = role(member, "r", trust({"AWS": "*"}))
    with pytest.raises(ClientError, match="MaxSessionDuration"):
        member.assume(arn, DurationSeconds=7200)


def test_a_trust_policy_names_only_what_exists(organization: Organization) -> None:
    account = organization.account("a")
    iam = organization.member(account).client("iam")
    absent = trust({"AWS": f"arn:aws:iam::{account}:role/absent"})
    with pytest.raises(iam.exceptions.MalformedPolicyDocumentException, match="Invalid principal"):
        iam.create_role(RoleName="r", AssumeRolePolicyDocument=absent)
    fine = [
        {"AWS": f"arn:aws:iam::{account}:root"},
        {"AWS": account},
        {"AWS": "arn:aws:iam::999999999999:role/of-an-account-unknown-here"},
        {"AWS": f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"},
        {"Service": "ec2.amazonaws.com"},
        "*",
    ]
    for number, principal in enumerate(fine):
        iam.create_role(RoleName=f"r{number}", AssumeRolePolicyDocument=trust(principal))
    with pytest.raises(iam.exceptions.MalformedPolicyDocumentException):
        iam.update_assume_role_policy(RoleName="r1", PolicyDocument=absent)
    with pytest.raises(iam.exceptions.MalformedPolicyDocumentException):
        iam.create_role(RoleName="bad", AssumeRolePolicyDocument=trust({"AWS": "arn:aws:iam::1:role/x"}))

"""The policy language."""

import json
from typing import Any

import pytest

from landfall_emulator.policies import Asked, evaluate, like
from landfall_emulator.principals import Caller

CALLER = Caller("111111111111", "arn:aws:iam::111111111111:role/landfall-deploy", "x")
CONTEXT = {
    "aws:principalarn": (CALLER.arn,),
    "aws:principalorgid": ("o-abc",),
    "aws:principalorgpaths": ("o-abc/r-1/ou-1/",),
    "aws:securetransport": ("true",),
}


def said(*statements: dict[str, Any], action: str = "sts:AssumeRole", **asked: Any) -> str:
    complete = [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole", **one} for one in statements]
    return evaluate(
        json.dumps({"Statement": complete}), Asked(CALLER, action, "arn:aws:s3:::b/k", context=CONTEXT, **asked)
    )


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        ("*", "allow"),
        ({"AWS": "*"}, "allow"),
        ({"AWS": "111111111111"}, "allow"),
        ({"AWS": ["arn:aws:iam::222222222222:root", "arn:aws:iam::111111111111:root"]}, "allow"),
        ({"AWS": CALLER.arn}, "allow"),
        ({"AWS": "arn:aws:iam::111111111111:role/other"}, "none"),
        ({"AWS": "arn:aws:iam::222222222222:root"}, "none"),
        ({"Service": "ec2.amazonaws.com"}, "none"),
        ({"Federated": "*"}, "none"),
    ],
)
def test_principals(principal: object, expected: str) -> None:
    assert said({"Principal": principal}) == expected


def test_services() -> None:
    statement = {"Principal": {"Service": ["a.amazonaws.com", "ec2.amazonaws.com"]}}
    assert said(statement, service="ec2.amazonaws.com") == "allow"
    assert said({"Principal": {"AWS": "*"}}, service="ec2.amazonaws.com") == "none"


@pytest.mark.parametrize(
    ("action", "expected"),
    [("sts:AssumeRole", "allow"), ("sts:assume*", "allow"), ("*", "allow"), ("sts:TagSession", "none"), ([], "allow")],
)
def test_actions_ignore_case(action: object, expected: str) -> None:
    assert said({"Action": action}) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringEquals": {"aws:PrincipalArn": CALLER.arn}}, "allow"),
        ({"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/*"}}, "none"),
        ({"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/landfall-*"}}, "allow"),
        ({"ArnEquals": {"aws:PrincipalArn": CALLER.arn}}, "allow"),
        ({"ArnLike": {"AWS:principalarn": ["arn:aws:iam::*:role/x", "arn:aws:iam::*:role/landfall-*"]}}, "allow"),
        ({"ArnLike": {"aws:PrincipalArn": "arn:*:role/landfall-deploy"}}, "none"),
        ({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/landfall-*"}}, "none"),
        ({"StringNotEquals": {"aws:Absent": "x"}}, "allow"),
        ({"StringEquals": {"aws:Absent": "x"}}, "none"),
        ({"StringEqualsIfExists": {"aws:Absent": "x"}}, "allow"),
        ({"StringEqualsIfExists": {"aws:PrincipalOrgID": "x"}}, "none"),
        ({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["o-abc/r-1/ou-1/*"]}}, "allow"),
        ({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["o-abc/r-1/ou-2/*"]}}, "none"),
        ({"ForAnyValue:StringLike": {"aws:Absent": ["*"]}}, "none"),
        ({"ForAllValues:StringLike": {"aws:Absent": ["x"]}}, "allow"),
        ({"Bool": {"aws:SecureTransport": "false"}}, "none"),
        ({"Bool": {"aws:SecureTransport": True}}, "allow"),
        ({"Null": {"aws:PrincipalOrgID": "false"}}, "allow"),
        ({"StringEquals": {"aws:PrincipalOrgID": "o-abc"}, "Bool": {"aws:SecureTransport": "false"}}, "none"),
        ({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, "none"),
    ],
)
def test_conditions(condition: dict[str, Any], expected: str) -> None:
    assert said({"Condition": condition}) == expected


def test_an_explicit_deny_wins_and_an_unknown_operator_denies() -> None:
    assert said({}, {"Effect": "Deny"}) == "deny"
    assert said({}, {"Effect": "Deny", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}) == "deny"
    assert said({}, {"Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}) == "allow"


@pytest.mark.parametrize(
    ("resource", "expected"), [("arn:aws:s3:::b/*", "allow"), ("arn:aws:s3:::b", "none"), (["x", "*"], "allow")]
)
def test_resources(resource: object, expected: str) -> None:
    assert said({"Resource": resource}) == expected


def test_wildcards_are_no_expressions() -> None:
    assert like("a.b", "a?b")
    assert not like("axb", "a.b")
    assert like("a[b]", "a[*]")

"""Key policies of KMS."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Session

ADMINISTRATOR = "arn:aws:iam::123456789012:user/administrator"


def key_with(session: Session, *denied: dict[str, Any]) -> tuple[Any, str]:
    statements = [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "kms:*", "Resource": "*"},
        *({"Effect": "Deny", "Principal": "*", "Resource": "*", **one} for one in denied),
    ]
    client = session.client("kms")
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    return client, client.create_key(Policy=policy)["KeyMetadata"]["KeyId"]


def test_a_deny_for_somebody_else_does_not_refuse_the_caller(management: Session) -> None:
    others = {"ArnNotEquals": {"aws:PrincipalArn": ADMINISTRATOR}}
    client, key = key_with(management, {"Action": "kms:*", "Condition": others})
    assert client.describe_key(KeyId=key)["KeyMetadata"]["KeyId"] == key


def test_a_deny_that_applies_refuses_what_it_names(management: Session) -> None:
    me = {"ArnEquals": {"aws:PrincipalArn": ADMINISTRATOR}}
    client, key = key_with(management, {"Action": "kms:DescribeKey", "Condition": me})
    with pytest.raises(ClientError) as caught:
        client.describe_key(KeyId=key)
    assert caught.value.response["Error"]["Code"] == "AccessDeniedException"

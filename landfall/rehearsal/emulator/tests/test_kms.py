"""Keys, as far as the state's encryption uses them. moto does this; the tests hold it to it."""

import json

import pytest
from botocore.exceptions import ClientError
from conftest import Organization


def test_policies_are_kept_and_aliases_are_of_one_account(organization: Organization) -> None:
    first, second = (organization.member(organization.account(name)).client("kms") for name in "ab")
    policy = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", "Resource": "*"}],
        }
    )
    key = first.create_key(Policy=policy)["KeyMetadata"]
    first.create_alias(AliasName="alias/state", TargetKeyId=key["KeyId"])
    assert json.loads(first.get_key_policy(KeyId=key["KeyId"], PolicyName="default")["Policy"]) == json.loads(policy)
    assert first.describe_key(KeyId="alias/state")["KeyMetadata"]["Arn"] == key["Arn"]
    with pytest.raises(ClientError) as caught:
        second.describe_key(KeyId="alias/state")
    assert caught.value.response["Error"]["Code"] == "NotFoundException"
    secret = first.encrypt(KeyId="alias/state", Plaintext=b"x")["CiphertextBlob"]
    assert first.decrypt(CiphertextBlob=secret)["Plaintext"] == b"x"

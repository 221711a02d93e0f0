"""Bucket policies, other accounts, conditional writes."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session

LOCATION = {"LocationConstraint": "eu-west-1"}


def refused(call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return str(caught.value.response["Error"]["Code"])


def put_policy(client: Any, *statements: dict[str, Any]) -> None:
    complete = [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": ["arn:aws:s3:::b-1", "arn:aws:s3:::b-1/*"],
            **one,
        }
        for one in statements
    ]
    client.put_bucket_policy(Bucket="b-1", Policy=json.dumps({"Version": "2012-10-17", "Statement": complete}))


def bucket(session: Session) -> Any:
    client = session.client("s3")
    client.create_bucket(Bucket="b-1", CreateBucketConfiguration=LOCATION)
    client.put_object(Bucket="b-1", Key="k", Body=b"x")
    return client


def test_a_policy_that_denies_plain_http_lets_everything_else_pass(management: Session) -> None:
    client = bucket(management)
    put_policy(client, {"Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": "false"}}})
    client.head_object(Bucket="b-1", Key="k")
    client.put_object(Bucket="b-1", Key="k2", Body=b"y")


def test_a_deny_holds_for_the_owner_by_condition(organization: Organization) -> None:
    member = organization.member(organization.account("a"))
    client = bucket(member)
    put_policy(
        client,
        {
            "Effect": "Deny",
            "Action": ["s3:GetObject", "s3:PutObject"],
            "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/landfall-*"}},
        },
    )
    assert refused(client.get_object, Bucket="b-1", Key="k") == "AccessDenied"
    assert refused(client.put_object, Bucket="b-1", Key="k", Body=b"y") == "AccessDenied"
    client.list_objects_v2(Bucket="b-1")
    assert refused(client.head_object, Bucket="b-1", Key="k") == "403"


def test_encryption_can_be_demanded(management: Session) -> None:
    client = bucket(management)
    put_policy(
        client,
        {
            "Effect": "Deny",
            "Action": "s3:PutObject",
            "Condition": {"StringNotEqualsIfExists": {"s3:x-amz-server-side-encryption": "aws:kms"}},
        },
    )
    assert refused(client.put_object, Bucket="b-1", Key="k", ServerSideEncryption="AES256") == "AccessDenied"
    client.put_object(Bucket="b-1", Key="k", ServerSideEncryption="aws:kms")
    # IfExists holds for an absent key, also with a negated operator.
    assert refused(client.put_object, Bucket="b-1", Key="k") == "AccessDenied"


def test_another_account_needs_an_allow(organization: Organization) -> None:
    owner, other = (organization.member(organization.account(name)) for name in "ab")
    client, foreign = bucket(owner), other.client("s3")
    assert refused(foreign.get_object, Bucket="b-1", Key="k") == "AccessDenied"
    assert refused(foreign.head_bucket, Bucket="b-1") == "403"
    assert refused(organization.management.client("s3").list_objects_v2, Bucket="b-1") == "AccessDenied"
    put_policy(
        client,
        {
            "Action": ["s3:GetObject", "s3:ListBucket"],
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": organization.id}},
        },
    )
    assert foreign.get_object(Bucket="b-1", Key="k")["Body"].read() == b"x"
    assert refused(foreign.put_object, Bucket="b-1", Key="k", Body=b"y") == "AccessDenied"
    assert refused(foreign.delete_bucket_policy, Bucket="b-1") == "AccessDenied"
    assert refused(foreign.create_bucket, Bucket="b-1", CreateBucketConfiguration=LOCATION) == "BucketAlreadyExists"


def test_a_lock_object_is_written_once(management: Session) -> None:
    client = bucket(management)
    client.put_object(Bucket="b-1", Key="x.tflock", Body=b"me", IfNoneMatch="*")
    assert (
        refused(client.put_object, Bucket="b-1", Key="x.tflock", Body=b"you", IfNoneMatch="*") == "PreconditionFailed"
    )
    client.delete_object(Bucket="b-1", Key="x.tflock")
    client.put_object(Bucket="b-1", Key="x.tflock", Body=b"you", IfNoneMatch="*")


def test_a_lock_object_is_written_once_in_a_versioned_bucket(management: Session) -> None:
    client = bucket(management)
    client.put_bucket_versioning(Bucket="b-1", VersioningConfiguration={"Status": "Enabled"})
    for _ in range(2):
        client.put_object(Bucket="b-1", Key="x.tflock", Body=b"me", IfNoneMatch="*")
        assert refused(client.put_object, Bucket="b-1", Key="x.tflock", Body=b"you", IfNoneMatch="*") == (
            "PreconditionFailed"
        )
        client.delete_object(Bucket="b-1", Key="x.tflock")


def test_names_are_free_again_after_a_reset(management: Session) -> None:
    bucket(management)


def test_logs_are_delivered_where_the_target_lets_them(management: Session) -> None:
    client = bucket(management)
    client.create_bucket(Bucket="logs-1", CreateBucketConfiguration=LOCATION)
    target = {"LoggingEnabled": {"TargetBucket": "logs-1", "TargetPrefix": "b-1/"}}
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::logs-1/*"}
    tls = {**deny, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    deliver = {"Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject"}
    allow = {**deliver, "Resource": "arn:aws:s3:::logs-1/*"}

    def policy(*statements: dict[str, Any]) -> None:
        document = {"Version": "2012-10-17", "Statement": list(statements)}
        client.put_bucket_policy(Bucket="logs-1", Policy=json.dumps(document))

    policy(tls)
    code = refused(client.put_bucket_logging, Bucket="b-1", BucketLoggingStatus=target)
    assert code == "InvalidTargetBucketForLogging"
    policy(tls, allow)
    client.put_bucket_logging(Bucket="b-1", BucketLoggingStatus=target)
    assert client.get_bucket_logging(Bucket="b-1")["LoggingEnabled"]["TargetBucket"] == "logs-1"

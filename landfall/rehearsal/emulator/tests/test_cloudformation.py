"""Stacks, and the resource types that are made whole."""

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session

HOME = (Path(__file__).parent / "home.template.yaml").read_text(encoding="utf-8")
PARAMETERS = [{"ParameterKey": "Bucket", "ParameterValue": "the-state"}]
CREATE: dict[str, Any] = {
    "StackName": "home",
    "TemplateBody": HOME,
    "Parameters": PARAMETERS,
    "Capabilities": ["CAPABILITY_NAMED_IAM"],
}


def message(call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return f"{caught.value.response['Error']['Code']}: {caught.value.response['Error']['Message']}"


def test_everything_in_the_template_is_made(management: Session) -> None:
    stacks = management.client("cloudformation")
    stacks.create_stack(**CREATE)
    stack = stacks.describe_stacks(StackName="home")["Stacks"][0]
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
    s3, kms, iam = management.client("s3"), management.client("kms"), management.client("iam")
    assert s3.get_bucket_versioning(Bucket="the-state")["Status"] == "Enabled"
    rule = s3.get_bucket_encryption(Bucket="the-state")["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["BucketKeyEnabled"] is True
    assert rule["ApplyServerSideEncryptionByDefault"] == {
        "SSEAlgorithm": "aws:kms",
        "KMSMasterKeyID": outputs["KeyArn"],
    }
    assert set(s3.get_public_access_block(Bucket="the-state")["PublicAccessBlockConfiguration"].values()) == {True}
    statement = json.loads(s3.get_bucket_policy(Bucket="the-state")["Policy"])["Statement"][0]
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    lifecycle = s3.get_bucket_lifecycle_configuration(Bucket="the-state")["Rules"]
    assert lifecycle[0]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 90}
    key = kms.describe_key(KeyId="alias/landfall-state")["KeyMetadata"]
    assert key["Arn"] == outputs["KeyArn"]
    assert kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"] is True
    attached = iam.list_attached_role_policies(RoleName="landfall-plan")["AttachedPolicies"]
    assert sorted(one["PolicyName"] for one in attached) == ["ReadOnlyAccess", "landfall-state"]
    assert (
        iam.get_role_policy(RoleName="landfall-plan", PolicyName="locks")["PolicyDocument"]["Version"] == "2012-10-17"
    )
    assert iam.get_role(RoleName="landfall-plan")["Role"]["MaxSessionDuration"] == 7200


def test_an_update_changes_what_changed_and_refuses_no_change(management: Session) -> None:
    stacks = management.client("cloudformation")
    stacks.create_stack(**CREATE)
    assert message(stacks.update_stack, **CREATE) == "ValidationError: No updates are to be performed."
    previous = [{"ParameterKey": "Bucket", "UsePreviousValue": True}]
    capabilities = ["CAPABILITY_NAMED_IAM"]
    assert "No updates" in message(
        stacks.update_stack,
        StackName="home",
        UsePreviousTemplate=True,
        Parameters=previous,
        Capabilities=capabilities,
    )
    changed = (
        HOME.replace("7200", "3600").replace("ReadOnlyAccess", "ViewOnlyAccess").replace("s3:PutObject", "s3:Get*")
    )
    changed = changed.replace("policy/ViewOnlyAccess", "policy/job-function/ViewOnlyAccess")
    stacks.update_stack(StackName="home", TemplateBody=changed, Parameters=previous, Capabilities=capabilities)
    assert stacks.describe_stacks(StackName="home")["Stacks"][0]["StackStatus"] == "UPDATE_COMPLETE"
    iam = management.client("iam")
    attached = iam.list_attached_role_policies(RoleName="landfall-plan")["AttachedPolicies"]
    assert sorted(one["PolicyName"] for one in attached) == ["ViewOnlyAccess", "landfall-state"]
    assert iam.get_role(RoleName="landfall-plan")["Role"]["MaxSessionDuration"] == 3600
    inline = iam.get_role_policy(RoleName="landfall-plan", PolicyName="locks")["PolicyDocument"]
    assert inline["Statement"][0]["Action"] == "s3:Get*"


def test_a_parameter_used_by_sub_only_changes_what_uses_it(management: Session) -> None:
    template = {
        "Parameters": {"Who": {"Type": "String"}},
        "Resources": {
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {
                    "RoleName": "r",
                    "AssumeRolePolicyDocument": {
                        "Version": "2012-10-17",
                        "Statement": [
                            {
                                "Effect": "Allow",
                                "Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${Who}:root"}},
                                "Action": "sts:AssumeRole",
                            }
                        ],
                    },
                },
            }
        },
    }
    stacks = management.client("cloudformation")
    common = {
        "StackName": "s",
        "TemplateBody": json.dumps(template),
        "Capabilities": ["CAPABILITY_NAMED_IAM"],
    }
    stacks.create_stack(**common, Parameters=[{"ParameterKey": "Who", "ParameterValue": "111111111111"}])
    stacks.update_stack(**common, Parameters=[{"ParameterKey": "Who", "ParameterValue": "222222222222"}])
    trust = management.client("iam").get_role(RoleName="r")["Role"]["AssumeRolePolicyDocument"]
    assert trust["Statement"][0]["Principal"]["AWS"] == "arn:aws:iam::222222222222:root"


def test_refusals(management: Session) -> None:
    stacks = management.client("cloudformation")
    assert message(stacks.create_stack, **{**CREATE, "Capabilities": []}).startswith("InsufficientCapabilities")
    assert message(stacks.create_stack, **{**CREATE, "Capabilities": ["CAPABILITY_IAM"]}).endswith("NAMED_IAM]")
    assert "must have values" in message(stacks.create_stack, **{**CREATE, "Parameters": []})
    more = [*PARAMETERS, {"ParameterKey": "Other", "ParameterValue": "x"}]
    assert "[Other] do not exist" in message(stacks.create_stack, **{**CREATE, "Parameters": more})
    assert "At least one Resources" in message(stacks.create_stack, StackName="x", TemplateBody="{}")
    assert "does not exist" in message(stacks.update_stack, **{**CREATE, "StackName": "absent"})


@pytest.mark.parametrize(
    ("bucket", "reason"),
    [({"WebsiteConfiguration": {}}, "WebsiteConfiguration"), ({"BucketName": "taken"}, "BucketAlready")],
)
def test_a_stack_that_fails_is_rolled_back_and_says_why(
    organization: Organization, bucket: dict[str, Any], reason: str
) -> None:
    organization.member(organization.account("a")).client("s3", "us-east-1").create_bucket(Bucket="taken")
    statement = {"Effect": "Allow", "Principal": {"Service": "x.amazonaws.com"}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    resources = {
        "First": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "first", "AssumeRolePolicyDocument": trust}},
        "Second": {"Type": "AWS::S3::Bucket", "DependsOn": "First", "Properties": bucket},
    }
    stacks = organization.management.client("cloudformation")
    stacks.create_stack(
        StackName="s", TemplateBody=json.dumps({"Resources": resources}), Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    assert stacks.describe_stacks(StackName="s")["Stacks"][0]["StackStatus"] == "ROLLBACK_COMPLETE"
    events = stacks.describe_stack_events(StackName="s")["StackEvents"]
    assert reason in events[0]["ResourceStatusReason"]
    roles = organization.management.client("iam").list_roles()["Roles"]
    assert "first" not in [role["RoleName"] for role in roles]


def test_deletion_keeps_what_is_retained(management: Session) -> None:
    stacks = management.client("cloudformation")
    stacks.create_stack(**CREATE)
    stacks.update_termination_protection(StackName="home", EnableTerminationProtection=True)
    assert "TerminationProtection" in message(stacks.delete_stack, StackName="home")
    stacks.update_termination_protection(StackName="home", EnableTerminationProtection=False)
    stacks.delete_stack(StackName="home")
    assert "does not exist" in message(stacks.describe_stacks, StackName="home")
    assert [one["Name"] for one in management.client("s3").list_buckets()["Buckets"]] == ["the-state"]
    roles = [role["RoleName"] for role in management.client("iam").list_roles()["Roles"]]
    assert "landfall-plan" not in roles

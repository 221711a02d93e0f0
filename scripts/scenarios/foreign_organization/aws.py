"""What several parts of the foreign organization need of AWS: tags, waiting, sessions in member accounts, documents."""

import json
import time
from collections.abc import Callable
from typing import Any

import boto3

HOME = "eu-west-1"
REGIONS = ["eu-central-1", "eu-west-1"]
# Of CloudFormation; what it makes does not matter.
TEMPLATE = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})


def tags(pairs: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in pairs.items()]


def wait_while(busy: Callable[[], bool]) -> None:
    while busy():
        time.sleep(0.05)


def member(account: str, region: str = HOME) -> boto3.Session:
    """As the administrator of an account that Organizations has made."""
    role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
    keys = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="setup")["Credentials"]
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region_name=region)


def trust(service: str) -> str:
    principal = {"Service": f"{service}.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps(document(statement))


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}

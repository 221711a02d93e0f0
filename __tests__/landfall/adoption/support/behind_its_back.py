"""Changes something of the small organization behind the back of its description, or changes it back.

Usage: behind_its_back.py CHANGE [back], with the environment that leads boto3 to the emulator.
"""

import json
import os
import sys
import urllib.request
from typing import Any

import boto3

REGION = "eu-west-1"
RANGE = "10.222.0.0/16"

organizations = boto3.client("organizations")


def account(name: str) -> str:
    found = organizations.get_paginator("list_accounts").paginate().build_full_result()["Accounts"]
    return next(str(one["Id"]) for one in found if one["Name"] == name)


def root() -> str:
    return str(organizations.list_roots()["Roots"][0]["Id"])


def unit(name: str) -> str:
    found = organizations.list_organizational_units_for_parent(ParentId=root())["OrganizationalUnits"]
    return next(str(one["Id"]) for one in found if one["Name"] == name)


def account_moved(back: bool) -> None:
    places = [root(), unit("Security")]
    source, destination = reversed(places) if back else places
    organizations.move_account(AccountId=account("Spare"), SourceParentId=source, DestinationParentId=destination)


def group_assigned(back: bool) -> None:
    sso, store = boto3.client("sso-admin"), boto3.client("identitystore")
    instance = sso.list_instances()["Instances"][0]
    which = {"InstanceArn": instance["InstanceArn"]}
    wanted = next(
        arn
        for arn in sso.list_permission_sets(**which)["PermissionSets"]
        if sso.describe_permission_set(**which, PermissionSetArn=arn)["PermissionSet"]["Name"] == "plain"
    )
    groups = store.list_groups(IdentityStoreId=instance["IdentityStoreId"])["Groups"]
    group = next(one["GroupId"] for one in groups if one["DisplayName"] == "Okta Admins")
    change = sso.delete_account_assignment if back else sso.create_account_assignment
    target = {"TargetId": account("Spare"), "TargetType": "AWS_ACCOUNT"}
    change(**which, **target, PermissionSetArn=wanted, PrincipalType="GROUP", PrincipalId=group)


def policy_detached(back: bool) -> None:
    policies = organizations.list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"]
    policy = next(one["Id"] for one in policies if one["Name"] == "Keep buckets")
    change = organizations.attach_policy if back else organizations.detach_policy
    change(PolicyId=policy, TargetId=account("shop prod"))


def control_drifted(back: bool) -> None:
    [control] = boto3.client("controltower").list_enabled_controls()["enabledControls"]
    body = json.dumps({control["arn"]: "IN_SYNC" if back else "DRIFTED"}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{os.environ['AWS_ENDPOINT_URL']}/landfall/drift", body))


def range_unknown(back: bool) -> None:
    role = f"arn:aws:iam::{account('Spare')}:role/OrganizationAccountAccessRole"
    keys = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="behind")["Credentials"]
    inside = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region_name=REGION)
    ec2: Any = inside.client("ec2")
    if not back:
        ec2.create_vpc(CidrBlock=RANGE)
        return
    found = ec2.describe_vpcs(Filters=[{"Name": "cidr", "Values": [RANGE]}])["Vpcs"]
    ec2.delete_vpc(VpcId=found[0]["VpcId"])


CHANGES = {
    change.__name__: change
    for change in (account_moved, group_assigned, policy_detached, control_drifted, range_unknown)
}

CHANGES[sys.argv[1]](sys.argv[2:] == ["back"])

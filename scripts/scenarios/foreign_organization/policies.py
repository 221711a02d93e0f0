"""Fifteen policies of four types, written by several hands, attached wherever that was convenient."""

import json
from typing import Any

import boto3

from aws import document, tags

organizations = boto3.client("organizations")

SCP, RCP, TAG, AI = (
    "SERVICE_CONTROL_POLICY",
    "RESOURCE_CONTROL_POLICY",
    "TAG_POLICY",
    "AISERVICES_OPT_OUT_POLICY",
)
EXCEPT_PLATFORM = {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/PlatformAdmin*"]}}


def deny(*actions: str, **more: Any) -> dict[str, Any]:
    return {"Effect": "Deny", "Action": list(actions), "Resource": "*", **more}


def pretty(content: object) -> str:
    return json.dumps(content, indent=4)


def short(content: object) -> str:
    return json.dumps(content, separators=(",", ":"))


def tag_rule(key: str, *values: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"tag_key": {"@@assign": key}}
    return {"tags": {key.lower(): {**rule, **({"tag_value": {"@@assign": list(values)}} if values else {})}}}


# Type, name, description, text, where attached: paths of units ('' is the root) and names of accounts after '@'.
Policy = tuple[str, str, str, str, tuple[str, ...]]


def texts(organization: str) -> tuple[Policy, ...]:
    within = {
        "StringNotEqualsIfExists": {"aws:PrincipalOrgID": organization},
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }
    return (
        (SCP, "DenyLeaveOrg", "Nobody leaves", short(document(deny("organizations:LeaveOrganization"))), ("",)),
        (
            SCP,
            "Protect CloudTrail",
            "",
            pretty(document(deny("cloudtrail:StopLogging", "cloudtrail:DeleteTrail", Sid="Trail"))),
            ("Workloads", "Infrastructure"),
        ),
        (
            SCP,
            "deny-root-user",
            "Root does nothing",
            pretty(document(deny("*", Condition={"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}}))),
            ("Workloads", "Machine Learning", "Sandbox"),
        ),
        (
            SCP,
            "Region Lock EU",
            "EU only + global services",
            pretty(
                document(
                    {
                        "Sid": "EU",
                        "Effect": "Deny",
                        "NotAction": ["iam:*", "sts:*", "organizations:*", "support:*"],
                        "Resource": "*",
                        "Condition": {
                            "StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", "eu-central-1", "us-east-1"]}
                        },
                    }
                )
            ),
            ("Workloads/Banking & Payments",),
        ),
        (
            SCP,
            "PCI: no public buckets!",
            "PCI-DSS 1.3",
            short(document(deny("s3:PutAccountPublicAccessBlock", Condition=EXCEPT_PLATFORM))),
            ("Workloads/Banking & Payments/PCI", "@CardVault"),
        ),
        (
            SCP,
            "SandboxLimits",
            "No expensive things",
            short(
                {
                    "Version": "2012-10-17",
                    "Statement": deny("ec2:PurchaseReservedInstancesOffering", "savingsplans:*", "redshift:Create*"),
                }
            ),
            ("Sandbox",),
        ),
        (
            SCP,
            "quarantine",
            "For accounts under investigation",
            short(document(deny("*", Condition=EXCEPT_PLATFORM))),
            ("@Old Website",),
        ),
        (SCP, "OLD - do not use", "", short(document(deny("ec2:RunInstances"))), ()),
        (
            RCP,
            "s3 within org",
            "Buckets for us only",
            pretty(
                document({"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": within})
            ),
            ("Workloads/Banking & Payments",),
        ),
        (
            RCP,
            "KMS_Org_Only",
            "",
            short(
                document(
                    {
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": ["kms:Decrypt", "kms:Encrypt"],
                        "Resource": "*",
                        "Condition": within,
                    }
                )
            ),
            ("Workloads/Retail EU", "@ml-platform-prod"),
        ),
        (TAG, "CostCenter", "Finance wants it", pretty(tag_rule("CostCenter")), ("",)),
        (TAG, "environment tag", "", pretty(tag_rule("Environment", "prod", "test", "dev")), ("Workloads",)),
        (
            TAG,
            "Data Classification",
            "Public, internal, secret",
            short(tag_rule("DataClass", "public", "internal", "secret")),
            ("Machine Learning", "@RetailAnalytics"),
        ),
        (AI, "AI opt out", "", short({"services": {"default": {"opt_out_policy": {"@@assign": "optOut"}}}}), ("",)),
        (
            AI,
            "AI opt in for research",
            "They agreed",
            pretty({"services": {"rekognition": {"opt_out_policy": {"@@assign": "optIn"}}}}),
            ("Machine Learning/Research",),
        ),
    )


def create_policies(organization: str, units: dict[str, str], accounts: dict[str, str]) -> None:
    for kind in (SCP, RCP, TAG, AI):
        organizations.enable_policy_type(RootId=units[""], PolicyType=kind)
    for number, (kind, name, description, content, targets) in enumerate(texts(organization)):
        style = {"managed-by": "clickops"} if number % 3 == 0 else {}
        made = organizations.create_policy(
            Type=kind, Name=name, Description=description, Content=content, Tags=tags(style)
        )["Policy"]["PolicySummary"]["Id"]
        for target in targets:
            place = accounts[target[1:]] if target.startswith("@") else units[target]
            organizations.attach_policy(PolicyId=made, TargetId=place)

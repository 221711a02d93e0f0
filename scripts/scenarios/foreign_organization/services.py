"""Trusted services and their administrators, stack sets, recorders of AWS Config, contacts."""

import boto3

from aws import HOME, TEMPLATE, member, tags

organizations = boto3.client("organizations")

TRUSTED = (
    "account",
    "access-analyzer",
    "backup",
    "guardduty",
    "iam",
    "member.org.stacksets.cloudformation",
    "securityhub",
    "servicecatalog",
    "ssm",
    "tagpolicies.tag",
)
# Service and the name of the account that administers it.
DELEGATED = (
    ("guardduty", "Audit"),
    ("securityhub", "Audit"),
    ("access-analyzer", "Audit"),
    ("backup", "Backup Vault"),
    ("servicecatalog", "SharedServices-Prod"),
)


def trust_services() -> None:
    for service in TRUSTED:
        organizations.enable_aws_service_access(ServicePrincipal=f"{service}.amazonaws.com")
    boto3.client("ram").enable_sharing_with_aws_organization()
    boto3.client("servicecatalog").enable_aws_organizations_access()
    boto3.client("iam").enable_organizations_root_credentials_management()


def delegate(accounts: dict[str, str]) -> None:
    for service, name in DELEGATED:
        organizations.register_delegated_administrator(
            AccountId=accounts[name], ServicePrincipal=f"{service}.amazonaws.com"
        )


def create_stack_sets(units: dict[str, str]) -> None:
    formation = boto3.client("cloudformation")
    formation.activate_organizations_access()
    for name, unit, retain in (
        ("iam-baseline-roles", "Workloads", False),
        ("SecurityAlarms", "Workloads/Banking & Payments", True),
    ):
        formation.create_stack_set(
            StackSetName=name,
            Description=f"{name} everywhere",
            TemplateBody=TEMPLATE,
            PermissionModel="SERVICE_MANAGED",
            AutoDeployment={"Enabled": True, "RetainStacksOnAccountRemoval": retain},
            Tags=tags({"repo": "git.example.com/baseline"}),
        )
        formation.create_stack_instances(
            StackSetName=name, DeploymentTargets={"OrganizationalUnitIds": [units[unit]]}, Regions=[HOME]
        )


def create_recorder(account: str, number: int) -> None:
    session = member(account)
    bucket = f"aws-config-of-legacy-{number}"
    session.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": HOME})
    config = session.client("config")
    recorder = {"name": "default", "roleARN": f"arn:aws:iam::{account}:role/config-role"}
    config.put_configuration_recorder(ConfigurationRecorder=recorder)
    config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": bucket})
    if number == 1:
        config.start_configuration_recorder(ConfigurationRecorderName="default")


def write_contacts(accounts: dict[str, str]) -> None:
    for name, kind, address in (
        ("payments_prod", "SECURITY", "soc@bank.example.com"),
        ("CardVault", "SECURITY", "soc@bank.example.com"),
        ("CardVault", "BILLING", "Finance@bank.example.com"),
        ("webshop-prod", "OPERATIONS", "noc+shop@example.com"),
    ):
        boto3.client("account").put_alternate_contact(
            AccountId=accounts[name],
            AlternateContactType=kind,
            EmailAddress=address,
            Name="On duty",
            PhoneNumber="+49 (0)30 901820",
            Title="24/7",
        )

"""Identity Center fed by an identity provider: 30 groups, a few users, 25 permission sets, 154 assignments."""

import json
from typing import Any

import boto3

from aws import document, member, tags

sso, store = boto3.client("sso-admin"), boto3.client("identitystore")

ISSUER = "https://example.okta.com"
MANAGED = "arn:aws:iam::aws:policy/"
READ_OWN = document(
    {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::team-${aws:PrincipalTag/team}/*"}
)
NO_KEYS = document({"Sid": "NoKeys", "Effect": "Deny", "Action": "iam:CreateAccessKey", "Resource": "*"})

GROUPS = (
    *(
        f"AWS-{team}-{level}"
        for team in ("Retail", "Banking", "ML", "Logistics")
        for level in ("Admins", "Developers", "ReadOnly")
    ),
    *(f"okta_aws_{job}" for job in ("billing", "security", "network", "auditors", "breakglass", "dba")),
    *("Cloud Platform Team", "Help Desk (L1)", "Help Desk (L2)", "Data Scientists", "Data Engineers", "SRE"),
    *("External: Acme Consulting", "External: Pentest", "Finance", "Legal & Compliance", "Interns", "All Employees"),
)
USERS = ("jane.doe@example.com", "John.Roe@example.com", "svc-migration")

# Name, session duration, what it holds.
PERMISSION_SETS: tuple[tuple[str, str | None, dict[str, Any]], ...] = (
    ("AWSAdministratorAccess", "PT12H", {"managed": ("AdministratorAccess",)}),
    ("AWSReadOnlyAccess", None, {"managed": ("ReadOnlyAccess",)}),
    ("AWSPowerUserAccess", "PT1H30M", {"managed": ("PowerUserAccess",), "inline": NO_KEYS}),
    ("Billing", "PT2H", {"managed": ("job-function/Billing",)}),
    ("SecurityAudit", "PT8H", {"managed": ("SecurityAudit", "job-function/ViewOnlyAccess")}),
    ("NetworkAdmin", "PT4H", {"managed": ("job-function/NetworkAdministrator",)}),
    ("DBA", "PT3H", {"managed": ("job-function/DatabaseAdministrator",), "boundary": f"{MANAGED}PowerUserAccess"}),
    ("BreakGlass_Admin", "PT45M", {"managed": ("AdministratorAccess",)}),
    ("Dev+Deploy", "PT9H", {"managed": ("PowerUserAccess",), "boundary": ("DevBoundary", "/boundaries/")}),
    ("retail-developer", "PT8H", {"managed": ("ReadOnlyAccess",), "own": (("RetailDeveloper", "/"),)}),
    (
        "retail-admin",
        "PT8H",
        {"managed": ("PowerUserAccess",), "own": (("RetailDeveloper", "/"), ("RetailAdmin", "/retail/"))},
    ),
    ("banking-developer", "PT4H", {"managed": ("ReadOnlyAccess",), "inline": NO_KEYS}),
    (
        "banking-admin",
        "PT1H",
        {"managed": ("PowerUserAccess",), "inline": NO_KEYS, "boundary": f"{MANAGED}PowerUserAccess"},
    ),
    ("ML.DataScientist", "PT12H", {"managed": ("AmazonSageMakerFullAccess",), "inline": READ_OWN}),
    ("ML.Engineer", "PT12H", {"managed": ("AmazonSageMakerFullAccess", "AmazonS3ReadOnlyAccess")}),
    ("ML.Admin", "PT12H", {"managed": ("AdministratorAccess",)}),
    ("Logistics", None, {"inline": READ_OWN}),
    ("SupportUser", "PT8H", {"managed": ("job-function/SupportUser",)}),
    ("HelpDesk", "PT8H", {"managed": ("AWSSupportAccess",)}),
    ("PenTest-2024", "PT6H", {"managed": ("SecurityAudit",), "inline": NO_KEYS}),
    ("External@Acme", "PT2H", {"managed": ("job-function/ViewOnlyAccess",)}),
    ("Interns", "PT8H", {"managed": ("job-function/ViewOnlyAccess",), "inline": NO_KEYS}),
    ("S3Only", "PT1H", {"managed": ("AmazonS3FullAccess",)}),
    ("empty", None, {}),
    ("unused=old", "PT1H", {"managed": ("ReadOnlyAccess",)}),
)
OWN_POLICIES = (("RetailDeveloper", "/"), ("RetailAdmin", "/retail/"), ("DevBoundary", "/boundaries/"))

# Words in names of accounts, and what groups got wherever a name has the word. An empty word is in every name.
GRANTS = (
    ("webshop", "AWS-Retail-Admins", "retail-admin"),
    ("webshop", "AWS-Retail-Developers", "retail-developer"),
    ("webshop", "AWS-Retail-ReadOnly", "AWSReadOnlyAccess"),
    ("Logistics", "AWS-Logistics-Admins", "AWSAdministratorAccess"),
    ("Logistics", "AWS-Logistics-Developers", "Logistics"),
    ("Logistics", "AWS-Logistics-ReadOnly", "AWSReadOnlyAccess"),
    ("payments", "AWS-Banking-Admins", "banking-admin"),
    ("payments", "AWS-Banking-Developers", "banking-developer"),
    ("banking", "AWS-Banking-Admins", "banking-admin"),
    ("banking", "AWS-Banking-Developers", "Dev+Deploy"),
    ("banking", "AWS-Banking-ReadOnly", "AWSReadOnlyAccess"),
    ("Fraud", "Data Scientists", "ML.DataScientist"),
    ("ml-platform", "AWS-ML-Admins", "ML.Admin"),
    ("ml-platform", "AWS-ML-Developers", "ML.Engineer"),
    ("ml-platform", "Data Engineers", "S3Only"),
    ("Team", "AWS-ML-Developers", "ML.Engineer"),
    ("GPU", "AWS-ML-Admins", "AWSAdministratorAccess"),
    ("Sandbox", "All Employees", "AWSPowerUserAccess"),
    ("Hackathon", "Interns", "Interns"),
    ("Acme", "External: Acme Consulting", "External@Acme"),
    ("CardVault", "External: Pentest", "PenTest-2024"),
    ("NetworkHub", "okta_aws_network", "NetworkAdmin"),
    ("DNS", "okta_aws_network", "NetworkAdmin"),
    ("RetailAnalytics", "okta_aws_dba", "DBA"),
    ("Marketing", "Help Desk (L1)", "HelpDesk"),
    ("Marketing", "Help Desk (L2)", "SupportUser"),
    ("", "okta_aws_security", "SecurityAudit"),
    ("", "Cloud Platform Team", "AWSAdministratorAccess"),
)


def set_up_people(management: str, accounts: dict[str, str]) -> None:
    instance = sso.list_instances()["Instances"][0]
    directory = str(instance["IdentityStoreId"])
    groups = {name: create_group(directory, name, number) for number, name in enumerate(GROUPS)}
    users = {name: create_user(directory, name, number) for number, name in enumerate(USERS)}
    sets = {one[0]: create_permission_set(instance["InstanceArn"], *one) for one in PERMISSION_SETS}
    for account in accounts.values():
        create_own_policies(account)
    for kind, principal, name, account in grants(management, accounts, groups, users):
        sso.create_account_assignment(
            InstanceArn=instance["InstanceArn"],
            PermissionSetArn=sets[name],
            TargetId=account,
            TargetType="AWS_ACCOUNT",
            PrincipalType=kind,
            PrincipalId=principal,
        )


def external(identifier: str) -> list[dict[str, Any]]:
    """What an identity provider does by SCIM; the API itself makes no such ids."""
    return [{"AttributePath": "externalIds", "AttributeValue": [{"issuer": ISSUER, "id": identifier}]}]


def create_group(directory: str, name: str, number: int) -> str:
    # Okta sends no descriptions; three groups are older than Okta.
    described = {"Description": f"{name}, made by hand"} if number % 10 == 0 else {}
    made = str(store.create_group(IdentityStoreId=directory, DisplayName=name, **described)["GroupId"])
    if not described:
        store.update_group(IdentityStoreId=directory, GroupId=made, Operations=external(f"00g{number:04}"))
    return made


def create_user(directory: str, name: str, number: int) -> str:
    given, _, family = name.partition("@")[0].partition(".")
    made = store.create_user(
        IdentityStoreId=directory,
        UserName=name,
        DisplayName=name,
        Name={"GivenName": given, "FamilyName": family or "-"},
        Emails=[{"Value": name if "@" in name else f"{name}@example.com", "Primary": True}],
    )
    user = str(made["UserId"])
    store.update_user(IdentityStoreId=directory, UserId=user, Operations=external(f"00u{number:04}"))
    return user


def create_permission_set(instance: str, name: str, duration: str | None, holds: dict[str, Any]) -> str:
    more = {} if duration is None else {"SessionDuration": duration}
    if "Admin" in name:
        more["Description"] = f"{name}: handle with care"
    style = {"Owner": "IAM team"} if len(holds) > 1 else {}
    made = sso.create_permission_set(InstanceArn=instance, Name=name, Tags=tags(style), **more)
    which = {"InstanceArn": instance, "PermissionSetArn": str(made["PermissionSet"]["PermissionSetArn"])}
    fill_permission_set(which, holds)
    return which["PermissionSetArn"]


def fill_permission_set(which: dict[str, str], holds: dict[str, Any]) -> None:
    for policy in holds.get("managed", ()):
        sso.attach_managed_policy_to_permission_set(**which, ManagedPolicyArn=f"{MANAGED}{policy}")
    for name, path in holds.get("own", ()):
        own = {"Name": name, "Path": path}
        sso.attach_customer_managed_policy_reference_to_permission_set(**which, CustomerManagedPolicyReference=own)
    if "inline" in holds:
        sso.put_inline_policy_to_permission_set(**which, InlinePolicy=json.dumps(holds["inline"]))
    if "boundary" in holds:
        limit = holds["boundary"]
        boundary = (
            {"ManagedPolicyArn": limit}
            if isinstance(limit, str)
            else {"CustomerManagedPolicyReference": {"Name": limit[0], "Path": limit[1]}}
        )
        sso.put_permissions_boundary_to_permission_set(**which, PermissionsBoundary=boundary)


def create_own_policies(account: str) -> None:
    """What permission sets refer to must be in the account first."""
    iam = member(account).client("iam")
    for name, path in OWN_POLICIES:
        iam.create_policy(PolicyName=name, Path=path, PolicyDocument=json.dumps(READ_OWN))


def grants(
    management: str, accounts: dict[str, str], groups: dict[str, str], users: dict[str, str]
) -> list[tuple[str, str, str, str]]:
    """Kind and id of who gets it, name of the permission set, account."""
    found = [
        ("GROUP", groups["okta_aws_billing"], "Billing", management),
        ("GROUP", groups["okta_aws_breakglass"], "BreakGlass_Admin", management),
        ("USER", users["svc-migration"], "AWSPowerUserAccess", accounts["Acme ERP"]),
        ("USER", users["jane.doe@example.com"], "AWSAdministratorAccess", accounts["Sandbox Jane Doe"]),
        ("USER", users["John.Roe@example.com"], "AWSAdministratorAccess", accounts["Sandbox John Roe"]),
        ("USER", users["John.Roe@example.com"], "AWSReadOnlyAccess", accounts["Sandbox Jane Doe"]),
    ]
    for word, group, name in GRANTS:
        found += [("GROUP", groups[group], name, one) for called, one in accounts.items() if word in called]
    return found

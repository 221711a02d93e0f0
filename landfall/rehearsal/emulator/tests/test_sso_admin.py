"""Identity Center: permission sets, assignments and what they leave in the accounts; the real provider at the end."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Organization, Session
from terraform_root import Root, needs_terraform


def instance(session: Session) -> tuple[str, str]:
    found = session.client("sso-admin").list_instances()["Instances"]
    assert len(found) == 1
    return found[0]["InstanceArn"], found[0]["IdentityStoreId"]


def group(session: Session, name: str = "data-scientists") -> str:
    _, store = instance(session)
    identifier: str = session.client("identitystore").create_group(IdentityStoreId=store, DisplayName=name)["GroupId"]
    return identifier


def permission_set(session: Session, name: str = "DataScientist") -> str:
    arn, _ = instance(session)
    sso = session.client("sso-admin")
    made: str = sso.create_permission_set(InstanceArn=arn, Name=name)["PermissionSet"]["PermissionSetArn"]
    return made


def assignment(session: Session, account: str, set_arn: str, group_id: str) -> dict[str, Any]:
    arn, _ = instance(session)
    return {
        "InstanceArn": arn,
        "TargetId": account,
        "TargetType": "AWS_ACCOUNT",
        "PermissionSetArn": set_arn,
        "PrincipalType": "GROUP",
        "PrincipalId": group_id,
    }


def reserved_roles(session: Session) -> list[dict[str, Any]]:
    roles = session.client("iam").list_roles(PathPrefix="/aws-reserved/sso.amazonaws.com/")["Roles"]
    assert isinstance(roles, list)
    return roles


def test_all_accounts_see_the_one_instance_in_its_region(organization: Organization) -> None:
    account = organization.account("team")
    assert instance(organization.management) == instance(organization.member(account))
    assert organization.management.client("sso-admin", "us-east-1").list_instances()["Instances"] == []


def test_an_assignment_makes_the_reserved_role_and_the_last_one_takes_it_away(organization: Organization) -> None:
    management, account = organization.management, organization.account("team")
    sso, set_arn, group_id = management.client("sso-admin"), permission_set(management), group(management)
    arn, _ = instance(management)
    policy = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    sso.attach_managed_policy_to_permission_set(InstanceArn=arn, PermissionSetArn=set_arn, ManagedPolicyArn=policy)
    wanted = assignment(management, account, set_arn, group_id)
    request = sso.create_account_assignment(**wanted)["AccountAssignmentCreationStatus"]
    assert request["Status"] == "IN_PROGRESS"
    done = sso.describe_account_assignment_creation_status(
        InstanceArn=arn, AccountAssignmentCreationRequestId=request["RequestId"]
    )
    assert done["AccountAssignmentCreationStatus"]["Status"] == "SUCCEEDED"
    member = organization.member(account)
    (role,) = reserved_roles(member)
    assert role["Path"] == "/aws-reserved/sso.amazonaws.com/eu-west-1/"
    assert role["RoleName"].startswith("AWSReservedSSO_DataScientist_")
    attached = member.client("iam").list_attached_role_policies(RoleName=role["RoleName"])["AttachedPolicies"]
    assert [p["PolicyArn"] for p in attached] == [policy]
    sets = sso.list_permission_sets_provisioned_to_account(InstanceArn=arn, AccountId=account)["PermissionSets"]
    assert sets == [set_arn]
    with pytest.raises(sso.exceptions.ConflictException):
        sso.delete_permission_set(InstanceArn=arn, PermissionSetArn=set_arn)
    sso.delete_account_assignment(**wanted)
    assert reserved_roles(member) == []
    sso.delete_permission_set(InstanceArn=arn, PermissionSetArn=set_arn)


@pytest.mark.parametrize(
    "wrong",
    [
        {"TargetId": "999999999999"},
        {"PrincipalId": "00000000-0000-0000-0000-000000000000"},
        {"PermissionSetArn": "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-1111111111111111"},
    ],
)
def test_an_assignment_names_what_exists(organization: Organization, wrong: dict[str, str]) -> None:
    management = organization.management
    right = assignment(management, organization.account("team"), permission_set(management), group(management))
    sso = management.client("sso-admin")
    with pytest.raises(sso.exceptions.ResourceNotFoundException):
        sso.create_account_assignment(**{**right, **wrong})


def test_a_customer_policy_must_be_in_the_account(organization: Organization) -> None:
    management, account = organization.management, organization.account("team")
    sso, set_arn = management.client("sso-admin"), permission_set(management)
    arn, _ = instance(management)
    sso.attach_customer_managed_policy_reference_to_permission_set(
        InstanceArn=arn, PermissionSetArn=set_arn, CustomerManagedPolicyReference={"Name": "limits"}
    )
    request = sso.create_account_assignment(**assignment(management, account, set_arn, group(management)))
    done = sso.describe_account_assignment_creation_status(
        InstanceArn=arn,
        AccountAssignmentCreationRequestId=request["AccountAssignmentCreationStatus"]["RequestId"],
    )["AccountAssignmentCreationStatus"]
    assert done["Status"] == "FAILED"
    assert f"arn:aws:iam::{account}:policy/limits" in done["FailureReason"]
    listed = sso.list_account_assignments(InstanceArn=arn, AccountId=account, PermissionSetArn=set_arn)
    assert listed["AccountAssignments"] == []


def test_only_management_and_its_delegate_administer(organization: Organization) -> None:
    management, account = organization.management, organization.account("shared-services")
    set_arn, group_id = permission_set(management), group(management)
    member = organization.member(account)
    arn, _ = instance(member)
    with pytest.raises(member.client("sso-admin").exceptions.AccessDeniedException):
        member.client("sso-admin").list_permission_sets(InstanceArn=arn)
    organizations = management.client("organizations")
    organizations.enable_aws_service_access(ServicePrincipal="sso.amazonaws.com")
    organizations.register_delegated_administrator(AccountId=account, ServicePrincipal="sso.amazonaws.com")
    sso = member.client("sso-admin")
    assert sso.list_permission_sets(InstanceArn=arn)["PermissionSets"] == [set_arn]
    with pytest.raises(sso.exceptions.AccessDeniedException):
        sso.create_account_assignment(**assignment(member, "123456789012", set_arn, group_id))


def test_names_are_short_and_unique(management: Session) -> None:
    sso = management.client("sso-admin")
    permission_set(management, "A" * 32)
    with pytest.raises(sso.exceptions.ConflictException):
        permission_set(management, "A" * 32)
    arn, _ = instance(management)
    with pytest.raises(sso.exceptions.ValidationException):
        sso.create_permission_set(InstanceArn=arn, Name="white space")


ROOT = """
data "aws_ssoadmin_instances" "this" {}
locals {
  arn   = tolist(data.aws_ssoadmin_instances.this.arns)[0]
  store = tolist(data.aws_ssoadmin_instances.this.identity_store_ids)[0]
}
resource "aws_identitystore_group" "g" {
  identity_store_id = local.store
  display_name      = "team-a-data-scientists"
  description       = "Data scientists of team A"
}
data "aws_identitystore_group" "g" {
  identity_store_id = local.store
  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = aws_identitystore_group.g.display_name
    }
  }
}
resource "aws_identitystore_user" "u" {
  identity_store_id = local.store
  display_name      = "Break Glass"
  user_name         = "break-glass"
  name {
    given_name  = "Break"
    family_name = "Glass"
  }
  emails { value = "break-glass@example.com" }
}
resource "aws_identitystore_group_membership" "m" {
  identity_store_id = local.store
  group_id          = aws_identitystore_group.g.group_id
  member_id         = aws_identitystore_user.u.user_id
}
resource "aws_iam_policy" "boundary" {
  provider = aws.team
  name     = "boundary"
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}
resource "aws_ssoadmin_permission_set" "p" {
  instance_arn     = local.arn
  name             = "DataScientist"
  description      = "What a data scientist may do"
  session_duration = "PT8H"
  tags             = { team = "a" }
}
resource "aws_ssoadmin_managed_policy_attachment" "p" {
  instance_arn       = local.arn
  permission_set_arn = aws_ssoadmin_permission_set.p.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}
resource "aws_ssoadmin_customer_managed_policy_attachment" "p" {
  instance_arn       = local.arn
  permission_set_arn = aws_ssoadmin_permission_set.p.arn
  customer_managed_policy_reference { name = aws_iam_policy.boundary.name }
}
resource "aws_ssoadmin_permissions_boundary_attachment" "p" {
  instance_arn       = local.arn
  permission_set_arn = aws_ssoadmin_permission_set.p.arn
  permissions_boundary {
    customer_managed_policy_reference { name = aws_iam_policy.boundary.name }
  }
}
resource "aws_ssoadmin_permission_set_inline_policy" "p" {
  instance_arn       = local.arn
  permission_set_arn = aws_ssoadmin_permission_set.p.arn
  inline_policy = jsonencode({
    Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }]
  })
}
resource "aws_ssoadmin_account_assignment" "a" {
  instance_arn       = local.arn
  permission_set_arn = aws_ssoadmin_permission_set.p.arn
  principal_type     = "GROUP"
  principal_id       = aws_identitystore_group.g.group_id
  target_type        = "AWS_ACCOUNT"
  target_id          = "TEAM"
  depends_on = [
    aws_ssoadmin_managed_policy_attachment.p, aws_ssoadmin_customer_managed_policy_attachment.p,
    aws_ssoadmin_permissions_boundary_attachment.p, aws_ssoadmin_permission_set_inline_policy.p,
  ]
}
resource "aws_ssoadmin_application" "app" {
  instance_arn             = local.arn
  name                     = "app"
  application_provider_arn = "arn:aws:sso::aws:applicationProvider/custom"
}
resource "aws_ssoadmin_application_assignment_configuration" "app" {
  application_arn     = aws_ssoadmin_application.app.application_arn
  assignment_required = true
}
resource "aws_ssoadmin_application_assignment" "app" {
  application_arn = aws_ssoadmin_application.app.application_arn
  principal_type  = "GROUP"
  principal_id    = aws_identitystore_group.g.group_id
}
resource "aws_ssoadmin_application_access_scope" "app" {
  application_arn = aws_ssoadmin_application.app.application_arn
  scope           = "sso:account:access"
}
resource "aws_ssoadmin_instance_access_control_attributes" "abac" {
  instance_arn = local.arn
  attribute {
    key = "team"
    value { source = ["$${path:enterprise.department}"] }
  }
}
resource "aws_ssoadmin_trusted_token_issuer" "t" {
  instance_arn              = local.arn
  name                      = "idp"
  trusted_token_issuer_type = "OIDC_JWT"
  trusted_token_issuer_configuration {
    oidc_jwt_configuration {
      claim_attribute_path          = "email"
      identity_store_attribute_path = "emails.value"
      issuer_url                    = "https://idp.example.com"
      jwks_retrieval_option         = "OPEN_ID_DISCOVERY"
    }
  }
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(organization: Organization, tmp_path: Path) -> None:
    account = organization.account("team")
    root = Root(tmp_path, organization.management.endpoint)
    root.write(ROOT.replace("TEAM", account), accounts={"team": account})
    root.apply()
    root.assert_clean()
    assert len(reserved_roles(organization.member(account))) == 1
    root.destroy()
    assert reserved_roles(organization.member(account)) == []

"""The core with the real AWS provider: applied, planned again without a change."""

import json
import time
from pathlib import Path

from conftest import Organization, Session
from terraform_root import Root, needs_terraform
from test_controltower import CONTROL, Place
from tests_home import CAPABILITIES, HOME

pytestmark = needs_terraform

ORGANIZATION = """
resource "aws_organizations_organization" "this" {
  feature_set = "ALL"
  aws_service_access_principals = [
    "account.amazonaws.com", "iam.amazonaws.com", "inspector2.amazonaws.com", "securityhub.amazonaws.com",
    "member.org.stacksets.cloudformation.amazonaws.com"
  ]
  enabled_policy_types = [
    "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "DECLARATIVE_POLICY_EC2", "TAG_POLICY", "BACKUP_POLICY",
    "AISERVICES_OPT_OUT_POLICY", "CHATBOT_POLICY"
  ]
}
resource "aws_organizations_organizational_unit" "outer" {
  name      = "Workloads"
  parent_id = aws_organizations_organization.this.roots[0].id
}
resource "aws_organizations_organizational_unit" "inner" {
  name      = "Prod"
  parent_id = aws_organizations_organizational_unit.outer.id
}
resource "aws_organizations_account" "team" {
  name              = "team"
  email             = "team@example.com"
  parent_id         = aws_organizations_organizational_unit.inner.id
  close_on_deletion = true
}
locals {
  contents = {
    SERVICE_CONTROL_POLICY    = { Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }] }
    RESOURCE_CONTROL_POLICY   = { Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*" }] }
    DECLARATIVE_POLICY_EC2 = {
      ec2_attributes = { image_block_public_access = { state = { "@@assign" = "block_new_sharing" } } }
    }
    TAG_POLICY                = { tags = {} }
    BACKUP_POLICY             = { plans = {} }
    AISERVICES_OPT_OUT_POLICY = { services = { default = { opt_out_policy = { "@@assign" = "optOut" } } } }
    CHATBOT_POLICY            = { chatbot = {} }
  }
}
resource "aws_organizations_policy" "each" {
  for_each = local.contents
  name     = "policy-${each.key}"
  type     = each.key
  content  = jsonencode(each.value)
  depends_on = [aws_organizations_organization.this]
}
resource "aws_organizations_policy_attachment" "unit" {
  for_each  = local.contents
  policy_id = aws_organizations_policy.each[each.key].id
  target_id = aws_organizations_organizational_unit.outer.id
}
resource "aws_organizations_policy_attachment" "account" {
  for_each  = local.contents
  policy_id = aws_organizations_policy.each[each.key].id
  target_id = aws_organizations_account.team.id
}
resource "aws_organizations_resource_policy" "this" {
  content = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = { AWS = aws_organizations_account.team.arn }
    Action    = "organizations:List*"
    Resource  = "*"
  }] })
}
resource "aws_organizations_delegated_administrator" "each" {
  for_each          = toset(["inspector2.amazonaws.com", "securityhub.amazonaws.com"])
  account_id        = aws_organizations_account.team.id
  service_principal = each.value
}
resource "aws_iam_organizations_features" "this" {
  enabled_features = ["RootCredentialsManagement", "RootSessions"]
  depends_on       = [aws_organizations_organization.this]
}
resource "aws_account_primary_contact" "team" {
  account_id      = aws_organizations_account.team.id
  full_name       = "Cloud Team"
  address_line_1  = "Street 1"
  city            = "Berlin"
  postal_code     = "10115"
  country_code    = "DE"
  phone_number    = "+49301234567"
}
resource "aws_account_alternate_contact" "team" {
  for_each               = toset(["BILLING", "OPERATIONS", "SECURITY"])
  account_id             = aws_organizations_account.team.id
  alternate_contact_type = each.value
  name                   = "n"
  title                  = "t"
  email_address          = "s@example.com"
  phone_number           = "+49301"
}
resource "aws_account_region" "team" {
  account_id  = aws_organizations_account.team.id
  region_name = "eu-south-1"
  enabled     = true
}
data "aws_organizations_organization" "this" { depends_on = [aws_organizations_organization.this] }
data "aws_organizations_organizational_units" "this" { parent_id = aws_organizations_organization.this.roots[0].id }
output "account" { value = aws_organizations_account.team.id }
"""


def test_the_organization(management: Session, tmp_path: Path) -> None:
    root = Root(tmp_path, management.endpoint)
    root.write(ORGANIZATION)
    root.apply()
    root.assert_clean()


def test_control_tower(organization: Organization, tmp_path: Path) -> None:
    place = Place(organization)
    # Provider 5.100 reads numbers in the manifest back as text and would plan a change each time.
    for integration in ("centralizedLogging", "config"):
        place.manifest[integration].pop("configurations")
    unit = place.arn(organization.unit("Workloads"))
    root = Root(tmp_path, organization.management.endpoint)
    root.write(f"""
resource "aws_controltower_landing_zone" "this" {{
  version       = "4.0"
  manifest_json = jsonencode({json.dumps(place.manifest)})
}}
resource "aws_controltower_control" "this" {{
  control_identifier = "{CONTROL}"
  target_identifier  = "{unit}"
  parameters {{
    key   = "AllowedRegions"
    value = jsonencode(["eu-west-1", "us-east-1"])
  }}
  depends_on = [aws_controltower_landing_zone.this]
}}
""")
    root.prove()


STATE = """
terraform {{
  backend "s3" {{
    bucket       = "home-{account}"
    key          = "stack"
    region       = "eu-west-1"
    use_lockfile = true
    encrypt      = true
    kms_key_id   = "alias/landfall-state"
    assume_role  = {{ role_arn = "arn:aws:iam::{account}:role/{role}" }}
  }}
}}
provider "aws" {{
  allowed_account_ids = ["{account}"]
  assume_role {{ role_arn = "arn:aws:iam::{account}:role/{role}" }}
}}
resource "aws_ssm_parameter" "this" {{
  name  = "/x"
  type  = "String"
  value = "v"
}}
"""


def test_a_stack_in_an_account_whose_home_a_stack_set_made(organization: Organization, tmp_path: Path) -> None:
    account = organization.account("a")
    stacks = organization.management.client("cloudformation")
    stacks.activate_organizations_access()
    stacks.create_stack_set(
        StackSetName="homes",
        TemplateBody=HOME,
        Capabilities=CAPABILITIES,
        PermissionModel="SERVICE_MANAGED",
        AutoDeployment={"Enabled": True, "RetainStacksOnAccountRemoval": True},
    )
    stacks.create_stack_instances(
        StackSetName="homes",
        Regions=["eu-west-1"],
        DeploymentTargets={"OrganizationalUnitIds": [organization.root]},
    )
    time.sleep(0.5)
    root = Root(tmp_path, organization.management.endpoint)
    (tmp_path / "main.tf").write_text(STATE.format(account=account, role="landfall-plan"), encoding="utf-8")
    initialized = root.run("init", "-no-color")
    assert initialized.returncode == 0, initialized.stderr
    root.apply()
    root.assert_clean()
    s3 = organization.member(account).client("s3")
    assert [one["Key"] for one in s3.list_objects_v2(Bucket=f"home-{account}")["Contents"]] == ["stack"]
    (tmp_path / "main.tf").write_text(STATE.format(account=account, role="nobody"), encoding="utf-8")
    refused = root.run("init", "-reconfigure", "-no-color")
    assert refused.returncode != 0
    assert "AccessDenied" in refused.stderr


def test_a_stack_set_by_terraform(organization: Organization, tmp_path: Path) -> None:
    organization.account("a")
    organization.management.client("cloudformation").activate_organizations_access()
    root = Root(tmp_path, organization.management.endpoint)
    (tmp_path / "home.yaml").write_text(HOME, encoding="utf-8")
    root.write(f"""
resource "aws_cloudformation_stack_set" "this" {{
  name             = "homes"
  permission_model = "SERVICE_MANAGED"
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body    = file("home.yaml")
  auto_deployment {{
    enabled                          = true
    retain_stacks_on_account_removal = false
  }}
  managed_execution {{
    active = true
  }}
}}
resource "aws_cloudformation_stack_set_instance" "this" {{
  stack_set_name = aws_cloudformation_stack_set.this.name
  region         = "eu-west-1"
  deployment_targets {{
    organizational_unit_ids = ["{organization.root}"]
  }}
}}
""")
    root.apply()
    root.assert_clean()

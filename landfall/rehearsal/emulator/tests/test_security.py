"""The security services of an organization: who administers them, and what only that account may do."""

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization
from terraform_root import Root, needs_terraform

SERVICES = {
    "guardduty": ("AdminAccountId", "AdminAccounts", "AdminAccountId"),
    "securityhub": ("AdminAccountId", "AdminAccounts", "AccountId"),
    "macie2": ("adminAccountId", "adminAccounts", "accountId"),
    "detective": ("AccountId", "Administrators", "AccountId"),
}


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_management_names_the_administrator_in_each_region(organization: Organization, service: str) -> None:
    parameter, listed, member = SERVICES[service]
    account, other = organization.account("security-tooling"), organization.account("other")
    client = organization.management.client(service)
    with pytest.raises(ClientError):
        organization.member(account).client(service).enable_organization_admin_account(**{parameter: account})
    client.enable_organization_admin_account(**{parameter: account})
    with pytest.raises(ClientError):
        client.enable_organization_admin_account(**{parameter: other})
    assert [one[member] for one in client.list_organization_admin_accounts()[listed]] == [account]
    elsewhere = organization.management.client(service, "eu-central-1")
    assert elsewhere.list_organization_admin_accounts()[listed] == []
    registered = organization.management.client("organizations").list_delegated_administrators()
    assert [one["Id"] for one in registered["DelegatedAdministrators"]] == [account]
    client.disable_organization_admin_account(**({} if service == "detective" else {parameter: account}))
    assert client.list_organization_admin_accounts()[listed] == []


def test_the_organizations_configuration_is_the_administrators(organization: Organization) -> None:
    guardduty = organization.member(organization.account("team")).client("guardduty")
    detector = guardduty.create_detector(Enable=True)["DetectorId"]
    with pytest.raises(guardduty.exceptions.BadRequestException, match="delegated administrator"):
        guardduty.update_organization_configuration(DetectorId=detector, AutoEnableOrganizationMembers="ALL")


def test_central_configuration_needs_an_aggregator(organization: Organization) -> None:
    account = organization.account("security-tooling")
    organization.management.client("securityhub").enable_organization_admin_account(AdminAccountId=account)
    hub = organization.member(account).client("securityhub")
    with pytest.raises(hub.exceptions.InvalidAccessException):
        hub.describe_hub()
    hub.enable_security_hub(EnableDefaultStandards=False)
    central: dict[str, Any] = {"OrganizationConfiguration": {"ConfigurationType": "CENTRAL"}}
    with pytest.raises(ClientError, match="aggregator"):
        hub.update_organization_configuration(AutoEnable=False, AutoEnableStandards="NONE", **central)
    hub.create_finding_aggregator(RegionLinkingMode="ALL_REGIONS")
    with pytest.raises(ClientError, match="AutoEnable must be false"):
        hub.update_organization_configuration(AutoEnable=True, AutoEnableStandards="NONE", **central)
    hub.update_organization_configuration(AutoEnable=False, AutoEnableStandards="NONE", **central)


def test_a_sinks_policy_decides_who_links(organization: Organization) -> None:
    team, archive = organization.account("team"), organization.account("monitoring")
    oam = organization.member(archive).client("oam")
    sink = oam.create_sink(Name="platform")["Arn"]
    link = {"LabelTemplate": "$AccountName", "ResourceTypes": ["AWS::Logs::LogGroup"], "SinkIdentifier": sink}
    member = organization.member(team).client("oam")
    with pytest.raises(member.exceptions.ClientError, match="AccessDenied"):
        member.create_link(**link)
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": ["oam:CreateLink", "oam:UpdateLink"],
        "Resource": "*",
        "Condition": {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": f"{organization.id}/*"}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    oam.put_sink_policy(SinkIdentifier=sink, Policy=policy)
    member.create_link(**link)
    assert len(oam.list_attached_links(SinkIdentifier=sink)["Items"]) == 1


ROOT = """
resource "aws_guardduty_organization_admin_account" "a" { admin_account_id = "SECURITY" }
resource "aws_securityhub_organization_admin_account" "a" { admin_account_id = "SECURITY" }
resource "aws_macie2_account" "management" {}
resource "aws_macie2_organization_admin_account" "a" {
  admin_account_id = "SECURITY"
  depends_on       = [aws_macie2_account.management]
}
resource "aws_inspector2_delegated_admin_account" "a" { account_id = "SECURITY" }
resource "aws_detective_organization_admin_account" "a" { account_id = "SECURITY" }
resource "aws_guardduty_detector" "d" {
  provider   = aws.security
  enable     = true
  depends_on = [aws_guardduty_organization_admin_account.a]
}
resource "aws_guardduty_organization_configuration" "o" {
  provider                         = aws.security
  detector_id                      = aws_guardduty_detector.d.id
  auto_enable_organization_members = "ALL"
}
resource "aws_guardduty_organization_configuration_feature" "s3" {
  provider    = aws.security
  detector_id = aws_guardduty_organization_configuration.o.detector_id
  name        = "S3_DATA_EVENTS"
  auto_enable = "ALL"
}
resource "aws_kms_key" "k" {
  provider    = aws.security
  description = "findings"
}
resource "aws_s3_bucket" "b" {
  provider = aws.security
  bucket   = "findings-of-the-organization"
}
resource "aws_guardduty_publishing_destination" "b" {
  provider        = aws.security
  detector_id     = aws_guardduty_detector.d.id
  destination_arn = aws_s3_bucket.b.arn
  kms_key_arn     = aws_kms_key.k.arn
}
resource "aws_securityhub_account" "h" {
  provider                 = aws.security
  enable_default_standards = false
  depends_on               = [aws_securityhub_organization_admin_account.a]
}
resource "aws_securityhub_finding_aggregator" "f" {
  provider     = aws.security
  linking_mode = "ALL_REGIONS"
  depends_on   = [aws_securityhub_account.h]
}
resource "aws_securityhub_organization_configuration" "o" {
  provider              = aws.security
  auto_enable           = false
  auto_enable_standards = "NONE"
  organization_configuration { configuration_type = "CENTRAL" }
  depends_on = [aws_securityhub_finding_aggregator.f]
}
resource "aws_securityhub_configuration_policy" "p" {
  provider = aws.security
  name     = "baseline"
  configuration_policy {
    service_enabled       = true
    enabled_standard_arns = [
      "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0",
    ]
    security_controls_configuration { disabled_control_identifiers = [] }
  }
  depends_on = [aws_securityhub_organization_configuration.o]
}
resource "aws_securityhub_configuration_policy_association" "p" {
  provider  = aws.security
  target_id = "ROOT_ID"
  policy_id = aws_securityhub_configuration_policy.p.id
}
resource "aws_securityhub_standards_subscription" "s" {
  provider      = aws.security
  standards_arn = "arn:aws:securityhub:eu-west-1::standards/nist-800-53/v/5.0.0"
  depends_on    = [aws_securityhub_account.h]
}
resource "aws_macie2_account" "security" {
  provider   = aws.security
  depends_on = [aws_macie2_organization_admin_account.a]
}
resource "aws_macie2_organization_configuration" "o" {
  provider    = aws.security
  auto_enable = true
  depends_on  = [aws_macie2_account.security]
}
resource "aws_macie2_classification_export_configuration" "e" {
  provider = aws.security
  s3_destination {
    bucket_name = aws_s3_bucket.b.bucket
    kms_key_arn = aws_kms_key.k.arn
  }
  depends_on = [aws_macie2_account.security]
}
resource "aws_inspector2_enabler" "e" {
  provider       = aws.security
  account_ids    = ["SECURITY"]
  resource_types = ["EC2", "ECR"]
  depends_on     = [aws_inspector2_delegated_admin_account.a]
}
resource "aws_inspector2_organization_configuration" "o" {
  provider = aws.security
  auto_enable {
    ec2 = true
    ecr = true
  }
  depends_on = [aws_inspector2_enabler.e]
}
resource "aws_detective_graph" "g" {
  provider   = aws.security
  depends_on = [aws_detective_organization_admin_account.a]
}
resource "aws_detective_organization_configuration" "o" {
  provider    = aws.security
  graph_arn   = aws_detective_graph.g.graph_arn
  auto_enable = true
}
resource "aws_organizations_delegated_administrator" "analyzer" {
  account_id        = "SECURITY"
  service_principal = "access-analyzer.amazonaws.com"
}
resource "aws_accessanalyzer_analyzer" "unused" {
  provider      = aws.security
  analyzer_name = "unused"
  type          = "ORGANIZATION_UNUSED_ACCESS"
  configuration {
    unused_access { unused_access_age = 90 }
  }
  depends_on = [aws_organizations_delegated_administrator.analyzer]
}
resource "aws_oam_sink" "s" {
  provider = aws.security
  name     = "platform"
}
resource "aws_oam_sink_policy" "s" {
  provider        = aws.security
  sink_identifier = aws_oam_sink.s.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow", Principal = "*", Action = ["oam:CreateLink", "oam:UpdateLink"], Resource = "*"
      Condition = { "ForAnyValue:StringLike" = { "aws:PrincipalOrgPaths" = "ORGANIZATION_ID/*" } }
    }]
  })
}
resource "aws_oam_link" "l" {
  label_template  = "$AccountName"
  resource_types  = ["AWS::Logs::LogGroup", "AWS::CloudWatch::Metric"]
  sink_identifier = aws_oam_sink_policy.s.sink_identifier
}
resource "aws_s3_bucket" "trail" { bucket = "trail-of-the-organization" }
resource "aws_s3_bucket_policy" "trail" {
  bucket = aws_s3_bucket.trail.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }
      Action   = ["s3:GetBucketAcl", "s3:PutObject"]
      Resource = [aws_s3_bucket.trail.arn, "${aws_s3_bucket.trail.arn}/*"]
    }]
  })
}
resource "aws_cloudtrail" "data" {
  name                          = "data-events"
  s3_bucket_name                = aws_s3_bucket_policy.trail.bucket
  is_organization_trail         = true
  is_multi_region_trail         = true
  enable_log_file_validation    = true
  include_global_service_events = true
  advanced_event_selector {
    name = "lake"
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
  }
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(organization: Organization, tmp_path: Path) -> None:
    account = organization.account("security-tooling")
    organizations = organization.management.client("organizations")
    for principal in ("cloudtrail.amazonaws.com", "access-analyzer.amazonaws.com"):
        organizations.enable_aws_service_access(ServicePrincipal=principal)
    text = ROOT.replace("SECURITY", account).replace("ROOT_ID", organization.root)
    root = Root(tmp_path, organization.management.endpoint)
    root.write(text.replace("ORGANIZATION_ID", organization.id), accounts={"security": account})
    root.prove()

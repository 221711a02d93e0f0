"""SageMaker domains in SSO mode, and the rest of Studio; the real provider at the end."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Organization, Session
from terraform_root import Root, needs_terraform

TRUST = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sagemaker.amazonaws.com"},'
TRUST += '"Action":"sts:AssumeRole"}]}'


def domain(session: Session, **changed: Any) -> dict[str, Any]:
    ec2, iam = session.client("ec2"), session.client("iam")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    role = iam.create_role(RoleName="studio", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    return {
        "DomainName": "team-a",
        "AuthMode": "SSO",
        "DefaultUserSettings": {"ExecutionRole": role},
        "SubnetIds": [subnet],
        "VpcId": vpc,
        **changed,
    }


def test_a_domain_in_sso_mode_is_an_application_of_identity_center(organization: Organization) -> None:
    member = organization.member(organization.account("team"))
    sagemaker, sso = member.client("sagemaker"), member.client("sso-admin")
    (instance,) = organization.management.client("sso-admin").list_instances()["Instances"]
    made = sagemaker.create_domain(**domain(member))
    described = sagemaker.describe_domain(DomainId=made["DomainId"])
    assert described["Status"] == "InService"
    application = described["SingleSignOnApplicationArn"]
    assert sso.describe_application(ApplicationArn=application)["Name"] == "team-a"
    store = organization.management.client("identitystore")
    group = store.create_group(IdentityStoreId=instance["IdentityStoreId"], DisplayName="ds")["GroupId"]
    sso.create_application_assignment(ApplicationArn=application, PrincipalId=group, PrincipalType="GROUP")
    with pytest.raises(sagemaker.exceptions.ClientError, match="no user nobody"):
        sagemaker.create_user_profile(
            DomainId=made["DomainId"],
            UserProfileName="nobody",
            SingleSignOnUserIdentifier="UserName",
            SingleSignOnUserValue="nobody",
        )
    sagemaker.delete_domain(DomainId=made["DomainId"])
    with pytest.raises(sso.exceptions.ResourceNotFoundException):
        sso.describe_application(ApplicationArn=application)


def test_a_domain_needs_its_role_and_network(management: Session) -> None:
    sagemaker, right = management.client("sagemaker"), domain(management)
    missing = {"ExecutionRole": "arn:aws:iam::123456789012:role/nosuch"}
    for wrong in ({"DefaultUserSettings": missing}, {"SubnetIds": ["subnet-1"]}, {"VpcId": "vpc-1"}):
        with pytest.raises(sagemaker.exceptions.ClientError, match="ValidationException"):
            sagemaker.create_domain(**{**right, **wrong})


def test_a_domain_in_use_stays(management: Session) -> None:
    sagemaker = management.client("sagemaker")
    made = sagemaker.create_domain(**domain(management, AuthMode="IAM"))
    sagemaker.create_user_profile(DomainId=made["DomainId"], UserProfileName="lead")
    with pytest.raises(sagemaker.exceptions.ResourceInUse):
        sagemaker.delete_domain(DomainId=made["DomainId"])


ROOT = """
data "aws_ssoadmin_instances" "this" {}
resource "aws_identitystore_user" "lead" {
  identity_store_id = tolist(data.aws_ssoadmin_instances.this.identity_store_ids)[0]
  display_name      = "Lead"
  user_name         = "lead@example.com"
  name {
    given_name  = "Team"
    family_name = "Lead"
  }
}
resource "aws_identitystore_group" "ds" {
  identity_store_id = tolist(data.aws_ssoadmin_instances.this.identity_store_ids)[0]
  display_name      = "team-a-data-scientists"
}
resource "aws_vpc" "v" {
  provider   = aws.team
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "s" {
  provider   = aws.team
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_security_group" "studio" {
  provider = aws.team
  name     = "studio"
  vpc_id   = aws_vpc.v.id
}
resource "aws_kms_key" "k" {
  provider    = aws.team
  description = "studio"
}
resource "aws_iam_role" "studio" {
  provider           = aws.team
  name               = "studio"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
resource "aws_sagemaker_studio_lifecycle_config" "idle" {
  provider                         = aws.team
  studio_lifecycle_config_name     = "idle"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content  = base64encode("echo idle")
}
resource "aws_sagemaker_domain" "d" {
  provider                = aws.team
  domain_name             = "team-a"
  auth_mode               = "SSO"
  vpc_id                  = aws_vpc.v.id
  subnet_ids              = [aws_subnet.s.id]
  app_network_access_type = "VpcOnly"
  kms_key_id              = aws_kms_key.k.arn
  default_user_settings {
    execution_role  = aws_iam_role.studio.arn
    security_groups = [aws_security_group.studio.id]
    jupyter_lab_app_settings {
      lifecycle_config_arns = [aws_sagemaker_studio_lifecycle_config.idle.arn]
    }
  }
  retention_policy { home_efs_file_system = "Delete" }
}
resource "aws_ssoadmin_application_assignment" "ds" {
  provider        = aws.team
  application_arn = aws_sagemaker_domain.d.single_sign_on_application_arn
  principal_type  = "GROUP"
  principal_id    = aws_identitystore_group.ds.group_id
}
resource "aws_sagemaker_user_profile" "lead" {
  provider                       = aws.team
  domain_id                      = aws_sagemaker_domain.d.id
  user_profile_name              = "lead"
  single_sign_on_user_identifier = "UserName"
  single_sign_on_user_value      = aws_identitystore_user.lead.user_name
  user_settings { execution_role = aws_iam_role.studio.arn }
}
resource "aws_sagemaker_space" "s" {
  provider   = aws.team
  domain_id  = aws_sagemaker_domain.d.id
  space_name = "shared"
}
resource "aws_sagemaker_servicecatalog_portfolio_status" "on" {
  provider = aws.team
  status   = "Enabled"
}
resource "aws_sagemaker_model_package_group" "g" {
  provider                        = aws.team
  model_package_group_name        = "churn"
  model_package_group_description = "Churn models"
}
resource "aws_sagemaker_model_package_group_policy" "g" {
  provider                 = aws.team
  model_package_group_name = aws_sagemaker_model_package_group.g.model_package_group_name
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "read"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = ["sagemaker:DescribeModelPackageGroup"]
      Resource  = aws_sagemaker_model_package_group.g.arn
    }]
  })
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(organization: Organization, tmp_path: Path) -> None:
    root = Root(tmp_path, organization.management.endpoint)
    root.write(ROOT, accounts={"team": organization.account("team")})
    root.prove()

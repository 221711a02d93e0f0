"""Settings of EC2 per account and Region; the real provider at the end, with the VPC parts that moto has itself."""

from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session
from terraform_root import Root, needs_terraform


def test_settings_are_of_an_account_and_a_region(organization: Organization) -> None:
    member = organization.member(organization.account("team"))
    ec2 = member.client("ec2")
    ec2.enable_snapshot_block_public_access(State="block-all-sharing")
    ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-new-sharing")
    ec2.modify_vpc_block_public_access_options(InternetGatewayBlockMode="block-ingress")
    assert ec2.get_snapshot_block_public_access_state()["State"] == "block-all-sharing"
    assert ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"] == "block-new-sharing"
    for other in (member.client("ec2", "us-east-1"), organization.management.client("ec2")):
        assert other.get_snapshot_block_public_access_state()["State"] == "unblocked"
        options = other.describe_vpc_block_public_access_options()["VpcBlockPublicAccessOptions"]
        assert options["InternetGatewayBlockMode"] == "off"


def test_metadata_defaults_are_kept_until_no_preference(management: Session) -> None:
    ec2 = management.client("ec2")
    ec2.modify_instance_metadata_defaults(HttpTokens="required", HttpPutResponseHopLimit=2)
    kept = ec2.get_instance_metadata_defaults()["AccountLevel"]
    assert (kept["HttpTokens"], kept["HttpPutResponseHopLimit"]) == ("required", 2)
    ec2.modify_instance_metadata_defaults(HttpTokens="no-preference")
    assert "HttpTokens" not in ec2.get_instance_metadata_defaults()["AccountLevel"]


def test_the_default_key_is_answered_by_arn(management: Session) -> None:
    ec2 = management.client("ec2")
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"
    ec2.modify_ebs_default_kms_key_id(KmsKeyId="1234")
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == "arn:aws:kms:eu-west-1:123456789012:key/1234"


def test_an_exclusion_names_an_existing_vpc(management: Session) -> None:
    with pytest.raises(ClientError, match=r"InvalidVpcID\.NotFound"):
        management.client("ec2").create_vpc_block_public_access_exclusion(
            VpcId="vpc-1", InternetGatewayExclusionMode="allow-egress"
        )


ROOT = """
resource "aws_ebs_encryption_by_default" "this" { enabled = true }
resource "aws_kms_key" "k" { description = "volumes" }
resource "aws_ebs_default_kms_key" "this" { key_arn = aws_kms_key.k.arn }
resource "aws_ebs_snapshot_block_public_access" "this" { state = "block-all-sharing" }
resource "aws_ec2_image_block_public_access" "this" { state = "block-new-sharing" }
resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens                 = "required"
  http_put_response_hop_limit = 2
}
resource "aws_ec2_serial_console_access" "this" { enabled = false }
resource "aws_vpc_block_public_access_options" "this" { internet_gateway_block_mode = "block-ingress" }
resource "aws_vpc_block_public_access_exclusion" "this" {
  vpc_id                          = aws_vpc.v.id
  internet_gateway_exclusion_mode = "allow-egress"
}
resource "aws_vpc" "v" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_vpc_ipv4_cidr_block_association" "v" {
  vpc_id     = aws_vpc.v.id
  cidr_block = "100.64.0.0/20"
}
resource "aws_default_security_group" "v" { vpc_id = aws_vpc.v.id }
resource "aws_default_route_table" "v" { default_route_table_id = aws_vpc.v.default_route_table_id }
resource "aws_subnet" "public" {
  vpc_id            = aws_vpc.v.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = "eu-west-1a"
}
resource "aws_internet_gateway" "v" { vpc_id = aws_vpc.v.id }
resource "aws_eip" "nat" { domain = "vpc" }
resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public.id
  depends_on    = [aws_internet_gateway.v]
}
resource "aws_route_table" "public" { vpc_id = aws_vpc.v.id }
resource "aws_route" "out" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.v.id
}
resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.v.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.public.id]
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "*" }]
  })
}
resource "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = aws_vpc.v.id
}
resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id = aws_security_group.endpoints.id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
resource "aws_vpc_endpoint" "sts" {
  vpc_id              = aws_vpc.v.id
  service_name        = "com.amazonaws.eu-west-1.sts"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.public.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}
resource "aws_s3_bucket" "flow" { bucket = "flow-logs-of-this-vpc" }
resource "aws_flow_log" "v" {
  vpc_id               = aws_vpc.v.id
  log_destination      = aws_s3_bucket.flow.arn
  log_destination_type = "s3"
  traffic_type         = "ALL"
  destination_options {
    file_format        = "parquet"
    per_hour_partition = true
  }
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(management: Session, tmp_path: Path) -> None:
    root = Root(tmp_path, management.endpoint)
    root.write(ROOT)
    root.prove()

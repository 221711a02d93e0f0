"""IP address manager: pools shared with other accounts, blocks that don't overlap; the real provider at the end."""

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session
from terraform_root import Root, needs_terraform


def pool(session: Session) -> dict[str, Any]:
    ec2 = session.client("ec2")
    ipam = ec2.create_ipam(OperatingRegions=[{"RegionName": "eu-west-1"}])["Ipam"]
    made: dict[str, Any] = ec2.create_ipam_pool(IpamScopeId=ipam["PrivateDefaultScopeId"], AddressFamily="ipv4")[
        "IpamPool"
    ]
    ec2.provision_ipam_pool_cidr(IpamPoolId=made["IpamPoolId"], Cidr="10.0.0.0/15")
    return made


def test_a_shared_pool_gives_blocks_that_do_not_overlap(organization: Organization) -> None:
    organization.management.client("ram").enable_sharing_with_aws_organization()
    account = organization.account("team")
    hub, team = organization.member(organization.account("network")), organization.member(account)
    made = pool(hub)
    wanted = {"Ipv4IpamPoolId": made["IpamPoolId"], "Ipv4NetmaskLength": 16}
    with pytest.raises(ClientError, match="InvalidIpamPoolId"):
        team.client("ec2").create_vpc(**wanted)
    hub.client("ram").create_resource_share(name="ipam", principals=[account], resourceArns=[made["IpamPoolArn"]])
    vpcs = [team.client("ec2").create_vpc(**wanted)["Vpc"] for _ in range(2)]
    assert [vpc["CidrBlock"] for vpc in vpcs] == ["10.0.0.0/16", "10.1.0.0/16"]
    with pytest.raises(ClientError, match="InsufficientCidrBlocks"):
        team.client("ec2").create_vpc(**wanted)
    team.client("ec2").delete_vpc(VpcId=vpcs[0]["VpcId"])
    assert team.client("ec2").create_vpc(**wanted)["Vpc"]["CidrBlock"] == "10.0.0.0/16"


ROOT = """
resource "aws_vpc_ipam_organization_admin_account" "a" { delegated_admin_account_id = "HUB" }
resource "aws_vpc_ipam" "i" {
  provider = aws.hub
  operating_regions { region_name = "eu-west-1" }
  tags       = { Name = "corporate" }
  depends_on = [aws_vpc_ipam_organization_admin_account.a]
}
resource "aws_vpc_ipam_pool" "top" {
  provider       = aws.hub
  address_family = "ipv4"
  ipam_scope_id  = aws_vpc_ipam.i.private_default_scope_id
  description    = "all"
}
resource "aws_vpc_ipam_pool_cidr" "top" {
  provider     = aws.hub
  ipam_pool_id = aws_vpc_ipam_pool.top.id
  cidr         = "10.0.0.0/8"
}
resource "aws_vpc_ipam_pool" "region" {
  provider                          = aws.hub
  address_family                    = "ipv4"
  ipam_scope_id                     = aws_vpc_ipam.i.private_default_scope_id
  source_ipam_pool_id               = aws_vpc_ipam_pool.top.id
  locale                            = "eu-west-1"
  allocation_default_netmask_length = 20
}
resource "aws_vpc_ipam_pool_cidr" "region" {
  provider     = aws.hub
  ipam_pool_id = aws_vpc_ipam_pool.region.id
  cidr         = "10.0.0.0/12"
  depends_on   = [aws_vpc_ipam_pool_cidr.top]
}
resource "aws_vpc" "v" {
  provider          = aws.hub
  ipv4_ipam_pool_id = aws_vpc_ipam_pool.region.id
  depends_on        = [aws_vpc_ipam_pool_cidr.region]
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(organization: Organization, tmp_path: Path) -> None:
    hub = organization.account("network")
    root = Root(tmp_path, organization.management.endpoint)
    root.write(ROOT.replace("HUB", hub), accounts={"hub": hub})
    root.prove()

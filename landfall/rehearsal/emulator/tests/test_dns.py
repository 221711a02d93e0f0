"""Private zones, resolver rules and profiles across accounts."""

from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session
from terraform_root import Root, needs_terraform


def vpc(session: Session) -> str:
    identifier: str = session.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    return identifier


def test_a_zone_is_associated_with_a_vpc_that_its_owner_has_authorized(organization: Organization) -> None:
    hub, team = (organization.member(organization.account(name)) for name in ("network", "team"))
    place = {"VPCRegion": "eu-west-1", "VPCId": vpc(hub)}
    zone = hub.client("route53").create_hosted_zone(Name="sts.eu-west-1.amazonaws.com", VPC=place, CallerReference="z")
    identifier = zone["HostedZone"]["Id"]
    wanted = {"HostedZoneId": identifier, "VPC": {"VPCRegion": "eu-west-1", "VPCId": vpc(team)}}
    route53 = team.client("route53")
    with pytest.raises(ClientError, match="NotAuthorized"):
        route53.associate_vpc_with_hosted_zone(**wanted)
    hub.client("route53").create_vpc_association_authorization(**wanted)
    route53.associate_vpc_with_hosted_zone(**wanted)
    listed = route53.list_hosted_zones_by_vpc(**wanted["VPC"])["HostedZoneSummaries"]
    assert [f"/hostedzone/{one['HostedZoneId']}" for one in listed] == [identifier]


def test_a_rule_is_usable_while_it_is_shared(organization: Organization) -> None:
    organization.management.client("ram").enable_sharing_with_aws_organization()
    account = organization.account("team")
    hub, team = organization.member(organization.account("network")), organization.member(account)
    resolver = team.client("route53resolver")
    rule = hub.client("route53resolver").create_resolver_rule(
        CreatorRequestId="r", RuleType="SYSTEM", DomainName="corp.example.com"
    )["ResolverRule"]
    wanted = {"ResolverRuleId": rule["Id"], "VPCId": vpc(team)}
    with pytest.raises(resolver.exceptions.ResourceNotFoundException):
        resolver.associate_resolver_rule(**wanted)
    hub.client("ram").create_resource_share(name="dns", principals=[account], resourceArns=[rule["Arn"]])
    resolver.associate_resolver_rule(**wanted)
    assert resolver.get_resolver_rule(ResolverRuleId=rule["Id"])["ResolverRule"]["ShareStatus"] == "SHARED_WITH_ME"
    with pytest.raises(ClientError, match="ResourceInUse"):
        hub.client("route53resolver").delete_resolver_rule(ResolverRuleId=rule["Id"])


ROOT = """
resource "aws_ram_sharing_with_organization" "this" {}
resource "aws_vpc" "hub" {
  provider   = aws.hub
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "team" {
  provider   = aws.team
  cidr_block = "10.1.0.0/16"
}
resource "aws_subnet" "hub" {
  count             = 2
  provider          = aws.hub
  vpc_id            = aws_vpc.hub.id
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = ["eu-west-1a", "eu-west-1b"][count.index]
}
resource "aws_security_group" "dns" {
  provider = aws.hub
  name     = "dns"
  vpc_id   = aws_vpc.hub.id
}
resource "aws_route53_zone" "sts" {
  provider = aws.hub
  name     = "sts.eu-west-1.amazonaws.com"
  vpc { vpc_id = aws_vpc.hub.id }
  lifecycle { ignore_changes = [vpc] }
}
resource "aws_route53_record" "sts" {
  provider = aws.hub
  zone_id  = aws_route53_zone.sts.zone_id
  name     = "sts.eu-west-1.amazonaws.com"
  type     = "A"
  ttl      = 60
  records  = ["10.0.0.10"]
}
resource "aws_route53_vpc_association_authorization" "team" {
  provider = aws.hub
  zone_id  = aws_route53_zone.sts.zone_id
  vpc_id   = aws_vpc.team.id
}
resource "aws_route53_zone_association" "team" {
  provider = aws.team
  zone_id  = aws_route53_vpc_association_authorization.team.zone_id
  vpc_id   = aws_vpc.team.id
}
resource "aws_route53_resolver_endpoint" "out" {
  provider           = aws.hub
  name               = "out"
  direction          = "OUTBOUND"
  security_group_ids = [aws_security_group.dns.id]
  dynamic "ip_address" {
    for_each = aws_subnet.hub
    content { subnet_id = ip_address.value.id }
  }
}
resource "aws_route53_resolver_rule" "corp" {
  provider             = aws.hub
  domain_name          = "corp.example.com"
  name                 = "corp"
  rule_type            = "FORWARD"
  resolver_endpoint_id = aws_route53_resolver_endpoint.out.id
  target_ip { ip = "192.0.2.53" }
}
resource "aws_route53_resolver_query_log_config" "q" {
  provider        = aws.hub
  name            = "queries"
  destination_arn = "arn:aws:s3:::query-logs"
}
resource "aws_route53_resolver_query_log_config_association" "q" {
  provider                     = aws.hub
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.q.id
  resource_id                  = aws_vpc.hub.id
}
resource "aws_route53_resolver_firewall_domain_list" "d" {
  provider = aws.hub
  name     = "bad"
  domains  = ["bad.example.com."]
}
resource "aws_route53_resolver_firewall_rule_group" "g" {
  provider = aws.hub
  name     = "corporate"
}
resource "aws_route53_resolver_firewall_rule" "r" {
  provider                = aws.hub
  name                    = "bad"
  action                  = "BLOCK"
  block_response          = "NODATA"
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.d.id
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.g.id
  priority                = 100
}
resource "aws_route53_resolver_firewall_rule_group_association" "a" {
  provider               = aws.hub
  name                   = "hub"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.g.id
  priority               = 200
  vpc_id                 = aws_vpc.hub.id
}
resource "aws_route53profiles_profile" "p" {
  provider = aws.hub
  name     = "corporate"
}
resource "aws_route53profiles_resource_association" "r" {
  provider     = aws.hub
  name         = "corp"
  profile_id   = aws_route53profiles_profile.p.id
  resource_arn = aws_route53_resolver_rule.corp.arn
}
resource "aws_ram_resource_share" "dns" {
  provider   = aws.hub
  name       = "dns"
  depends_on = [aws_ram_sharing_with_organization.this]
}
resource "aws_ram_resource_association" "dns" {
  for_each = {
    profile = aws_route53profiles_profile.p.arn
    rule    = aws_route53_resolver_rule.corp.arn
  }
  provider           = aws.hub
  resource_arn       = each.value
  resource_share_arn = aws_ram_resource_share.dns.arn
}
resource "aws_ram_principal_association" "dns" {
  provider           = aws.hub
  principal          = "TEAM"
  resource_share_arn = aws_ram_resource_share.dns.arn
}
resource "aws_route53_resolver_rule_association" "team" {
  provider         = aws.team
  resolver_rule_id = aws_route53_resolver_rule.corp.id
  vpc_id           = aws_vpc.team.id
  depends_on       = [aws_ram_resource_association.dns, aws_ram_principal_association.dns]
}
resource "aws_route53profiles_association" "team" {
  provider    = aws.team
  name        = "corporate"
  profile_id  = aws_route53profiles_profile.p.id
  resource_id = aws_vpc.team.id
  depends_on  = [aws_ram_resource_association.dns, aws_ram_principal_association.dns]
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(organization: Organization, tmp_path: Path) -> None:
    hub, team = organization.account("network"), organization.account("team")
    root = Root(tmp_path, organization.management.endpoint)
    root.write(ROOT.replace("TEAM", team), accounts={"hub": hub, "team": team})
    root.prove()

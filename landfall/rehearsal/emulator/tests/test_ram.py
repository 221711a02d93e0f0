"""RAM: whom a share reaches."""

import pytest
from conftest import Organization, Session

MANAGEMENT = "123456789012"


def share(session: Session, name: str = "network", **more: object) -> str:
    arn: str = session.client("ram").create_resource_share(name=name, **more)["resourceShare"]["resourceShareArn"]
    return arn


def seen(session: Session) -> list[str]:
    shares = session.client("ram").get_resource_shares(resourceOwner="OTHER-ACCOUNTS")["resourceShares"]
    return [one["resourceShareArn"] for one in shares]


def unit_arn(organization: Organization, unit: str) -> str:
    client = organization.management.client("organizations")
    arn: str = client.describe_organizational_unit(OrganizationalUnitId=unit)["OrganizationalUnit"]["Arn"]
    return arn


def move(organization: Organization, account: str, unit: str) -> None:
    client = organization.management.client("organizations")
    (parent,) = client.list_parents(ChildId=account)["Parents"]
    client.move_account(AccountId=account, SourceParentId=parent["Id"], DestinationParentId=unit)


def test_a_share_with_an_ou_reaches_nested_accounts_and_no_others(organization: Organization) -> None:
    organization.management.client("ram").enable_sharing_with_aws_organization()
    workloads = organization.unit("Workloads")
    prod, sandbox = organization.unit("Prod", workloads), organization.unit("Sandbox")
    network, inside, outside = (organization.account(name) for name in ("network", "inside", "outside"))
    move(organization, inside, prod)
    move(organization, outside, sandbox)
    hub = organization.member(network)
    arn = share(hub, principals=[unit_arn(organization, workloads)], allowExternalPrincipals=False)
    assert seen(organization.member(inside)) == [arn]
    assert seen(organization.member(outside)) == []
    assert seen(hub) == []
    move(organization, outside, workloads)
    assert seen(organization.member(outside)) == [arn]
    hub.client("ram").delete_resource_share(resourceShareArn=arn)
    assert seen(organization.member(inside)) == []


def test_without_sharing_with_the_organization_an_ou_is_refused(organization: Organization) -> None:
    arn = unit_arn(organization, organization.unit("Workloads"))
    ram = organization.management.client("ram")
    # Trusted access alone doesn't do it.
    organization.management.client("organizations").enable_aws_service_access(ServicePrincipal="ram.amazonaws.com")
    with pytest.raises(ram.exceptions.OperationNotPermittedException):
        ram.create_resource_share(name="x", principals=[arn])
    ram.enable_sharing_with_aws_organization()
    ram.create_resource_share(name="x", principals=[arn])
    with pytest.raises(ram.exceptions.UnknownResourceException):
        ram.create_resource_share(name="y", principals=[arn + "0"])


def test_an_account_outside_accepts_an_invitation(organization: Organization) -> None:
    account = organization.account("team")
    arn = share(organization.management, principals=[account], allowExternalPrincipals=True)
    member = organization.member(account)
    assert seen(member) == []
    (invitation,) = member.client("ram").get_resource_share_invitations()["resourceShareInvitations"]
    member.client("ram").accept_resource_share_invitation(
        resourceShareInvitationArn=invitation["resourceShareInvitationArn"]
    )
    assert seen(member) == [arn]


def test_filters_of_the_lists(organization: Organization) -> None:
    management = organization.management
    ram = management.client("ram")
    resource = f"arn:aws:ec2:eu-west-1:{MANAGEMENT}:transit-gateway/tgw-1"
    first = share(management, "first", resourceArns=[resource], tags=[{"key": "a", "value": "1"}])
    second = share(management, "second")
    found = ram.get_resource_shares(resourceOwner="SELF", resourceShareArns=[second])["resourceShares"]
    assert [one["name"] for one in found] == ["second"]
    filters = [{"tagKey": "a", "tagValues": ["1"]}]
    found = ram.get_resource_shares(resourceOwner="SELF", tagFilters=filters)["resourceShares"]
    assert [one["name"] for one in found] == ["first"]
    listed = ram.list_resources(resourceOwner="SELF", resourceType="ec2:TransitGateway")["resources"]
    assert [(one["arn"], one["resourceShareArn"]) for one in listed] == [(resource, first)]
    associations = ram.get_resource_share_associations(associationType="RESOURCE", resourceShareArns=[second])
    assert associations["resourceShareAssociations"] == []
    permissions = ram.list_resource_share_permissions(resourceShareArn=first)["permissions"]
    assert [one["name"] for one in permissions] == ["AWSRAMDefaultPermissionTransitGateway"]


def test_only_owned_resources_can_be_shared(organization: Organization) -> None:
    ram = organization.management.client("ram")
    with pytest.raises(ram.exceptions.OperationNotPermittedException):
        share(organization.management, resourceArns=["arn:aws:ec2:eu-west-1:999999999999:transit-gateway/tgw-1"])

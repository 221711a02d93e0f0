"""Contacts and Regions."""

import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization

CONTACT = {
    "FullName": "Cloud Team",
    "AddressLine1": "Street 1",
    "City": "Berlin",
    "PostalCode": "10115",
    "CountryCode": "DE",
    "PhoneNumber": "+49301234567",
}
ALTERNATE = {
    "Name": "n",
    "Title": "t",
    "EmailAddress": "s@example.com",
    "PhoneNumber": "+49301",
    "AlternateContactType": "SECURITY",
}


def refused(call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return str(caught.value.response["Error"]["Code"])


def test_contacts_of_a_member(organization: Organization) -> None:
    account = organization.account("a")
    client = organization.management.client("account")
    assert refused(client.put_contact_information, AccountId=account, ContactInformation=CONTACT) == (
        "AccessDeniedException"
    )
    organization.management.client("organizations").enable_aws_service_access(ServicePrincipal="account.amazonaws.com")
    assert refused(client.get_contact_information, AccountId=account) == "ResourceNotFoundException"
    client.put_contact_information(AccountId=account, ContactInformation=CONTACT)
    client.put_alternate_contact(AccountId=account, **ALTERNATE)
    member = organization.member(account).client("account")
    assert member.get_contact_information()["ContactInformation"] == CONTACT
    assert member.get_alternate_contact(AlternateContactType="SECURITY")["AlternateContact"] == ALTERNATE
    assert refused(client.get_alternate_contact, AlternateContactType="SECURITY") == "ResourceNotFoundException"
    assert refused(member.get_contact_information, AccountId="123456789012") == "AccessDeniedException"
    assert refused(client.get_contact_information, AccountId="123456789012") == "ValidationException"
    client.delete_alternate_contact(AccountId=account, AlternateContactType="SECURITY")
    assert refused(member.get_alternate_contact, AlternateContactType="SECURITY") == "ResourceNotFoundException"


def test_regions(organization: Organization) -> None:
    client = organization.management.client("account")
    status = client.get_region_opt_status
    assert status(RegionName="eu-west-1")["RegionOptStatus"] == "ENABLED_BY_DEFAULT"
    client.enable_region(RegionName="eu-south-1")
    assert status(RegionName="eu-south-1")["RegionOptStatus"] == "ENABLING"
    assert refused(client.enable_region, RegionName="eu-south-1") == "ConflictException"
    time.sleep(0.35)
    enabled = client.list_regions(RegionOptStatusContains=["ENABLED"])["Regions"]
    assert [region["RegionName"] for region in enabled] == ["eu-south-1"]
    assert refused(client.disable_region, RegionName="eu-west-1") == "ValidationException"

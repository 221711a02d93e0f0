"""Account management: contacts, name and Regions of the caller's account or, with `AccountId`, of a member.

moto has alternate contacts only, and lets anyone read and write those of any account. AWS lets the management account
and delegated administrators of account.amazonaws.com do so, once that service has trusted access; and it refuses
`AccountId` of the management account itself.
"""

from dataclasses import dataclass, field
from typing import Any

from .. import organization
from ..core import AwsError, Call, Store, later, operation, seconds

SERVICE = "account"
PRINCIPAL = "account.amazonaws.com"
# Regions that are there without being asked for, 2026-01.
DEFAULT_REGIONS = [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
]
OPT_IN_REGIONS = [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
]


@dataclass
class Account:
    primary: dict[str, str] | None = None
    alternates: dict[str, dict[str, str]] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)


_accounts: Store[Account] = Store(Account)


def _meant(call: Call) -> str:
    account = call.params.get("AccountId")
    if account is None:
        return call.account
    management = organization.management_of(call.account)
    delegated = [] if management is None else organization.delegated_administrators(PRINCIPAL, management)
    allowed = call.account == management or call.account in delegated
    if management is None or not allowed or not organization.service_enabled(PRINCIPAL, management):
        raise AwsError(
            "AccessDeniedException", f"User: {call.caller.arn} is not authorized to perform: account:{call.operation}"
        )
    if account == management:
        raise AwsError("ValidationException", "The management account is meant by leaving out AccountId")
    if organization.member(account, management) is None:
        raise AwsError("ResourceNotFoundException", f"Account {account} is no member of the organization")
    return str(account)


def put_alternate_contact(call: Call) -> None:
    contact = {key: value for key, value in call.params.items() if key != "AccountId"}
    _accounts.of(_meant(call)).alternates[contact["AlternateContactType"]] = contact


def get_alternate_contact(call: Call) -> dict[str, Any]:
    contact = _accounts.of(_meant(call)).alternates.get(call.params["AlternateContactType"])
    if contact is None:
        raise AwsError("ResourceNotFoundException", "No contact of the inputted alternate contact type found.")
    return {"AlternateContact": contact}


def delete_alternate_contact(call: Call) -> None:
    if _accounts.of(_meant(call)).alternates.pop(call.params["AlternateContactType"], None) is None:
        raise AwsError("ResourceNotFoundException", "No contact of the inputted alternate contact type found.")


def put_contact_information(call: Call) -> None:
    _accounts.of(_meant(call)).primary = call.params["ContactInformation"]


def get_contact_information(call: Call) -> dict[str, Any]:
    contact = _accounts.of(_meant(call)).primary
    if contact is None:
        raise AwsError("ResourceNotFoundException", "No contact information found.")
    return {"ContactInformation": contact}


def _status(account: str, region: str) -> str:
    if region in DEFAULT_REGIONS:
        return "ENABLED_BY_DEFAULT"
    if region not in OPT_IN_REGIONS:
        raise AwsError("ValidationException", f"{region} is not a Region")
    return _accounts.of(account).regions.get(region, "DISABLED")


def get_region_opt_status(call: Call) -> dict[str, Any]:
    region = call.params["RegionName"]
    return {"RegionName": region, "RegionOptStatus": _status(_meant(call), region)}


def list_regions(call: Call) -> dict[str, Any]:
    account = _meant(call)
    listed = [(region, _status(account, region)) for region in sorted([*DEFAULT_REGIONS, *OPT_IN_REGIONS])]
    wanted = call.params.get("RegionOptStatusContains")
    return {
        "Regions": [
            {"RegionName": region, "RegionOptStatus": status}
            for region, status in listed
            if not wanted or status in wanted
        ]
    }


def change_region(call: Call) -> None:
    """Takes a while in AWS: minutes to hours."""
    account, region = _meant(call), call.params["RegionName"]
    before = _status(account, region)
    if before == "ENABLED_BY_DEFAULT":
        raise AwsError("ValidationException", f"{region} is enabled by default")
    if before in ("ENABLING", "DISABLING"):
        raise AwsError("ConflictException", f"{region} is being changed")
    during, after = ("ENABLING", "ENABLED") if call.operation == "EnableRegion" else ("DISABLING", "DISABLED")
    regions = _accounts.of(account).regions
    if before == after:
        return
    regions[region] = during
    later(seconds("ACCOUNT_REGION", 0.3), lambda: regions.__setitem__(region, after))


def account_information(call: Call) -> dict[str, Any]:
    account = _meant(call)
    backend = organization.backend_of(account)
    found = None if backend is None else next((one for one in backend.accounts if one.id == account), None)
    if found is None:
        return {"AccountId": account, "AccountName": "administrator", "PrimaryEmail": "administrator@example.com"}
    return {
        "AccountId": account,
        "AccountName": found.name,
        "AccountCreatedDate": found.create_time,
        "AccountState": found.state,
        "PrimaryEmail": found.email,
    }


def put_account_name(call: Call) -> None:
    account = _meant(call)
    backend = organization.backend_of(account)
    for one in [] if backend is None else backend.accounts:
        if one.id == account:
            one.name = call.params["AccountName"]


def install() -> None:
    operation(SERVICE, "PutAlternateContact")(put_alternate_contact)
    operation(SERVICE, "GetAlternateContact")(get_alternate_contact)
    operation(SERVICE, "DeleteAlternateContact")(delete_alternate_contact)
    operation(SERVICE, "PutContactInformation")(put_contact_information)
    operation(SERVICE, "GetContactInformation")(get_contact_information)
    operation(SERVICE, "GetRegionOptStatus")(get_region_opt_status)
    operation(SERVICE, "ListRegions")(list_regions)
    operation(SERVICE, "EnableRegion", "DisableRegion")(change_region)
    operation(SERVICE, "GetAccountInformation", "GetPrimaryEmail")(account_information)
    operation(SERVICE, "PutAccountName")(put_account_name)

"""Service Catalog: shares with accounts and with the organization, tag options, budgets of portfolios and products.

A share with the organization or an OU needs no acceptance and reaches accounts that come later; only the management
account and delegated administrators of servicecatalog.amazonaws.com may make one, once access is on.
"""

import re
from typing import Any

from .. import organization
from ..core import AwsError, Call, Store, operation, random_id
from ._organization import (
    administers,
    is_active_member,
    is_management,
    management_of,
    node_exists,
    organization_arn,
    trust,
)
from ._servicecatalog import (
    SERVICE,
    Portfolio,
    Product,
    Share,
    catalog,
    in_use,
    invalid,
    new_id,
    not_found,
    portfolio_of,
    product_of,
)
from .servicecatalog import describe_portfolio_detail

_access: Store[dict[str, bool]] = Store(dict)


def access_enabled(account: str) -> bool:
    management = management_of(account)
    return _access.of(management).get("on", False) and organization.service_enabled(SERVICE, management)


@operation("servicecatalog", "EnableAWSOrganizationsAccess")
def enable_access(call: Call) -> None:
    _require_management(call)
    trust(call.account, SERVICE)
    _access.of(call.account)["on"] = True


@operation("servicecatalog", "DisableAWSOrganizationsAccess")
def disable_access(call: Call) -> None:
    _require_management(call)
    _access.of(call.account)["on"] = False


@operation("servicecatalog", "GetAWSOrganizationsAccessStatus")
def get_access_status(call: Call) -> dict[str, Any]:
    return {"AccessStatus": "ENABLED" if access_enabled(call.account) else "DISABLED"}


def _require_management(call: Call) -> None:
    if not is_management(call.account):
        raise AwsError("OperationNotSupportedException", "Only the management account of an organization can do this")


# Shares


def _node(call: Call) -> tuple[str, str]:
    """(kind of share, account id or ARN of the node)"""
    account = call.params.get("AccountId")
    if account is not None:
        return "ACCOUNT", account
    node = call.params.get("OrganizationNode")
    if node is None:
        raise invalid("AccountId or OrganizationNode is required")
    if node["Type"] == "ACCOUNT":
        return "ORGANIZATION_MEMBER_ACCOUNT", node["Value"]
    return node["Type"], _arn_of_node(call, node["Value"])


def _arn_of_node(call: Call, value: str) -> str:
    backend = organization.backend_of(call.account)
    own = organization_arn(call.account) or ""
    if value in (own, own.rsplit("/", 1)[-1]) and value:
        return own
    units = [] if backend is None else backend.ou
    return next((unit.arn for unit in units if value in (unit.id, unit.arn)), value)


def _require_right_to_share(call: Call, portfolio: Portfolio, kind: str, principal: str) -> None:
    imported = [i for i in portfolio.products if catalog(call.region).products[i].owner != portfolio.owner]
    if imported:
        raise invalid(f"{portfolio.id} has imported products and can't be shared: {', '.join(imported)}")
    if kind == "ACCOUNT":
        if not re.fullmatch(r"\d{12}", principal):
            raise invalid(f"{principal} is no account id")
        return
    if not access_enabled(call.account):
        raise AwsError("OperationNotSupportedException", "Access to AWS Organizations is not enabled")
    if not administers(call.account, SERVICE):
        message = "Only the management account or a delegated administrator can share with the organization"
        raise AwsError("OperationNotSupportedException", message)
    if kind == "ORGANIZATION_MEMBER_ACCOUNT":
        if not is_active_member(principal, call.account):
            raise invalid(f"{principal} is no account of the organization")
    elif not node_exists(principal, call.account):
        raise invalid(f"{principal} does not exist in the organization")


def _token(call: Call, portfolio: Portfolio, principal: str) -> str | None:
    """Work on shares with the organization is followed by a token; those with a single account have none."""
    if call.params.get("AccountId") is not None:
        return None
    token = new_id("share")
    backend = organization.backend_of(call.account)
    accounts = [] if backend is None else sorted(a.id for a in backend.accounts if _reached(principal, a.id))
    catalog(call.region).tokens[token] = {
        "PortfolioShareToken": token,
        "PortfolioId": portfolio.id,
        "OrganizationNodeValue": principal,
        "Status": "COMPLETED",
        "ShareDetails": {"SuccessfulShares": accounts, "ShareErrors": []},
    }
    return token


def _reached(principal: str, account: str) -> bool:
    kind = "ORGANIZATION" if principal.startswith("arn:") else "ORGANIZATION_MEMBER_ACCOUNT"
    return Share(kind, principal, False, False, True).reaches(account)


@operation("servicecatalog", "CreatePortfolioShare")
def create_share(call: Call) -> dict[str, Any]:
    portfolio = portfolio_of(call, call.params["PortfolioId"], own=True)
    kind, principal = _node(call)
    _require_right_to_share(call, portfolio, kind, principal)
    share = Share(
        kind=kind,
        principal=principal,
        tag_options=call.params.get("ShareTagOptions", False),
        principals=call.params.get("SharePrincipals", False),
        accepted=kind != "ACCOUNT",
    )
    portfolio.shares[(kind, principal)] = share
    return {"PortfolioShareToken": _token(call, portfolio, principal)}


def _share(call: Call, portfolio: Portfolio) -> Share:
    key = _node(call)
    if key not in portfolio.shares:
        raise not_found(f"share of {portfolio.id} with {key[1]}")
    return portfolio.shares[key]


@operation("servicecatalog", "UpdatePortfolioShare")
def update_share(call: Call) -> dict[str, Any]:
    portfolio = portfolio_of(call, call.params["PortfolioId"], own=True)
    share = _share(call, portfolio)
    share.tag_options = call.params.get("ShareTagOptions", share.tag_options)
    share.principals = call.params.get("SharePrincipals", share.principals)
    return {"PortfolioShareToken": _token(call, portfolio, share.principal), "Status": "COMPLETED"}


@operation("servicecatalog", "DeletePortfolioShare")
def delete_share(call: Call) -> dict[str, Any]:
    portfolio = portfolio_of(call, call.params["PortfolioId"], own=True)
    share = _share(call, portfolio)
    del portfolio.shares[(share.kind, share.principal)]
    return {"PortfolioShareToken": _token(call, portfolio, share.principal)}


@operation("servicecatalog", "DescribePortfolioShareStatus")
def describe_share_status(call: Call) -> dict[str, Any]:
    token = call.params["PortfolioShareToken"]
    if token not in catalog(call.region).tokens:
        raise not_found(token)
    return catalog(call.region).tokens[token]


@operation("servicecatalog", "DescribePortfolioShares")
def describe_shares(call: Call) -> dict[str, Any]:
    portfolio = portfolio_of(call, call.params["PortfolioId"], own=True)
    return {
        "PortfolioShareDetails": [
            {
                "PrincipalId": share.principal.rsplit("/", 1)[-1],
                "Type": share.kind,
                "Accepted": share.accepted,
                "ShareTagOptions": share.tag_options,
                "SharePrincipals": share.principals,
            }
            for share in portfolio.shares.values()
            if share.kind == call.params["Type"]
        ]
    }


@operation("servicecatalog", "ListPortfolioAccess")
def list_access(call: Call) -> dict[str, Any]:
    portfolio = portfolio_of(call, call.params["PortfolioId"])
    accounts = {s.principal for s in portfolio.shares.values() if s.kind == "ACCOUNT"}
    backend = organization.backend_of(portfolio.owner)
    members = [] if backend is None else [account.id for account in backend.accounts]
    parent = call.params.get("OrganizationParentId")
    reached = {a for a in members if portfolio.shares_with(a) and parent in (None, *organization.unit_path(a))}
    return {"AccountIds": sorted(reached if parent is not None else accounts | reached)}


@operation("servicecatalog", "ListOrganizationPortfolioAccess")
def list_organization_access(call: Call) -> dict[str, Any]:
    portfolio, wanted = portfolio_of(call, call.params["PortfolioId"], own=True), call.params["OrganizationNodeType"]
    kind = "ORGANIZATION_MEMBER_ACCOUNT" if wanted == "ACCOUNT" else wanted
    nodes = [s.principal.rsplit("/", 1)[-1] for s in portfolio.shares.values() if s.kind == kind]
    return {"OrganizationNodes": [{"Type": wanted, "Value": node} for node in nodes]}


# In the receiving account


def _offered(call: Call) -> Share:
    portfolio = catalog(call.region).portfolios.get(call.params["PortfolioId"])
    share = None if portfolio is None else portfolio.shares.get(("ACCOUNT", call.account))
    if share is None:
        raise not_found(call.params["PortfolioId"])
    return share


@operation("servicecatalog", "AcceptPortfolioShare")
def accept_share(call: Call) -> None:
    _offered(call).accepted = True


@operation("servicecatalog", "RejectPortfolioShare")
def reject_share(call: Call) -> None:
    _offered(call).accepted = False


@operation("servicecatalog", "ListAcceptedPortfolioShares")
def list_accepted(call: Call) -> dict[str, Any]:
    imported = call.params.get("PortfolioShareType", "IMPORTED") == "IMPORTED"
    found = [
        portfolio
        for portfolio in catalog(call.region).portfolios.values()
        if any((share.kind == "ACCOUNT") == imported for share in portfolio.shares_with(call.account))
    ]
    if call.params.get("PortfolioShareType") == "AWS_SERVICECATALOG":
        found = []
    return {"PortfolioDetails": [describe_portfolio_detail(portfolio) for portfolio in found]}


# Tag options


def _option(call: Call, identifier: str) -> dict[str, Any]:
    option = catalog(call.region).tag_options.get(identifier)
    if option is None or option["Owner"] != call.account:
        raise not_found(identifier)
    return option


def _resource(call: Call) -> Portfolio | Product:
    identifier = call.params["ResourceId"]
    return (portfolio_of if identifier.startswith("port-") else product_of)(call, identifier, own=True)


@operation("servicecatalog", "CreateTagOption")
def create_tag_option(call: Call) -> dict[str, Any]:
    key, value = call.params["Key"], call.params["Value"]
    known = catalog(call.region).tag_options
    if any((o["Key"], o["Value"], o["Owner"]) == (key, value, call.account) for o in known.values()):
        raise AwsError("DuplicateResourceException", f"There is a tag option {key}={value}")
    identifier = random_id("tag-", 13, "abcdefghijklmnopqrstuvwxyz234567")
    known[identifier] = {"Id": identifier, "Key": key, "Value": value, "Active": True, "Owner": call.account}
    return {"TagOptionDetail": known[identifier]}


@operation("servicecatalog", "DescribeTagOption")
def describe_tag_option(call: Call) -> dict[str, Any]:
    return {"TagOptionDetail": _option(call, call.params["Id"])}


@operation("servicecatalog", "UpdateTagOption")
def update_tag_option(call: Call) -> dict[str, Any]:
    option = _option(call, call.params["Id"])
    option.update({name: call.params[name] for name in ("Value", "Active") if name in call.params})
    return {"TagOptionDetail": option}


@operation("servicecatalog", "DeleteTagOption")
def delete_tag_option(call: Call) -> None:
    option = _option(call, call.params["Id"])
    if _with_option(call, option["Id"]):
        raise in_use(f"{option['Id']} is associated with resources")
    del catalog(call.region).tag_options[option["Id"]]


@operation("servicecatalog", "ListTagOptions")
def list_tag_options(call: Call) -> dict[str, Any]:
    wanted = call.params.get("Filters", {})
    mine = [o for o in catalog(call.region).tag_options.values() if o["Owner"] == call.account]
    return {"TagOptionDetails": [o for o in mine if all(o[name] == value for name, value in wanted.items())]}


def _with_option(call: Call, option: str) -> list[Portfolio | Product]:
    known = catalog(call.region)
    everything: list[Portfolio | Product] = [*known.portfolios.values(), *known.products.values()]
    return [one for one in everything if option in one.tag_options]


@operation("servicecatalog", "ListResourcesForTagOption")
def list_resources_for_tag_option(call: Call) -> dict[str, Any]:
    return {
        "ResourceDetails": [
            {
                "Id": one.id,
                "ARN": one.arn,
                "Name": one.name if isinstance(one, Portfolio) else one.attributes["Name"],
                "CreatedTime": one.created,
            }
            for one in _with_option(call, _option(call, call.params["TagOptionId"])["Id"])
            if call.params.get("ResourceType", "").lower() in ("", type(one).__name__.lower())
        ]
    }


@operation("servicecatalog", "AssociateTagOptionWithResource")
def associate_tag_option(call: Call) -> None:
    _resource(call).tag_options.add(_option(call, call.params["TagOptionId"])["Id"])


@operation("servicecatalog", "DisassociateTagOptionFromResource")
def disassociate_tag_option(call: Call) -> None:
    _resource(call).tag_options.discard(call.params["TagOptionId"])


# Budgets


@operation("servicecatalog", "AssociateBudgetWithResource")
def associate_budget(call: Call) -> None:
    _resource(call).budgets.add(call.params["BudgetName"])


@operation("servicecatalog", "DisassociateBudgetFromResource")
def disassociate_budget(call: Call) -> None:
    if call.params["BudgetName"] not in _resource(call).budgets:
        raise not_found(call.params["BudgetName"])
    _resource(call).budgets.remove(call.params["BudgetName"])


@operation("servicecatalog", "ListBudgetsForResource")
def list_budgets(call: Call) -> dict[str, Any]:
    return {"Budgets": [{"BudgetName": name} for name in sorted(_resource(call).budgets)]}


def install() -> None:
    """The operations are declared when the module is imported."""

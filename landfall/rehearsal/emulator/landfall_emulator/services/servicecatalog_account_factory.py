"""The product "AWS Control Tower Account Factory": in the management account as soon as there is a landing zone.

Launching it makes an account, as Control Tower does, and takes some time (LANDFALL_EMULATOR_ACCOUNT_FACTORY_SECONDS).
As in AWS, whoever launches it must be a principal of its portfolio.
"""

import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from .. import internal, organization
from ..core import MANAGEMENT, Call, later, operation, seconds
from ..operations import Handler, declared
from . import servicecatalog, servicecatalog_constraints, servicecatalog_provisioning
from ._servicecatalog import Artifact, Portfolio, Product, Provisioned, catalog, invalid
from .iam import ensure_role
from .identitystore import ensure_user
from .sso_admin import home_instance

NAME = "AWS Control Tower Account Factory"
KIND = "CONTROL_TOWER_ACCOUNT"
ADMINISTRATOR = f"arn:aws:iam::{MANAGEMENT}:role/service-role/AWSControlTowerAdmin"
REQUIRED = (
    "AccountEmail",
    "AccountName",
    "ManagedOrganizationalUnit",
    "SSOUserEmail",
    "SSOUserFirstName",
    "SSOUserLastName",
)


def _ask(service: str, method: str, region: str, **parameters: Any) -> Any:
    return internal.call(service, method, MANAGEMENT, region, ADMINISTRATOR, **parameters)


def landing_zone_exists(region: str) -> bool:
    if not declared("controltower", "ListLandingZones"):
        return False
    try:
        return bool(_ask("controltower", "list_landing_zones", region).get("landingZones"))
    except ClientError:
        return False


def ensure_product(region: str) -> None:
    """Makes portfolio and product once there is a landing zone in the Region."""
    known = catalog(region)
    if any(product.kind == KIND for product in known.products.values()) or not landing_zone_exists(region):
        return
    artifact = Artifact(NAME, f"{NAME} artifact", "CLOUD_FORMATION_TEMPLATE", {}, "")
    attributes = {"Name": NAME, "Owner": "AWS Control Tower", "Description": NAME}
    product = Product(MANAGEMENT, region, attributes, KIND, artifacts={artifact.id: artifact})
    portfolio = Portfolio(MANAGEMENT, region, f"{NAME} Portfolio", "AWS Control Tower", f"{NAME} Portfolio")
    portfolio.products.append(product.id)
    known.products[product.id] = product
    known.portfolios[portfolio.id] = portfolio


def _unit(text: str, region: str) -> str | None:
    """Id of the OU of a parameter: its name, or its name with the id in parentheses."""
    backend = organization.backend_of(MANAGEMENT)
    units = [] if backend is None else [unit for unit in backend.ou if unit.parent_id is not None]
    by_id = re.search(r"\((ou-[\w-]+)\)$", text)
    if by_id is not None:
        return next((unit.id for unit in units if unit.id == by_id.group(1)), None)
    named = [unit.id for unit in units if unit.name == text]
    return named[0] if len(named) == 1 else None


def launch(call: Call, item: Provisioned) -> None:
    """Makes the account; for an existing one, moves it to the OU now named."""
    given = item.parameters
    missing = [name for name in REQUIRED if not given.get(name)]
    if missing:
        raise invalid(f"Parameters: [{', '.join(missing)}] must have values")
    unit = _unit(given["ManagedOrganizationalUnit"], item.region)
    if unit is None:
        error = f"AWS Control Tower could not find the OU {given['ManagedOrganizationalUnit']}, or it is not unique"
        servicecatalog_provisioning.finish_record(item, error=error)
        return
    account = _account_of(item)
    if account is not None:
        _place(item, account, unit)
        servicecatalog_provisioning.finish_record(item, _outputs(item, account))
        return
    request = _ask(
        "organizations", "create_account", item.region, AccountName=given["AccountName"], Email=given["AccountEmail"]
    )["CreateAccountStatus"]["Id"]
    later(seconds("ACCOUNT_FACTORY", 1), lambda: _finish(item, request, unit))


def _account_of(item: Provisioned) -> str | None:
    record = catalog(item.region).records.get(item.last_success or "")
    return None if record is None else record["outputs"].get("AccountId")


def _outputs(item: Provisioned, account: str) -> dict[str, str]:
    return {
        "AccountId": account,
        "AccountEmail": item.parameters["AccountEmail"],
        "SSOUserEmail": item.parameters["SSOUserEmail"],
        "SSOUserPortal": f"https://{home_instance(item.region).store_id}.awsapps.com/start",
    }


def _finish(item: Provisioned, request: str, unit: str) -> None:
    status = _ask("organizations", "describe_create_account_status", item.region, CreateAccountRequestId=request)[
        "CreateAccountStatus"
    ]
    if status["State"] == "IN_PROGRESS":
        later(seconds("ACCOUNT", 0.3), lambda: _finish(item, request, unit))
        return
    if status["State"] == "FAILED":
        servicecatalog_provisioning.finish_record(
            item, error=f"Could not create the account: {status['FailureReason']}"
        )
        return
    account = status["AccountId"]
    _place(item, account, unit)
    ensure_role(account, "AWSControlTowerExecution", {"AWS": f"arn:aws:iam::{MANAGEMENT}:root"})
    ensure_user(
        home_instance(item.region).store_id,
        item.parameters["SSOUserEmail"],
        item.parameters["SSOUserFirstName"],
        item.parameters["SSOUserLastName"],
    )
    servicecatalog_provisioning.finish_record(item, _outputs(item, account))


def _place(item: Provisioned, account: str, unit: str) -> None:
    parent = _ask("organizations", "list_parents", item.region, ChildId=account)["Parents"][0]["Id"]
    if parent != unit:
        _ask(
            "organizations",
            "move_account",
            item.region,
            AccountId=account,
            SourceParentId=parent,
            DestinationParentId=unit,
        )


def terminate(call: Call, item: Provisioned) -> None:
    """Control Tower lets go of the account and moves it to the root; the account stays."""
    account = _account_of(item)
    if account is not None:
        _place(item, account, organization.unit_path(account)[0])


HANDLERS: dict[str, Handler] = {
    "ListPortfolios": servicecatalog.list_portfolios,
    "DescribePortfolio": servicecatalog.describe_portfolio,
    "AssociatePrincipalWithPortfolio": servicecatalog_constraints.associate_principal,
    "SearchProductsAsAdmin": servicecatalog.search_products_as_admin,
    "DescribeProductAsAdmin": servicecatalog.describe_product_as_admin,
    "SearchProducts": servicecatalog_provisioning.search_products,
    "DescribeProduct": servicecatalog_provisioning.describe_product,
    "ProvisionProduct": servicecatalog_provisioning.provision_product,
}


def _with_product(handler: Handler) -> Handler:
    def handle(call: Call) -> Mapping[str, Any] | None:
        if call.account == MANAGEMENT:
            ensure_product(call.region)
        return handler(call)

    return handle


def install() -> None:
    servicecatalog_provisioning.LAUNCHERS[KIND] = launch
    servicecatalog_provisioning.TERMINATORS[KIND] = terminate
    for name, handler in HANDLERS.items():
        operation("servicecatalog", name)(_with_product(handler))

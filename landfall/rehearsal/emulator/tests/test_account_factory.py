"""Control Tower's account factory, a product of Service Catalog; the real provider at the end."""

import time
from pathlib import Path
from typing import Any

import pytest
from conftest import Organization
from terraform_root import Root, needs_terraform
from test_controltower import Place

NAME = "AWS Control Tower Account Factory"
ADMINISTRATOR = "arn:aws:iam::123456789012:user/administrator"


def order(unit: str, **changed: str) -> dict[str, Any]:
    parameters = {
        "AccountName": "team-a-dev",
        "AccountEmail": "aws+team-a-dev@example.com",
        "ManagedOrganizationalUnit": unit,
        "SSOUserEmail": "vending@example.com",
        "SSOUserFirstName": "Account",
        "SSOUserLastName": "Vending",
        **changed,
    }
    return {
        "ProductName": NAME,
        "ProvisioningArtifactName": NAME,
        "ProvisionedProductName": parameters["AccountName"],
        "ProvisioningParameters": [{"Key": key, "Value": value} for key, value in parameters.items()],
        "ProvisionToken": "t",
    }


def vend(catalog: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    record = catalog.provision_product(**wanted)["RecordDetail"]["RecordId"]
    while True:
        found: dict[str, Any] = catalog.describe_record(Id=record)
        if found["RecordDetail"]["Status"] != "IN_PROGRESS":
            return found
        time.sleep(0.05)


def associate(catalog: Any) -> str:
    (portfolio,) = catalog.list_portfolios()["PortfolioDetails"]
    assert portfolio["DisplayName"] == f"{NAME} Portfolio"
    catalog.associate_principal_with_portfolio(
        PortfolioId=portfolio["Id"], PrincipalARN=ADMINISTRATOR, PrincipalType="IAM"
    )
    identifier: str = portfolio["Id"]
    return identifier


@pytest.fixture
def place(organization: Organization) -> Place:
    return Place(organization)


def test_the_product_comes_with_the_landing_zone(place: Place) -> None:
    catalog = place.organization.management.client("servicecatalog")
    assert catalog.list_portfolios()["PortfolioDetails"] == []
    place.create()
    associate(catalog)
    (product,) = catalog.search_products()["ProductViewSummaries"]
    assert product["Name"] == NAME


def test_an_account_is_made_in_its_ou(place: Place) -> None:
    place.create()
    catalog = place.organization.management.client("servicecatalog")
    unit = place.organization.unit("Dev", place.organization.unit("Workloads"))
    with pytest.raises(catalog.exceptions.ResourceNotFoundException):
        catalog.provision_product(**order(f"Dev ({unit})"))
    associate(catalog)
    found = vend(catalog, order(f"Dev ({unit})"))
    assert found["RecordDetail"]["Status"] == "SUCCEEDED", found
    outputs = {one["OutputKey"]: one["OutputValue"] for one in found["RecordOutputs"]}
    (parent,) = place.organizations.list_parents(ChildId=outputs["AccountId"])["Parents"]
    assert parent["Id"] == unit
    member = place.organization.management.assume(f"arn:aws:iam::{outputs['AccountId']}:role/AWSControlTowerExecution")
    assert member.client("sts").get_caller_identity()["Account"] == outputs["AccountId"]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"ManagedOrganizationalUnit": "Nowhere"}, "could not find the OU"),
        ({"AccountEmail": "audit@example.com"}, "EMAIL_ALREADY_EXISTS"),
    ],
)
def test_a_failed_order_says_why(place: Place, changed: dict[str, str], what: str) -> None:
    place.create()
    catalog = place.organization.management.client("servicecatalog")
    associate(catalog)
    found = vend(catalog, order("Security", **changed))
    assert found["RecordDetail"]["Status"] == "FAILED"
    assert what in found["RecordDetail"]["RecordErrors"][0]["Description"]
    product = catalog.describe_provisioned_product(Name="team-a-dev")["ProvisionedProductDetail"]
    assert product["Status"] == "ERROR"


ROOT = """
resource "aws_servicecatalog_principal_portfolio_association" "me" {
  portfolio_id  = "PORTFOLIO"
  principal_arn = "arn:aws:iam::123456789012:user/administrator"
}
resource "aws_servicecatalog_provisioned_product" "account" {
  name                       = "team-a-dev"
  product_name               = "AWS Control Tower Account Factory"
  provisioning_artifact_name = "AWS Control Tower Account Factory"
  provisioning_parameters {
    key   = "AccountName"
    value = "team-a-dev"
  }
  provisioning_parameters {
    key   = "AccountEmail"
    value = "aws+team-a-dev@example.com"
  }
  provisioning_parameters {
    key   = "ManagedOrganizationalUnit"
    value = "Security"
  }
  provisioning_parameters {
    key   = "SSOUserEmail"
    value = "vending@example.com"
  }
  provisioning_parameters {
    key   = "SSOUserFirstName"
    value = "Account"
  }
  provisioning_parameters {
    key   = "SSOUserLastName"
    value = "Vending"
  }
  depends_on = [aws_servicecatalog_principal_portfolio_association.me]
}
output "account" {
  value = one([for o in aws_servicecatalog_provisioned_product.account.outputs : o.value if o.key == "AccountId"])
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_orders_an_account(place: Place, tmp_path: Path) -> None:
    place.create()
    (portfolio,) = place.organization.management.client("servicecatalog").list_portfolios()["PortfolioDetails"]
    root = Root(tmp_path, place.organization.management.endpoint)
    root.write(ROOT.replace("PORTFOLIO", portfolio["Id"]))
    account = root.prove()["account"]
    # Terminating the product lets the account go; it stays in the organization.
    (parent,) = place.organizations.list_parents(ChildId=account)["Parents"]
    assert parent["Type"] == "ROOT"

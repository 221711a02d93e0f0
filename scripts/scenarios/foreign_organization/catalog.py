"""Two portfolios of Service Catalog, kept by the delegated administrator, shared with units and one account."""

import io
import json
from typing import Any

from aws import HOME, TEMPLATE, member, tags, trust

BUCKET = "service-catalog-templates-of-shared-services"
# Name, owner, versions.
PRODUCTS = (
    ("S3 Bucket (encrypted)", "Cloud Platform Team", ("v1", "v1.1", "2.0.0")),
    ("SageMaker Notebook", "ML Platform", ("2023-11",)),
    ("RDS Postgres", "DBA", ("rev A", "rev B")),
)
LAUNCH_ROLE = "SC-Launch"


def create_portfolios(accounts: dict[str, str], units: dict[str, str]) -> None:
    owner = member(accounts["SharedServices-Prod"])
    catalog = owner.client("servicecatalog")
    create_launch_roles(accounts)
    upload(owner.client("s3"))
    bucket, notebook, postgres = (create_product(catalog, *product) for product in PRODUCTS)

    general = create_portfolio(catalog, "Standard Products", "Cloud Platform Team", "For everybody")
    science = create_portfolio(catalog, "Data-Science Catalog", "ML Platform", None)
    for portfolio, product in ((general, bucket), (general, postgres), (science, notebook), (science, bucket)):
        catalog.associate_product_with_portfolio(PortfolioId=portfolio, ProductId=product)
    for portfolio, product in ((general, postgres), (science, notebook)):
        catalog.create_constraint(
            PortfolioId=portfolio,
            ProductId=product,
            Type="LAUNCH",
            Parameters=json.dumps({"LocalRoleName": LAUNCH_ROLE}),
            Description=f"Launch as {LAUNCH_ROLE}",
        )
    people(catalog, general, "AWSReservedSSO_retail-*", "AWSReservedSSO_Dev*")
    people(catalog, science, "AWSReservedSSO_ML.*")
    for unit in ("Workloads/Retail EU", "Workloads/Banking & Payments/Non PCI"):
        share_with_unit(catalog, general, units[unit], principals=True)
    share_with_unit(catalog, science, units["Machine Learning"], principals=False)
    catalog.create_portfolio_share(PortfolioId=science, AccountId=accounts["Fraud Detection (dev)"])


def create_launch_roles(accounts: dict[str, str]) -> None:
    for name in ("SharedServices-Prod", "webshop-dev", "ml-platform-dev"):
        iam = member(accounts[name]).client("iam")
        iam.create_role(RoleName=LAUNCH_ROLE, AssumeRolePolicyDocument=trust("servicecatalog"))


def upload(s3: Any) -> None:
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": HOME})
    s3.upload_fileobj(io.BytesIO(TEMPLATE.encode()), BUCKET, "template.json")


def version(name: str) -> dict[str, Any]:
    url = f"https://{BUCKET}.s3.{HOME}.amazonaws.com/template.json"
    return {"Name": name, "Type": "CLOUD_FORMATION_TEMPLATE", "Info": {"LoadTemplateFromURL": url}}


def create_product(catalog: Any, name: str, owner: str, versions: tuple[str, ...]) -> str:
    made = catalog.create_product(
        Name=name,
        Owner=owner,
        Description=f"{name}, tested",
        SupportEmail="cloud-team@example.com",
        ProductType="CLOUD_FORMATION_TEMPLATE",
        Tags=tags({"team": owner}),
        ProvisioningArtifactParameters=version(versions[0]),
    )
    product = str(made["ProductViewDetail"]["ProductViewSummary"]["ProductId"])
    for other in versions[1:]:
        catalog.create_provisioning_artifact(ProductId=product, Parameters=version(other))
    return product


def create_portfolio(catalog: Any, name: str, provider: str, description: str | None) -> str:
    described = {} if description is None else {"Description": description}
    made = catalog.create_portfolio(
        DisplayName=name, ProviderName=provider, Tags=tags({"lifecycle": "live"}), **described
    )
    return str(made["PortfolioDetail"]["Id"])


def people(catalog: Any, portfolio: str, *roles: str) -> None:
    for role in roles:
        catalog.associate_principal_with_portfolio(
            PortfolioId=portfolio,
            PrincipalARN=f"arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*/{role}",
            PrincipalType="IAM_PATTERN",
        )


def share_with_unit(catalog: Any, portfolio: str, unit: str, *, principals: bool) -> None:
    node = {"Type": "ORGANIZATIONAL_UNIT", "Value": unit}
    catalog.create_portfolio_share(PortfolioId=portfolio, OrganizationNode=node, SharePrincipals=principals)

"""Service Catalog: portfolios, products and their versions.

In place of moto's. A version's template must be in S3 and readable by the account that publishes it. Constraints are in
`servicecatalog_constraints`, shares in `servicecatalog_shares`, launches in `servicecatalog_provisioning`.
"""

import re
from typing import Any

from botocore.exceptions import ClientError

from .. import internal
from ..core import AwsError, Call, as_map, forget_tags, operation, tag, tags_of, untag
from ._servicecatalog import (
    Artifact,
    Portfolio,
    Product,
    artifact_of,
    catalog,
    constraints_on,
    in_use,
    invalid,
    not_found,
    portfolio_of,
    product_of,
)
from .cloudformation import parse_template

DETAILS = {
    "Name": "Name",
    "Owner": "Owner",
    "Description": "ShortDescription",
    "Distributor": "Distributor",
    "SupportDescription": "SupportDescription",
    "SupportEmail": "SupportEmail",
    "SupportUrl": "SupportUrl",
}


def pairs(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]


# Portfolios


def describe_portfolio_detail(portfolio: Portfolio) -> dict[str, Any]:
    return {
        "Id": portfolio.id,
        "ARN": portfolio.arn,
        "DisplayName": portfolio.name,
        "Description": portfolio.description,
        "CreatedTime": portfolio.created,
        "ProviderName": portfolio.provider,
    }


def _portfolio_answer(portfolio: Portfolio) -> dict[str, Any]:
    return {"PortfolioDetail": describe_portfolio_detail(portfolio), "Tags": pairs(tags_of(portfolio.arn))}


@operation("servicecatalog", "CreatePortfolio")
def create_portfolio(call: Call) -> dict[str, Any]:
    portfolio = Portfolio(
        owner=call.account,
        region=call.region,
        name=call.params["DisplayName"],
        provider=call.params["ProviderName"],
        description=call.params.get("Description"),
    )
    catalog(call.region).portfolios[portfolio.id] = portfolio
    tag(portfolio.arn, call.params.get("Tags"))
    return _portfolio_answer(portfolio)


@operation("servicecatalog", "DescribePortfolio")
def describe_portfolio(call: Call) -> dict[str, Any]:
    portfolio = portfolio_of(call, call.params["Id"])
    options = [catalog(call.region).tag_options[i] for i in sorted(portfolio.tag_options)]
    budgets = [{"BudgetName": name} for name in sorted(portfolio.budgets)]
    return {**_portfolio_answer(portfolio), "TagOptions": options, "Budgets": budgets}


@operation("servicecatalog", "UpdatePortfolio")
def update_portfolio(call: Call) -> dict[str, Any]:
    portfolio, given = portfolio_of(call, call.params["Id"], own=True), call.params
    portfolio.name = given.get("DisplayName", portfolio.name)
    portfolio.provider = given.get("ProviderName", portfolio.provider)
    portfolio.description = given.get("Description", portfolio.description)
    untag(portfolio.arn, given.get("RemoveTags", []))
    tag(portfolio.arn, given.get("AddTags"))
    return _portfolio_answer(portfolio)


@operation("servicecatalog", "DeletePortfolio")
def delete_portfolio(call: Call) -> None:
    portfolio = portfolio_of(call, call.params["Id"], own=True)
    for what, used in (
        ("products", portfolio.products),
        ("constraints", constraints_on(call.region, portfolio.id)),
        ("principals", portfolio.principals),
        ("shares", portfolio.shares),
        ("tag options", portfolio.tag_options),
    ):
        if used:
            raise in_use(f"{portfolio.id} still has {what}")
    del catalog(call.region).portfolios[portfolio.id]
    forget_tags(portfolio.arn)


@operation("servicecatalog", "ListPortfolios")
def list_portfolios(call: Call) -> dict[str, Any]:
    known = catalog(call.region).portfolios.values()
    return {"PortfolioDetails": [describe_portfolio_detail(p) for p in known if p.owner == call.account]}


# Products


def describe_summary(product: Product) -> dict[str, Any]:
    answer = {member: product.attributes.get(name) for name, member in DETAILS.items()}
    identifier = "prodview" + product.id.removeprefix("prod")
    return {**answer, "Id": identifier, "ProductId": product.id, "Type": product.kind, "HasDefaultPath": False}


def describe_detail(product: Product) -> dict[str, Any]:
    return {
        "ProductViewSummary": describe_summary(product),
        "Status": "CREATED",
        "ProductARN": product.arn,
        "CreatedTime": product.created,
    }


def describe_artifact(artifact: Artifact) -> dict[str, Any]:
    return {
        "Id": artifact.id,
        "Name": artifact.name,
        "Description": artifact.description,
        "Type": artifact.kind,
        "CreatedTime": artifact.created,
        "Active": artifact.active,
        "Guidance": artifact.guidance,
    }


def _s3_object(url: str) -> tuple[str, str]:
    """(bucket, key) of an HTTPS address of an S3 object, by virtual host or by path."""
    host = re.fullmatch(r"https://(.+)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com/([^?]+)", url)
    path = re.fullmatch(r"https://s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com/([^/]+)/([^?]+)", url)
    found = path or host
    if found is None:
        raise invalid(f"Invalid template URL {url}: must be the HTTPS address of an object in S3")
    return found.group(1), found.group(2)


def _new_artifact(call: Call, given: dict[str, Any], product_type: str) -> Artifact:
    """AWS reads the template now; a change of the object later has no effect."""
    info, kind = given.get("Info", {}), given.get("Type", product_type)
    url = info.get("LoadTemplateFromURL")
    template = ""
    if url is None and "ImportFromPhysicalId" not in info:
        raise invalid("Info needs LoadTemplateFromURL or ImportFromPhysicalId")
    if url is not None:
        bucket, key = _s3_object(url)
        try:
            body = internal.call("s3", "get_object", call.account, call.region, Bucket=bucket, Key=key)["Body"].read()
        except ClientError as error:
            raise invalid(f"Invalid templateBody. S3 error for {url}: {error}") from None
        template = body.decode("utf-8", "replace")
        if kind == "CLOUD_FORMATION_TEMPLATE" and not given.get("DisableTemplateValidation"):
            try:
                parse_template(template)
            except AwsError as error:
                raise invalid(f"Invalid templateBody. {error.message}") from None
    return Artifact(given.get("Name"), given.get("Description"), kind, info, template)


@operation("servicecatalog", "CreateProduct")
def create_product(call: Call) -> dict[str, Any]:
    kind = call.params["ProductType"]
    artifact = _new_artifact(call, call.params.get("ProvisioningArtifactParameters", {}), kind)
    attributes = {name: call.params[name] for name in DETAILS if name in call.params}
    product = Product(call.account, call.region, attributes, kind, artifacts={artifact.id: artifact})
    catalog(call.region).products[product.id] = product
    tag(product.arn, call.params.get("Tags"))
    return {
        "ProductViewDetail": describe_detail(product),
        "ProvisioningArtifactDetail": describe_artifact(artifact),
        "Tags": pairs(tags_of(product.arn)),
    }


def _by_id_or_name(call: Call) -> Product:
    identifier, name = call.params.get("Id"), call.params.get("Name")
    if identifier is None:
        for product in catalog(call.region).products.values():
            if product.attributes["Name"] == name:
                return product_of(call, product.id)
    return product_of(call, identifier or str(name))


@operation("servicecatalog", "DescribeProductAsAdmin")
def describe_product_as_admin(call: Call) -> dict[str, Any]:
    product = _by_id_or_name(call)
    return {
        "ProductViewDetail": describe_detail(product),
        "ProvisioningArtifactSummaries": [describe_artifact(a) for a in product.artifacts.values()],
        "Tags": pairs(tags_of(product.arn)),
        "TagOptions": [catalog(call.region).tag_options[i] for i in sorted(product.tag_options)],
        "Budgets": [{"BudgetName": name} for name in sorted(product.budgets)],
    }


@operation("servicecatalog", "UpdateProduct")
def update_product(call: Call) -> dict[str, Any]:
    product = product_of(call, call.params["Id"], own=True)
    product.attributes.update({name: call.params[name] for name in DETAILS if name in call.params})
    untag(product.arn, call.params.get("RemoveTags", []))
    tag(product.arn, as_map(call.params.get("AddTags")))
    return {"ProductViewDetail": describe_detail(product), "Tags": pairs(tags_of(product.arn))}


@operation("servicecatalog", "DeleteProduct")
def delete_product(call: Call) -> None:
    product, known = product_of(call, call.params["Id"], own=True), catalog(call.region)
    if any(product.id in portfolio.products for portfolio in known.portfolios.values()):
        raise in_use(f"{product.id} is associated with a portfolio")
    if product.tag_options:
        raise in_use(f"{product.id} still has tag options")
    del known.products[product.id]
    forget_tags(product.arn)


@operation("servicecatalog", "SearchProductsAsAdmin")
def search_products_as_admin(call: Call) -> dict[str, Any]:
    known, wanted = catalog(call.region), call.params.get("PortfolioId")
    if wanted is None:
        found = [product for product in known.products.values() if product.owner == call.account]
    else:
        found = [known.products[i] for i in portfolio_of(call, wanted).products]
    return {"ProductViewDetails": [describe_detail(p) for p in found if matches_search(p, call)]}


def matches_search(product: Product, call: Call) -> bool:
    values = {
        "FullTextSearch": " ".join(str(v) for v in product.attributes.values()),
        "Owner": product.attributes["Owner"],
        "ProductType": product.kind,
    }
    filters: dict[str, list[str]] = call.params.get("Filters", {})
    return all(
        any(text.lower() in values.get(name, product.id).lower() for text in texts) for name, texts in filters.items()
    )


# Versions


def _version_answer(artifact: Artifact) -> dict[str, Any]:
    # Terraform reads back the address under the name it was given by.
    return {
        "ProvisioningArtifactDetail": describe_artifact(artifact),
        "Info": {**artifact.info, "TemplateUrl": artifact.info.get("LoadTemplateFromURL", "")},
        "Status": "AVAILABLE",
    }


@operation("servicecatalog", "CreateProvisioningArtifact")
def create_version(call: Call) -> dict[str, Any]:
    product = product_of(call, call.params["ProductId"], own=True)
    artifact = _new_artifact(call, call.params["Parameters"], product.kind)
    product.artifacts[artifact.id] = artifact
    return _version_answer(artifact)


@operation("servicecatalog", "DescribeProvisioningArtifact")
def describe_version(call: Call) -> dict[str, Any]:
    identifier = call.params.get("ProductId")
    if identifier is None:
        wanted = call.params.get("ProductName")
        names = {p.attributes["Name"]: p.id for p in catalog(call.region).products.values()}
        identifier = names.get(wanted, str(wanted))
    product = product_of(call, identifier)
    name = call.params.get("ProvisioningArtifactName")
    by_name = next((a.id for a in product.artifacts.values() if a.name == name), None)
    return _version_answer(artifact_of(product, call.params.get("ProvisioningArtifactId") or by_name or str(name)))


@operation("servicecatalog", "UpdateProvisioningArtifact")
def update_version(call: Call) -> dict[str, Any]:
    product, given = product_of(call, call.params["ProductId"], own=True), call.params
    artifact = artifact_of(product, given["ProvisioningArtifactId"])
    artifact.name = given.get("Name", artifact.name)
    artifact.description = given.get("Description", artifact.description)
    artifact.active = given.get("Active", artifact.active)
    artifact.guidance = given.get("Guidance", artifact.guidance)
    return _version_answer(artifact)


@operation("servicecatalog", "DeleteProvisioningArtifact")
def delete_version(call: Call) -> None:
    product = product_of(call, call.params["ProductId"], own=True)
    artifact = artifact_of(product, call.params["ProvisioningArtifactId"])
    if len(product.artifacts) == 1:
        raise in_use(f"{artifact.id} is the last provisioning artifact of {product.id}")
    del product.artifacts[artifact.id]


@operation("servicecatalog", "ListProvisioningArtifacts")
def list_versions(call: Call) -> dict[str, Any]:
    product = product_of(call, call.params["ProductId"])
    return {"ProvisioningArtifactDetails": [describe_artifact(a) for a in product.artifacts.values()]}


# Products in portfolios


@operation("servicecatalog", "AssociateProductWithPortfolio")
def associate_product(call: Call) -> None:
    portfolio = portfolio_of(call, call.params["PortfolioId"], own=True)
    product = product_of(call, call.params["ProductId"])
    if product.id not in portfolio.products:
        portfolio.products.append(product.id)


@operation("servicecatalog", "DisassociateProductFromPortfolio")
def disassociate_product(call: Call) -> None:
    portfolio = portfolio_of(call, call.params["PortfolioId"], own=True)
    identifier = call.params["ProductId"]
    if identifier not in portfolio.products:
        raise not_found(identifier)
    if constraints_on(call.region, portfolio.id, identifier):
        raise in_use(f"{identifier} still has constraints in {portfolio.id}")
    portfolio.products.remove(identifier)


@operation("servicecatalog", "ListPortfoliosForProduct")
def list_portfolios_for_product(call: Call) -> dict[str, Any]:
    product = product_of(call, call.params["ProductId"])
    known = catalog(call.region).portfolios.values()
    found = [p for p in known if product.id in p.products and p.seen_by(call.account)]
    return {"PortfolioDetails": [describe_portfolio_detail(p) for p in found]}


def install() -> None:
    """The operations are declared when the module is imported."""

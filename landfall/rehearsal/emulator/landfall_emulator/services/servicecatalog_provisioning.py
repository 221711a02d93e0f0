"""Service Catalog: finding products, launching them as CloudFormation stacks, records of what was done.

A launch is done before the call is answered, but answered as under way. Products of Control Tower launch in another
way, see `servicecatalog_account_factory`.
"""

import json
import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError
from moto.iam.models import iam_backends

from .. import internal
from ..core import AwsError, Call, operation, tag, tags_of
from ._servicecatalog import (
    Artifact,
    Portfolio,
    Product,
    Provisioned,
    artifact_of,
    catalog,
    constraints_on,
    invalid,
    new_id,
    not_found,
    product_of,
)
from .cloudformation import parse_template
from .servicecatalog import describe_artifact, describe_summary, matches_search

Launcher = Callable[[Call, Provisioned], None]
# Products that are launched by something else than CloudFormation, by kind.
LAUNCHERS: dict[str, Launcher] = {}
TERMINATORS: dict[str, Callable[[Call, Provisioned], None]] = {}


def open_portfolios(call: Call, product: str | None = None) -> list[Portfolio]:
    """Portfolios from which the caller may launch (the product)."""
    return [
        portfolio
        for portfolio in catalog(call.region).portfolios.values()
        if portfolio.seen_by(call.account)
        and portfolio.open_to(call.caller)
        and (product is None or product in portfolio.products)
    ]


@operation("servicecatalog", "SearchProducts")
def search_products(call: Call) -> dict[str, Any]:
    ids = {identifier: None for portfolio in open_portfolios(call) for identifier in portfolio.products}
    found = [catalog(call.region).products[identifier] for identifier in ids]
    return {"ProductViewSummaries": [describe_summary(p) for p in found if matches_search(p, call)]}


def _launchable(call: Call, identifier: str | None, name: str | None) -> Product:
    for portfolio in open_portfolios(call):
        for known in portfolio.products:
            product = catalog(call.region).products[known]
            if identifier in (product.id, "prod" + str(identifier).removeprefix("prodview")) or (
                identifier is None and name == product.attributes["Name"]
            ):
                return product
    if identifier is not None:
        return product_of(call, identifier)
    raise not_found(name)


@operation("servicecatalog", "DescribeProduct", "DescribeProductView")
def describe_product(call: Call) -> dict[str, Any]:
    identifier = call.params.get("Id")
    if identifier is not None and identifier.startswith("prodview-"):
        identifier = "prod-" + identifier.removeprefix("prodview-")
    product = _launchable(call, identifier, call.params.get("Name"))
    return {
        "ProductViewSummary": describe_summary(product),
        "ProvisioningArtifacts": [describe_artifact(a) for a in product.artifacts.values() if a.active],
        "LaunchPaths": [{"Id": p.path, "Name": p.name} for p in open_portfolios(call, product.id)],
    }


@operation("servicecatalog", "ListLaunchPaths")
def list_launch_paths(call: Call) -> dict[str, Any]:
    product = product_of(call, call.params["ProductId"])
    return {
        "LaunchPathSummaries": [
            {
                "Id": portfolio.path,
                "Name": portfolio.name,
                "ConstraintSummaries": [
                    {"Type": c.kind, "Description": c.description}
                    for c in constraints_on(call.region, portfolio.id, product.id)
                ],
                "Tags": [{"Key": k, "Value": v} for k, v in sorted(tags_of(portfolio.arn).items())],
            }
            for portfolio in open_portfolios(call, product.id)
        ]
    }


@operation("servicecatalog", "DescribeProvisioningParameters")
def describe_parameters(call: Call) -> dict[str, Any]:
    product = _launchable(call, call.params.get("ProductId"), call.params.get("ProductName"))
    artifact = _version(call, product)
    template = parse_template(artifact.template) if artifact.template else {}
    return {
        "ProvisioningArtifactParameters": [
            {
                "ParameterKey": name,
                "ParameterType": one.get("Type"),
                "DefaultValue": None if one.get("Default") is None else str(one["Default"]),
                "Description": one.get("Description"),
            }
            for name, one in template.get("Parameters", {}).items()
        ]
    }


def _version(call: Call, product: Product) -> Artifact:
    name = call.params.get("ProvisioningArtifactName")
    identifier = call.params.get("ProvisioningArtifactId")
    if identifier is None:
        identifier = next((a.id for a in product.artifacts.values() if a.name == name), str(name))
    artifact = artifact_of(product, identifier)
    if not artifact.active:
        raise invalid(f"{artifact.id} is not active")
    return artifact


def _path(call: Call, product: Product) -> Portfolio:
    """AWS answers ResourceNotFoundException where there is no path, which Terraform repeats for half an hour."""
    paths = open_portfolios(call, product.id)
    wanted, name = call.params.get("PathId"), call.params.get("PathName")
    paths = [p for p in paths if wanted in (None, p.path) and name in (None, p.name)]
    if not paths:
        raise invalid(f"No launch paths found for resource: {product.id}, as {call.caller.arn}")
    if len(paths) > 1:
        raise invalid(f"{product.id} has several launch paths, PathId is required: {[p.path for p in paths]}")
    return paths[0]


def _launch_role(call: Call, portfolio: Portfolio, product: Product) -> str | None:
    for constraint in constraints_on(call.region, portfolio.id, product.id):
        if constraint.kind == "LAUNCH":
            given = json.loads(constraint.parameters)
            roles = iam_backends[call.account]["aws"].roles.values()
            local = given.get("LocalRoleName")
            arn = next((role.arn for role in roles if role.name == local), None) if local else given["RoleArn"]
            if arn is None:
                raise invalid(f"Launch role {local} does not exist in account {call.account}")
            return str(arn)
    return None


# Records


def start_record(call: Call, item: Provisioned, kind: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "RecordId": new_id("rec"),
        "ProvisionedProductName": item.name,
        "Status": "IN_PROGRESS",
        "CreatedTime": time.time(),
        "UpdatedTime": time.time(),
        "ProvisionedProductType": item.kind,
        "RecordType": kind,
        "ProvisionedProductId": item.id,
        "ProductId": item.product,
        "ProvisioningArtifactId": item.artifact,
        "PathId": item.path,
        "RecordErrors": [],
        "RecordTags": [{"Key": k, "Value": v} for k, v in sorted(tags_of(item.arn).items())],
        "LaunchRoleArn": item.launch_role,
        "outputs": {},
    }
    catalog(call.region).records[record["RecordId"]] = record
    item.status, item.last_record = "UNDER_CHANGE", record["RecordId"]
    if kind != "TERMINATE_PROVISIONED_PRODUCT":
        item.last_provisioning = record["RecordId"]
    return {**record, "RecordErrors": []}


def finish_record(item: Provisioned, outputs: dict[str, str] | None = None, error: str | None = None) -> None:
    """The outcome of the last record. A first launch that failed leaves ERROR, a failed change TAINTED."""
    record = catalog(item.region).records[item.last_record]
    record["UpdatedTime"] = time.time()
    record["Status"] = "SUCCEEDED" if error is None else "FAILED"
    record["outputs"] = outputs or {}
    if error is None:
        item.status, item.message, item.last_success = "AVAILABLE", None, item.last_record
        return
    record["RecordErrors"] = [{"Code": "InternalFailure", "Description": error}]
    item.status, item.message = ("ERROR" if item.last_success is None else "TAINTED"), error


# Launching


def _stack_name(item: Provisioned) -> str:
    return f"SC-{item.account}-{item.id}"


def _stack(call: Call, item: Provisioned, change: str) -> None:
    """Makes or changes the stack with the launch role, or with the caller's own rights where there is none."""
    template = catalog(item.region).products[item.product].artifacts[item.artifact].template
    arguments = {
        "StackName": _stack_name(item),
        "TemplateBody": template,
        "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in item.parameters.items()],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
        "Tags": [{"Key": key, "Value": value} for key, value in sorted(tags_of(item.arn).items())],
    }
    role = item.launch_role or ""
    try:
        internal.call("cloudformation", change, item.account, item.region, role, **arguments)
        found = internal.call(
            "cloudformation", "describe_stacks", item.account, item.region, StackName=_stack_name(item)
        )
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            finish_record(item, error=str(error))
            return
        found = internal.call(
            "cloudformation", "describe_stacks", item.account, item.region, StackName=_stack_name(item)
        )
    stack = found["Stacks"][0]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])}
    outputs["CloudformationStackARN"] = stack["StackId"]
    failed = "FAILED" in stack["StackStatus"] or "ROLLBACK" in stack["StackStatus"]
    finish_record(item, outputs, str(stack.get("StackStatusReason", stack["StackStatus"])) if failed else None)


@operation("servicecatalog", "ProvisionProduct")
def provision_product(call: Call) -> dict[str, Any]:
    given, known = call.params, catalog(call.region).provisioned
    product = _launchable(call, given.get("ProductId"), given.get("ProductName"))
    artifact, portfolio, name = _version(call, product), _path(call, product), given["ProvisionedProductName"]
    if any(item.account == call.account and item.name == name for item in known.values()):
        raise invalid(f"A provisioned product named {name} already exists in the account")
    item = Provisioned(
        account=call.account,
        region=call.region,
        name=name,
        product=product.id,
        artifact=artifact.id,
        path=portfolio.path,
        kind="CFN_STACK" if product.kind not in LAUNCHERS else product.kind,
        launch_role=_launch_role(call, portfolio, product),
        parameters={one["Key"]: one.get("Value", "") for one in given.get("ProvisioningParameters", [])},
    )
    known[item.id] = item
    tag(item.arn, given.get("Tags"))
    answer = start_record(call, item, "PROVISION_PRODUCT")
    if product.kind in LAUNCHERS:
        LAUNCHERS[product.kind](call, item)
    else:
        _stack(call, item, "create_stack")
    return {"RecordDetail": answer}


def _item(call: Call, identifier: str | None, name: str | None) -> Provisioned:
    for item in catalog(call.region).provisioned.values():
        if item.account == call.account and (item.id == identifier or (identifier is None and item.name == name)):
            return item
    raise not_found(identifier or name)


def _named(call: Call) -> Provisioned:
    return _item(call, call.params.get("ProvisionedProductId"), call.params.get("ProvisionedProductName"))


@operation("servicecatalog", "UpdateProvisionedProduct")
def update_provisioned_product(call: Call) -> dict[str, Any]:
    item = _named(call)
    if item.status == "UNDER_CHANGE":
        raise invalid(f"{item.id} is under change")
    product = catalog(call.region).products[item.product]
    if "ProvisioningArtifactId" in call.params or "ProvisioningArtifactName" in call.params:
        item.artifact = _version(call, product).id
    previous = item.parameters
    if "ProvisioningParameters" in call.params:
        item.parameters = {
            one["Key"]: previous.get(one["Key"], "") if one.get("UsePreviousValue") else one.get("Value", "")
            for one in call.params["ProvisioningParameters"]
        }
    tag(item.arn, call.params.get("Tags"))
    answer = start_record(call, item, "UPDATE_PROVISIONED_PRODUCT")
    if item.kind in LAUNCHERS:
        LAUNCHERS[item.kind](call, item)
    else:
        _stack(call, item, "update_stack")
    return {"RecordDetail": answer}


@operation("servicecatalog", "TerminateProvisionedProduct")
def terminate_provisioned_product(call: Call) -> dict[str, Any]:
    item = _named(call)
    answer = start_record(call, item, "TERMINATE_PROVISIONED_PRODUCT")
    if item.kind in TERMINATORS:
        TERMINATORS[item.kind](call, item)
    elif not call.params.get("RetainPhysicalResources"):
        role, name = item.launch_role or "", _stack_name(item)
        internal.call("cloudformation", "delete_stack", item.account, item.region, role, StackName=name)
    finish_record(item)
    del catalog(call.region).provisioned[item.id]
    return {"RecordDetail": answer}


# Reading


def _describe(item: Provisioned) -> dict[str, Any]:
    return {
        "Name": item.name,
        "Arn": item.arn,
        "Type": item.kind,
        "Id": item.id,
        "Status": item.status,
        "StatusMessage": item.message,
        "CreatedTime": item.created,
        "LastRecordId": item.last_record,
        "LastProvisioningRecordId": item.last_provisioning,
        "LastSuccessfulProvisioningRecordId": item.last_success,
        "ProductId": item.product,
        "ProvisioningArtifactId": item.artifact,
        "LaunchRoleArn": item.launch_role,
    }


@operation("servicecatalog", "DescribeProvisionedProduct")
def describe_provisioned_product(call: Call) -> dict[str, Any]:
    item = _item(call, call.params.get("Id"), call.params.get("Name"))
    return {"ProvisionedProductDetail": _describe(item), "CloudWatchDashboards": []}


@operation("servicecatalog", "SearchProvisionedProducts", "ScanProvisionedProducts")
def search_provisioned_products(call: Call) -> dict[str, Any]:
    queries = call.params.get("Filters", {}).get("SearchQuery", [])
    wanted = {name: value for name, _, value in (query.partition(":") for query in queries)}
    found = [_describe(i) for i in catalog(call.region).provisioned.values() if i.account == call.account]
    members: dict[str, str] = {
        "id": "Id",
        "arn": "Arn",
        "name": "Name",
        "productid": "ProductId",
        "status": "Status",
        "type": "Type",
    }
    kept = [i for i in found if all(i.get(members.get(n.lower(), n)) == v.strip('"') for n, v in wanted.items())]
    return {"ProvisionedProducts": kept, "TotalResultsCount": len(kept)}


@operation("servicecatalog", "DescribeRecord")
def describe_record(call: Call) -> dict[str, Any]:
    record = catalog(call.region).records.get(call.params["Id"])
    if record is None:
        raise not_found(call.params["Id"])
    return {"RecordDetail": record, "RecordOutputs": _outputs(record)}


def _outputs(record: dict[str, Any]) -> list[dict[str, str]]:
    return [{"OutputKey": key, "OutputValue": value} for key, value in sorted(record["outputs"].items())]


@operation("servicecatalog", "ListRecordHistory")
def list_record_history(call: Call) -> dict[str, Any]:
    mine = {i.id for i in catalog(call.region).provisioned.values() if i.account == call.account}
    return {"RecordDetails": [r for r in catalog(call.region).records.values() if r["ProvisionedProductId"] in mine]}


@operation("servicecatalog", "GetProvisionedProductOutputs")
def get_outputs(call: Call) -> dict[str, Any]:
    item = _named(call)
    keys = call.params.get("OutputKeys")
    record = catalog(call.region).records.get(item.last_success or "")
    if record is None:
        raise AwsError("InvalidParametersException", f"{item.id} has no outputs")
    return {"Outputs": [one for one in _outputs(record) if not keys or one["OutputKey"] in keys]}


def install() -> None:
    """The operations are declared when the module is imported."""

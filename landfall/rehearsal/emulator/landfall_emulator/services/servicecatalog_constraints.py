"""Service Catalog: constraints and principals of a portfolio. A launch constraint names a role that exists."""

import json
import re
from typing import Any

from moto.iam.models import iam_backends

from ..core import AwsError, Call, operation
from ._servicecatalog import Constraint, catalog, constraints_on, invalid, not_found, portfolio_of

# https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing_how-to-share.html (2026-11)
PATTERNS_PER_PORTFOLIO = 10


def _check_launch(call: Call, parameters: str) -> None:
    try:
        given = json.loads(parameters)
    except ValueError:
        raise invalid("Parameters is no JSON") from None
    if len({"RoleArn", "LocalRoleName"} & set(given)) != 1:
        raise invalid("A LAUNCH constraint needs either RoleArn or LocalRoleName")
    arn = given.get("RoleArn")
    account = call.account if arn is None else arn.split(":")[4]
    roles = iam_backends[account]["aws"].roles.values()
    if not any(given.get("LocalRoleName") == role.name or arn == role.arn for role in roles):
        raise invalid(f"Role {arn or given['LocalRoleName']} does not exist in account {account}")


def _describe_constraint(constraint: Constraint) -> dict[str, Any]:
    return {
        "ConstraintId": constraint.id,
        "Type": constraint.kind,
        "Description": constraint.description,
        "Owner": constraint.owner,
        "ProductId": constraint.product,
        "PortfolioId": constraint.portfolio,
    }


def _constraint_answer(constraint: Constraint) -> dict[str, Any]:
    detail = _describe_constraint(constraint)
    return {"ConstraintDetail": detail, "ConstraintParameters": constraint.parameters, "Status": "AVAILABLE"}


@operation("servicecatalog", "CreateConstraint")
def create_constraint(call: Call) -> dict[str, Any]:
    portfolio, product, kind = call.params["PortfolioId"], call.params["ProductId"], call.params["Type"]
    if product not in portfolio_of(call, portfolio, own=True).products:
        raise not_found(f"{product} in {portfolio}")
    once = kind in ("LAUNCH", "STACKSET", "RESOURCE_UPDATE")
    if once and any(c.kind == kind for c in constraints_on(call.region, portfolio, product)):
        raise AwsError("DuplicateResourceException", f"{product} already has a {kind} constraint in {portfolio}")
    if kind == "LAUNCH":
        _check_launch(call, call.params["Parameters"])
    constraint = Constraint(
        kind, call.params["Parameters"], product, portfolio, call.account, call.params.get("Description")
    )
    catalog(call.region).constraints[constraint.id] = constraint
    return _constraint_answer(constraint)


def _constraint(call: Call) -> Constraint:
    constraint = catalog(call.region).constraints.get(call.params["Id"])
    if constraint is None:
        raise not_found(call.params["Id"])
    portfolio_of(call, constraint.portfolio)
    return constraint


@operation("servicecatalog", "DescribeConstraint")
def describe_constraint(call: Call) -> dict[str, Any]:
    return _constraint_answer(_constraint(call))


@operation("servicecatalog", "UpdateConstraint")
def update_constraint(call: Call) -> dict[str, Any]:
    constraint = _constraint(call)
    parameters = call.params.get("Parameters", constraint.parameters)
    if constraint.kind == "LAUNCH":
        _check_launch(call, parameters)
    constraint.parameters = parameters
    constraint.description = call.params.get("Description", constraint.description)
    return _constraint_answer(constraint)


@operation("servicecatalog", "DeleteConstraint")
def delete_constraint(call: Call) -> None:
    del catalog(call.region).constraints[_constraint(call).id]


@operation("servicecatalog", "ListConstraintsForPortfolio")
def list_constraints(call: Call) -> dict[str, Any]:
    portfolio = portfolio_of(call, call.params["PortfolioId"])
    found = constraints_on(call.region, portfolio.id, call.params.get("ProductId"))
    return {"ConstraintDetails": [_describe_constraint(c) for c in found]}


# Principals


@operation("servicecatalog", "AssociatePrincipalWithPortfolio")
def associate_principal(call: Call) -> None:
    portfolio, arn = portfolio_of(call, call.params["PortfolioId"]), call.params["PrincipalARN"]
    kind = call.params["PrincipalType"]
    if kind == "IAM_PATTERN":
        if not re.fullmatch(r"arn:aws:iam:::(role|user|group)/.+", arn):
            raise invalid(f"{arn} is no pattern: an ARN without account, e.g. arn:aws:iam:::role/*name*")
        patterns = [key for key, value in portfolio.principals.items() if value == kind and key[1] != arn]
        if len(patterns) >= PATTERNS_PER_PORTFOLIO:
            raise AwsError("LimitExceededException", f"{portfolio.id} has {PATTERNS_PER_PORTFOLIO} patterns")
    elif not re.fullmatch(rf"arn:aws:(iam|sts)::{call.account}:.+", arn):
        raise invalid(f"{arn} is no principal of account {call.account}")
    portfolio.principals[(call.account, arn)] = kind


@operation("servicecatalog", "DisassociatePrincipalFromPortfolio")
def disassociate_principal(call: Call) -> None:
    portfolio = portfolio_of(call, call.params["PortfolioId"])
    if portfolio.principals.pop((call.account, call.params["PrincipalARN"]), None) is None:
        raise not_found(call.params["PrincipalARN"])


@operation("servicecatalog", "ListPrincipalsForPortfolio")
def list_principals(call: Call) -> dict[str, Any]:
    portfolio = portfolio_of(call, call.params["PortfolioId"])
    shared = any(share.principals for share in portfolio.shares_with(call.account))
    return {
        "Principals": [
            {"PrincipalARN": arn, "PrincipalType": kind}
            for (account, arn), kind in sorted(portfolio.principals.items())
            if account == call.account or (shared and account == portfolio.owner)
        ]
    }


def install() -> None:
    """The operations are declared when the module is imported."""

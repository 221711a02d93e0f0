"""State of Service Catalog, of all accounts of a Region together: a portfolio is used by others than its owner."""

import fnmatch
import re
import time
from dataclasses import dataclass, field
from typing import Any

from ..core import AwsError, Call, Caller, Store, random_id
from ._organization import reaches

SERVICE = "servicecatalog.amazonaws.com"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def new_id(prefix: str) -> str:
    return random_id(f"{prefix}-", 13, _ALPHABET)


@dataclass
class Artifact:
    name: str | None
    description: str | None
    kind: str
    info: dict[str, str]
    template: str
    id: str = field(default_factory=lambda: new_id("pa"))
    active: bool = True
    guidance: str = "DEFAULT"
    created: float = field(default_factory=time.time)


@dataclass
class Product:
    owner: str
    region: str
    attributes: dict[str, Any]
    kind: str
    id: str = field(default_factory=lambda: new_id("prod"))
    created: float = field(default_factory=time.time)
    artifacts: dict[str, Artifact] = field(default_factory=dict)
    tag_options: set[str] = field(default_factory=set)
    budgets: set[str] = field(default_factory=set)

    @property
    def arn(self) -> str:
        return f"arn:aws:catalog:{self.region}:{self.owner}:product/{self.id}"


@dataclass
class Share:
    """`kind`: as DescribePortfolioShares names them; `principal`: an account's id or a node's ARN."""

    kind: str
    principal: str
    tag_options: bool
    principals: bool
    accepted: bool

    def reaches(self, account: str) -> bool:
        if self.kind in ("ACCOUNT", "ORGANIZATION_MEMBER_ACCOUNT"):
            return self.accepted and self.principal == account
        return reaches(self.principal, account)


@dataclass
class Constraint:
    kind: str
    parameters: str
    product: str
    portfolio: str
    owner: str
    description: str | None
    id: str = field(default_factory=lambda: new_id("cons"))


@dataclass
class Portfolio:
    owner: str
    region: str
    name: str
    provider: str
    description: str | None
    id: str = field(default_factory=lambda: new_id("port"))
    created: float = field(default_factory=time.time)
    products: list[str] = field(default_factory=list)
    principals: dict[tuple[str, str], str] = field(default_factory=dict)
    """(account that associated it, ARN or pattern) -> IAM or IAM_PATTERN"""
    shares: dict[tuple[str, str], Share] = field(default_factory=dict)
    tag_options: set[str] = field(default_factory=set)
    budgets: set[str] = field(default_factory=set)

    @property
    def arn(self) -> str:
        return f"arn:aws:catalog:{self.region}:{self.owner}:portfolio/{self.id}"

    @property
    def path(self) -> str:
        return "lpv3-" + self.id.removeprefix("port-")

    def shares_with(self, account: str) -> list[Share]:
        return [share for share in self.shares.values() if account != self.owner and share.reaches(account)]

    def seen_by(self, account: str) -> bool:
        return account == self.owner or bool(self.shares_with(account))

    def open_to(self, caller: Caller) -> bool:
        """Whether the caller may launch from it: by a principal of its own account, or by a shared name pattern."""
        shared = any(share.principals for share in self.shares_with(caller.account))
        return any(
            _matches(arn, kind, caller)
            for (account, arn), kind in self.principals.items()
            if account == caller.account or (shared and kind == "IAM_PATTERN" and account == self.owner)
        )


def _matches(arn: str, kind: str, caller: Caller) -> bool:
    if kind == "IAM":
        return arn == caller.arn
    nameless = re.sub(r"^arn:aws:iam::\d{12}:", "arn:aws:iam:::", caller.arn)
    return fnmatch.fnmatchcase(nameless, arn.replace("[", "[[]"))


@dataclass
class Provisioned:
    account: str
    region: str
    name: str
    product: str
    artifact: str
    path: str
    kind: str
    launch_role: str | None
    parameters: dict[str, str]
    id: str = field(default_factory=lambda: new_id("pp"))
    status: str = "UNDER_CHANGE"
    message: str | None = None
    created: float = field(default_factory=time.time)
    last_record: str = ""
    last_provisioning: str = ""
    last_success: str | None = None

    @property
    def arn(self) -> str:
        return f"arn:aws:servicecatalog:{self.region}:{self.account}:stack/{self.name}/{self.id}"


@dataclass
class Catalog:
    portfolios: dict[str, Portfolio] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    constraints: dict[str, Constraint] = field(default_factory=dict)
    tag_options: dict[str, dict[str, Any]] = field(default_factory=dict)
    provisioned: dict[str, Provisioned] = field(default_factory=dict)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)


_catalogs: Store[Catalog] = Store(Catalog)


def catalog(region: str) -> Catalog:
    return _catalogs.of("", region)


def not_found(identifier: object) -> AwsError:
    return AwsError("ResourceNotFoundException", f"Resource {identifier} not found.")


def invalid(message: str) -> AwsError:
    return AwsError("InvalidParametersException", message)


def in_use(message: str) -> AwsError:
    return AwsError("ResourceInUseException", message)


def portfolio_of(call: Call, identifier: str, own: bool = False) -> Portfolio:
    """A portfolio that the caller's account sees; with `own`, one of its own."""
    portfolio = catalog(call.region).portfolios.get(identifier)
    if portfolio is None or not portfolio.seen_by(call.account) or (own and portfolio.owner != call.account):
        raise not_found(identifier)
    return portfolio


def product_of(call: Call, identifier: str, own: bool = False) -> Product:
    """A product that is the account's own, or (without `own`) is in a portfolio shared with it."""
    product = catalog(call.region).products.get(identifier)
    if product is None or (product.owner != call.account and (own or not _shared_product(call, identifier))):
        raise not_found(identifier)
    return product


def _shared_product(call: Call, identifier: str) -> bool:
    return any(identifier in p.products and p.seen_by(call.account) for p in catalog(call.region).portfolios.values())


def artifact_of(product: Product, identifier: str) -> Artifact:
    if identifier not in product.artifacts:
        raise not_found(identifier)
    return product.artifacts[identifier]


def constraints_on(region: str, portfolio: str, product: str | None = None) -> list[Constraint]:
    known = catalog(region).constraints.values()
    return [c for c in known if c.portfolio == portfolio and product in (None, c.product)]

"""Evaluates resource-based policies (trust policies of roles, bucket policies, organization paths in conditions).

The part of AWS's language that landing zones use: principals, wildcards, explicit deny, the condition operators below.
An operator or a variable that is not known makes a statement not match if it allows, and match if it denies: the
emulator errs on the strict side.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from . import organization
from .principals import Caller

Effect = Literal["allow", "deny", "none"]
Values = tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """Who wants what. `context` holds condition keys in lower case with all their values."""

    caller: Caller
    action: str
    resource: str
    service: str | None = None
    federated: str | None = None
    context: Mapping[str, Values] = field(default_factory=dict)


def context_of(caller: Caller, **more: str) -> dict[str, Values]:
    """The global condition keys of a request; `more` uses `_` for the colon, e.g. sts_ExternalId="x"."""
    context: dict[str, Values] = {
        "aws:principalarn": (caller.arn,),
        "aws:principalaccount": (caller.account,),
        "aws:principaltype": ("AssumedRole" if ":role/" in caller.arn else "User",),
        "aws:principalisawsservice": ("false",),
        # The emulator speaks HTTP over the loopback interface; to policies that is TLS.
        "aws:securetransport": ("true",),
    }
    identifier, path = organization.organization_id(caller.account), organization.principal_path(caller.account)
    if identifier is not None and path is not None:
        context["aws:principalorgid"] = (identifier,)
        context["aws:principalorgpaths"] = (path,)
    for name, value in more.items():
        context[name.replace("_", ":", 1).lower()] = (value,)
    return context


def listed(value: object) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


@lru_cache(maxsize=4096)
def _pattern(text: str, ignore_case: bool) -> re.Pattern[str]:
    expression = re.escape(text).replace(r"\*", ".*").replace(r"\?", ".")
    return re.compile(expression, re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def like(value: str, pattern: str, *, ignore_case: bool = False) -> bool:
    return _pattern(pattern, ignore_case).fullmatch(value) is not None


def _arn_like(value: str, pattern: str) -> bool:
    """Each of an ARN's six parts is compared on its own, so `*` does not reach over a colon in the first five."""
    parts, patterns = value.split(":", 5), pattern.split(":", 5)
    if pattern == "*":
        return True
    return len(parts) == len(patterns) == 6 and all(like(*pair) for pair in zip(parts, patterns, strict=True))


def _number(test: Callable[[float, float], bool]) -> Callable[[str, str], bool]:
    def compare(value: str, wanted: str) -> bool:
        try:
            return test(float(value), float(wanted))
        except ValueError:
            return False

    return compare


_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "stringequals": lambda value, wanted: value == wanted,
    "stringequalsignorecase": lambda value, wanted: value.lower() == wanted.lower(),
    "stringlike": like,
    "arnequals": _arn_like,
    "arnlike": _arn_like,
    "bool": lambda value, wanted: value.lower() == wanted.lower(),
    "numericequals": _number(lambda a, b: a == b),
    "numericlessthan": _number(lambda a, b: a < b),
    "numericlessthanequals": _number(lambda a, b: a <= b),
    "numericgreaterthan": _number(lambda a, b: a > b),
    "numericgreaterthanequals": _number(lambda a, b: a >= b),
}
_NEGATED = {
    "stringnotequals": "stringequals",
    "stringnotequalsignorecase": "stringequalsignorecase",
    "stringnotlike": "stringlike",
    "arnnotequals": "arnequals",
    "arnnotlike": "arnlike",
    "numericnotequals": "numericequals",
}


class UnknownOperator(Exception):
    """A condition operator that is not evaluated here."""


def _holds(operator: str, key: str, wanted: list[str], context: Mapping[str, Values]) -> bool:
    name = operator.lower()
    quantifier = ""
    if ":" in name:
        quantifier, name = name.split(":", 1)
    if_exists = name.endswith("ifexists")
    name = name.removesuffix("ifexists")
    values = context.get(key.lower())
    if name == "null":
        return (values is None) == (wanted[0].lower() == "true")
    negated = name in _NEGATED
    test = _OPERATORS.get(_NEGATED.get(name, name))
    if test is None:
        raise UnknownOperator(operator)
    if values is None:
        # A negated operator holds for a key that is absent, and so does any with ForAllValues or IfExists.
        return if_exists or quantifier == "forallvalues" or (negated and quantifier != "foranyvalue")
    results = [any(test(value, one) for one in wanted) != negated for value in values]
    return all(results) if quantifier == "forallvalues" else any(results)


def _conditions_hold(statement: Mapping[str, Any], context: Mapping[str, Values]) -> bool:
    for operator, keys in statement.get("Condition", {}).items():
        for key, wanted in keys.items():
            texts = [str(one).lower() if isinstance(one, bool) else str(one) for one in listed(wanted)]
            if not _holds(operator, key, texts, context):
                return False
    return True


def _is_principal(principal: object, asked: Asked) -> bool:
    if principal == "*":
        return True
    if not isinstance(principal, Mapping):
        return False
    for kind, names in principal.items():
        for name in listed(names):
            if kind == "AWS" and asked.service is None and asked.federated is None:
                account = re.fullmatch(r"\d{12}", str(name))
                if name in ("*", asked.caller.arn, asked.caller.root) or (account and name == asked.caller.account):
                    return True
            elif (kind == "Service" and name == asked.service) or (kind == "Federated" and name == asked.federated):
                return True
    return False


def _matches(statement: Mapping[str, Any], asked: Asked) -> bool:
    if "Principal" in statement and not _is_principal(statement["Principal"], asked):
        return False
    if "NotPrincipal" in statement and _is_principal(statement["NotPrincipal"], asked):
        return False
    actions, resources = listed(statement.get("Action")), listed(statement.get("Resource"))
    if actions and not any(like(asked.action, one, ignore_case=True) for one in actions):
        return False
    if any(like(asked.action, one, ignore_case=True) for one in listed(statement.get("NotAction"))):
        return False
    if resources and not any(like(asked.resource, one) for one in resources):
        return False
    if any(like(asked.resource, one) for one in listed(statement.get("NotResource"))):
        return False
    try:
        return _conditions_hold(statement, asked.context)
    except UnknownOperator:
        return statement.get("Effect") == "Deny"


def evaluate(document: str, asked: Asked) -> Effect:
    """What a policy says: an explicit deny wins over an allow; `none` if it says nothing."""
    statements = listed(json.loads(document).get("Statement"))
    matching = [one.get("Effect") for one in statements if _matches(one, asked)]
    if "Deny" in matching:
        return "deny"
    return "allow" if "Allow" in matching else "none"


def principals(document: str) -> list[str]:
    """All AWS principals a policy names."""
    found: list[str] = []
    for statement in listed(json.loads(document).get("Statement")):
        for part in (statement.get("Principal"), statement.get("NotPrincipal")):
            if isinstance(part, Mapping):
                found.extend(str(name) for name in listed(part.get("AWS")))
    return found

"""IAM Access Analyzer. moto has no such service.

An analyzer of the organization is made by the management account or by a delegated administrator of
access-analyzer.amazonaws.com only.
"""

import time
from typing import Any

from ..core import AwsError, Call, Store, forget_tags, operation, tag, tag_operations, tags_of
from ._organization import administers

SERVICE = "access-analyzer.amazonaws.com"
Item = dict[str, Any]

_analyzers: Store[dict[str, Item]] = Store(dict)
_rules: Store[dict[tuple[str, str], Item]] = Store(dict)


def _not_found(name: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"Analyzer {name} does not exist")


def _analyzer(call: Call) -> Item:
    name, known = call.params["analyzerName"], _analyzers.of(call.account, call.region)
    if name not in known:
        raise _not_found(name)
    return known[name]


def _describe(analyzer: Item) -> Item:
    return {**analyzer, "tags": tags_of(analyzer["arn"])}


@operation("accessanalyzer", "CreateAnalyzer")
def create_analyzer(call: Call) -> Item:
    name, kind, known = call.params["analyzerName"], call.params["type"], _analyzers.of(call.account, call.region)
    if name in known:
        raise AwsError("ConflictException", f"There is an analyzer named {name}")
    if kind.startswith("ORGANIZATION") and not administers(call.account, SERVICE):
        message = "You must create an organization, or be a delegated administrator of it, to create this analyzer"
        raise AwsError("ValidationException", message)
    if any(one["type"] == kind for one in known.values()):
        raise AwsError("ServiceQuotaExceededException", f"There is an analyzer of type {kind} in the Region")
    arn = f"arn:aws:access-analyzer:{call.region}:{call.account}:analyzer/{name}"
    known[name] = {
        "arn": arn,
        "name": name,
        "type": kind,
        "createdAt": time.time(),
        "status": "ACTIVE",
        "configuration": call.params.get("configuration"),
    }
    tag(arn, call.params.get("tags"))
    for rule in call.params.get("archiveRules", []):
        _put_rule(call, name, rule["ruleName"], rule["filter"])
    return {"arn": arn}


@operation("accessanalyzer", "GetAnalyzer")
def get_analyzer(call: Call) -> Item:
    return {"analyzer": _describe(_analyzer(call))}


@operation("accessanalyzer", "ListAnalyzers")
def list_analyzers(call: Call) -> Item:
    known, kind = _analyzers.of(call.account, call.region).values(), call.params.get("type")
    return {"analyzers": [_describe(one) for one in known if kind in (None, one["type"])]}


@operation("accessanalyzer", "UpdateAnalyzer")
def update_analyzer(call: Call) -> Item:
    analyzer = _analyzer(call)
    analyzer["configuration"] = call.params.get("configuration", analyzer["configuration"])
    return {"configuration": analyzer["configuration"]}


@operation("accessanalyzer", "DeleteAnalyzer")
def delete_analyzer(call: Call) -> None:
    analyzer = _analyzer(call)
    del _analyzers.of(call.account, call.region)[analyzer["name"]]
    forget_tags(analyzer["arn"])
    rules = _rules.of(call.account, call.region)
    for key in [key for key in rules if key[0] == analyzer["name"]]:
        del rules[key]


# Archive rules


def _put_rule(call: Call, analyzer: str, name: str, conditions: Item) -> None:
    known, now = _rules.of(call.account, call.region), time.time()
    made = known.get((analyzer, name), {}).get("createdAt", now)
    known[(analyzer, name)] = {"ruleName": name, "filter": conditions, "createdAt": made, "updatedAt": now}


def _rule(call: Call) -> Item:
    key, known = (_analyzer(call)["name"], call.params["ruleName"]), _rules.of(call.account, call.region)
    if key not in known:
        raise AwsError("ResourceNotFoundException", f"Archive rule {key[1]} does not exist")
    return known[key]


@operation("accessanalyzer", "CreateArchiveRule")
def create_archive_rule(call: Call) -> None:
    key = (_analyzer(call)["name"], call.params["ruleName"])
    if key in _rules.of(call.account, call.region):
        raise AwsError("ConflictException", f"There is an archive rule named {key[1]}")
    _put_rule(call, key[0], key[1], call.params["filter"])


@operation("accessanalyzer", "GetArchiveRule")
def get_archive_rule(call: Call) -> Item:
    return {"archiveRule": _rule(call)}


@operation("accessanalyzer", "ListArchiveRules")
def list_archive_rules(call: Call) -> Item:
    name = _analyzer(call)["name"]
    found = [rule for key, rule in _rules.of(call.account, call.region).items() if key[0] == name]
    return {"archiveRules": found}


@operation("accessanalyzer", "UpdateArchiveRule")
def update_archive_rule(call: Call) -> None:
    _put_rule(call, _analyzer(call)["name"], _rule(call)["ruleName"], call.params["filter"])


@operation("accessanalyzer", "DeleteArchiveRule")
def delete_archive_rule(call: Call) -> None:
    rule = _rule(call)
    del _rules.of(call.account, call.region)[(call.params["analyzerName"], rule["ruleName"])]


def install() -> None:
    tag_operations("accessanalyzer", arn="resourceArn")

"""Route 53 Resolver: DNS firewall - domain lists, rule groups, rules, associations with VPCs."""

from typing import Any

from ..core import AwsError, Call, Store, forget_tags, operation, random_id, tag
from . import ram
from .route53resolver import arn_of, check_vpc, missing, one

Item = dict[str, Any]

_lists: Store[dict[str, Item]] = Store(dict)
_groups: Store[dict[str, Item]] = Store(dict)
_rules: Store[dict[tuple[str, str], Item]] = Store(dict)
_associations: Store[dict[str, Item]] = Store(dict)


# Domain lists


def _list(call: Call) -> Item:
    return one(_lists.of(call.account, call.region), call.params["FirewallDomainListId"])


@operation("route53resolver", "CreateFirewallDomainList")
def create_list(call: Call) -> Item:
    identifier = random_id("rslvr-fdl-")
    item = {
        "Id": identifier,
        "Arn": arn_of(call, "firewall-domain-list", identifier),
        "Name": call.params["Name"],
        "DomainCount": 0,
        "Status": "COMPLETE",
        "CreatorRequestId": call.params["CreatorRequestId"],
        "domains": [],
    }
    _lists.of(call.account, call.region)[identifier] = item
    tag(str(item["Arn"]), call.params.get("Tags"))
    return {"FirewallDomainList": item}


@operation("route53resolver", "GetFirewallDomainList")
def get_list(call: Call) -> Item:
    return {"FirewallDomainList": _list(call)}


@operation("route53resolver", "UpdateFirewallDomains")
def update_domains(call: Call) -> Item:
    item = _list(call)
    given = [domain if domain.endswith(".") else f"{domain}." for domain in call.params["Domains"]]
    kept = [] if call.params["Operation"] == "REPLACE" else [d for d in item["domains"] if d not in given]
    item["domains"] = kept if call.params["Operation"] == "REMOVE" else [*kept, *given]
    item["DomainCount"] = len(item["domains"])
    return item


@operation("route53resolver", "ListFirewallDomains")
def list_domains(call: Call) -> Item:
    return {"Domains": _list(call)["domains"]}


@operation("route53resolver", "ListFirewallDomainLists")
def list_lists(call: Call) -> Item:
    return {"FirewallDomainLists": list(_lists.of(call.account, call.region).values())}


@operation("route53resolver", "DeleteFirewallDomainList")
def delete_list(call: Call) -> Item:
    item = _list(call)
    if any(key[1] == item["Id"] for key in _rules.of(call.account, call.region)):
        raise AwsError("ConflictException", f"{item['Id']} is used by rules")
    del _lists.of(call.account, call.region)[item["Id"]]
    forget_tags(item["Arn"])
    return {"FirewallDomainList": {**item, "Status": "DELETING"}}


# Rule groups


def _group(call: Call, shared: bool = False) -> Item:
    identifier = call.params["FirewallRuleGroupId"]
    reaching = ram.reaching(call.account, call.region) if shared else set()
    for account, region, known in _groups.items():
        found = known.get(identifier)
        if found is not None and region == call.region and (account == call.account or found["Arn"] in reaching):
            return found
    raise missing(identifier)


@operation("route53resolver", "CreateFirewallRuleGroup")
def create_group(call: Call) -> Item:
    identifier = random_id("rslvr-frg-")
    group = {
        "Id": identifier,
        "Arn": arn_of(call, "firewall-rule-group", identifier),
        "Name": call.params["Name"],
        "RuleCount": 0,
        "Status": "COMPLETE",
        "OwnerId": call.account,
        "ShareStatus": "NOT_SHARED",
        "CreatorRequestId": call.params["CreatorRequestId"],
    }
    _groups.of(call.account, call.region)[identifier] = group
    tag(str(group["Arn"]), call.params.get("Tags"))
    return {"FirewallRuleGroup": group}


@operation("route53resolver", "GetFirewallRuleGroup")
def get_group(call: Call) -> Item:
    return {"FirewallRuleGroup": _group(call, shared=True)}


@operation("route53resolver", "ListFirewallRuleGroups")
def list_groups(call: Call) -> Item:
    return {"FirewallRuleGroups": list(_groups.of(call.account, call.region).values())}


@operation("route53resolver", "DeleteFirewallRuleGroup")
def delete_group(call: Call) -> Item:
    group = _group(call)
    used = [
        a for _, _, known in _associations.items() for a in known.values() if a["FirewallRuleGroupId"] == group["Id"]
    ]
    if group["RuleCount"] or used:
        raise AwsError("ConflictException", f"{group['Id']} still has rules or associations")
    del _groups.of(call.account, call.region)[group["Id"]]
    forget_tags(group["Arn"])
    return {"FirewallRuleGroup": {**group, "Status": "DELETING"}}


# Rules


def _rule(call: Call) -> tuple[tuple[str, str], Item]:
    key = (call.params["FirewallRuleGroupId"], call.params["FirewallDomainListId"])
    known = _rules.of(call.account, call.region)
    if key not in known:
        raise missing(f"rule for {key[1]} in {key[0]}")
    return key, known[key]


@operation("route53resolver", "CreateFirewallRule")
def create_rule(call: Call) -> Item:
    group, item = _group(call), _list(call)
    known, key = _rules.of(call.account, call.region), (group["Id"], item["Id"])
    if key in known:
        raise AwsError("ConflictException", f"There is a rule for {item['Id']} in {group['Id']}")
    known[key] = {"FirewallDomainRedirectionAction": "INSPECT_REDIRECTION_DOMAIN", **call.params}
    group["RuleCount"] += 1
    return {"FirewallRule": known[key]}


@operation("route53resolver", "UpdateFirewallRule")
def update_rule(call: Call) -> Item:
    _, rule = _rule(call)
    rule.update(call.params)
    return {"FirewallRule": rule}


@operation("route53resolver", "ListFirewallRules")
def list_rules(call: Call) -> Item:
    group = _group(call, shared=True)
    found = [rule for key, rule in _rules.of(group["OwnerId"], call.region).items() if key[0] == group["Id"]]
    return {"FirewallRules": found}


@operation("route53resolver", "DeleteFirewallRule")
def delete_rule(call: Call) -> Item:
    key, rule = _rule(call)
    del _rules.of(call.account, call.region)[key]
    _group(call)["RuleCount"] -= 1
    return {"FirewallRule": rule}


# Associations


def _association(call: Call) -> Item:
    return one(_associations.of(call.account, call.region), call.params["FirewallRuleGroupAssociationId"])


@operation("route53resolver", "AssociateFirewallRuleGroup")
def associate_group(call: Call) -> Item:
    group = _group(call, shared=True)
    check_vpc(call, call.params["VpcId"])
    identifier = random_id("rslvr-frgassoc-")
    association = {
        "MutationProtection": "DISABLED",
        **{name: value for name, value in call.params.items() if name != "Tags"},
        "Id": identifier,
        "Arn": arn_of(call, "firewall-rule-group-association", identifier),
        "FirewallRuleGroupId": group["Id"],
        "Status": "COMPLETE",
    }
    _associations.of(call.account, call.region)[identifier] = association
    tag(association["Arn"], call.params.get("Tags"))
    return {"FirewallRuleGroupAssociation": association}


@operation("route53resolver", "GetFirewallRuleGroupAssociation")
def get_association(call: Call) -> Item:
    return {"FirewallRuleGroupAssociation": _association(call)}


@operation("route53resolver", "UpdateFirewallRuleGroupAssociation")
def update_association(call: Call) -> Item:
    association = _association(call)
    kept = ("Priority", "MutationProtection", "Name")
    association.update({name: call.params[name] for name in kept if name in call.params})
    return {"FirewallRuleGroupAssociation": association}


@operation("route53resolver", "ListFirewallRuleGroupAssociations")
def list_associations(call: Call) -> Item:
    return {"FirewallRuleGroupAssociations": list(_associations.of(call.account, call.region).values())}


@operation("route53resolver", "DisassociateFirewallRuleGroup")
def disassociate_group(call: Call) -> Item:
    association = _association(call)
    del _associations.of(call.account, call.region)[association["Id"]]
    forget_tags(association["Arn"])
    return {"FirewallRuleGroupAssociation": {**association, "Status": "DELETING"}}


def install() -> None:
    """The operations are declared when the module is imported."""

"""Security Hub (CSPM): the hub, standards, the organization's configuration, its policies, the finding aggregator.

In place of most of moto's. Everything but switching it on demands that it is on.
"""

import time
from dataclasses import dataclass, field
from typing import Any

from ..core import AwsError, Call, Store, operation, random_uuid, tag, tag_operations
from ._organization import is_management
from .organization_admins import demand_admin

Item = dict[str, Any]
DEFAULT_STANDARDS = (
    "standards/aws-foundational-security-best-practices/v/1.0.0",
    "ruleset/cis-aws-foundations-benchmark/v/1.2.0",
)


@dataclass
class Hub:
    attributes: Item
    standards: dict[str, Item] = field(default_factory=dict)
    organization: Item = field(default_factory=dict)
    aggregators: dict[str, Item] = field(default_factory=dict)
    policies: dict[str, Item] = field(default_factory=dict)
    associations: dict[str, Item] = field(default_factory=dict)
    members: dict[str, Item] = field(default_factory=dict)
    rules: dict[str, Item] = field(default_factory=dict)


_hubs: Store[dict[str, Hub]] = Store(dict)


def _hub(call: Call) -> Hub:
    known = _hubs.of(call.account, call.region)
    if "hub" not in known:
        raise AwsError("InvalidAccessException", f"Account {call.account} is not subscribed to AWS Security Hub", 401)
    return known["hub"]


def _arn(call: Call, resource: str) -> str:
    return f"arn:aws:securityhub:{call.region}:{call.account}:{resource}"


def _missing(what: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{what} does not exist", 404)


# The hub


@operation("securityhub", "EnableSecurityHub")
def enable_hub(call: Call) -> None:
    known = _hubs.of(call.account, call.region)
    if "hub" in known:
        raise AwsError("ResourceConflictException", "Account is already subscribed to Security Hub", 409)
    hub = known["hub"] = Hub(
        {
            "HubArn": _arn(call, "hub/default"),
            "SubscribedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "AutoEnableControls": True,
            "ControlFindingGenerator": call.params.get("ControlFindingGenerator", "SECURITY_CONTROL"),
        }
    )
    tag(hub.attributes["HubArn"], call.params.get("Tags"))
    if call.params.get("EnableDefaultStandards", True):
        for standard in DEFAULT_STANDARDS:
            region = "" if standard.startswith("ruleset") else call.region
            _enable_standard(call, hub, f"arn:aws:securityhub:{region}::{standard}")


@operation("securityhub", "DescribeHub")
def describe_hub(call: Call) -> Item:
    return _hub(call).attributes


@operation("securityhub", "UpdateSecurityHubConfiguration")
def update_hub(call: Call) -> None:
    _hub(call).attributes.update(call.params)


@operation("securityhub", "DisableSecurityHub")
def disable_hub(call: Call) -> None:
    _hub(call)
    del _hubs.of(call.account, call.region)["hub"]


# Standards


def _enable_standard(call: Call, hub: Hub, standard: str) -> Item:
    name = standard.split("/", 1)[1]
    arn = _arn(call, f"subscription/{name}")
    subscription: Item = {
        "StandardsSubscriptionArn": arn,
        "StandardsArn": standard,
        "StandardsInput": {},
        "StandardsStatus": "READY",
        "StandardsControlsUpdatable": "READY_FOR_UPDATES",
    }
    return hub.standards.setdefault(arn, subscription)


@operation("securityhub", "BatchEnableStandards")
def enable_standards(call: Call) -> Item:
    wanted = [one["StandardsArn"] for one in call.params["StandardsSubscriptionRequests"]]
    return {"StandardsSubscriptions": [_enable_standard(call, _hub(call), one) for one in wanted]}


@operation("securityhub", "BatchDisableStandards")
def disable_standards(call: Call) -> Item:
    hub, gone = _hub(call), []
    for arn in call.params["StandardsSubscriptionArns"]:
        if arn not in hub.standards:
            raise _missing(arn)
        gone.append({**hub.standards.pop(arn), "StandardsStatus": "DELETING"})
    return {"StandardsSubscriptions": gone}


@operation("securityhub", "GetEnabledStandards")
def get_standards(call: Call) -> Item:
    wanted = call.params.get("StandardsSubscriptionArns")
    found = [one for arn, one in _hub(call).standards.items() if not wanted or arn in wanted]
    return {"StandardsSubscriptions": found}


# The organization's configuration


@operation("securityhub", "UpdateOrganizationConfiguration")
def update_configuration(call: Call) -> None:
    hub, given = _hub(call), call.params
    demand_admin(call, "InvalidAccessException")
    kind = given.get("OrganizationConfiguration", {}).get("ConfigurationType", "LOCAL")
    standards = given.get("AutoEnableStandards", "DEFAULT" if given["AutoEnable"] else "NONE")
    if kind == "CENTRAL":
        if is_management(call.account):
            raise AwsError("AccessDeniedException", "The management account can't use central configuration", 403)
        if not hub.aggregators:
            raise AwsError("DataUnavailableException", "Central configuration needs a finding aggregator", 400)
        if given["AutoEnable"] or standards != "NONE":
            message = "With central configuration AutoEnable must be false and AutoEnableStandards NONE"
            raise AwsError("InvalidInputException", message, 400)
    hub.organization = {
        "AutoEnable": given["AutoEnable"],
        "AutoEnableStandards": standards,
        "OrganizationConfiguration": {"ConfigurationType": kind, "Status": "ENABLED"},
    }


@operation("securityhub", "DescribeOrganizationConfiguration")
def describe_configuration(call: Call) -> Item:
    hub = _hub(call)
    demand_admin(call, "InvalidAccessException")
    default = {
        "AutoEnable": False,
        "AutoEnableStandards": "NONE",
        "OrganizationConfiguration": {"ConfigurationType": "LOCAL", "Status": "ENABLED"},
    }
    return {**(hub.organization or default), "MemberAccountLimitReached": False}


# Finding aggregator


def _aggregator(call: Call) -> Item:
    arn, known = call.params["FindingAggregatorArn"], _hub(call).aggregators
    if arn not in known:
        raise _missing(arn)
    return known[arn]


@operation("securityhub", "CreateFindingAggregator")
def create_aggregator(call: Call) -> Item:
    hub, arn = _hub(call), _arn(call, f"finding-aggregator/{random_uuid()}")
    if hub.aggregators:
        raise AwsError("InvalidInputException", "There is a finding aggregator already", 400)
    hub.aggregators[arn] = {
        "FindingAggregatorArn": arn,
        "FindingAggregationRegion": call.region,
        "RegionLinkingMode": call.params["RegionLinkingMode"],
        "Regions": call.params.get("Regions"),
    }
    return hub.aggregators[arn]


@operation("securityhub", "GetFindingAggregator")
def get_aggregator(call: Call) -> Item:
    return _aggregator(call)


@operation("securityhub", "ListFindingAggregators")
def list_aggregators(call: Call) -> Item:
    return {"FindingAggregators": list(_hub(call).aggregators.values())}


@operation("securityhub", "UpdateFindingAggregator")
def update_aggregator(call: Call) -> Item:
    aggregator = _aggregator(call)
    aggregator.update(RegionLinkingMode=call.params["RegionLinkingMode"], Regions=call.params.get("Regions"))
    return aggregator


@operation("securityhub", "DeleteFindingAggregator")
def delete_aggregator(call: Call) -> None:
    del _hub(call).aggregators[_aggregator(call)["FindingAggregatorArn"]]


# Configuration policies


def _central(call: Call) -> Hub:
    hub = _hub(call)
    if hub.organization.get("OrganizationConfiguration", {}).get("ConfigurationType") != "CENTRAL":
        raise AwsError("InvalidAccessException", "Must be a delegated administrator with central configuration on", 401)
    return hub


def _policy(call: Call, hub: Hub, identifier: str) -> Item:
    for policy in hub.policies.values():
        if identifier in (policy["Id"], policy["Arn"]):
            return policy
    raise _missing(identifier)


@operation("securityhub", "CreateConfigurationPolicy")
def create_policy(call: Call) -> Item:
    hub, identifier = _central(call), random_uuid()
    policy = {
        "Id": identifier,
        "Arn": _arn(call, f"configuration-policy/{identifier}"),
        "Name": call.params["Name"],
        "Description": call.params.get("Description"),
        "ConfigurationPolicy": call.params["ConfigurationPolicy"],
        "CreatedAt": time.time(),
        "UpdatedAt": time.time(),
    }
    hub.policies[identifier] = policy
    return policy


@operation("securityhub", "GetConfigurationPolicy")
def get_policy(call: Call) -> Item:
    return _policy(call, _central(call), call.params["Identifier"])


@operation("securityhub", "ListConfigurationPolicies")
def list_policies(call: Call) -> Item:
    return {"ConfigurationPolicySummaries": list(_central(call).policies.values())}


@operation("securityhub", "UpdateConfigurationPolicy")
def update_policy(call: Call) -> Item:
    policy = _policy(call, _central(call), call.params["Identifier"])
    kept = ("Name", "Description", "ConfigurationPolicy")
    policy.update({name: call.params[name] for name in kept if name in call.params}, UpdatedAt=time.time())
    return policy


@operation("securityhub", "DeleteConfigurationPolicy")
def delete_policy(call: Call) -> None:
    hub = _central(call)
    policy = _policy(call, hub, call.params["Identifier"])
    if any(one["ConfigurationPolicyId"] == policy["Id"] for one in hub.associations.values()):
        raise AwsError("ResourceConflictException", f"{policy['Name']} is associated with targets", 409)
    del hub.policies[policy["Id"]]


def _target(call: Call) -> tuple[str, str]:
    kinds = {"AccountId": "ACCOUNT", "OrganizationalUnitId": "ORGANIZATIONAL_UNIT", "RootId": "ROOT"}
    name, value = next(iter(call.params["Target"].items()))
    return kinds[name], value


@operation("securityhub", "StartConfigurationPolicyAssociation")
def associate_policy(call: Call) -> Item:
    hub, identifier = _central(call), call.params["ConfigurationPolicyIdentifier"]
    kind, target = _target(call)
    hub.associations[target] = {
        "ConfigurationPolicyId": identifier
        if identifier == "SELF_MANAGED_SECURITY_HUB"
        else _policy(call, hub, identifier)["Id"],
        "TargetId": target,
        "TargetType": kind,
        "AssociationType": "APPLIED",
        "AssociationStatus": "SUCCESS",
        "UpdatedAt": time.time(),
    }
    return {**hub.associations[target], "AssociationStatus": "PENDING"}


@operation("securityhub", "GetConfigurationPolicyAssociation")
def get_association(call: Call) -> Item:
    _, target = _target(call)
    if target not in _central(call).associations:
        raise _missing(f"association of {target}")
    return _central(call).associations[target]


@operation("securityhub", "StartConfigurationPolicyDisassociation")
def disassociate_policy(call: Call) -> None:
    _, target = _target(call)
    if _central(call).associations.pop(target, None) is None:
        raise _missing(f"association of {target}")


# Automation rules


@operation("securityhub", "CreateAutomationRule")
def create_rule(call: Call) -> Item:
    hub, arn = _hub(call), _arn(call, f"automation-rule/{random_uuid()}")
    given = {name: value for name, value in call.params.items() if name != "Tags"}
    hub.rules[arn] = {"RuleStatus": "ENABLED", **given, "RuleArn": arn, "CreatedBy": call.account}
    tag(arn, call.params.get("Tags"))
    return {"RuleArn": arn}


@operation("securityhub", "BatchGetAutomationRules")
def get_rules(call: Call) -> Item:
    known, wanted = _hub(call).rules, call.params["AutomationRulesArns"]
    lost = [{"RuleArn": arn, "ErrorCode": 404, "ErrorMessage": "not found"} for arn in wanted if arn not in known]
    return {"Rules": [known[arn] for arn in wanted if arn in known], "UnprocessedAutomationRules": lost}


@operation("securityhub", "BatchUpdateAutomationRules")
def update_rules(call: Call) -> Item:
    known = _hub(call).rules
    for change in call.params["UpdateAutomationRulesRequestItems"]:
        if change["RuleArn"] not in known:
            raise _missing(change["RuleArn"])
        known[change["RuleArn"]].update(change)
    return {"ProcessedAutomationRules": [one["RuleArn"] for one in call.params["UpdateAutomationRulesRequestItems"]]}


@operation("securityhub", "BatchDeleteAutomationRules")
def delete_rules(call: Call) -> Item:
    gone = [arn for arn in call.params["AutomationRulesArns"] if _hub(call).rules.pop(arn, None) is not None]
    return {"ProcessedAutomationRules": gone, "UnprocessedAutomationRules": []}


def install() -> None:
    tag_operations("securityhub", arn="ResourceArn")

"""Route 53 Resolver: what moto's lacks - rules of other accounts, query logging, settings of VPCs, tags of all of it.

DNS firewalls are in `route53resolver_firewall`.
"""

from typing import Any

from moto.ec2.models import ec2_backends
from moto.route53resolver.models import ResolverRule, route53resolver_backends

from ..core import AwsError, Call, Store, forget_tags, operation, random_id, tag, tags_of, untag
from . import ram

Item = dict[str, Any]

_rule_associations: Store[dict[str, Item]] = Store(dict)
_query_logs: Store[dict[str, Item]] = Store(dict)
_query_log_associations: Store[dict[str, Item]] = Store(dict)
_settings: Store[dict[str, Item]] = Store(dict)


def arn_of(call: Call, kind: str, identifier: str) -> str:
    return f"arn:aws:route53resolver:{call.region}:{call.account}:{kind}/{identifier}"


def missing(identifier: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{identifier} does not exist")


def one(known: dict[str, Item], identifier: str) -> Item:
    if identifier not in known:
        raise missing(identifier)
    return known[identifier]


def check_vpc(call: Call, identifier: str) -> None:
    if identifier not in ec2_backends[call.account][call.region].vpcs:
        raise AwsError("InvalidParameterException", f"The VPC {identifier} does not exist in account {call.account}")


# Rules: an account may use those that are shared with it


def _rule(call: Call) -> ResolverRule:
    identifier, shared = call.params["ResolverRuleId"], ram.reaching(call.account, call.region)
    for account in sorted(route53resolver_backends):
        rule = route53resolver_backends[account][call.region].resolver_rules.get(identifier)
        if rule is not None and (account == call.account or rule.arn in shared):
            return rule
    raise missing(f"Resolver rule with ID '{identifier}'")


@operation("route53resolver", "GetResolverRule")
def get_rule(call: Call) -> Item:
    rule = _rule(call)
    foreign = rule.account_id != call.account
    return {"ResolverRule": {**rule.description(), "ShareStatus": "SHARED_WITH_ME" if foreign else "NOT_SHARED"}}


@operation("route53resolver", "AssociateResolverRule")
def associate_rule(call: Call) -> Item:
    rule, vpc, known = _rule(call), call.params["VPCId"], _rule_associations.of(call.account, call.region)
    check_vpc(call, vpc)
    if any((a["ResolverRuleId"], a["VPCId"]) == (rule.id, vpc) for a in known.values()):
        raise AwsError("ResourceExistsException", f"{rule.id} is associated with {vpc} already")
    association = {
        "Id": random_id("rslvr-rrassoc-"),
        "ResolverRuleId": rule.id,
        "Name": call.params.get("Name"),
        "VPCId": vpc,
        "Status": "COMPLETE",
    }
    known[association["Id"]] = association
    return {"ResolverRuleAssociation": association}


@operation("route53resolver", "GetResolverRuleAssociation")
def get_rule_association(call: Call) -> Item:
    known = _rule_associations.of(call.account, call.region)
    return {"ResolverRuleAssociation": one(known, call.params["ResolverRuleAssociationId"])}


@operation("route53resolver", "ListResolverRuleAssociations")
def list_rule_associations(call: Call) -> Item:
    return {"ResolverRuleAssociations": list(_rule_associations.of(call.account, call.region).values())}


@operation("route53resolver", "DisassociateResolverRule")
def disassociate_rule(call: Call) -> Item:
    known = _rule_associations.of(call.account, call.region)
    for identifier, association in known.items():
        if (association["ResolverRuleId"], association["VPCId"]) == (
            call.params["ResolverRuleId"],
            call.params["VPCId"],
        ):
            del known[identifier]
            return {"ResolverRuleAssociation": {**association, "Status": "DELETING"}}
    raise missing("The association")


@operation("route53resolver", "DeleteResolverRule")
def delete_rule(call: Call) -> Item:
    identifier = call.params["ResolverRuleId"]
    if any(a["ResolverRuleId"] == identifier for _, _, known in _rule_associations.items() for a in known.values()):
        raise AwsError("ResourceInUseException", f"{identifier} is associated with VPCs")
    return call.forward()


# Query logging


def _query_log(call: Call) -> Item:
    """An own one, or one that is shared."""
    identifier, shared = call.params["ResolverQueryLogConfigId"], ram.reaching(call.account, call.region)
    for account, region, known in _query_logs.items():
        found = known.get(identifier)
        if found is not None and region == call.region and (account == call.account or found["Arn"] in shared):
            return found
    raise missing(identifier)


@operation("route53resolver", "CreateResolverQueryLogConfig")
def create_query_log(call: Call) -> Item:
    identifier = random_id("rqlc-")
    config = {
        "Id": identifier,
        "OwnerId": call.account,
        "Status": "CREATED",
        "ShareStatus": "NOT_SHARED",
        "AssociationCount": 0,
        "Arn": arn_of(call, "resolver-query-log-config", identifier),
        **{name: call.params[name] for name in ("Name", "DestinationArn", "CreatorRequestId")},
    }
    _query_logs.of(call.account, call.region)[identifier] = config
    tag(str(config["Arn"]), call.params.get("Tags"))
    return {"ResolverQueryLogConfig": config}


@operation("route53resolver", "GetResolverQueryLogConfig")
def get_query_log(call: Call) -> Item:
    return {"ResolverQueryLogConfig": _query_log(call)}


@operation("route53resolver", "ListResolverQueryLogConfigs")
def list_query_logs(call: Call) -> Item:
    return {"ResolverQueryLogConfigs": list(_query_logs.of(call.account, call.region).values())}


@operation("route53resolver", "DeleteResolverQueryLogConfig")
def delete_query_log(call: Call) -> Item:
    config = _query_log(call)
    if config["AssociationCount"]:
        raise AwsError("InvalidRequestException", f"{config['Id']} is associated with VPCs")
    del _query_logs.of(call.account, call.region)[config["Id"]]
    forget_tags(config["Arn"])
    return {"ResolverQueryLogConfig": {**config, "Status": "DELETING"}}


@operation("route53resolver", "AssociateResolverQueryLogConfig")
def associate_query_log(call: Call) -> Item:
    config, vpc = _query_log(call), call.params["ResourceId"]
    check_vpc(call, vpc)
    association = {
        "Id": random_id("rqlca-"),
        "ResolverQueryLogConfigId": config["Id"],
        "ResourceId": vpc,
        "Status": "ACTIVE",
        "Error": "NONE",
    }
    config["AssociationCount"] += 1
    _query_log_associations.of(call.account, call.region)[str(association["Id"])] = association
    return {"ResolverQueryLogConfigAssociation": association}


@operation("route53resolver", "GetResolverQueryLogConfigAssociation")
def get_query_log_association(call: Call) -> Item:
    known = _query_log_associations.of(call.account, call.region)
    return {"ResolverQueryLogConfigAssociation": one(known, call.params["ResolverQueryLogConfigAssociationId"])}


@operation("route53resolver", "ListResolverQueryLogConfigAssociations")
def list_query_log_associations(call: Call) -> Item:
    found = list(_query_log_associations.of(call.account, call.region).values())
    return {"ResolverQueryLogConfigAssociations": found}


@operation("route53resolver", "DisassociateResolverQueryLogConfig")
def disassociate_query_log(call: Call) -> Item:
    config, known = _query_log(call), _query_log_associations.of(call.account, call.region)
    for identifier, association in known.items():
        if (association["ResolverQueryLogConfigId"], association["ResourceId"]) == (
            config["Id"],
            call.params["ResourceId"],
        ):
            config["AssociationCount"] -= 1
            del known[identifier]
            return {"ResolverQueryLogConfigAssociation": {**association, "Status": "DELETING"}}
    raise missing("The association")


# Settings of a VPC


@operation("route53resolver", "UpdateResolverConfig")
def update_settings(call: Call) -> Item:
    vpc, known = call.params["ResourceId"], _settings.of(call.account, call.region)
    check_vpc(call, vpc)
    states = {"ENABLE": "ENABLED", "DISABLE": "DISABLED"}
    kept = known.setdefault(vpc, {"Id": random_id("rslvr-rc-"), "ResourceId": vpc, "OwnerId": call.account})
    kept["AutodefinedReverse"] = states.get(call.params["AutodefinedReverseFlag"], "USE_LOCAL_RESOURCE_SETTING")
    return {"ResolverConfig": kept}


@operation("route53resolver", "GetResolverConfig")
def get_settings(call: Call) -> Item:
    return {"ResolverConfig": one(_settings.of(call.account, call.region), call.params["ResourceId"])}


@operation("route53resolver", "ListResolverConfigs")
def list_settings(call: Call) -> Item:
    return {"ResolverConfigs": list(_settings.of(call.account, call.region).values())}


# Tags: those of endpoints and rules are moto's


def _ours(call: Call) -> bool:
    return not any(f":{kind}/" in call.params["ResourceArn"] for kind in ("resolver-endpoint", "resolver-rule"))


@operation("route53resolver", "ListTagsForResource")
def list_tags(call: Call) -> Item:
    if not _ours(call):
        return call.forward()
    tags = tags_of(call.params["ResourceArn"])
    return {"Tags": [{"Key": key, "Value": value} for key, value in sorted(tags.items())]}


@operation("route53resolver", "TagResource")
def tag_resource(call: Call) -> Item:
    if not _ours(call):
        return call.forward()
    tag(call.params["ResourceArn"], call.params["Tags"])
    return {}


@operation("route53resolver", "UntagResource")
def untag_resource(call: Call) -> Item:
    if not _ours(call):
        return call.forward()
    untag(call.params["ResourceArn"], call.params["TagKeys"])
    return {}


def install() -> None:
    """The operations are declared when the module is imported."""

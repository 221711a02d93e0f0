"""Route 53 Profiles: DNS settings that RAM shares with other accounts. moto has no such service."""

import time
from typing import Any

from moto.ec2.models import ec2_backends

from ..core import AwsError, Call, Store, forget_tags, operation, random_id, tag, tag_operations
from . import ram

Item = dict[str, Any]

_profiles: Store[dict[str, Item]] = Store(dict)
_associations: Store[dict[str, Item]] = Store(dict)
_resources: Store[dict[str, Item]] = Store(dict)
KINDS = {
    "hostedzone": "PRIVATE_HOSTED_ZONE",
    "resolver-rule": "RESOLVER_RULE",
    "firewall-rule-group": "FIREWALL_RULE_GROUP",
}


def _missing(identifier: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{identifier} does not exist")


def _profile(call: Call, own: bool = False) -> Item:
    identifier, shared = call.params["ProfileId"], ram.reaching(call.account, call.region)
    for account, region, known in _profiles.items():
        found = known.get(identifier)
        mine = account == call.account
        if found is not None and region == call.region and (mine or (not own and found["Arn"] in shared)):
            return found
    raise _missing(identifier)


def _made(call: Call, **more: Any) -> Item:
    now = time.time()
    return {"OwnerId": call.account, "Status": "COMPLETE", "CreationTime": now, "ModificationTime": now, **more}


@operation("route53profiles", "CreateProfile")
def create_profile(call: Call) -> Item:
    identifier = random_id("rp-")
    arn = f"arn:aws:route53profiles:{call.region}:{call.account}:profile/{identifier}"
    profile = _made(call, Id=identifier, Arn=arn, Name=call.params["Name"], ShareStatus="NOT_SHARED")
    _profiles.of(call.account, call.region)[identifier] = profile
    tag(arn, call.params.get("Tags"))
    return {"Profile": profile}


@operation("route53profiles", "GetProfile")
def get_profile(call: Call) -> Item:
    return {"Profile": _profile(call)}


@operation("route53profiles", "ListProfiles")
def list_profiles(call: Call) -> Item:
    shared = ram.reaching(call.account, call.region)
    known = [p for _, region, items in _profiles.items() for p in items.values() if region == call.region]
    return {"ProfileSummaries": [p for p in known if p["OwnerId"] == call.account or p["Arn"] in shared]}


@operation("route53profiles", "DeleteProfile")
def delete_profile(call: Call) -> Item:
    profile = _profile(call, own=True)
    used = [a for store in (_associations, _resources) for _, _, known in store.items() for a in known.values()]
    if any(a["ProfileId"] == profile["Id"] for a in used):
        raise AwsError("ConflictException", f"{profile['Id']} still has associations")
    del _profiles.of(call.account, call.region)[profile["Id"]]
    forget_tags(profile["Arn"])
    return {"Profile": {**profile, "Status": "DELETED"}}


# With VPCs


@operation("route53profiles", "AssociateProfile")
def associate(call: Call) -> Item:
    profile, vpc = _profile(call), call.params["ResourceId"]
    if vpc not in ec2_backends[call.account][call.region].vpcs:
        raise AwsError("InvalidParameterException", f"The VPC {vpc} does not exist in account {call.account}")
    known, identifier = _associations.of(call.account, call.region), random_id("rpassoc-")
    if any(a["ResourceId"] == vpc for a in known.values()):
        raise AwsError("ConflictException", f"{vpc} has a profile")
    known[identifier] = _made(call, Id=identifier, ProfileId=profile["Id"], ResourceId=vpc, Name=call.params["Name"])
    tag(
        f"arn:aws:route53profiles:{call.region}:{call.account}:profile-association/{identifier}",
        call.params.get("Tags"),
    )
    return {"ProfileAssociation": known[identifier]}


@operation("route53profiles", "GetProfileAssociation")
def get_association(call: Call) -> Item:
    identifier, known = call.params["ProfileAssociationId"], _associations.of(call.account, call.region)
    if identifier not in known:
        raise _missing(identifier)
    return {"ProfileAssociation": known[identifier]}


@operation("route53profiles", "ListProfileAssociations")
def list_associations(call: Call) -> Item:
    return {"ProfileAssociations": list(_associations.of(call.account, call.region).values())}


@operation("route53profiles", "DisassociateProfile")
def disassociate(call: Call) -> Item:
    known = _associations.of(call.account, call.region)
    for identifier, found in known.items():
        if (found["ProfileId"], found["ResourceId"]) == (call.params["ProfileId"], call.params["ResourceId"]):
            del known[identifier]
            return {"ProfileAssociation": {**found, "Status": "DELETED"}}
    raise _missing("The association")


# With zones, rules and rule groups


@operation("route53profiles", "AssociateResourceToProfile")
def associate_resource(call: Call) -> Item:
    profile, arn = _profile(call, own=True), call.params["ResourceArn"]
    kind = arn.split(":", 5)[5].split("/", 1)[0]
    if kind not in KINDS:
        raise AwsError("InvalidParameterException", f"{arn} can't be associated with a profile")
    identifier = random_id("rpr-")
    _resources.of(call.account, call.region)[identifier] = _made(
        call,
        Id=identifier,
        ProfileId=profile["Id"],
        ResourceArn=arn,
        ResourceType=KINDS[kind],
        ResourceProperties=call.params.get("ResourceProperties"),
        Name=call.params["Name"],
    )
    return {"ProfileResourceAssociation": _resources.of(call.account, call.region)[identifier]}


@operation("route53profiles", "GetProfileResourceAssociation")
def get_resource_association(call: Call) -> Item:
    identifier, known = call.params["ProfileResourceAssociationId"], _resources.of(call.account, call.region)
    if identifier not in known:
        raise _missing(identifier)
    return {"ProfileResourceAssociation": known[identifier]}


@operation("route53profiles", "ListProfileResourceAssociations")
def list_resource_associations(call: Call) -> Item:
    profile = _profile(call)
    found = [a for a in _resources.of(profile["OwnerId"], call.region).values() if a["ProfileId"] == profile["Id"]]
    return {"ProfileResourceAssociations": found}


@operation("route53profiles", "DisassociateResourceFromProfile")
def disassociate_resource(call: Call) -> Item:
    known = _resources.of(call.account, call.region)
    for identifier, found in known.items():
        if (found["ProfileId"], found["ResourceArn"]) == (call.params["ProfileId"], call.params["ResourceArn"]):
            del known[identifier]
            return {"ProfileResourceAssociation": {**found, "Status": "DELETED"}}
    raise _missing("The association")


def install() -> None:
    tag_operations("route53profiles", arn="ResourceArn")

"""Route 53: private zones that are associated with VPCs of other accounts.

moto takes a zone made with a VPC for a public one, and its zones are seen by their own account only. As in AWS, the
zone's account authorizes a VPC of another account first, then that account associates it.
"""

import time
from collections.abc import Iterator
from typing import Any

from moto.route53.models import FakeZone, route53_backends
from moto.route53.responses import Route53

from ..core import AwsError, Call, Store, operation, random_upper

Item = dict[str, Any]

_authorized: Store[dict[str, list[Item]]] = Store(dict)


def _zones() -> Iterator[tuple[str, FakeZone]]:
    for account, partitions in sorted(route53_backends.items()):
        for zone in partitions["aws"].zones.values():
            yield account, zone


def _zone(call: Call) -> tuple[str, FakeZone]:
    """(owner, zone)"""
    identifier = call.params["HostedZoneId"].rsplit("/", 1)[-1]
    for owner, zone in _zones():
        if zone.resource_id == identifier:
            return owner, zone
    raise AwsError("NoSuchHostedZone", f"No hosted zone found with ID: {identifier}", 404)


def _own_zone(call: Call) -> FakeZone:
    owner, zone = _zone(call)
    if owner != call.account:
        raise AwsError("NoSuchHostedZone", f"No hosted zone found with ID: {zone.resource_id}", 404)
    return zone


def _change() -> Item:
    return {"ChangeInfo": {"Id": random_upper("/change/C", 20), "Status": "INSYNC", "SubmittedAt": time.time()}}


# Authorizations


@operation("route53", "CreateVPCAssociationAuthorization")
def authorize(call: Call) -> Item:
    zone, vpc = _own_zone(call), call.params["VPC"]
    known = _authorized.of("").setdefault(zone.resource_id, [])
    if vpc not in known:
        known.append(vpc)
    return {"HostedZoneId": zone.resource_id, "VPC": vpc}


@operation("route53", "ListVPCAssociationAuthorizations")
def list_authorizations(call: Call) -> Item:
    zone = _own_zone(call)
    return {"HostedZoneId": zone.resource_id, "VPCs": _authorized.of("").get(zone.resource_id, [])}


@operation("route53", "DeleteVPCAssociationAuthorization")
def delete_authorization(call: Call) -> None:
    known = _authorized.of("").get(_own_zone(call).id, [])
    if call.params["VPC"] not in known:
        raise AwsError("VPCAssociationAuthorizationNotFound", "The VPC is not authorized", 404)
    known.remove(call.params["VPC"])


# Associations


@operation("route53", "AssociateVPCWithHostedZone")
def associate(call: Call) -> Item:
    owner, zone = _zone(call)
    vpc = call.params["VPC"]
    if not zone.private_zone:
        raise AwsError("PublicZoneVPCAssociation", "You're trying to associate a VPC with a public hosted zone.", 400)
    if owner != call.account and vpc not in _authorized.of("").get(zone.resource_id, []):
        raise AwsError("NotAuthorizedException", "The VPC is not authorized to be associated with the zone", 401)
    zone.add_vpc(vpc["VPCId"], vpc["VPCRegion"])
    return _change()


@operation("route53", "DisassociateVPCFromHostedZone")
def disassociate(call: Call) -> Item:
    _, zone = _zone(call)
    identifier = call.params["VPC"]["VPCId"]
    if not any(vpc["vpc_id"] == identifier for vpc in zone.vpcs):
        raise AwsError("VPCAssociationNotFound", f"{identifier} is not associated with {zone.resource_id}", 404)
    if len(zone.vpcs) == 1:
        raise AwsError("LastVPCAssociation", "The last VPC can't be disassociated from a private zone", 400)
    zone.delete_vpc(identifier)
    return _change()


@operation("route53", "ListHostedZonesByVPC")
def list_by_vpc(call: Call) -> Item:
    return {
        "HostedZoneSummaries": [
            {"HostedZoneId": zone.resource_id, "Name": zone.name, "Owner": {"OwningAccount": owner}}
            for owner, zone in _zones()
            if any(vpc["vpc_id"] == call.params["VPCId"] for vpc in zone.vpcs)
        ],
        "MaxItems": "100",
    }


def install() -> None:
    asked = Route53._get_bool_param

    def with_vpc(self: Route53, name: str, default: Any = None) -> Any:
        private = name == "HostedZoneConfig.PrivateZone" and self._get_param("VPC.VPCId") is not None
        return True if private else asked(self, name, default)

    setattr(Route53, "_get_bool_param", with_vpc)  # noqa: B010

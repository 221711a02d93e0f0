"""EC2: IP address manager - IPAMs, scopes, pools, their blocks and allocations, the organization's administrator."""

import ipaddress
from typing import Any

from botocore.exceptions import ClientError

from .. import internal
from ..core import AwsError, Call, Store, operation, random_id
from . import ram
from ._ec2 import filtered, keep_tags, tags_of_id
from ._organization import is_active_member, is_management, trust

SERVICE = "ipam.amazonaws.com"
Item = dict[str, Any]

_ipams: Store[dict[str, Item]] = Store(dict)
_scopes: Store[dict[str, Item]] = Store(dict)
_pools: Store[dict[str, Item]] = Store(dict)
_blocks: Store[dict[str, list[Item]]] = Store(dict)
_allocations: Store[dict[str, list[Item]]] = Store(dict)


def _arn(call: Call, kind: str, identifier: str) -> str:
    return f"arn:aws:ec2::{call.account}:{kind}/{identifier}"


def _one(known: dict[str, Item], identifier: str, kind: str) -> Item:
    if identifier not in known:
        raise AwsError(f"Invalid{kind}Id.NotFound", f"The {kind} ID {identifier} does not exist.")
    return known[identifier]


def _shown(call: Call, known: dict[str, Item], kind: str) -> list[Item]:
    found = [{**item, "Tags": tags_of_id(call.account, call.region, item[f"{kind}Id"])} for item in known.values()]
    names = {"owner-id": "OwnerId", "state": "State", "ipam-scope-id": "IpamScopeId", "ipam-pool-id": "IpamPoolId"}
    names |= {"ipam-id": "IpamId", "description": "Description", "locale": "Locale", "address-family": "AddressFamily"}
    return filtered(call, found, names, f"{kind}Ids", f"{kind}Id")


# IPAMs and scopes: two scopes come with an IPAM


def _make_scope(call: Call, ipam: Item, kind: str, default: bool) -> Item:
    identifier = random_id("ipam-scope-")
    scope = {
        "IpamScopeId": identifier,
        "IpamScopeArn": _arn(call, "ipam-scope", identifier),
        "IpamArn": ipam["IpamArn"],
        "IpamRegion": call.region,
        "IpamScopeType": kind,
        "IsDefault": default,
        "Description": None if default else call.params.get("Description"),
        "OwnerId": call.account,
        "PoolCount": 0,
        "State": "create-complete",
    }
    _scopes.of(call.account, call.region)[identifier] = scope
    return scope


@operation("ec2", "CreateIpam")
def create_ipam(call: Call) -> Item:
    identifier = random_id("ipam-")
    ipam: Item = {
        "IpamId": identifier,
        "IpamArn": _arn(call, "ipam", identifier),
        "IpamRegion": call.region,
        "OwnerId": call.account,
        "Description": call.params.get("Description"),
        "OperatingRegions": call.params.get("OperatingRegions", []),
        "Tier": call.params.get("Tier", "advanced"),
        "EnablePrivateGua": call.params.get("EnablePrivateGua", False),
        "State": "create-complete",
        "DefaultResourceDiscoveryId": random_id("ipam-res-disco-"),
        "DefaultResourceDiscoveryAssociationId": random_id("ipam-res-disco-assoc-"),
        "ResourceDiscoveryAssociationCount": 1,
        "ScopeCount": 2,
    }
    for kind in ("private", "public"):
        ipam[f"{kind.capitalize()}DefaultScopeId"] = _make_scope(call, ipam, kind, True)["IpamScopeId"]
    _ipams.of(call.account, call.region)[identifier] = ipam
    keep_tags(call, identifier)
    return {"Ipam": ipam}


@operation("ec2", "DescribeIpams")
def describe_ipams(call: Call) -> Item:
    return {"Ipams": _shown(call, _ipams.of(call.account, call.region), "Ipam")}


@operation("ec2", "ModifyIpam")
def modify_ipam(call: Call) -> Item:
    ipam = _one(_ipams.of(call.account, call.region), call.params["IpamId"], "Ipam")
    removed = {one["RegionName"] for one in call.params.get("RemoveOperatingRegions", [])}
    kept = [one for one in ipam["OperatingRegions"] if one["RegionName"] not in removed]
    ipam["OperatingRegions"] = [*kept, *call.params.get("AddOperatingRegions", [])]
    ipam.update(
        {name: call.params[name] for name in ("Description", "Tier", "EnablePrivateGua") if name in call.params}
    )
    return {"Ipam": {**ipam, "State": "modify-complete"}}


@operation("ec2", "DeleteIpam")
def delete_ipam(call: Call) -> Item:
    ipam = _one(_ipams.of(call.account, call.region), call.params["IpamId"], "Ipam")
    pools, scopes = _pools.of(call.account, call.region), _scopes.of(call.account, call.region)
    if any(pool["IpamArn"] == ipam["IpamArn"] for pool in pools.values()) and not call.params.get("Cascade"):
        raise AwsError("IncorrectState", f"{ipam['IpamId']} still has pools")
    for identifier in [i for i, scope in scopes.items() if scope["IpamArn"] == ipam["IpamArn"]]:
        del scopes[identifier]
    del _ipams.of(call.account, call.region)[ipam["IpamId"]]
    return {"Ipam": {**ipam, "State": "delete-complete"}}


@operation("ec2", "CreateIpamScope")
def create_scope(call: Call) -> Item:
    ipam = _one(_ipams.of(call.account, call.region), call.params["IpamId"], "Ipam")
    scope = _make_scope(call, ipam, "private", False)
    keep_tags(call, scope["IpamScopeId"])
    return {"IpamScope": scope}


@operation("ec2", "DescribeIpamScopes")
def describe_scopes(call: Call) -> Item:
    return {"IpamScopes": _shown(call, _scopes.of(call.account, call.region), "IpamScope")}


@operation("ec2", "DeleteIpamScope")
def delete_scope(call: Call) -> Item:
    scope = _one(_scopes.of(call.account, call.region), call.params["IpamScopeId"], "IpamScope")
    del _scopes.of(call.account, call.region)[scope["IpamScopeId"]]
    return {"IpamScope": {**scope, "State": "delete-complete"}}


# Pools


def _pool(call: Call) -> Item:
    """An own pool, or one that is shared."""
    identifier, shared = call.params["IpamPoolId"], ram.reaching(call.account, call.region)
    for account, _, known in _pools.items():
        pool = known.get(identifier)
        if pool is not None and (account == call.account or pool["IpamPoolArn"] in shared):
            return pool
    raise AwsError("InvalidIpamPoolId.NotFound", f"The IpamPool ID {identifier} does not exist.")


@operation("ec2", "CreateIpamPool")
def create_pool(call: Call) -> Item:
    given = {name: value for name, value in call.params.items() if name not in ("TagSpecifications", "ClientToken")}
    scope = _one(_scopes.of(call.account, call.region), given["IpamScopeId"], "IpamScope")
    source = given.get("SourceIpamPoolId")
    depth = 1 if source is None else _one(_pools.of(call.account, call.region), source, "IpamPool")["PoolDepth"] + 1
    identifier = random_id("ipam-pool-")
    pool = {
        "AutoImport": False,
        "Locale": "None",
        **given,
        "IpamPoolId": identifier,
        "IpamPoolArn": _arn(call, "ipam-pool", identifier),
        "IpamScopeArn": scope["IpamScopeArn"],
        "IpamScopeType": scope["IpamScopeType"],
        "IpamArn": scope["IpamArn"],
        "IpamRegion": call.region,
        "OwnerId": call.account,
        "PoolDepth": depth,
        "State": "create-complete",
    }
    _pools.of(call.account, call.region)[identifier] = pool
    keep_tags(call, identifier)
    return {"IpamPool": pool}


@operation("ec2", "DescribeIpamPools")
def describe_pools(call: Call) -> Item:
    shared = ram.reaching(call.account, call.region)
    known = {
        identifier: pool
        for account, _, pools in _pools.items()
        for identifier, pool in pools.items()
        if account == call.account or pool["IpamPoolArn"] in shared
    }
    return {"IpamPools": _shown(call, known, "IpamPool")}


@operation("ec2", "ModifyIpamPool")
def modify_pool(call: Call) -> Item:
    pool = _one(_pools.of(call.account, call.region), call.params["IpamPoolId"], "IpamPool")
    lengths = [f"Allocation{which}NetmaskLength" for which in ("Min", "Max", "Default")]
    names = ["Description", "AutoImport", *lengths]
    pool.update({name: call.params[name] for name in names if name in call.params})
    return {"IpamPool": {**pool, "State": "modify-complete"}}


@operation("ec2", "DeleteIpamPool")
def delete_pool(call: Call) -> Item:
    pool = _one(_pools.of(call.account, call.region), call.params["IpamPoolId"], "IpamPool")
    if _blocks.of("").get(pool["IpamPoolId"]) and not call.params.get("Cascade"):
        raise AwsError("IncorrectState", f"{pool['IpamPoolId']} still has CIDRs")
    del _pools.of(call.account, call.region)[pool["IpamPoolId"]]
    return {"IpamPool": {**pool, "State": "delete-complete"}}


# Blocks and allocations


def _length(call: Call, pool: Item, name: str) -> int:
    """Of the block that is asked for: as given, or the pool's default."""
    length = call.params.get(name, pool.get("AllocationDefaultNetmaskLength"))
    if length is None:
        raise AwsError("MissingParameter", f"{name} is required: the pool has no default")
    return int(length)


def _free(pool: str, length: int) -> str:
    """The first block of that length in the pool that nothing has been allocated from."""
    taken = [ipaddress.ip_network(one["Cidr"]) for one in _allocations.of("").get(pool, [])]
    for block in _blocks.of("").get(pool, []):
        network = ipaddress.ip_network(block["Cidr"])
        if length >= network.prefixlen:
            for candidate in network.subnets(new_prefix=length):
                if not any(candidate.overlaps(other) for other in taken):
                    return str(candidate)
    raise AwsError("InsufficientCidrBlocks", f"There is no free /{length} in {pool}")


@operation("ec2", "ProvisionIpamPoolCidr")
def provision(call: Call) -> Item:
    pool = _pool(call)
    cidr = call.params.get("Cidr") or _free(pool["SourceIpamPoolId"], call.params["NetmaskLength"])
    if "SourceIpamPoolId" in pool:
        source = _allocations.of("").setdefault(pool["SourceIpamPoolId"], [])
        network = ipaddress.ip_network(cidr)
        if any(network.overlaps(ipaddress.ip_network(one["Cidr"])) for one in source):
            raise AwsError("InvalidParameterValue", f"{cidr} overlaps with an allocation of the source pool")
        about = {"IpamPoolAllocationId": random_id("ipam-pool-alloc-", 32), "ResourceType": "ipam-pool"}
        source.append({**about, "Cidr": cidr, "ResourceId": pool["IpamPoolId"], "ResourceOwner": call.account})
    block = {
        "Cidr": cidr,
        "State": "provisioned",
        "IpamPoolCidrId": random_id("ipam-pool-cidr-", 32),
        "NetmaskLength": int(cidr.rsplit("/", 1)[1]),
    }
    _blocks.of("").setdefault(pool["IpamPoolId"], []).append(block)
    return {"IpamPoolCidr": block}


@operation("ec2", "GetIpamPoolCidrs")
def get_blocks(call: Call) -> Item:
    known = _blocks.of("").get(_pool(call)["IpamPoolId"], [])
    names = {"cidr": "Cidr", "state": "State", "ipam-pool-cidr-id": "IpamPoolCidrId"}
    return {"IpamPoolCidrs": filtered(call, known, names, "", "Cidr")}


@operation("ec2", "DeprovisionIpamPoolCidr")
def deprovision(call: Call) -> Item:
    pool, cidr = _pool(call), call.params["Cidr"]
    network = ipaddress.ip_network(cidr)
    if any(
        network.overlaps(ipaddress.ip_network(one["Cidr"])) for one in _allocations.of("").get(pool["IpamPoolId"], [])
    ):
        raise AwsError("IncorrectState", f"{cidr} has allocations")
    known = _blocks.of("").get(pool["IpamPoolId"], [])
    found = next((block for block in known if block["Cidr"] == cidr), None)
    if found is None:
        raise AwsError("InvalidParameterValue", f"{cidr} is not provisioned to {pool['IpamPoolId']}")
    known.remove(found)
    source = _allocations.of("").get(pool.get("SourceIpamPoolId", ""), [])
    source[:] = [one for one in source if (one["Cidr"], one.get("ResourceId")) != (cidr, pool["IpamPoolId"])]
    return {"IpamPoolCidr": {**found, "State": "deprovisioned"}}


@operation("ec2", "AllocateIpamPoolCidr")
def allocate(call: Call) -> Item:
    pool = _pool(call)
    allocation = {
        "Cidr": call.params.get("Cidr") or _free(pool["IpamPoolId"], _length(call, pool, "NetmaskLength")),
        "IpamPoolAllocationId": random_id("ipam-pool-alloc-", 32),
        "Description": call.params.get("Description"),
        "ResourceType": "custom",
        "ResourceOwner": call.account,
    }
    _allocations.of("").setdefault(pool["IpamPoolId"], []).append(allocation)
    return {"IpamPoolAllocation": allocation}


@operation("ec2", "GetIpamPoolAllocations")
def get_allocations(call: Call) -> Item:
    wanted = call.params.get("IpamPoolAllocationId")
    known = _allocations.of("").get(_pool(call)["IpamPoolId"], [])
    return {"IpamPoolAllocations": [one for one in known if wanted in (None, one["IpamPoolAllocationId"])]}


@operation("ec2", "ReleaseIpamPoolAllocation")
def release(call: Call) -> Item:
    known = _allocations.of("").get(_pool(call)["IpamPoolId"], [])
    kept = [one for one in known if one["IpamPoolAllocationId"] != call.params["IpamPoolAllocationId"]]
    gone = len(kept) < len(known)
    known[:] = kept
    return {"Success": gone}


# VPCs from a pool


@operation("ec2", "CreateVpc")
def create_vpc(call: Call) -> Item:
    """The block of a VPC may be left to a pool."""
    if "Ipv4IpamPoolId" not in call.params:
        return call.forward()
    call.params["IpamPoolId"] = call.params["Ipv4IpamPoolId"]
    pool = _pool(call)
    cidr = call.params.get("CidrBlock") or _free(pool["IpamPoolId"], _length(call, pool, "Ipv4NetmaskLength"))
    tags = call.params.get("TagSpecifications", [])
    made = internal.call("ec2", "create_vpc", call.account, call.region, CidrBlock=cidr, TagSpecifications=tags)
    about = {"IpamPoolAllocationId": random_id("ipam-pool-alloc-", 32), "ResourceType": "vpc"}
    allocation = {**about, "Cidr": cidr, "ResourceId": made["Vpc"]["VpcId"], "ResourceOwner": call.account}
    _allocations.of("").setdefault(pool["IpamPoolId"], []).append(allocation)
    return {"Vpc": made["Vpc"]}


@operation("ec2", "DeleteVpc")
def delete_vpc(call: Call) -> Item:
    answer = call.forward()
    for known in _allocations.of("").values():
        known[:] = [one for one in known if one.get("ResourceId") != call.params["VpcId"]]
    return answer


# The organization's administrator


@operation("ec2", "EnableIpamOrganizationAdminAccount")
def enable_admin(call: Call) -> Item:
    account = call.params["DelegatedAdminAccountId"]
    if not is_management(call.account) or not is_active_member(account, call.account):
        raise AwsError("InvalidParameterValue", f"{account} is no member account of the caller's organization")
    trust(call.account, SERVICE)
    return {"Success": _register(call, "register_delegated_administrator", account)}


@operation("ec2", "DisableIpamOrganizationAdminAccount")
def disable_admin(call: Call) -> Item:
    return {"Success": _register(call, "deregister_delegated_administrator", call.params["DelegatedAdminAccountId"])}


def _register(call: Call, what: str, account: str) -> bool:
    try:
        internal.call("organizations", what, call.account, call.region, AccountId=account, ServicePrincipal=SERVICE)
    except ClientError as error:
        raise AwsError("InvalidParameterValue", str(error)) from None
    return True


def install() -> None:
    """The operations are declared when the module is imported."""

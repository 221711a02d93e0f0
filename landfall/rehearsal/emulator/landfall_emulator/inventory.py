"""What lies in which account, for the rehearsal to check that nothing landed in the wrong one."""

from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.organizations.models import organizations_backends
from moto.s3.models import FakeBucket, FakeDeleteMarker, s3_backends
from moto.ssm.models import ssm_backends

from . import organization
from .services._transit_gateway import world


def _organization_accounts() -> dict[str, dict[str, Any]]:
    accounts: dict[str, dict[str, Any]] = {}
    for account in list(organizations_backends):
        backend = organizations_backends[account]["aws"]
        for one in backend.accounts if backend.org is not None else []:
            accounts[one.id] = {
                "email": one.email,
                "name": one.name,
                "path": organization.principal_path(one.id),
                "state": one.state,
            }
    return accounts


def _keys(bucket: FakeBucket) -> list[str]:
    # In a versioned bucket a deleted object stays as a marker, which nobody would call an object.
    return sorted(str(name) for name, key in bucket.keys.items() if not isinstance(key, FakeDeleteMarker))


def _of(account: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if account in s3_backends:
        buckets = s3_backends[account]["aws"].buckets
        found["buckets"] = {name: _keys(bucket) for name, bucket in sorted(buckets.items())}
    if account in iam_backends:
        found["roles"] = sorted(str(role.name) for role in iam_backends[account]["aws"].roles.values())
    if account in ec2_backends:
        found |= {"vpcs": {}, "transitGateways": {}}
        for region, backend in sorted(ec2_backends[account].items()):
            vpcs = [vpc.id for vpc in backend.vpcs.values() if str(vpc.is_default).lower() != "true"]
            for name, ids in (
                ("vpcs", vpcs),
                ("transitGateways", list(backend.transit_gateways)),
            ):
                if ids:
                    found[name][region] = sorted(ids)
    # An attachment belongs to the account of the network, wherever the gateway is.
    attachments: dict[str, list[str]] = {}
    for one in world().attachments.values():
        if one.live and one.owner == account:
            attachments.setdefault(one.gateway.region, []).append(one.id)
    found["transitGatewayAttachments"] = attachments
    if account in ssm_backends:
        found["parameters"] = {
            region: sorted(str(name) for name in backend._parameters)
            for region, backend in sorted(ssm_backends[account].items())
            if backend._parameters
        }
    return {key: value for key, value in found.items() if value}


def inventory(account: str | None = None) -> dict[str, Any]:
    """By account: its entry in the organization and its buckets with keys, roles, networks, parameters. Empty kinds
    and, without `account`, empty accounts are left out."""
    organizations = _organization_accounts()
    known = {*organizations, *s3_backends, *iam_backends, *ec2_backends, *ssm_backends}
    chosen = sorted(known) if account is None else [account]
    listed = {one: {**organizations.get(one, {}), **_of(one)} for one in chosen}
    return {"accounts": {one: found for one, found in listed.items() if found or account is not None}}

"""AWS Resource Access Manager.

In place of moto's, whose shares can be seen by nobody. Whom a share reaches is worked out when it is used: a share with
an OU reaches all accounts below it, nested OUs and accounts moved there later included, and no others. `reaching` is
for services whose resources are shared.
"""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from moto.iam.models import iam_backends

from .. import organization
from ..core import AwsError, Call, Store, forget_tags, operation, random_uuid, tag, tags_of
from ._organization import is_active_member, management_of, node_exists, reaches

SERVICE = "ram.amazonaws.com"
LINKED_ROLE = "AWSServiceRoleForResourceAccessManager"


@dataclass
class Association:
    status: str
    created: float = field(default_factory=time.time)


@dataclass
class Share:
    arn: str
    name: str
    owner: str
    region: str
    external: bool
    permissions: list[str]
    status: str = "ACTIVE"
    created: float = field(default_factory=time.time)
    updated: float = field(default_factory=time.time)
    principals: dict[str, Association] = field(default_factory=dict)
    resources: dict[str, Association] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)

    def reaches(self, account: str) -> bool:
        if self.status != "ACTIVE" or account == self.owner:
            return False
        return any(a.status == "ASSOCIATED" and _includes(p, account) for p, a in self.principals.items())


shares: Store[dict[str, Share]] = Store(dict)


def all_shares(region: str) -> list[Share]:
    return list(shares.of("", region).values())


def reaching(account: str, region: str) -> set[str]:
    """ARNs of the resources of other accounts that the account may use."""
    return {arn for share in all_shares(region) if share.reaches(account) for arn in share.resources}


def _includes(principal: str, account: str) -> bool:
    if principal == account:
        return True
    if principal.startswith("arn:aws:organizations::"):
        return reaches(principal, account)
    return principal.startswith(f"arn:aws:iam::{account}:")


def sharing_enabled(account: str) -> bool:
    """Whether accounts of its organization get shares without an invitation. Trusted access alone is not enough: the
    role that RAM works with is made by EnableSharingWithAwsOrganization only."""
    roles = iam_backends[management_of(account)]["aws"].roles.values()
    return organization.service_enabled(SERVICE, account) and any(role.name == LINKED_ROLE for role in roles)


# Answers


def _describe(share: Share) -> dict[str, Any]:
    return {
        "resourceShareArn": share.arn,
        "name": share.name,
        "owningAccountId": share.owner,
        "allowExternalPrincipals": share.external,
        "status": share.status,
        "tags": [{"key": key, "value": value} for key, value in sorted(tags_of(share.arn).items())],
        "creationTime": share.created,
        "lastUpdatedTime": share.updated,
        "featureSet": "STANDARD",
    }


def _describe_association(share: Share, kind: str, entity: str, association: Association) -> dict[str, Any]:
    return {
        "resourceShareArn": share.arn,
        "resourceShareName": share.name,
        "associatedEntity": entity,
        "associationType": kind,
        "status": association.status,
        "creationTime": association.created,
        "lastUpdatedTime": association.created,
        "external": kind == "PRINCIPAL" and _is_external(share, entity),
    }


def _is_external(share: Share, principal: str) -> bool:
    return bool(re.fullmatch(r"\d{12}", principal)) and not is_active_member(principal, share.owner)


def _resource_type(arn: str) -> str:
    """As RAM names it: arn:aws:ec2:...:transit-gateway/tgw-1 is an ec2:TransitGateway."""
    _, _, service, _, _, resource = arn.split(":", 5)
    kind = re.split(r"[/:]", resource.lstrip("/"), maxsplit=1)[0]
    return f"{service}:{''.join(word[:1].upper() + word[1:] for word in kind.split('-'))}"


# Shares


def own_share(call: Call) -> Share:
    arn = call.params.get("resourceShareArn", "")
    share = shares.of("", call.region).get(arn)
    if share is None or share.owner != call.account or share.status == "DELETED":
        raise AwsError("UnknownResourceException", f"ResourceShare {arn} could not be found.")
    return share


def _associate(call: Call, share: Share) -> list[dict[str, Any]]:
    for arn in call.params.get("resourceArns", []):
        if not arn.startswith("arn:"):
            raise AwsError("MalformedArnException", f"The specified resource ARN {arn} is not valid.")
        if f":{call.account}:" not in arn:
            raise AwsError("OperationNotPermittedException", f"You are not the owner of {arn}.")
    statuses = {principal: _status_of_new(share, principal) for principal in call.params.get("principals", [])}
    made = []
    for principal, status in statuses.items():
        share.principals[principal] = Association(status)
        made.append(_describe_association(share, "PRINCIPAL", principal, share.principals[principal]))
    for arn in call.params.get("resourceArns", []):
        share.resources[arn] = Association("ASSOCIATED")
        made.append(_describe_association(share, "RESOURCE", arn, share.resources[arn]))
    return made


def _status_of_new(share: Share, principal: str) -> str:
    """ASSOCIATED, or ASSOCIATING until an invitation is accepted."""
    enabled = sharing_enabled(share.owner)
    if principal.startswith("arn:aws:organizations::"):
        if not node_exists(principal, share.owner):
            raise AwsError("UnknownResourceException", f"{principal} could not be found.")
        if not enabled:
            raise _not_enabled()
        return "ASSOCIATED"
    if re.fullmatch(r"\d{12}", principal):
        if not _is_external(share, principal) and enabled:
            return "ASSOCIATED"
        if not share.external:
            raise _not_enabled()
        return "ASSOCIATING"
    if re.fullmatch(r"arn:aws:iam::\d{12}:(role|user)/.+|[a-z0-9-]+\.amazonaws\.com", principal):
        return "ASSOCIATED"
    raise AwsError("InvalidParameterException", f"Principal ID {principal} is malformed. Verify the ID and try again.")


def _not_enabled() -> AwsError:
    return AwsError(
        "OperationNotPermittedException",
        "The resource you are attempting to share can only be shared within your AWS Organization. "
        "This error may also occur if you have not enabled sharing with your AWS organization.",
    )


@operation("ram", "CreateResourceShare")
def create_resource_share(call: Call) -> dict[str, Any]:
    share = Share(
        arn=f"arn:aws:ram:{call.region}:{call.account}:resource-share/{random_uuid()}",
        name=call.params["name"],
        owner=call.account,
        region=call.region,
        external=call.params.get("allowExternalPrincipals", True),
        permissions=call.params.get("permissionArns", []),
    )
    _associate(call, share)
    shares.of("", call.region)[share.arn] = share
    tag(share.arn, call.params.get("tags"))
    return {"resourceShare": _describe(share)}


@operation("ram", "UpdateResourceShare")
def update_resource_share(call: Call) -> dict[str, Any]:
    share = own_share(call)
    share.name = call.params.get("name", share.name)
    share.external = call.params.get("allowExternalPrincipals", share.external)
    share.updated = time.time()
    return {"resourceShare": _describe(share)}


@operation("ram", "DeleteResourceShare")
def delete_resource_share(call: Call) -> dict[str, Any]:
    share = own_share(call)
    share.status = "DELETED"
    share.principals.clear()
    share.resources.clear()
    forget_tags(share.arn)
    return {"returnValue": True}


@operation("ram", "GetResourceShares")
def get_resource_shares(call: Call) -> dict[str, Any]:
    wanted = call.params
    arns = wanted.get("resourceShareArns")
    found = [
        share
        for share in _visible(call)
        if (not arns or share.arn in arns)
        and wanted.get("name", share.name) == share.name
        and wanted.get("resourceShareStatus", share.status) == share.status
        and wanted.get("permissionArn") in (None, *permissions_of(share))
        and all(tags_of(share.arn).get(f["tagKey"]) in f["tagValues"] for f in wanted.get("tagFilters", []))
    ]
    if arns and not found:
        raise AwsError("UnknownResourceException", f"ResourceShare {', '.join(arns)} could not be found.")
    return {"resourceShares": [_describe(share) for share in found]}


def _visible(call: Call) -> list[Share]:
    if call.params["resourceOwner"] == "SELF":
        return [share for share in all_shares(call.region) if share.owner == call.account]
    return [share for share in all_shares(call.region) if share.reaches(call.account)]


# Associations


@operation("ram", "AssociateResourceShare")
def associate_resource_share(call: Call) -> dict[str, Any]:
    made = _associate(call, own_share(call))
    return {"resourceShareAssociations": [{**one, "status": "ASSOCIATING"} for one in made]}


@operation("ram", "DisassociateResourceShare")
def disassociate_resource_share(call: Call) -> dict[str, Any]:
    share = own_share(call)
    gone = []
    for kind, known, names in (
        ("PRINCIPAL", share.principals, call.params.get("principals", [])),
        ("RESOURCE", share.resources, call.params.get("resourceArns", [])),
    ):
        for name in names:
            association = known.pop(name, None)
            if association is None:
                raise AwsError("UnknownResourceException", f"{name} is not associated with {share.arn}.")
            association.status = "DISASSOCIATING"
            gone.append(_describe_association(share, kind, name, association))
    return {"resourceShareAssociations": gone}


@operation("ram", "GetResourceShareAssociations")
def get_resource_share_associations(call: Call) -> dict[str, Any]:
    wanted, kind = call.params, call.params["associationType"]
    arns = wanted.get("resourceShareArns")
    shares = [s for s in all_shares(call.region) if s.owner == call.account and (not arns or s.arn in arns)]
    if arns and not any(share.status != "DELETED" for share in shares):
        raise AwsError("UnknownResourceException", f"ResourceShare {', '.join(arns)} could not be found.")
    entity = wanted.get("principal" if kind == "PRINCIPAL" else "resourceArn")
    return {
        "resourceShareAssociations": [
            _describe_association(share, kind, name, association)
            for share in shares
            for name, association in (share.principals if kind == "PRINCIPAL" else share.resources).items()
            if entity in (None, name) and wanted.get("associationStatus", association.status) == association.status
        ]
    }


@operation("ram", "ListResources")
def list_resources(call: Call) -> dict[str, Any]:
    wanted = call.params
    return {
        "resources": [
            {
                "arn": arn,
                "type": _resource_type(arn),
                "resourceShareArn": share.arn,
                "status": "AVAILABLE",
                "creationTime": association.created,
                "lastUpdatedTime": association.created,
                "resourceRegionScope": "REGIONAL",
            }
            for share in _listed(call)
            for arn, association in share.resources.items()
            if (not wanted.get("resourceArns") or arn in wanted["resourceArns"])
            and wanted.get("resourceType", "").lower() in ("", _resource_type(arn).lower())
            and wanted.get("principal") in (None, share.owner, *share.principals)
        ]
    }


@operation("ram", "ListPrincipals")
def list_principals(call: Call) -> dict[str, Any]:
    wanted = call.params
    return {
        "principals": [
            {
                "id": principal,
                "resourceShareArn": share.arn,
                "creationTime": association.created,
                "lastUpdatedTime": association.created,
                "external": _is_external(share, principal),
            }
            for share in _listed(call)
            for principal, association in share.principals.items()
            if (not wanted.get("principals") or principal in wanted["principals"])
            and wanted.get("resourceArn") in (None, *share.resources)
            and (not wanted.get("resourceType") or wanted["resourceType"] in map(_resource_type, share.resources))
        ]
    }


def _listed(call: Call) -> list[Share]:
    arns = call.params.get("resourceShareArns")
    return [share for share in _visible(call) if share.status == "ACTIVE" and (not arns or share.arn in arns)]


def permissions_of(share: Share) -> list[str]:
    """Those given, and AWS's default for each type of resource in the share."""
    defaults = {
        f"arn:aws:ram::aws:permission/AWSRAMDefaultPermission{_resource_type(arn).split(':')[1]}"
        for arn in share.resources
    }
    return share.permissions or sorted(defaults)


def install() -> None:
    """The operations are declared when the module is imported."""

"""AWS Resource Access Manager: permissions and tags of shares, invitations, sharing with the organization."""

from typing import Any

from ..core import AwsError, Call, operation, tag, untag
from ._organization import is_management, trust
from .iam import ensure_service_linked_role
from .ram import LINKED_ROLE, SERVICE, all_shares, own_share, permissions_of, shares

# Permissions


@operation("ram", "ListResourceSharePermissions")
def list_resource_share_permissions(call: Call) -> dict[str, Any]:
    return {
        "permissions": [
            {"arn": arn, "version": "1", "defaultVersion": True, "name": arn.rsplit("/", 1)[-1], "status": "ASSOCIATED"}
            for arn in permissions_of(own_share(call))
        ]
    }


@operation("ram", "AssociateResourceSharePermission")
def associate_permission(call: Call) -> dict[str, Any]:
    share, arn = own_share(call), call.params["permissionArn"]
    kept = [] if call.params.get("replace") else share.permissions
    share.permissions = [*(one for one in kept if one != arn), arn]
    return {"returnValue": True}


@operation("ram", "DisassociateResourceSharePermission")
def disassociate_permission(call: Call) -> dict[str, Any]:
    share = own_share(call)
    share.permissions = [arn for arn in share.permissions if arn != call.params["permissionArn"]]
    return {"returnValue": True}


# Tags


@operation("ram", "TagResource")
def tag_resource(call: Call) -> None:
    tag(own_share(call).arn, call.params["tags"])


@operation("ram", "UntagResource")
def untag_resource(call: Call) -> None:
    untag(own_share(call).arn, call.params["tagKeys"])


# Invitations: how a share reaches an account for which sharing with the organization does not count


def _invitations(account: str, region: str) -> list[dict[str, Any]]:
    found = []
    for share in all_shares(region):
        association = share.principals.get(account)
        if share.status != "ACTIVE" or association is None or not (share.external or account in share.rejected):
            continue
        status = {"ASSOCIATING": "PENDING", "ASSOCIATED": "ACCEPTED"}.get(association.status, "REJECTED")
        found.append(
            {
                "resourceShareInvitationArn": share.arn.replace(":resource-share/", ":resource-share-invitation/"),
                "resourceShareName": share.name,
                "resourceShareArn": share.arn,
                "senderAccountId": share.owner,
                "receiverAccountId": account,
                "invitationTimestamp": association.created,
                "status": status,
            }
        )
    return found


@operation("ram", "GetResourceShareInvitations")
def get_resource_share_invitations(call: Call) -> dict[str, Any]:
    arns, shares = call.params.get("resourceShareInvitationArns"), call.params.get("resourceShareArns")
    return {
        "resourceShareInvitations": [
            one
            for one in _invitations(call.account, call.region)
            if (not arns or one["resourceShareInvitationArn"] in arns)
            and (not shares or one["resourceShareArn"] in shares)
        ]
    }


def _settle(call: Call, status: str) -> dict[str, Any]:
    arn = call.params["resourceShareInvitationArn"]
    for one in _invitations(call.account, call.region):
        if one["resourceShareInvitationArn"] == arn:
            shares.of("", call.region)[one["resourceShareArn"]].principals[call.account].status = status
            answer = next(i for i in _invitations(call.account, call.region) if i["resourceShareInvitationArn"] == arn)
            return {"resourceShareInvitation": answer}
    raise AwsError("ResourceShareInvitationArnNotFoundException", f"{arn} could not be found.")


@operation("ram", "AcceptResourceShareInvitation")
def accept_resource_share_invitation(call: Call) -> dict[str, Any]:
    return _settle(call, "ASSOCIATED")


@operation("ram", "RejectResourceShareInvitation")
def reject_resource_share_invitation(call: Call) -> dict[str, Any]:
    return _settle(call, "FAILED")


# Sharing with the organization


@operation("ram", "EnableSharingWithAwsOrganization")
def enable_sharing(call: Call) -> dict[str, Any]:
    if not is_management(call.account):
        raise AwsError("OperationNotPermittedException", "Only the management account can enable sharing.")
    trust(call.account, SERVICE)
    ensure_service_linked_role(call.account, SERVICE, LINKED_ROLE)
    return {"returnValue": True}


def install() -> None:
    """The operations are declared when the module is imported."""

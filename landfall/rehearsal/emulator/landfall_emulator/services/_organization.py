"""Who speaks for the organization in a service, and whom a share with one of its nodes reaches.

Asked at the moment of use, so accounts made or moved later count.
"""

from .. import organization
from ..core import AwsError


def management_of(account: str) -> str:
    """The management account of the account's organization; the account itself if it has none."""
    return organization.management_of(account) or account


def is_management(account: str) -> bool:
    return organization.management_of(account) == account


def is_active_member(account: str, of: str) -> bool:
    """Whether `account` is an open account of the organization of `of`, or its management account."""
    return account == management_of(of) or organization.member(account, of) is not None


def administers(account: str, service: str) -> bool:
    """Whether the account speaks for the organization in a service: the management account, or registered by it."""
    return is_management(account) or account in organization.delegated_administrators(service, account)


def trust(account: str, service: str) -> None:
    """Gives a service trusted access, as services do when they are switched on by their own API."""
    if organization.backend_of(account) is None:
        raise AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    if not organization.service_enabled(service, account):
        organization.enable_service(service, account)


def organization_arn(account: str) -> str | None:
    backend = organization.backend_of(account)
    return None if backend is None or backend.org is None else backend.org.arn


def node_exists(arn: str, asking: str) -> bool:
    """Whether an ARN is that of the asking account's organization, or of a root or an OU in it."""
    return arn == organization_arn(asking) or (arn.startswith("arn:") and organization.unit_exists(arn, asking))


def reaches(node_arn: str, account: str) -> bool:
    """Whether the account lies in the organization or below the root or OU (at any depth) that the ARN names."""
    if not node_exists(node_arn, account):
        return False
    return node_arn == organization_arn(account) or node_arn.rsplit("/", 1)[-1] in organization.unit_path(account)

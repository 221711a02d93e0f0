"""Questions the services ask about the organization: who belongs to it, what lies below a node, who administers what.

Answers come from moto's organizations backend at the moment of the question, so accounts made or moved later count.
"""

from moto.organizations.models import FakeAccount, FakeOrganization, OrganizationsBackend, organizations_backends

from ..core import AwsError


def organization_of(account: str) -> OrganizationsBackend | None:
    """The backend of the organization that the account belongs to, as management or member account."""
    own = organizations_backends[account]["aws"]
    if own.org is not None:
        return own
    management, partition = organizations_backends.master_accounts.get(account, (None, None))
    if management is None or partition is None:
        return None
    backend = organizations_backends[management][partition]
    # The list of members outlives the organization in moto.
    return backend if backend.org is not None and _member(backend, account) is not None else None


def _member(backend: OrganizationsBackend, account: str) -> FakeAccount | None:
    return next((member for member in backend.accounts if member.id == account), None)


def organization(account: str) -> FakeOrganization | None:
    backend = organization_of(account)
    return None if backend is None else backend.org


def management_of(account: str) -> str:
    """The management account of the account's organization; the account itself if it has none."""
    found = organization(account)
    return account if found is None else str(found.master_account_id)


def is_management(account: str) -> bool:
    found = organization(account)
    return found is not None and found.master_account_id == account


def is_active_member(account: str, of: str) -> bool:
    """Whether `account` is an open account of the organization of `of`."""
    backend = organization_of(of)
    member = None if backend is None else _member(backend, account)
    return member is not None and member.status == "ACTIVE"


def is_delegated(account: str, service: str) -> bool:
    backend = organization_of(account)
    return backend is not None and any(a.account.id == account and service in a.services for a in backend.admins)


def administers(account: str, service: str) -> bool:
    """Whether the account speaks for the organization in a service: management, or registered by it."""
    return is_management(account) or is_delegated(account, service)


def is_trusted(account: str, service: str) -> bool:
    backend = organization_of(account)
    return backend is not None and any(s["ServicePrincipal"] == service for s in backend.services)


def trust(account: str, service: str) -> None:
    """Enables trusted access of a service, as services do when they are switched on by their own API."""
    backend = organization_of(account)
    if backend is None or backend.org is None:
        raise AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    if not is_trusted(account, service):
        backend.enable_aws_service_access(ServicePrincipal=service)


def parents(account: str) -> list[str]:
    """Ids of the nodes above an account, nearest first, the root last. Empty outside an organization."""
    backend = organization_of(account)
    if backend is None:
        return []
    above: list[str] = []
    member = _member(backend, account)
    node = None if member is None else member.parent_id
    while node is not None:
        above.append(node)
        node = next((ou.parent_id for ou in backend.ou if ou.id == node), None)
    return above


def node_exists(arn: str, asking: str) -> bool:
    """Whether an ARN is that of the asking account's organization, or of a root or an OU in it."""
    backend = organization_of(asking)
    if backend is None or backend.org is None:
        return False
    return arn == backend.org.arn or any(ou.arn == arn for ou in backend.ou)


def reaches(node_arn: str, account: str) -> bool:
    """Whether the account lies in the organization or below the root or OU (at any depth) that the ARN names."""
    backend = organization_of(account)
    if backend is None or backend.org is None:
        return False
    if node_arn == backend.org.arn:
        return True
    return node_arn.rsplit("/", 1)[-1] in parents(account) and any(ou.arn == node_arn for ou in backend.ou)

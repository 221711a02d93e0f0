"""Questions about the organization that several services ask, over moto's state."""

from collections.abc import Callable

from moto.organizations.models import FakeAccount, OrganizationsBackend, organizations_backends

_placed: list[Callable[[str], None]] = []


def on_account_placed(function: Callable[[str], None]) -> Callable[[str], None]:
    """Registers what happens when an account appears in or moves within the organization; gets the account's id."""
    _placed.append(function)
    return function


def account_placed(account: str) -> None:
    for function in _placed:
        function(account)


def backend_of(account: str) -> OrganizationsBackend | None:
    """The organization the account belongs to, as member or as management account."""
    management, partition = organizations_backends.master_accounts.get(account, (account, "aws"))
    if management not in organizations_backends:
        return None
    backend = organizations_backends[management][partition]
    return backend if backend.org is not None else None


def management_of(account: str) -> str | None:
    backend = backend_of(account)
    return None if backend is None or backend.org is None else backend.org.master_account_id


def member(account: str, of: str) -> FakeAccount | None:
    """An active account of the organization `of` belongs to."""
    backend = backend_of(of)
    if backend is None:
        return None
    return next((one for one in backend.accounts if one.id == account and one.state == "ACTIVE"), None)


def unit_path(account: str) -> list[str]:
    """Ids from the root to the account's parent; empty if it is in no organization."""
    backend = backend_of(account)
    found = None if backend is None else next((one for one in backend.accounts if one.id == account), None)
    if backend is None or found is None:
        return []
    parents = {unit.id: unit.parent_id for unit in backend.ou}
    path: list[str] = []
    current: str | None = found.parent_id
    while current is not None:
        path.insert(0, current)
        current = parents.get(current)
    return path


def principal_path(account: str) -> str | None:
    """What aws:PrincipalOrgPaths holds, e.g. o-a1/r-ab12/ou-ab12-11111111/."""
    backend = backend_of(account)
    if backend is None or backend.org is None:
        return None
    return "/".join([backend.org.id, *unit_path(account)]) + "/"


def organization_id(account: str) -> str | None:
    backend = backend_of(account)
    return None if backend is None or backend.org is None else backend.org.id


def accounts_below(unit: str, of: str) -> list[str]:
    """Ids of the active accounts in a unit or root and in all units nested in it, without the management account."""
    backend = backend_of(of)
    if backend is None or backend.org is None:
        return []
    return [
        one.id
        for one in backend.accounts
        if one.state == "ACTIVE" and one.id != backend.org.master_account_id and unit in unit_path(one.id)
    ]


def unit_exists(unit: str, of: str) -> bool:
    """Whether a unit or root exists, by id or ARN."""
    backend = backend_of(of)
    return backend is not None and any(unit in (one.id, one.arn) for one in backend.ou)


def service_enabled(principal: str, of: str) -> bool:
    """Whether a service has trusted access to the organization."""
    backend = backend_of(of)
    return backend is not None and any(one["ServicePrincipal"] == principal for one in backend.services)


def enable_service(principal: str, of: str) -> None:
    """Gives a service trusted access, as many services do on their own when they are set up for an organization."""
    backend = backend_of(of)
    if backend is not None:
        backend.enable_aws_service_access(ServicePrincipal=principal)


def delegated_administrators(principal: str, of: str) -> list[str]:
    backend = backend_of(of)
    return [] if backend is None else [admin.account.id for admin in backend.admins if principal in admin.services]


def is_delegated(account: str) -> bool:
    """Whether the account administers any service for the organization."""
    backend = backend_of(account)
    return backend is not None and any(admin.account.id == account for admin in backend.admins)

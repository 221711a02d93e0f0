"""Who makes a request. In the emulator an access key says it all: keys of a role's session come from AssumeRole, keys
of a user from CreateAccessKey, and every other key is the management account's administrator."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from moto.iam.models import iam_backends

from .state import MANAGEMENT

_CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/[^/]+/([^/]+)/([^/]+)/")


@dataclass(frozen=True)
class Caller:
    """`arn` is what aws:PrincipalArn holds: for a role's session the ARN of the role, not that of the session."""

    account: str
    arn: str
    access_key: str

    @property
    def root(self) -> str:
        return f"arn:aws:iam::{self.account}:root"


ADMINISTRATOR = Caller(MANAGEMENT, f"arn:aws:iam::{MANAGEMENT}:user/administrator", "")

_current: ContextVar[Caller] = ContextVar("caller", default=ADMINISTRATOR)


def credential_scope(authorization: str, query: str = "") -> tuple[str, str, str] | None:
    """(access key, region, signing name) of a SigV4 request, by header or presigned query; None if unsigned."""
    match = _CREDENTIAL.search(authorization)
    if match is None and "X-Amz-Credential=" in query:
        credential = query.split("X-Amz-Credential=", 1)[1].split("&", 1)[0].replace("%2F", "/")
        match = _CREDENTIAL.search(f"Credential={credential}/")
    return None if match is None else (match.group(1), match.group(2), match.group(3))


def caller_of(access_key: str) -> Caller:
    for account, partitions in list(iam_backends.items()):
        key = partitions["aws"].access_keys.get(access_key)
        if key is None:
            continue
        if key.role_arn:
            return Caller(account, key.role_arn, access_key)
        return Caller(account, f"arn:aws:iam::{account}:user/{key.user_name}", access_key)
    return Caller(ADMINISTRATOR.account, ADMINISTRATOR.arn, access_key)


def current_caller() -> Caller:
    """The caller of the request being answered."""
    return _current.get()


@contextmanager
def acting(caller: Caller) -> Iterator[None]:
    """Makes `caller` the current one for a while."""
    token = _current.set(caller)
    try:
        yield
    finally:
        _current.reset(token)

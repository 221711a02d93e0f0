"""Calls from inside the emulator to itself, as AWS services call each other: CloudFormation makes a bucket through S3's
own API, so that what it makes is checked and read back like anything else. No socket is involved."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config
from moto.iam.models import iam_backends
from werkzeug.test import EnvironBuilder, run_wsgi_app

from .models import signing_name
from .principals import current_caller
from .state import Store

# In the WSGI environment of such calls: faults don't strike them.
MARK = "landfall.internal"

_app: list[Callable[..., Any]] = []
_keys: Store[dict[str, str]] = Store(dict)
# Any key that is nobody else's is the management account's administrator.
_ADMINISTRATOR_KEY = "AKIAEMULATORITSELF00"


def use(app: Callable[..., Any]) -> None:
    """The application that answers the calls."""
    _app[:] = [app]


class _Body(io.BytesIO):
    def stream(self, amount: int = 65536, **_: Any) -> Any:
        while chunk := self.read(amount):
            yield chunk


def _headers(request: AWSPreparedRequest) -> list[tuple[str, str]]:
    return [
        (name, value.decode() if isinstance(value, bytes) else str(value)) for name, value in request.headers.items()
    ]


def _send(service: str, region: str, access_key: str, request: AWSPreparedRequest) -> AWSResponse:
    body = request.body
    data = body.read() if hasattr(body, "read") else body
    builder = EnvironBuilder(path=request.url, method=request.method, data=data or b"", headers=_headers(request))
    environ = builder.get_environ()
    path_and_query = request.url.split("/", 3)[3]
    environ["RAW_URI"] = environ["REQUEST_URI"] = f"/{path_and_query}"
    scope = f"{access_key}/20260101/{region}/{signing_name(service)}/aws4_request"
    environ[MARK] = True
    environ["HTTP_AUTHORIZATION"] = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"
    chunks, status, headers = run_wsgi_app(_app[0], environ, buffered=True)
    return AWSResponse(request.url, int(status.split(" ", 1)[0]), headers, _Body(b"".join(chunks)))


@cache
def _client(service: str, region: str) -> Any:
    return boto3.client(
        service,
        region_name=region,
        endpoint_url="http://127.0.0.1:1",
        config=Config(
            signature_version=UNSIGNED,
            retries={"total_max_attempts": 1},
            inject_host_prefix=False,
            parameter_validation=False,
        ),
    )


def role_key(account: str, role_arn: str) -> str:
    """An access key of a session of a role, which need not exist: services act in accounts by roles of their own."""
    keys = _keys.of(account)
    if role_arn not in keys:
        key = iam_backends[account]["aws"].create_temp_access_key()
        key.role_arn = role_arn
        keys[role_arn] = key.access_key_id
    return keys[role_arn]


def call(service: str, operation: str, account: str, region: str, role_arn: str = "", **parameters: Any) -> Any:
    """Asks the emulator by boto3's method name. The caller is the role; left out, the one of the current request if it
    acts in that account, else the account's root."""
    caller = current_caller()
    if role_arn:
        access_key = role_key(account, role_arn)
    elif caller.account == account:
        access_key = caller.access_key or _ADMINISTRATOR_KEY
    else:
        access_key = role_key(account, f"arn:aws:iam::{account}:root")
    client = _client(service, region)
    events, name = client.meta.events, "before-send.*"

    def send(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        return _send(service, region, access_key, request)

    events.register_first(name, send)
    try:
        return getattr(client, operation)(**parameters)
    finally:
        events.unregister(name, send)

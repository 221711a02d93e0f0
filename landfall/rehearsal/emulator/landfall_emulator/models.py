"""botocore's service models: which operation a request asks for, its parameters, and its answer on the wire."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from botocore.exceptions import UnknownServiceError
from moto.core import utils as moto_utils
from moto.core.loaders import create_loader
from moto.core.model import OperationModel, ServiceModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import determine_request_protocol
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model
from werkzeug.wrappers import Request, Response

from .errors import AwsError

# moto makes a new loader for every service, each of which searches all of botocore's folders: most of the start's time.
setattr(moto_utils, "create_loader", cache(create_loader))  # noqa: B010

# Other services that sign with the name of this one; asked after the service that has the signing name itself.
_SIGNING: dict[str, list[str]] = {}


def signing_name(service: str) -> str:
    metadata = get_service_model(service).metadata
    return str(metadata.get("signingName") or metadata.get("endpointPrefix"))


def service_exists(service: str) -> bool:
    """Whether botocore knows a service of that name."""
    return _model(service) is not None


def know_service(service: str) -> None:
    """Makes requests to a service recognizable although it signs with another name (sso-admin signs as sso)."""
    services = _SIGNING.setdefault(signing_name(service), [])
    if service not in services:
        services.append(service)


def _model(service: str) -> ServiceModel | None:
    try:
        return get_service_model(service)
    except UnknownServiceError:
        return None


@cache
def _rest_operations(service: str) -> dict[str, list[tuple[int, re.Pattern[str], frozenset[tuple[str, str]], str]]]:
    """By method: (score, path, query it must have, operation), most specific first."""
    model = get_service_model(service)
    table: dict[str, list[tuple[int, re.Pattern[str], frozenset[tuple[str, str]], str]]] = {}
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        pattern = re.sub(
            r"\\\{([\w-]+)(\\\+)?\\\}",
            lambda m: f"(?P<{m.group(1).replace('-', '_')}>{'.+' if m.group(2) else '[^/]+'})",
            # Clients differ in whether they send the slash at the end.
            re.escape(path.rstrip("/")).replace(r"\-", "-"),
        )
        needed = frozenset(parse_qsl(query, keep_blank_values=True))
        score = 1000 * len(needed) + len(re.sub(r"\{[^}]*\}", "", path))
        table.setdefault(http["method"], []).append((score, re.compile(f"^{pattern}/?$"), needed, name))
    for entries in table.values():
        entries.sort(key=lambda entry: -entry[0])
    return table


def _match_rest(service: str, request: Request) -> tuple[str, dict[str, str]] | None:
    raw = urlsplit(request.environ.get("RAW_URI") or request.path).path
    pairs = set(request.args.items(multi=True))
    keys = {key for key, _ in pairs}
    for _, pattern, needed, name in _rest_operations(service).get(request.method, []):
        if not all((key in keys) if value == "" else ((key, value) in pairs) for key, value in needed):
            continue
        match = pattern.match(raw) or pattern.match(request.path)
        if match:
            return name, {key: unquote(value) for key, value in match.groupdict().items()}
    return None


def find_operation(signing: str, request: Request) -> tuple[str, str, dict[str, str]] | None:
    """(botocore service, operation, parameters in the path) of a request; None if no known service has it."""
    candidates = [*_SIGNING.get(signing, []), *([signing] if signing not in _SIGNING.get(signing, []) else [])]
    for service in candidates:
        model = _model(service)
        if model is None:
            continue
        protocol = str(model.metadata["protocol"])
        if protocol.startswith("rest"):
            found = _match_rest(service, request)
            if found is not None:
                return service, found[0], found[1]
            continue
        target_prefix, _, target = request.headers.get("X-Amz-Target", "").rpartition(".")
        if target:
            if target in model.operation_names and target_prefix == model.metadata.get("targetPrefix", target_prefix):
                return service, target, {}
            continue
        action = request.values.get("Action")
        if action in model.operation_names:
            return service, str(action), {}
    return None


def parse(service: str, operation: str, request: Request, path_parameters: Mapping[str, str]) -> dict[str, Any]:
    """The request's parameters by the names in botocore's model."""
    model = get_service_model(service)
    operation_model = model.operation_model(operation)
    protocol = determine_request_protocol(model, request.headers.get("Content-Type"))
    parser = PROTOCOL_PARSERS[protocol](operation_model, map_type=dict)
    parsed: dict[str, Any] = parser.parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": request.get_data(),
            "url_path": request.path,
            "url_params": dict(path_parameters),
        }
    )
    return {name: value for name, value in parsed.items() if value is not None}


def serialize(service: str, operation: str, request: Request, result: Mapping[str, Any] | Exception) -> Response:
    """An answer or an error in the protocol the client speaks."""
    model = get_service_model(service)
    operation_model: OperationModel = model.operation_model(operation)
    protocol = determine_request_protocol(model, request.headers.get("Content-Type"))
    answer = get_serializer_class(model.service_name, protocol)(operation_model=operation_model).serialize(result)
    status = answer["status_code"]
    if isinstance(result, AwsError) and result.status is not None:
        status = result.status
    return Response(answer["body"], status=status, headers=dict(answer["headers"]))

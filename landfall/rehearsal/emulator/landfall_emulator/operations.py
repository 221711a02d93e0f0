"""Operations that this package answers itself, before moto sees the request."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.parsers import create_parser
from moto.core.exceptions import ServiceException
from moto.core.utils import get_service_model
from werkzeug.exceptions import HTTPException
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Request, Response

from . import models
from .errors import AwsError
from .principals import Caller
from .state import as_map, tag, tags_of, untag

WsgiApp = Callable[..., Any]


@dataclass(frozen=True)
class Call:
    """One request. `params` are named as in botocore's model, those not given are absent."""

    service: str
    operation: str
    account: str
    region: str
    caller: Caller
    params: dict[str, Any]
    request: Request
    body: bytes
    _moto: WsgiApp

    def forward(self) -> dict[str, Any]:
        """moto's answer to this request, by the names in botocore's model. Raises AwsError when moto refuses."""
        environ = {key: value for key, value in self.request.environ.items() if not key.startswith("werkzeug.")}
        environ["wsgi.input"] = io.BytesIO(self.body)
        chunks, status_line, headers = run_wsgi_app(self._moto, environ, buffered=True)
        status = int(status_line.split(" ", 1)[0])
        model = get_service_model(self.service).operation_model(self.operation)
        parser = create_parser(str(model.service_model.metadata["protocol"]))
        lower = {key.lower(): value for key, value in headers.items()}
        parsed: dict[str, Any] = parser.parse(
            {"status_code": status, "headers": lower, "body": b"".join(chunks)}, model.output_shape
        )
        if status >= 300:
            error = parsed.get("Error", {})
            raise AwsError(str(error.get("Code", status)), str(error.get("Message", "")), status)
        parsed.pop("ResponseMetadata", None)
        return parsed


Handler = Callable[[Call], Mapping[str, Any] | None]

_HANDLERS: dict[tuple[str, str], Handler] = {}


def operation(service: str, *names: str) -> Callable[[Handler], Handler]:
    """Answers operations of a botocore service, in place of moto. The handler returns the answer (None: an empty one)
    or raises AwsError. A name that botocore does not know is an error at once; a later declaration wins."""

    def declare(handler: Handler) -> Handler:
        known = get_service_model(service).operation_names
        for name in names:
            if name not in known:
                raise ValueError(f"{service} has no operation {name}")
            _HANDLERS[(service, name)] = handler
        models.know_service(service)
        return handler

    return declare


Gate = Callable[[str, Request, Caller, Mapping[str, str]], None]

_GATES: dict[str, list[Gate]] = {}


def gate(service: str) -> Callable[[Gate], Gate]:
    """Asks a function before every operation of a service, ours or moto's. It gets the operation, the request, the
    caller and the parameters in the path, and refuses by raising AwsError."""

    def declare(function: Gate) -> Gate:
        _GATES.setdefault(service, []).append(function)
        models.know_service(service)
        return function

    return declare


def refusal(
    service: str, name: str, request: Request, caller: Caller, path_parameters: Mapping[str, str]
) -> Response | None:
    """What a gate answers instead of the operation; None if all let it pass."""
    try:
        for function in _GATES.get(service, []):
            function(name, request, caller, path_parameters)
    except AwsError as error:
        return models.serialize(service, name, request, error)
    return None


def declared(service: str, name: str) -> bool:
    return (service, name) in _HANDLERS


def answer(call: Call) -> Response:
    handler = _HANDLERS[(call.service, call.operation)]
    try:
        result: Mapping[str, Any] | Exception = handler(call) or {}
    except ServiceException as error:
        result = error
    except HTTPException as error:
        # Older parts of moto raise these; they carry AWS's code beside the HTTP status.
        code = str(getattr(error, "error_type", error.name))
        result = AwsError(code, str(getattr(error, "message", error.description)), error.code)
    return models.serialize(call.service, call.operation, call.request, result)


def _first_arn(call: Call, parameter: str | None) -> str:
    if parameter is not None:
        return str(call.params[parameter])
    for value in call.params.values():
        if isinstance(value, str) and value.startswith("arn:"):
            return value
    raise AwsError("ValidationException", "a resource ARN is required")


def tag_operations(
    service: str,
    list_name: str = "ListTagsForResource",
    tag_name: str = "TagResource",
    untag_name: str = "UntagResource",
    *,
    arn: str | None = None,
) -> None:
    """Declares the three tagging operations of a service over `tag`, `untag` and `tags_of`.

    The shapes (map or list of pairs) come from the model; `arn` names the parameter, left out it is the one whose
    value is an ARN.
    """
    output = get_service_model(service).operation_model(list_name).output_shape
    if output is None:
        raise ValueError(f"{service} {list_name} has no output")
    member, shape = next((name, shape) for name, shape in output.members.items() if "tag" in name.lower())

    @operation(service, list_name)
    def list_tags(call: Call) -> dict[str, Any]:
        tags = tags_of(_first_arn(call, arn))
        if shape.type_name == "map":
            return {member: tags}
        key_name, value_name = sorted(shape.member.members, key=lambda name: "value" in name.lower())
        return {member: [{key_name: key, value_name: value} for key, value in sorted(tags.items())]}

    @operation(service, tag_name)
    def add_tags(call: Call) -> None:
        given = next(value for name, value in call.params.items() if "tag" in name.lower())
        tag(_first_arn(call, arn), as_map(given))

    @operation(service, untag_name)
    def remove_tags(call: Call) -> None:
        keys = next(value for name, value in call.params.items() if "key" in name.lower())
        untag(_first_arn(call, arn), keys)

"""The WSGI application: faults first, then own operations, everything else to moto, one request at a time."""

import io
import json
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import RLock
from typing import Any

from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.wrappers import Request, Response

from . import admin, internal, models, state
from .errors import AwsError, DroppedConnection
from .faults import Faults, Rule
from .operations import Call, answer, declared, refusal
from .principals import ADMINISTRATOR, acting, caller_of, credential_scope
from .services import install_all

StartResponse = Callable[..., Any]
_THROTTLED = {"s3": ("SlowDown", 503), "s3control": ("SlowDown", 503), "ec2": ("RequestLimitExceeded", 503)}


class _Moto(DomainDispatcherApplication):
    """moto's dispatcher; a service that it does not have is a clear error instead of one of its own code."""

    def get_backend_for_host(self, host: str | None) -> Any:
        if host is None:
            return None
        if host not in ("moto_api", "instance_metadata") and "." in host:
            known = next((name for name, pattern in self.backend_url_patterns if pattern.match(f"http://{host}")), None)
            if known is None and "amazonaws.com" in host:
                raise NotImplementedError(f"no such service: {host}")
            return known
        return super().get_backend_for_host(host)


@dataclass(frozen=True)
class _Asked:
    """A request and what is known of it: signature and operation, if it has them."""

    environ: dict[str, Any]
    body: bytes
    request: Request
    scope: tuple[str, str, str] | None
    found: tuple[str, str, dict[str, str]] | None

    @property
    def what(self) -> str:
        if self.found is not None:
            return f"{self.found[0]}:{self.found[1]}"
        return f"{'unsigned' if self.scope is None else self.scope[2]} {self.request.method} {self.request.path}"


class Emulator:
    """moto has no locking inside its backends, so requests are answered one after the other. The interpreter's own lock
    would hardly let them run side by side anyway."""

    def __init__(self) -> None:
        install_all()
        internal.use(self)
        self.lock = RLock()
        self.faults = Faults()
        self.missing: dict[str, int] = {}
        self._moto = _Moto(create_backend_app)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length) if length else b""
        asked = _understand(environ, body)
        rule = None
        if asked.scope is not None and not environ.get(internal.MARK):
            service, operation = asked.found[:2] if asked.found else (asked.scope[2], "*")
            rule = self.faults.strike(service, operation)
        if rule is not None and rule.action == "delay":
            time.sleep(rule.seconds)
        response = None if rule is None else _fault(rule, asked)
        if response is None:
            with self.lock:
                with acting(ADMINISTRATOR):
                    state.run_due()
                response = self._answer(asked)
                # Made whole under the lock: moto reads its state while it streams.
                response.get_data()
        if rule is not None and rule.action == "lose":
            raise DroppedConnection
        return response(environ, start_response)

    def reset(self) -> None:
        """Empties everything, moto included."""
        with self.lock:
            moto_api_backend.reset()
            state.reset()
            self.missing.clear()

    def _answer(self, asked: _Asked) -> Response:
        if asked.request.path.startswith(admin.PREFIX) and asked.scope is None:
            return admin.answer(asked.request, self.faults, self.missing, self.reset)
        if asked.request.path == "/moto-api/reset":
            self.reset()
        if asked.scope is None:
            with acting(ADMINISTRATOR):
                return self._ask_moto(asked)
        access_key, region, _ = asked.scope
        caller = caller_of(access_key)
        with acting(caller):
            if asked.found is None:
                return self._ask_moto(asked)
            service, operation, path_parameters = asked.found
            refused = refusal(service, operation, asked.request, caller, path_parameters)
            if refused is not None:
                return refused
            if not declared(service, operation):
                return self._ask_moto(asked)
            params = models.parse(service, operation, asked.request, path_parameters)
            call = Call(
                service, operation, caller.account, region, caller, params, asked.request, asked.body, self._moto
            )
            try:
                return answer(call)
            except Exception:
                traceback.print_exc(file=sys.stderr)
                return _refusal(f"{asked.what} failed in the emulator, see its log", "InternalFailure", 500)

    def _ask_moto(self, asked: _Asked) -> Response:
        environ = {key: value for key, value in asked.environ.items() if key != "werkzeug.request"}
        environ["wsgi.input"] = io.BytesIO(asked.body)
        try:
            response = Response.from_app(self._moto, environ, buffered=True)
        except NotImplementedError as error:
            return self._not_emulated(f"{asked.what} ({error})")
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return _refusal(f"{asked.what} failed in the emulator, see its log", "InternalFailure", 500)
        # Flask's own page, not an answer of AWS: moto has no such path. Providers would take it for "was deleted".
        if response.status_code == 404 and response.get_data().startswith(b"<!doctype html>"):
            return self._not_emulated(asked.what)
        return response

    def _not_emulated(self, what: str) -> Response:
        self.missing[what] = self.missing.get(what, 0) + 1
        print(f"not emulated: {what}", file=sys.stderr, flush=True)
        # Not a 5xx: SDKs would try again and again.
        return _refusal(f"{what} is not emulated", "LandfallNotEmulated", 400)


def _understand(environ: dict[str, Any], body: bytes) -> _Asked:
    environ["wsgi.input"] = io.BytesIO(body)
    request = Request(environ)
    scope = credential_scope(environ.get("HTTP_AUTHORIZATION", ""), environ.get("QUERY_STRING", ""))
    found = None if scope is None else models.find_operation(scope[2], request)
    return _Asked(environ, body, request, scope, found)


def _fault(rule: Rule, asked: _Asked) -> Response | None:
    """The answer in place of the real one; None if the request goes on."""
    if rule.action == "drop":
        raise DroppedConnection
    if rule.action not in ("throttle", "error"):
        return None
    code, status, message = rule.code, rule.status, rule.message
    if rule.action == "throttle":
        code, status = _THROTTLED.get(asked.found[0] if asked.found else "", ("ThrottlingException", 400))
        message = "Rate exceeded"
    if asked.found is None:
        return _refusal(message, code, status)
    return models.serialize(asked.found[0], asked.found[1], asked.request, AwsError(code, message, status))


def _refusal(message: str, code: str, status: int) -> Response:
    text = json.dumps({"__type": code, "message": message, "Message": message})
    return Response(text, status, {"x-amzn-ErrorType": code, "Content-Type": "application/x-amz-json-1.1"})

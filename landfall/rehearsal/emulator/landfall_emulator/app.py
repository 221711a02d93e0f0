"""The WSGI application: own operations first, everything else to moto, one request at a time."""

import io
import json
import sys
import traceback
from collections.abc import Callable, Iterable
from threading import RLock
from typing import Any

from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.wrappers import Request, Response

from . import internal, models, state
from .operations import Call, answer, declared, refusal
from .principals import ADMINISTRATOR, Caller, acting, caller_of, credential_scope
from .services import install_all

StartResponse = Callable[..., Any]


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


class Emulator:
    """moto has no locking inside its backends, so requests are answered one after the other. The interpreter's own lock
    would hardly let them run side by side anyway."""

    def __init__(self) -> None:
        install_all()
        internal.use(self)
        self.lock = RLock()
        self.missing: dict[str, int] = {}
        self._moto = _Moto(create_backend_app)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length) if length else b""
        with self.lock:
            with acting(ADMINISTRATOR):
                state.run_due()
            response = self._answer(environ, body)
            # Made whole under the lock: moto reads its state while it streams.
            response.get_data()
        return response(environ, start_response)

    def reset(self) -> None:
        """Empties everything, moto included."""
        with self.lock:
            moto_api_backend.reset()
            state.reset()

    def _answer(self, environ: dict[str, Any], body: bytes) -> Response:
        environ["wsgi.input"] = io.BytesIO(body)
        request = Request(environ)
        if request.path == "/moto-api/reset":
            self.reset()
        scope = credential_scope(environ.get("HTTP_AUTHORIZATION", ""), environ.get("QUERY_STRING", ""))
        if scope is None:
            with acting(ADMINISTRATOR):
                return self._ask_moto(environ, body, "an unsigned request")
        access_key, region, signing = scope
        caller = caller_of(access_key)
        with acting(caller):
            return self._answer_signed(environ, body, request, caller, region, signing)

    def _answer_signed(
        self, environ: dict[str, Any], body: bytes, request: Request, caller: Caller, region: str, signing: str
    ) -> Response:
        found = models.find_operation(signing, request)
        if found is None:
            return self._ask_moto(environ, body, f"{signing} {request.method} {request.path}")
        service, operation, path_parameters = found
        refused = refusal(service, operation, request, caller, path_parameters)
        if refused is not None:
            return refused
        if not declared(service, operation):
            return self._ask_moto(environ, body, f"{service}:{operation}", (service, operation, request))
        params = models.parse(service, operation, request, path_parameters)
        call = Call(service, operation, caller.account, region, caller, params, request, body, self._moto)
        try:
            return answer(call)
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return _refusal(f"{service}:{operation} failed in the emulator, see its log", "InternalFailure", 500)

    def _ask_moto(
        self, environ: dict[str, Any], body: bytes, what: str, known: tuple[str, str, Request] | None = None
    ) -> Response:
        environ["wsgi.input"] = io.BytesIO(body)
        environ.pop("werkzeug.request", None)
        try:
            response = Response.from_app(self._moto, environ, buffered=True)
        except NotImplementedError as error:
            return self._not_emulated(f"{what} ({error})")
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return _refusal(f"{what} failed in the emulator, see its log", "InternalFailure", 500)
        # Flask's own page, not an answer of AWS: moto has no such path. Providers would take it for "was deleted".
        if response.status_code == 404 and response.get_data().startswith(b"<!doctype html>"):
            return self._not_emulated(what)
        return response

    def _not_emulated(self, what: str) -> Response:
        self.missing[what] = self.missing.get(what, 0) + 1
        print(f"not emulated: {what}", file=sys.stderr, flush=True)
        # Not a 5xx: SDKs would try again and again.
        return _refusal(f"{what} is not emulated", "LandfallNotEmulated", 400)


def _refusal(message: str, code: str, status: int) -> Response:
    text = json.dumps({"__type": code, "message": message, "Message": message})
    return Response(text, status, {"x-amzn-ErrorType": code, "Content-Type": "application/x-amz-json-1.1"})

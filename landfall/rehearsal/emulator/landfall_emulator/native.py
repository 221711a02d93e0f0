"""Extending moto from inside: whole new services as moto backends, methods and paths added to existing ones."""

import importlib
import re
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

from moto import backend_index
from moto.core.base_backend import BackendDict
from moto.core.responses import BaseResponse

from .models import know_service, signing_name


def register(service: str, backends: "BackendDict[Any]", response: type[BaseResponse]) -> None:
    """Makes a moto backend out of a service that moto lacks.

    `service` is botocore's name; routing, parsing and serializing follow from botocore's model, operations are methods
    of `response` by their snake-case names.
    """
    name = service.replace("-", "")
    urls = types.ModuleType(f"moto.{name}.urls")
    urls.__dict__["url_bases"] = [rf"https?://{re.escape(signing_name(service))}\.(.+)\.amazonaws\.com"]
    # "{0}/.+$" is not matched in server mode, this is.
    urls.__dict__["url_paths"] = {"{0}/(?P<rest>.*)$": response.dispatch, "{0}/$": response.dispatch}
    backends.backend._url_module = urls
    module = types.ModuleType(f"moto.{name}")
    module.__dict__[f"{name}_backends"] = backends
    sys.modules[f"moto.{name}"] = module
    sys.modules[f"moto.{name}.urls"] = urls
    backend_index.backend_url_patterns.append((name, re.compile(urls.__dict__["url_bases"][0])))
    know_service(service)


def add_methods(response: type[BaseResponse], **methods: Callable[[Any], Any]) -> None:
    """Adds operations to a response class of moto (or replaces them). moto finds operations by method name."""
    for name, method in methods.items():
        setattr(response, name, method)


def add_paths(moto_service: str, response: type[BaseResponse], paths: Iterable[str]) -> None:
    """Makes moto route more paths of a REST service, e.g. add_paths("account", AccountResponse, ["/enableRegion"])."""
    urls = importlib.import_module(f"moto.{moto_service}.urls")
    for path in paths:
        urls.url_paths[f"{{0}}{path}$"] = response.dispatch

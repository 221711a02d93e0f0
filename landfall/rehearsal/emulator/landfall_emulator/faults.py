"""Faults on demand: throttling, errors, lost connections, delays.

A rule is an object (in a file: a list of them):

    service      botocore's name, or * (default)
    operation    e.g. CreateAccount, or * (default)
    action       throttle  the error with which the service throttles
                 error     `code` (default InternalFailure), `status` (default 500), `message`
                 drop      the connection ends, nothing was done
                 lose      the connection ends, but it was done
                 delay     `seconds` (default 1), then it is done
    every: n     every n-th matching call; or first: k, the first k; or probability: p with seed: s. Without: all.

The same as text, for --fault: `organizations:CreatePolicy=throttle,every=3` or `*=error,status=503,probability=0.1`.
"""

import json
import random
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from .models import know_service, service_exists

ACTIONS = ("throttle", "error", "drop", "lose", "delay")


class BadRule(ValueError):
    """A rule that can't be understood; says why."""


@dataclass
class Rule:
    action: str
    service: str = "*"
    operation: str = "*"
    every: int | None = None
    first: int | None = None
    probability: float | None = None
    seed: int = 1
    code: str = "InternalFailure"
    status: int = 500
    message: str = "injected by the rehearsal"
    seconds: float = 1.0
    calls: int = 0
    hits: int = 0
    _random: random.Random = field(default_factory=random.Random, repr=False)

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise BadRule(f"action is {self.action!r}, allowed are {', '.join(ACTIONS)}")
        if self.service != "*":
            if not service_exists(self.service):
                raise BadRule(f"botocore has no service {self.service!r}")
            know_service(self.service)
        if sum(one is not None for one in (self.every, self.first, self.probability)) > 1:
            raise BadRule("give one of every, first and probability")
        self._random.seed(self.seed)

    def strikes(self, service: str, operation: str) -> bool:
        if self.service not in ("*", service) or self.operation not in ("*", operation):
            return False
        self.calls += 1
        hit = True
        if self.every is not None:
            hit = self.calls % self.every == 0
        elif self.first is not None:
            hit = self.calls <= self.first
        elif self.probability is not None:
            hit = self._random.random() < self.probability
        self.hits += hit
        return hit


_NUMBERS: dict[str, type[int] | type[float]] = {
    "every": int,
    "first": int,
    "seed": int,
    "status": int,
    "probability": float,
    "seconds": float,
}
_NAMES = {"action", "service", "operation", "code", "message", *_NUMBERS}


def rule_of(given: dict[str, Any]) -> Rule:
    unknown = sorted(set(given) - _NAMES)
    if unknown:
        raise BadRule(f"unknown: {', '.join(unknown)}; known are {', '.join(sorted(_NAMES))}")
    if "action" not in given:
        raise BadRule("action is missing")
    try:
        values: dict[str, Any] = {
            key: _NUMBERS[key](value) if key in _NUMBERS else str(value) for key, value in given.items()
        }
        return Rule(**values)
    except (TypeError, ValueError) as error:
        raise BadRule(str(error)) from None


def parse_spec(text: str) -> Rule:
    """A rule from `service:operation=action,name=value,...`; service and operation may be left out."""
    target, separator, rest = text.partition("=")
    if not separator:
        raise BadRule(f"{text!r}: expected service:operation=action")
    service, _, operation = target.partition(":")
    action, *settings = rest.split(",")
    given: dict[str, Any] = {"service": service or "*", "operation": operation or "*", "action": action}
    for setting in settings:
        name, separator, value = setting.partition("=")
        if not separator:
            raise BadRule(f"{setting!r}: expected name=value")
        given[name] = value
    return rule_of(given)


def read_file(path: Path) -> list[Rule]:
    given = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(given, list):
        raise BadRule(f"{path}: expected a list of rules")
    return [rule_of(one) for one in given]


class Faults:
    """The rules in force, in order; the first that strikes counts."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self._lock = Lock()

    def set(self, rules: list[Rule]) -> None:
        with self._lock:
            self._rules = rules

    def strike(self, service: str, operation: str) -> Rule | None:
        with self._lock:
            return next((rule for rule in self._rules if rule.strikes(service, operation)), None)

    def describe(self) -> list[dict[str, Any]]:
        with self._lock:
            return [
                {key: value for key, value in asdict(rule).items() if not key.startswith("_") and value is not None}
                for rule in self._rules
            ]

"""State that a service keeps, ids, tags and work that is due later. Everything here is emptied by `reset()`."""

import os
import string
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from moto.moto_api._internal import mock_random

T = TypeVar("T")

MANAGEMENT = "123456789012"

_resetters: list[Callable[[], None]] = []
_tags: dict[str, dict[str, str]] = {}
_due: list[tuple[float, int, Callable[[], None]]] = []
_sequence = 0
_running = False


def on_reset(function: Callable[[], None]) -> Callable[[], None]:
    """Registers what is to be done when the emulator is emptied. Usable as a decorator."""
    _resetters.append(function)
    return function


def reset() -> None:
    """Empties the state of this package (moto's own is emptied by moto)."""
    _tags.clear()
    _due.clear()
    for function in _resetters:
        function()


class Store(Generic[T]):
    """What a service knows, per account and Region; made by `make` when first asked for.

    Services without Regions leave `region` out.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._items: dict[tuple[str, str], T] = {}
        on_reset(self._items.clear)

    def of(self, account: str, region: str = "") -> T:
        key = (account, region)
        if key not in self._items:
            self._items[key] = self._make()
        return self._items[key]

    def items(self) -> Iterator[tuple[str, str, T]]:
        """(account, region, state) of all that were asked for, in that order."""
        for (account, region), item in sorted(self._items.items(), key=lambda entry: entry[0]):
            yield account, region, item


def seed(value: int) -> None:
    """Makes all ids of moto and of this package repeatable."""
    mock_random.seed(value)


def random_id(prefix: str = "", length: int = 17, alphabet: str = "0123456789abcdef") -> str:
    """`prefix` and `length` characters, e.g. random_id("tgw-") or random_id("psx-", 16)."""
    return prefix + "".join(mock_random.choice(alphabet) for _ in range(length))


def random_upper(prefix: str = "", length: int = 16) -> str:
    return random_id(prefix, length, string.ascii_uppercase + string.digits)


def random_uuid() -> str:
    return str(mock_random.uuid4())


def as_map(tags: object) -> dict[str, str]:
    """Tags as a plain dict, from any shape AWS uses: a map, or a list of Key/Value, key/value, TagKey/TagValue."""
    if not tags:
        return {}
    if isinstance(tags, Mapping):
        return {str(key): str(value) for key, value in tags.items()}
    if not isinstance(tags, Iterable):
        raise TypeError(f"not tags: {tags!r}")
    result: dict[str, str] = {}
    for tag in tags:
        lower = {str(name).lower(): value for name, value in tag.items()}
        key = lower.get("key", lower.get("tagkey"))
        value = lower.get("value", lower.get("tagvalue"))
        result[str(key)] = "" if value is None else str(value)
    return result


def tags_of(arn: str) -> dict[str, str]:
    return dict(_tags.get(arn, {}))


def tag(arn: str, tags: object) -> None:
    """Adds tags of any shape to an ARN."""
    _tags.setdefault(arn, {}).update(as_map(tags))


def untag(arn: str, keys: Iterable[str]) -> None:
    for key in keys:
        _tags.get(arn, {}).pop(key, None)


def forget_tags(arn: str) -> None:
    _tags.pop(arn, None)


def seconds(name: str, default: float) -> float:
    """A duration that can be set by the environment: LANDFALL_EMULATOR_<NAME>_SECONDS."""
    text = os.environ.get(f"LANDFALL_EMULATOR_{name}_SECONDS")
    return default if text is None else float(text)


def later(delay: float, work: Callable[[], None]) -> None:
    """Does `work` at the beginning of the first request that comes `delay` seconds from now or after that.

    No thread and no timer: an emulator that nobody asks does nothing.
    """
    global _sequence
    _sequence += 1
    _due.append((time.monotonic() + delay, _sequence, work))


def run_due() -> None:
    """Does all work that is due, oldest first. Work may ask for more work."""
    global _running
    if _running:
        # Work that asks the emulator itself comes here again.
        return
    _running = True
    try:
        while True:
            now = time.monotonic()
            entry = min((one for one in _due if one[0] <= now), key=lambda one: one[:2], default=None)
            if entry is None:
                return
            _due.remove(entry)
            entry[2]()
    finally:
        _running = False


def json_ready(value: Any) -> Any:
    """A copy with tuples as lists and keys sorted, for JSON answers that must be stable."""
    if isinstance(value, Mapping):
        return {str(key): json_ready(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, (list, tuple)):
        return [json_ready(item) for item in value]
    return value

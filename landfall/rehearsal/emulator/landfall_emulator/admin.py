"""The emulator's own paths, under /landfall/. They are no part of AWS and need no signature.

GET    /landfall/health               {"status": "ok"}
GET    /landfall/inventory?account=   what lies in which account
GET    /landfall/missing              what was asked for and is not emulated, with counts
GET    /landfall/faults               the rules in force, with counts
POST   /landfall/faults               sets the rules (a list), in place of those before
DELETE /landfall/faults               removes them
POST   /landfall/drift                {ARN: "DRIFTED" or "IN_SYNC"}: what of Control Tower somebody has changed
POST   /landfall/reset                empties the emulator; rules stay
"""

import json
from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Request, Response

from .faults import BadRule, Faults, rule_of
from .inventory import inventory
from .services.controltower import set_drift
from .state import json_ready

PREFIX = "/landfall/"
DRIFT = ("IN_SYNC", "DRIFTED")


def _json(value: Any, status: int = 200) -> Response:
    text = json.dumps(json_ready(value), indent=2) + "\n"
    return Response(text, status, content_type="application/json")


def _drift(wanted: Any) -> Response:
    if not isinstance(wanted, dict) or any(status not in DRIFT for status in wanted.values()):
        return _json({"error": f"wanted: an object of ARN and {' or '.join(DRIFT)}"}, 400)
    unknown = [arn for arn, status in wanted.items() if not set_drift(arn, status)]
    return _json({"error": f"not known: {', '.join(unknown)}"}, 404) if unknown else _json(wanted)


def answer(request: Request, faults: Faults, missing: dict[str, int], reset: Callable[[], None]) -> Response:
    """Called under the emulator's lock."""
    match (request.method, request.path.removeprefix(PREFIX)):
        case ("GET", "health"):
            return _json({"status": "ok"})
        case ("GET", "inventory"):
            return _json(inventory(request.args.get("account")))
        case ("GET", "missing"):
            return _json(missing)
        case ("GET", "faults"):
            return _json(faults.describe())
        case ("DELETE", "faults"):
            faults.set([])
            return _json([])
        case ("POST", "faults"):
            try:
                faults.set([rule_of(one) for one in json.loads(request.get_data())])
            except (BadRule, TypeError, AttributeError, ValueError) as error:
                return _json({"error": str(error)}, 400)
            return _json(faults.describe())
        case ("POST", "drift"):
            try:
                return _drift(json.loads(request.get_data()))
            except ValueError as error:
                return _json({"error": str(error)}, 400)
        case ("POST", "reset"):
            reset()
            return _json({"status": "empty"})
        case _:
            return _json({"error": f"{request.method} {request.path} is not known"}, 404)

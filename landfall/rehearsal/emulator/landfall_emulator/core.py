"""What a service module builds on. A service module is `services/<service>.py`, listed in `services/__init__.py`; its
`install()` is called once, after moto is imported and before the first request.

The usual way is plain functions over typed state:

    zones: Store[dict[str, Zone]] = Store(dict)              # per account and Region, emptied by reset

    def install() -> None:
        tag_operations("controltower")                       # ListTagsForResource, TagResource, UntagResource

        @operation("controltower", "GetLandingZone")         # botocore's names; in place of moto, if moto has it
        def get_landing_zone(call: Call) -> dict[str, Any]:  # call.params, call.account, call.region, call.caller
            zone = zones.of(call.account, call.region).get(call.params["landingZoneIdentifier"])
            if zone is None:
                raise AwsError("ResourceNotFoundException", "there is no such landing zone")
            return {"landingZone": {...}}                    # by the names in botocore's model; None leaves out

- `call.forward()` lets moto answer and returns its answer for correction; raises AwsError where moto refuses.
- A handler runs under the emulator's one lock: check-then-act is safe. It must not make HTTP requests to the emulator.
- `@gate(service)`: asked before every operation of a service, to refuse it.
- `later(delay, work)`: state changes that AWS makes some time after a call. `seconds(NAME, default)`: their durations,
  settable by LANDFALL_EMULATOR_<NAME>_SECONDS.
- `random_id`, `random_upper`, `random_uuid`: repeatable ids (`--seed`).
- `tag`, `untag`, `tags_of`, `forget_tags`, `as_map`: tags per ARN, whatever shape they come in.
- moto's own state is at hand: `from moto.ec2.models import ec2_backends`, then `ec2_backends[account][region]`;
  services without Regions use the key "aws".
- `current_caller()`: the caller, for functions deep inside moto. `MANAGEMENT`: the management account's id.

Where a moto backend itself is wanted: `register(service, BackendDict(...), ResponseClass)` for a service moto lacks,
`add_methods(ResponseClass, ...)` and `add_paths(...)` for one it has.
"""

from .errors import AwsError
from .native import add_methods, add_paths, register
from .operations import Call, gate, operation, tag_operations
from .principals import Caller, current_caller
from .state import (
    MANAGEMENT,
    Store,
    as_map,
    forget_tags,
    later,
    on_reset,
    random_id,
    random_upper,
    random_uuid,
    seconds,
    tag,
    tags_of,
    untag,
)

__all__ = [
    "MANAGEMENT",
    "AwsError",
    "Call",
    "Caller",
    "Store",
    "add_methods",
    "add_paths",
    "as_map",
    "current_caller",
    "forget_tags",
    "gate",
    "later",
    "on_reset",
    "operation",
    "random_id",
    "random_upper",
    "random_uuid",
    "register",
    "seconds",
    "tag",
    "tag_operations",
    "tags_of",
    "untag",
]

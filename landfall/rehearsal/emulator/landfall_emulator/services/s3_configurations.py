"""S3: configurations of a bucket that moto loses or lacks: EventBridge, replication, intelligent tiering."""

import json
import re
from collections.abc import Callable
from typing import Any

from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response
from moto.s3.utils import LOGGING_SERVICE_PRINCIPAL

from ..core import AwsError, Call, Store, add_methods, operation
from ..policies import like, listed

Item = dict[str, Any]

_replication: Store[dict[str, Item]] = Store(dict)
_tiering: Store[dict[tuple[str, str], Item]] = Store(dict)


def _bucket(call: Call) -> str:
    return str(call.params["Bucket"])


# Replication: moto loses parts of the rules


@operation("s3", "PutBucketReplication")
def put_replication(call: Call) -> None:
    call.forward()
    _replication.of("")[_bucket(call)] = call.params["ReplicationConfiguration"]


@operation("s3", "GetBucketReplication")
def get_replication(call: Call) -> Item:
    answer = call.forward()
    kept = _replication.of("").get(_bucket(call))
    return answer if kept is None else {"ReplicationConfiguration": kept}


# Intelligent tiering: moto takes it for the making of a bucket


@operation("s3", "PutBucketIntelligentTieringConfiguration")
def put_tiering(call: Call) -> None:
    _tiering.of("")[(_bucket(call), call.params["Id"])] = call.params["IntelligentTieringConfiguration"]


@operation("s3", "GetBucketIntelligentTieringConfiguration")
def get_tiering(call: Call) -> Item:
    kept = _tiering.of("").get((_bucket(call), call.params["Id"]))
    if kept is None:
        raise AwsError("NoSuchConfiguration", "The specified configuration does not exist.", 404)
    return {"IntelligentTieringConfiguration": kept}


@operation("s3", "ListBucketIntelligentTieringConfigurations")
def list_tiering(call: Call) -> Item:
    found = [kept for key, kept in _tiering.of("").items() if key[0] == _bucket(call)]
    return {"IntelligentTieringConfigurationList": found, "IsTruncated": False}


@operation("s3", "DeleteBucketIntelligentTieringConfiguration")
def delete_tiering(call: Call) -> None:
    if _tiering.of("").pop((_bucket(call), call.params["Id"]), None) is None:
        raise AwsError("NoSuchConfiguration", "The specified configuration does not exist.", 404)


# Notifications: moto keeps the switch for EventBridge, but doesn't show it


def _show_event_bridge(method: Callable[[S3Response], Any]) -> Callable[[S3Response], Any]:
    def get_bucket_notification(self: S3Response) -> Any:
        answer = method(self)
        kept = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if kept is None or kept.event_bridge is None:
            return answer
        status, headers, body = answer
        empty = re.sub(r"(<NotificationConfiguration[^>]*?)\s*/>", r"\1></NotificationConfiguration>", body)
        shown = empty.replace("</NotificationConfiguration>", "<EventBridgeConfiguration/></NotificationConfiguration>")
        return status, headers, shown

    return get_bucket_notification


# Server access logging: moto stumbles over a principal that is a plain "*"


def _may_deliver_logs(target_bucket: FakeBucket, target_prefix: str | None) -> bool:
    """Whether the target's policy lets S3's log delivery write. Conditions name the source, which moto doesn't pass."""
    if target_bucket.policy is None:
        return False
    wanted = f"{target_bucket.arn}/{target_prefix or ''}log"
    return any(
        statement.get("Effect") == "Allow"
        and isinstance(statement.get("Principal"), dict)
        and LOGGING_SERVICE_PRINCIPAL in listed(statement["Principal"].get("Service"))
        and any(like("s3:PutObject", action, ignore_case=True) for action in listed(statement.get("Action")))
        and any(like(wanted, resource) for resource in listed(statement.get("Resource")))
        for statement in json.loads(target_bucket.policy)["Statement"]
    )


def install() -> None:
    """The other operations are declared when the module is imported."""
    setattr(FakeBucket, "_log_permissions_enabled_policy", staticmethod(_may_deliver_logs))  # noqa: B010
    add_methods(S3Response, get_bucket_notification=_show_event_bridge(S3Response.get_bucket_notification))

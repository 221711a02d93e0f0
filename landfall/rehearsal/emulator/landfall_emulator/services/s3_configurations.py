"""S3: configurations of a bucket that moto loses or lacks: EventBridge, replication, intelligent tiering."""

from typing import Any

from ..core import AwsError, Call, Store, operation

Item = dict[str, Any]

_event_bridge: Store[set[str]] = Store(set)
_replication: Store[dict[str, Item]] = Store(dict)
_tiering: Store[dict[tuple[str, str], Item]] = Store(dict)


def _bucket(call: Call) -> str:
    return str(call.params["Bucket"])


# Notifications: moto keeps all but the switch for EventBridge


@operation("s3", "PutBucketNotificationConfiguration")
def put_notification(call: Call) -> None:
    call.forward()
    known = _event_bridge.of("")
    if "EventBridgeConfiguration" in call.params["NotificationConfiguration"]:
        known.add(_bucket(call))
    else:
        known.discard(_bucket(call))


@operation("s3", "GetBucketNotificationConfiguration")
def get_notification(call: Call) -> Item:
    answer = dict(call.forward())
    if _bucket(call) in _event_bridge.of(""):
        answer["EventBridgeConfiguration"] = {}
    return answer


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


def install() -> None:
    """The operations are declared when the module is imported."""

"""S3: who may reach a bucket.

moto evaluates a bucket policy without its conditions, so a policy that denies plain HTTP denies everything; and it
either opens every bucket to every account or none, whatever the policy says. Here the policy decides: a deny holds for
all, and another account needs an allow. The owner's own principals are taken to have the permission in their account.
"""

from collections.abc import Mapping
from contextvars import ContextVar

from moto.iam.access_control import PermissionResult
from moto.s3 import models as moto_models
from moto.s3.models import FakeBucket, s3_backends
from werkzeug.wrappers import Request

from ..core import AwsError, gate, on_reset
from ..policies import Asked, context_of, evaluate
from ..principals import Caller

# Operations whose permission is not called as they are.
_ACTIONS = {
    "HeadObject": "GetObject",
    "GetObjectAttributes": "GetObject",
    "CopyObject": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "UploadPart": "PutObject",
    "UploadPartCopy": "PutObject",
    "CompleteMultipartUpload": "PutObject",
    "DeleteObjects": "DeleteObject",
    "HeadBucket": "ListBucket",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "ListObjectVersions": "ListBucketVersions",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "GetBucketReplication": "GetReplicationConfiguration",
    "PutBucketReplication": "PutReplicationConfiguration",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteBucketCors": "PutBucketCORS",
}
_HEADERS = (
    "x-amz-acl",
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-storage-class",
)

# Whether the request being answered may cross accounts.
_crossing: ContextVar[bool] = ContextVar("crossing", default=False)


def owner_of(bucket: str) -> str | None:
    place = s3_backends.bucket_accounts.get(bucket)
    return None if place is None else place[1]


def policy_of(bucket: str) -> str | None:
    owner = owner_of(bucket)
    found = None if owner is None else s3_backends[owner]["aws"].buckets.get(bucket)
    return None if found is None or found.policy is None else found.policy.decode()


def authorize(operation: str, request: Request, caller: Caller, path: Mapping[str, str]) -> None:
    # To say that a name is taken, moto looks at the other account's bucket.
    _crossing.set(operation == "CreateBucket")
    bucket, key = path.get("Bucket"), path.get("Key")
    owner = None if bucket is None else owner_of(bucket)
    if bucket is None or owner is None or operation == "CreateBucket":
        return
    document = policy_of(bucket)
    resource = f"arn:aws:s3:::{bucket}" + ("" if key is None else f"/{key}")
    action = f"s3:{_ACTIONS.get(operation, operation)}"
    context = context_of(caller)
    for header in _HEADERS:
        if header in request.headers:
            context[f"s3:{header}"] = (request.headers[header],)
    if "prefix" in request.args:
        context["s3:prefix"] = (request.args["prefix"],)
    effect = "none" if document is None else evaluate(document, Asked(caller, action, resource, context=context))
    if effect == "deny" or (owner != caller.account and effect != "allow"):
        raise AwsError(
            "AccessDenied", f"User: {caller.arn} is not authorized to perform: {action} on resource: {resource}", 403
        )
    _crossing.set(owner != caller.account)


def _no_opinion(self: FakeBucket, action: str, resource: str) -> PermissionResult:
    return PermissionResult.NEUTRAL


def install() -> None:
    gate("s3")(authorize)
    setattr(moto_models, "s3_allow_crossdomain_access", _crossing.get)  # noqa: B010
    setattr(FakeBucket, "get_permission", _no_opinion)  # noqa: B010
    on_reset(s3_backends.bucket_accounts.clear)

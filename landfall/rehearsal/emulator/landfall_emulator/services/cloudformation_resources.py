"""Resource types of CloudFormation that moto makes only in part, made whole through the services' own APIs.

moto silently leaves out a bucket's versioning, public access block and bucket key, knows no AWS::S3::BucketPolicy, and
drops ManagedPolicyArns of roles and every change to a role. Here a property that is not handled is an error, as in AWS.
"""

from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel

from ..core import AwsError
from .cloudformation_iam import IamRole, ManagedPolicy
from .cloudformation_made import Made
from .cloudformation_storage import Alias, Bucket, BucketPolicy, Key

KINDS: tuple[type[Made], ...] = (Bucket, BucketPolicy, Key, Alias, IamRole, ManagedPolicy)


def _class_of(kind: str) -> type[CloudFormationModel] | None:
    """moto passes over types that it does not know without a word."""
    found = _moto_class_of(kind)
    if found is None and kind not in parsing.NULL_MODELS:
        raise AwsError("ValidationError", f"{kind} is not emulated")
    return found


_moto_class_of = parsing.resource_class_from_type


def install() -> None:
    models = {**parsing.get_model_map(), **{kind.TYPE: kind for kind in KINDS}}
    names = {**parsing.get_name_type_map(), **{kind.TYPE: kind.NAME for kind in KINDS}}
    setattr(parsing, "get_model_map", lambda: models)  # noqa: B010
    setattr(parsing, "get_name_type_map", lambda: names)  # noqa: B010
    setattr(parsing, "resource_class_from_type", _class_of)  # noqa: B010

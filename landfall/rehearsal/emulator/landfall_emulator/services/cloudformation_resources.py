"""Resource types of CloudFormation that moto makes only in part, made whole through the services' own APIs.

moto silently leaves out a bucket's versioning, public access block and bucket key, knows no AWS::S3::BucketPolicy, and
drops ManagedPolicyArns of roles and every change to a role. Here a property that is not handled is an error, as in AWS.
"""

import json
from typing import Any, ClassVar, Self

from moto.cloudformation import parsing
from moto.cloudformation.exceptions import UnformattedGetAttTemplateException
from moto.core.common_models import CloudFormationModel

from ..core import AwsError, as_map, random_upper
from ..internal import call

Properties = dict[str, Any]


class Made(CloudFormationModel):
    """A resource in a stack. Subclasses say how it is made, changed and deleted."""

    TYPE: ClassVar[str] = ""
    NAME: ClassVar[str] = ""
    PROPERTIES: ClassVar[frozenset[str]] = frozenset()
    ATTRIBUTES: ClassVar[frozenset[str]] = frozenset({"Arn"})

    def __init__(self, account: str, region: str, name: str, properties: Properties) -> None:
        self.account, self.region, self.name, self.properties = account, region, name, properties
        self.attributes: dict[str, str] = {}

    def ask(self, service: str, operation: str, **parameters: Any) -> Any:
        return call(service, operation, self.account, self.region, **parameters)

    def make(self) -> None:
        raise NotImplementedError

    def apply(self) -> None:
        """Brings all settings into the state of `properties`; after `make` and at every change."""

    def remove(self) -> None:
        raise NotImplementedError

    @property
    def physical_resource_id(self) -> str:
        return self.name

    def get_cfn_attribute(self, name: str) -> str:
        if name not in self.attributes:
            raise UnformattedGetAttTemplateException()
        return self.attributes[name]

    def is_created(self) -> bool:
        return True

    def delete(self, account: str, region: str) -> None:
        self.remove()

    @classmethod
    def cloudformation_name_type(cls) -> str:
        return cls.NAME

    @classmethod
    def cloudformation_type(cls) -> str:
        return cls.TYPE

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr in cls.ATTRIBUTES

    @classmethod
    def _properties(cls, template: Properties) -> Properties:
        properties: Properties = _plain(template.get("Properties") or {})
        unknown = sorted(set(properties) - cls.PROPERTIES)
        if unknown:
            raise AwsError("ValidationError", f"{cls.TYPE}: properties not known to the emulator: {', '.join(unknown)}")
        return properties

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Properties, account_id: str, region_name: str, **_: Any
    ) -> Self:
        properties = cls._properties(cloudformation_json)
        made = cls(account_id, region_name, properties.get(cls.NAME) or resource_name, properties)
        made.make()
        try:
            made.apply()
        except Exception:
            # It isn't in the stack yet, so nobody else would take it back.
            made.remove()
            raise
        return made

    @classmethod
    def update_from_cloudformation_json(
        cls,
        original_resource: Self,
        new_resource_name: str,
        cloudformation_json: Properties,
        account_id: str,
        region_name: str,
    ) -> Self:
        properties = cls._properties(cloudformation_json)
        name = properties.get(cls.NAME)
        if name is not None and name != original_resource.properties.get(cls.NAME):
            made = cls.create_from_cloudformation_json(name, cloudformation_json, account_id, region_name)
            original_resource.remove()
            return made
        original_resource.properties = properties
        original_resource.apply()
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, *_: Any) -> None:
        raise AssertionError("resources delete themselves")


def _plain(value: Any) -> Any:
    """Without AWS::NoValue, and with dates as text: YAML reads an unquoted policy version as a date."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_plain(item) for item in value if item is not None]
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def _document(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _flag(value: object) -> bool:
    return value is True or str(value).lower() == "true"


def _pairs(tags: object) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in sorted(as_map(tags).items())]


class Bucket(Made):
    TYPE = "AWS::S3::Bucket"
    NAME = "BucketName"
    PROPERTIES = frozenset(
        [
            "BucketName",
            "BucketEncryption",
            "VersioningConfiguration",
            "PublicAccessBlockConfiguration",
            "OwnershipControls",
            "LifecycleConfiguration",
            "Tags",
            "ObjectLockEnabled",
        ]
    )
    ATTRIBUTES = frozenset({"Arn", "DomainName", "RegionalDomainName"})

    def make(self) -> None:
        self.name = self.name.lower()
        parameters: Properties = {"Bucket": self.name}
        if self.region != "us-east-1":
            parameters["CreateBucketConfiguration"] = {"LocationConstraint": self.region}
        if _flag(self.properties.get("ObjectLockEnabled")):
            parameters["ObjectLockEnabledForBucket"] = True
        self.ask("s3", "create_bucket", **parameters)
        self.attributes = {
            "Arn": f"arn:aws:s3:::{self.name}",
            "DomainName": f"{self.name}.s3.amazonaws.com",
            "RegionalDomainName": f"{self.name}.s3.{self.region}.amazonaws.com",
        }

    def apply(self) -> None:
        given = self.properties
        versioning = given.get("VersioningConfiguration")
        if versioning:
            self.ask("s3", "put_bucket_versioning", Bucket=self.name, VersioningConfiguration=versioning)
        encryption = given.get("BucketEncryption")
        if encryption:
            rules = [
                {
                    "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
                    "BucketKeyEnabled": _flag(rule.get("BucketKeyEnabled", False)),
                }
                for rule in encryption["ServerSideEncryptionConfiguration"]
            ]
            self.ask(
                "s3", "put_bucket_encryption", Bucket=self.name, ServerSideEncryptionConfiguration={"Rules": rules}
            )
        block = given.get("PublicAccessBlockConfiguration")
        if block:
            settings = {key: _flag(value) for key, value in block.items()}
            self.ask("s3", "put_public_access_block", Bucket=self.name, PublicAccessBlockConfiguration=settings)
        ownership = given.get("OwnershipControls")
        if ownership:
            self.ask("s3", "put_bucket_ownership_controls", Bucket=self.name, OwnershipControls=ownership)
        lifecycle = given.get("LifecycleConfiguration")
        if lifecycle:
            rules = [_lifecycle_rule(rule) for rule in lifecycle["Rules"]]
            self.ask(
                "s3", "put_bucket_lifecycle_configuration", Bucket=self.name, LifecycleConfiguration={"Rules": rules}
            )
        if given.get("Tags"):
            self.ask("s3", "put_bucket_tagging", Bucket=self.name, Tagging={"TagSet": _pairs(given["Tags"])})

    def remove(self) -> None:
        self.ask("s3", "delete_bucket", Bucket=self.name)


def _lifecycle_rule(rule: Properties) -> Properties:
    made: Properties = {"Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    if "Id" in rule:
        made["ID"] = rule["Id"]
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    expiration = rule.get("NoncurrentVersionExpiration")
    if expiration:
        made["NoncurrentVersionExpiration"] = {key: int(value) for key, value in expiration.items()}
    abort = rule.get("AbortIncompleteMultipartUpload")
    if abort:
        made["AbortIncompleteMultipartUpload"] = {key: int(value) for key, value in abort.items()}
    return made


class BucketPolicy(Made):
    TYPE = "AWS::S3::BucketPolicy"
    NAME = "Bucket"
    PROPERTIES = frozenset({"Bucket", "PolicyDocument"})
    ATTRIBUTES = frozenset()

    def make(self) -> None:
        self.name = str(self.properties["Bucket"])

    def apply(self) -> None:
        policy = _document(self.properties["PolicyDocument"])
        self.ask("s3", "put_bucket_policy", Bucket=self.name, Policy=policy)

    def remove(self) -> None:
        self.ask("s3", "delete_bucket_policy", Bucket=self.name)


class Key(Made):
    TYPE = "AWS::KMS::Key"
    PROPERTIES = frozenset(
        [
            "Description",
            "KeyPolicy",
            "EnableKeyRotation",
            "Enabled",
            "Tags",
            "PendingWindowInDays",
            "KeySpec",
            "KeyUsage",
            "MultiRegion",
            "RotationPeriodInDays",
        ]
    )
    ATTRIBUTES = frozenset({"Arn", "KeyId"})

    def make(self) -> None:
        given = self.properties
        parameters: Properties = {
            name: given[name] for name in ("Description", "KeySpec", "KeyUsage", "MultiRegion") if name in given
        }
        if "KeyPolicy" in given:
            parameters["Policy"] = _document(given["KeyPolicy"])
        tags = [{"TagKey": key, "TagValue": value} for key, value in sorted(as_map(given.get("Tags")).items())]
        made = self.ask("kms", "create_key", Tags=tags, **parameters)["KeyMetadata"]
        self.name = made["KeyId"]
        self.attributes = {"Arn": made["Arn"], "KeyId": self.name}

    def apply(self) -> None:
        given = self.properties
        if "KeyPolicy" in given:
            policy = _document(given["KeyPolicy"])
            self.ask("kms", "put_key_policy", KeyId=self.name, PolicyName="default", Policy=policy)
        if "Description" in given:
            self.ask("kms", "update_key_description", KeyId=self.name, Description=given["Description"])
        rotate = _flag(given.get("EnableKeyRotation", False))
        self.ask("kms", "enable_key_rotation" if rotate else "disable_key_rotation", KeyId=self.name)
        enabled = _flag(given.get("Enabled", True))
        self.ask("kms", "enable_key" if enabled else "disable_key", KeyId=self.name)

    def remove(self) -> None:
        days = int(self.properties.get("PendingWindowInDays", 30))
        self.ask("kms", "schedule_key_deletion", KeyId=self.name, PendingWindowInDays=days)


class Alias(Made):
    TYPE = "AWS::KMS::Alias"
    NAME = "AliasName"
    PROPERTIES = frozenset({"AliasName", "TargetKeyId"})
    ATTRIBUTES = frozenset()

    def make(self) -> None:
        self.ask("kms", "create_alias", AliasName=self.name, TargetKeyId=self.properties["TargetKeyId"])

    def apply(self) -> None:
        self.ask("kms", "update_alias", AliasName=self.name, TargetKeyId=self.properties["TargetKeyId"])

    def remove(self) -> None:
        self.ask("kms", "delete_alias", AliasName=self.name)


class IamRole(Made):
    TYPE = "AWS::IAM::Role"
    NAME = "RoleName"
    PROPERTIES = frozenset(
        [
            "RoleName",
            "AssumeRolePolicyDocument",
            "Path",
            "Description",
            "MaxSessionDuration",
            "PermissionsBoundary",
            "ManagedPolicyArns",
            "Policies",
            "Tags",
        ]
    )
    ATTRIBUTES = frozenset({"Arn", "RoleId"})

    def make(self) -> None:
        given = self.properties
        parameters: Properties = {
            name: given[name] for name in ("Path", "Description", "PermissionsBoundary") if name in given
        }
        made = self.ask(
            "iam",
            "create_role",
            RoleName=self.name,
            AssumeRolePolicyDocument=_document(given["AssumeRolePolicyDocument"]),
            Tags=_pairs(given.get("Tags")),
            **parameters,
        )["Role"]
        self.attributes = {"Arn": made["Arn"], "RoleId": made["RoleId"]}

    def apply(self) -> None:
        given, name = self.properties, self.name
        trust = _document(given["AssumeRolePolicyDocument"])
        self.ask("iam", "update_assume_role_policy", RoleName=name, PolicyDocument=trust)
        self.ask(
            "iam",
            "update_role",
            RoleName=name,
            Description=given.get("Description", ""),
            MaxSessionDuration=int(given.get("MaxSessionDuration", 3600)),
        )
        wanted = set(given.get("ManagedPolicyArns", []))
        for arn in sorted(self._attached() - wanted):
            self.ask("iam", "detach_role_policy", RoleName=name, PolicyArn=arn)
        for arn in sorted(wanted - self._attached()):
            self.ask("iam", "attach_role_policy", RoleName=name, PolicyArn=arn)
        inline = {policy["PolicyName"]: _document(policy["PolicyDocument"]) for policy in given.get("Policies", [])}
        for gone in sorted(set(self._inline()) - set(inline)):
            self.ask("iam", "delete_role_policy", RoleName=name, PolicyName=gone)
        for policy, document in sorted(inline.items()):
            self.ask("iam", "put_role_policy", RoleName=name, PolicyName=policy, PolicyDocument=document)

    def _attached(self) -> set[str]:
        listed = self.ask("iam", "list_attached_role_policies", RoleName=self.name)["AttachedPolicies"]
        return {policy["PolicyArn"] for policy in listed}

    def _inline(self) -> list[str]:
        return list(self.ask("iam", "list_role_policies", RoleName=self.name)["PolicyNames"])

    def remove(self) -> None:
        for arn in sorted(self._attached()):
            self.ask("iam", "detach_role_policy", RoleName=self.name, PolicyArn=arn)
        for policy in self._inline():
            self.ask("iam", "delete_role_policy", RoleName=self.name, PolicyName=policy)
        self.ask("iam", "delete_role", RoleName=self.name)


class ManagedPolicy(Made):
    TYPE = "AWS::IAM::ManagedPolicy"
    NAME = "ManagedPolicyName"
    PROPERTIES = frozenset({"ManagedPolicyName", "PolicyDocument", "Description", "Path", "Roles"})
    ATTRIBUTES = frozenset({"PolicyArn", "PolicyId"})

    def make(self) -> None:
        given = self.properties
        parameters = {name: given[name] for name in ("Path", "Description") if name in given}
        name = given.get(self.NAME) or f"{self.name}-{random_upper('', 12)}"
        made = self.ask(
            "iam", "create_policy", PolicyName=name, PolicyDocument=_document(given["PolicyDocument"]), **parameters
        )["Policy"]
        self.name = made["Arn"]
        self.attributes = {"PolicyArn": made["Arn"], "PolicyId": made["PolicyId"]}
        self._document = _document(given["PolicyDocument"])

    def apply(self) -> None:
        document = _document(self.properties["PolicyDocument"])
        if document != self._document:
            versions = self.ask("iam", "list_policy_versions", PolicyArn=self.name)["Versions"]
            for old in [one for one in versions if not one["IsDefaultVersion"]]:
                self.ask("iam", "delete_policy_version", PolicyArn=self.name, VersionId=old["VersionId"])
            self.ask("iam", "create_policy_version", PolicyArn=self.name, PolicyDocument=document, SetAsDefault=True)
            self._document = document
        for role in self.properties.get("Roles", []):
            self.ask("iam", "attach_role_policy", RoleName=role, PolicyArn=self.name)

    def remove(self) -> None:
        roles = self.ask("iam", "list_entities_for_policy", PolicyArn=self.name).get("PolicyRoles", [])
        for role in roles:
            self.ask("iam", "detach_role_policy", RoleName=role["RoleName"], PolicyArn=self.name)
        for old in self.ask("iam", "list_policy_versions", PolicyArn=self.name)["Versions"]:
            if not old["IsDefaultVersion"]:
                self.ask("iam", "delete_policy_version", PolicyArn=self.name, VersionId=old["VersionId"])
        self.ask("iam", "delete_policy", PolicyArn=self.name)


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

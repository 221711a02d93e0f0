"""Buckets, bucket policies, keys and aliases in a stack."""

from ..core import as_map
from .cloudformation_made import Made, Properties, document, flag, pairs


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
        if flag(self.properties.get("ObjectLockEnabled")):
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
                    "BucketKeyEnabled": flag(rule.get("BucketKeyEnabled", False)),
                }
                for rule in encryption["ServerSideEncryptionConfiguration"]
            ]
            self.ask(
                "s3", "put_bucket_encryption", Bucket=self.name, ServerSideEncryptionConfiguration={"Rules": rules}
            )
        block = given.get("PublicAccessBlockConfiguration")
        if block:
            settings = {key: flag(value) for key, value in block.items()}
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
            self.ask("s3", "put_bucket_tagging", Bucket=self.name, Tagging={"TagSet": pairs(given["Tags"])})

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
        policy = document(self.properties["PolicyDocument"])
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
            parameters["Policy"] = document(given["KeyPolicy"])
        tags = [{"TagKey": key, "TagValue": value} for key, value in sorted(as_map(given.get("Tags")).items())]
        made = self.ask("kms", "create_key", Tags=tags, **parameters)["KeyMetadata"]
        self.name = made["KeyId"]
        self.attributes = {"Arn": made["Arn"], "KeyId": self.name}

    def apply(self) -> None:
        given = self.properties
        if "KeyPolicy" in given:
            policy = document(given["KeyPolicy"])
            self.ask("kms", "put_key_policy", KeyId=self.name, PolicyName="default", Policy=policy)
        if "Description" in given:
            self.ask("kms", "update_key_description", KeyId=self.name, Description=given["Description"])
        rotate = flag(given.get("EnableKeyRotation", False))
        self.ask("kms", "enable_key_rotation" if rotate else "disable_key_rotation", KeyId=self.name)
        enabled = flag(given.get("Enabled", True))
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

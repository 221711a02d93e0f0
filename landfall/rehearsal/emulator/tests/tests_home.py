"""The template of an account's home that several tests deliver; the bucket carries the account's id."""

from pathlib import Path

HOME = (
    (Path(__file__).parent / "home.template.yaml")
    .read_text(encoding="utf-8")
    .replace("BucketName: !Ref Bucket", "BucketName: !Sub home-${AWS::AccountId}")
    .replace("  Bucket:\n    Type: String\n", "")
)
CAPABILITIES = ["CAPABILITY_NAMED_IAM"]

"""AWS Backup: tags of vaults. moto takes the ARN from a path that ends with a slash, and Terraform's has none."""

from typing import Any

from moto.backup.models import backup_backends

from ..core import Call, operation


@operation("backup", "ListTags")
def list_tags(call: Call) -> dict[str, Any]:
    return {"Tags": backup_backends[call.account][call.region].list_tags(call.params["ResourceArn"])}


def install() -> None:
    """The operation is declared when the module is imported."""

"""Vaults of AWS Backup; the real provider at the end."""

from pathlib import Path

import pytest
from conftest import Session
from terraform_root import Root, needs_terraform


def test_a_vault_keeps_its_tags(management: Session) -> None:
    backup = management.client("backup")
    arn = backup.create_backup_vault(BackupVaultName="acme-backup", BackupVaultTags={"by": "landfall"})[
        "BackupVaultArn"
    ]
    assert backup.list_tags(ResourceArn=arn)["Tags"] == {"by": "landfall"}


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_a_vault(management: Session, tmp_path: Path) -> None:
    root = Root(tmp_path, management.endpoint)
    root.write('resource "aws_backup_vault" "this" {\n  name = "acme-backup"\n}\n')
    root.prove()

"""Applies a small Terraform root with the real AWS provider against the emulator.

Needs Terraform and a filesystem mirror that holds the provider; LANDFALL_PROVIDER_MIRROR names it.
"""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ADDRESS = "registry.terraform.io/hashicorp/aws"


def provider_folder() -> Path | None:
    mirror = os.environ.get("LANDFALL_PROVIDER_MIRROR", "")
    binaries = sorted(Path(mirror, ADDRESS).glob("*/*/terraform-provider-aws_v*")) if mirror else []
    return binaries[-1].parent if binaries else None


needs_terraform = pytest.mark.skipif(
    shutil.which("terraform") is None or provider_folder() is None,
    reason="NOT PROVED with the real provider: Terraform is not on the PATH or LANDFALL_PROVIDER_MIRROR is not set",
)


@dataclass(frozen=True)
class Root:
    folder: Path
    endpoint: str
    region: str = "eu-west-1"

    def write(self, *parts: str, accounts: dict[str, str] | None = None) -> None:
        """`accounts`: provider alias -> account id, entered by OrganizationAccountAccessRole."""
        text = ['provider "aws" {\n  default_tags { tags = { by = "landfall" } }\n}\n', *parts]
        for alias, account in (accounts or {}).items():
            role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
            text.append(
                f'provider "aws" {{\n  alias = "{alias}"\n  assume_role {{ role_arn = "{role}" }}\n'
                '  default_tags { tags = { by = "landfall" } }\n}\n'
            )
        (self.folder / "main.tf").write_text("\n".join(text), encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        # No installation: the provider comes straight from the mirror's folder. Only a backend needs `init`.
        configuration = self.folder / "terraformrc"
        overrides = f'dev_overrides {{ "hashicorp/aws" = "{provider_folder()}" }}'
        mirror = f'filesystem_mirror {{ path = "{os.environ.get("LANDFALL_PROVIDER_MIRROR", "")}" }}'
        configuration.write_text(f"provider_installation {{\n  {overrides}\n  {mirror}\n}}\n", encoding="utf-8")
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "TMPDIR")}
        environment = {
            **kept,
            "AWS_ENDPOINT_URL": self.endpoint,
            "HTTP_PROXY": self.endpoint,
            "AWS_ACCESS_KEY_ID": "AKIAMANAGEMENT000000",
            "AWS_SECRET_ACCESS_KEY": "rehearsal",
            "AWS_REGION": self.region,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_MAX_ATTEMPTS": "3",
            "CHECKPOINT_DISABLE": "1",
            "TF_CLI_CONFIG_FILE": str(configuration),
            "TF_IN_AUTOMATION": "1",
            "TF_INPUT": "0",
        }
        return subprocess.run(
            ["terraform", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=600
        )

    def apply(self) -> None:
        done = self.run("apply", "-auto-approve", "-no-color")
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr

    def assert_clean(self) -> None:
        done = self.run("plan", "-detailed-exitcode", "-no-color")
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr

    def destroy(self) -> None:
        done = self.run("destroy", "-auto-approve", "-no-color")
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr

    def outputs(self) -> dict[str, object]:
        done = self.run("output", "-json")
        assert done.returncode == 0, done.stderr
        return {name: entry["value"] for name, entry in json.loads(done.stdout).items()}

    def prove(self) -> dict[str, object]:
        """Applies, plans again without a change, destroys; returns the outputs."""
        self.apply()
        self.assert_clean()
        outputs = self.outputs()
        self.destroy()
        return outputs

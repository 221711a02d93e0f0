"""Takes the documents of AWS managed policies that organizations here use out of moto's copy.

    python scripts/managed-policies.py > landfall/analysis/data/managed-policies.json

Run it with the Python of a rehearsal (`.landfall/venv-*/bin/python`). moto is Apache-2.0; the documents are AWS's own.
"""

import json
import pathlib
import re

import moto
from moto.iam.aws_managed_policies import aws_managed_policies_data

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Beyond what the organizations and the code name.
ALWAYS = {"AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "SecurityAudit", "job-function/ViewOnlyAccess"}


def names_used():
    names = set(ALWAYS)
    for path in [*ROOT.glob("landing-zone/*.yaml"), *ROOT.glob("examples/*/*.yaml")]:
        text = path.read_text()
        for found in re.findall(r"managedPolicies:\s*\[([^\]]*)\]", text):
            names.update(part.strip() for part in found.split(","))
        for found in re.findall(r"managedPolicies:\n((?:\s+- \S+\n)+)", text):
            names.update(re.findall(r"- (\S+)", found))
        names.update(re.findall(r"permissionsBoundary: (\S+)", text))
    for folder in ("landing-zone", "examples", "landfall/model", "constructs", "stacks", "account-blueprints"):
        for path in (ROOT / folder).rglob("*.*"):
            if path.suffix in {".ts", ".yaml"}:
                names.update(re.findall(r"arn:aws:iam::aws:policy/([\w+=,.@/-]*\w)", path.read_text()))
    return {name.strip("'\"").removeprefix("arn:aws:iam::aws:policy/") for name in names}


def main():
    known = {}
    for name, policy in json.loads(aws_managed_policies_data).items():
        arn = policy.get("Arn") or f"arn:aws:iam::aws:policy{policy.get('Path', '/')}{name}"
        known[arn] = policy
    used = {f"arn:aws:iam::aws:policy/{name}" for name in names_used()}
    policies = {
        arn: {
            "version": known[arn]["DefaultVersionId"],
            "updated": (known[arn].get("UpdateDate") or known[arn]["CreateDate"])[:10],
            # One line each: nobody reads them here, and a change stays one line of a diff.
            "document": json.dumps(known[arn]["Document"], separators=(",", ":")),
        }
        for arn in sorted(used & known.keys())
    }
    newest = max(policy["updated"] for policy in policies.values())
    source = f"moto {moto.__version__}, moto/iam/aws_managed_policies.py"
    print(json.dumps({"source": source, "newest": newest, "policies": policies}, indent=2))


main()

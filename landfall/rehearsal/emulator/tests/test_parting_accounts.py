"""Accounts that leave the configuration, with the real provider: kept ones are forgotten, closed ones marked first."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Organization
from terraform_root import Root, needs_terraform

pytestmark = [pytest.mark.terraform, needs_terraform]

ADDRESS = "aws_organizations_account.fraud-test"
MADE = {
    "name": "Fraud test",
    "email": "aws+fraud-test@example.com",
    "close_on_deletion": False,
    "lifecycle": {"prevent_destroy": True, "ignore_changes": ["role_name", "iam_user_access_to_billing"]},
}
# What the vending stack renders of an account that is to be closed.
MARKED = {
    "name": "Closing",
    "email": "closing@landfall.invalid",
    "close_on_deletion": True,
    "lifecycle": {
        "prevent_destroy": True,
        "ignore_changes": [
            "email",
            "iam_user_access_to_billing",
            "name",
            "parent_id",
            "role_name",
            "tags",
            "tags_all",
        ],
    },
}
# As CDKTF writes it; Terraform passes over what the state never held.
FORGOTTEN = [
    {"from": address, "lifecycle": {"destroy": False}}
    for address in (ADDRESS, "aws_servicecatalog_provisioned_product.fraud-test")
]


class Vending:
    """A vending stack's root, written as JSON."""

    def __init__(self, organization: Organization, folder: Path) -> None:
        self.organizations = organization.management.client("organizations")
        self.root = Root(folder, organization.management.endpoint)
        self.root.write()

    def write(self, account: dict[str, Any] | None = None, **more: Any) -> None:
        resources = {} if account is None else {"resource": {"aws_organizations_account": {"fraud-test": account}}}
        (self.root.folder / "cdk.tf.json").write_text(json.dumps({**resources, **more}), encoding="utf-8")

    def changes(self) -> dict[str, list[str]]:
        """Actions by address of what a plan changes."""
        done = self.root.run("plan", "-out=plan", "-no-color")
        assert done.returncode == 0, done.stdout + done.stderr
        plan = json.loads(self.root.run("show", "-json", "plan").stdout)
        found = {one["address"]: one["change"] for one in plan.get("resource_changes", [])}
        return {address: change["actions"] for address, change in found.items() if change["actions"] != ["no-op"]}

    def account(self) -> dict[str, Any]:
        found: dict[str, Any]
        (found,) = [
            one
            for one in self.organizations.list_accounts()["Accounts"]
            if one["Email"] == "aws+fraud-test@example.com"
        ]
        return found


@pytest.fixture
def vending(organization: Organization, tmp_path: Path) -> Vending:
    vending = Vending(organization, tmp_path)
    vending.write(MADE)
    vending.root.apply()
    return vending


def test_a_kept_account_is_forgotten_and_stays(vending: Vending) -> None:
    before = vending.account()
    vending.write(removed=FORGOTTEN)
    assert vending.changes() == {ADDRESS: ["forget"]}
    vending.root.apply()
    assert vending.account() == before
    vending.root.assert_clean()
    assert vending.root.run("state", "list").stdout == ""
    # The line in removed.yaml is deleted at last.
    vending.write()
    vending.root.assert_clean()


def test_without_a_word_it_would_be_destroyed(vending: Vending) -> None:
    vending.write()
    assert vending.changes() == {ADDRESS: ["delete"]}


@pytest.mark.parametrize("known", [True, False], ids=["in its own stack", "from another stack"])
def test_a_marked_account_is_closed_by_the_next_deployment(vending: Vending, known: bool) -> None:
    account = vending.account()
    if not known:
        assert vending.root.run("state", "rm", ADDRESS).returncode == 0
    vending.write(MARKED, **{"import": [{"to": ADDRESS, "id": account["Id"]}]})
    assert vending.changes() == {ADDRESS: ["update"]}
    vending.root.apply()
    assert vending.account() == account
    vending.root.assert_clean()
    vending.write()
    assert vending.changes() == {ADDRESS: ["delete"]}
    vending.root.apply()
    assert vending.account()["Status"] in ("PENDING_CLOSURE", "SUSPENDED")

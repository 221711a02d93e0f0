"""Units in four levels, and accounts whose names and e-mail addresses follow no one's rule."""

from typing import Any

import boto3

from aws import tags, wait_while

organizations = boto3.client("organizations")

# AWS refuses a sixth request while five are under way.
AT_ONCE = 5

# By the path of names below the root. Control Tower makes Security and Sandbox itself.
UNITS = (
    "Infrastructure",
    "Infrastructure/Networking",
    "Infrastructure/Shared Services",
    "Workloads",
    "Workloads/Retail EU",
    "Workloads/Retail EU/Web Shop",
    "Workloads/Retail EU/Web Shop/Prod",
    "Workloads/Retail EU/Web Shop/Non-Prod",
    "Workloads/Retail EU/Logistics",
    "Workloads/Banking & Payments",
    "Workloads/Banking & Payments/PCI",
    "Workloads/Banking & Payments/Non PCI",
    "Machine Learning",
    "Machine Learning/Research",
    "Suspended",
    "Legacy (2019 merger)",
)

# Name, e-mail address, path of the unit ('' is the root).
ACCOUNTS = (
    ("Log Archive", "AWS+LogArchive@Example.com", ""),
    ("Audit", "aws.audit@example.com", ""),
    ("NetworkHub", "cloud-team+network@example.com", "Infrastructure/Networking"),
    ("DNS + Directory", "cloud-team+dns_directory@example.com", "Infrastructure/Networking"),
    ("SharedServices-Prod", "cloud-team+shared-prod@example.com", "Infrastructure/Shared Services"),
    ("SharedServices-Dev", "cloud-team+shared-dev@example.com", "Infrastructure/Shared Services"),
    ("CI/CD Tooling", "Build.Team@example.com", "Infrastructure/Shared Services"),
    ("Backup Vault", "cloud-team+backup@example.com", "Infrastructure/Shared Services"),
    ("Identity", "cloud-team+identity@example.com", "Infrastructure/Shared Services"),
    ("webshop-prod", "aws+webshop-prod@retail.example.com", "Workloads/Retail EU/Web Shop/Prod"),
    ("webshop-prod-data", "aws+webshop-prod-data@retail.example.com", "Workloads/Retail EU/Web Shop/Prod"),
    ("Web Shop DR", "aws+webshop-dr@retail.example.com", "Workloads/Retail EU/Web Shop/Prod"),
    ("webshop-test", "aws+webshop-test@retail.example.com", "Workloads/Retail EU/Web Shop/Non-Prod"),
    ("webshop-dev", "aws+webshop-dev@retail.example.com", "Workloads/Retail EU/Web Shop/Non-Prod"),
    ("webshop-perf", "aws+webshop-perf@retail.example.com", "Workloads/Retail EU/Web Shop/Non-Prod"),
    ("Logistics PROD", "logistics-aws@example.com", "Workloads/Retail EU/Logistics"),
    ("Logistics TEST", "logistics-aws+test@example.com", "Workloads/Retail EU/Logistics"),
    ("Logistics DEV", "logistics-aws+dev@example.com", "Workloads/Retail EU/Logistics"),
    ("RetailAnalytics", "Retail.Analytics@example.com", "Workloads/Retail EU"),
    ("payments_prod", "payments+prod@bank.example.com", "Workloads/Banking & Payments/PCI"),
    ("payments_test", "payments+test@bank.example.com", "Workloads/Banking & Payments/PCI"),
    ("CardVault", "card.vault@bank.example.com", "Workloads/Banking & Payments/PCI"),
    ("Fraud Detection (prod)", "fraud+Prod@bank.example.com", "Workloads/Banking & Payments/PCI"),
    ("Fraud Detection (dev)", "fraud+Dev@bank.example.com", "Workloads/Banking & Payments/Non PCI"),
    ("banking-web-prod", "banking-web+prod@bank.example.com", "Workloads/Banking & Payments/Non PCI"),
    ("banking-web-test", "banking-web+test@bank.example.com", "Workloads/Banking & Payments/Non PCI"),
    ("banking-web-dev", "banking-web+dev@bank.example.com", "Workloads/Banking & Payments/Non PCI"),
    ("ml-platform-prod", "ml+platform-prod@example.com", "Machine Learning"),
    ("ml-platform-staging", "ml+platform-staging@example.com", "Machine Learning"),
    ("ml-platform-dev", "ml+platform-dev@example.com", "Machine Learning"),
    ("Vision Team", "ml+vision@example.com", "Machine Learning/Research"),
    ("Language Team", "ml+language@example.com", "Machine Learning/Research"),
    ("GPU-Cluster", "ml+gpu@example.com", "Machine Learning/Research"),
    ("Sandbox Jane Doe", "Jane.Doe+aws@example.com", "Sandbox"),
    ("Sandbox John Roe", "john.roe+AWS@example.com", "Sandbox"),
    ("sandbox-3", "sandbox3@example.com", "Sandbox"),
    ("Hackathon 2023", "hackathon-2023@example.com", "Sandbox"),
    ("Acme ERP", "erp@acme.example.net", "Legacy (2019 merger)"),
    ("Acme Intranet", "admin@acme.example.net", "Legacy (2019 merger)"),
    ("Old Website", "webmaster@example.com", "Suspended"),
    ("Mobile App - old", "mobile+old@example.com", "Suspended"),
    ("test", "test-account@example.com", ""),
    ("Marketing", "Marketing@Example.com", ""),
)
CLOSED = "Mobile App - old"


def create_units(root: str) -> dict[str, str]:
    """Ids by path; the root's is under the empty path."""
    ids = {"": root}
    for path in UNITS:
        ids[path] = create_unit(path, ids)
    return ids


def create_unit(path: str, ids: dict[str, str]) -> str:
    parent, _, name = path.rpartition("/")
    # Half of them carry tags, in the style of whoever made them.
    style = {"cost-center": str(4000 + len(ids))} if len(ids) % 2 == 0 else {}
    made = organizations.create_organizational_unit(ParentId=ids[parent], Name=name, Tags=tags(style))
    return str(made["OrganizationalUnit"]["Id"])


def find_units_of_control_tower(root: str) -> dict[str, str]:
    listed = organizations.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"]
    return {one["Name"]: str(one["Id"]) for one in listed if one["Name"] in ("Security", "Sandbox")}


def create_accounts() -> dict[str, str]:
    """Ids by name. All are made in the root."""
    ids: dict[str, str] = {}
    for start in range(0, len(ACCOUNTS), AT_ONCE):
        some = ACCOUNTS[start : start + AT_ONCE]
        requests = {name: request_account(name, email, start + n) for n, (name, email, _) in enumerate(some)}
        ids |= {name: account_of(request) for name, request in requests.items()}
    return ids


def request_account(name: str, email: str, number: int) -> str:
    styles: tuple[dict[str, str], ...] = (
        {"cost-center": str(7000 + number), "Owner": "Jane Doe"},
        {"CostCentre": str(7000 + number), "env": "n/a"},
        {"team": name.split("-")[0].lower(), "data classification": "internal"},
        {},
    )
    made = organizations.create_account(AccountName=name, Email=email, Tags=tags(styles[number % len(styles)]))
    return str(made["CreateAccountStatus"]["Id"])


def account_of(request: str) -> str:
    def status() -> dict[str, Any]:
        described = organizations.describe_create_account_status(CreateAccountRequestId=request)
        return dict(described["CreateAccountStatus"])

    wait_while(lambda: status()["State"] == "IN_PROGRESS")
    return str(status()["AccountId"])


def place_accounts(accounts: dict[str, str], units: dict[str, str]) -> None:
    for name, _, path in ACCOUNTS:
        if path != "":
            organizations.move_account(
                AccountId=accounts[name], SourceParentId=units[""], DestinationParentId=units[path]
            )


def arn_of_unit(unit: str) -> str:
    described = organizations.describe_organizational_unit(OrganizationalUnitId=unit)
    return str(described["OrganizationalUnit"]["Arn"])

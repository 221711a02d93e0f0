"""Service Catalog across accounts: publish, share, find, launch; the account factory; the real provider at the end."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import Organization, Session
from terraform_root import Root, needs_terraform

MANAGEMENT = "123456789012"
TEMPLATE = {
    "Parameters": {"Name": {"Type": "String"}},
    "Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Ref": "Name"}}}},
    "Outputs": {"BucketName": {"Value": {"Ref": "Bucket"}}},
}
URL = "https://templates-of-the-hub.s3.eu-west-1.amazonaws.com/product.json"


def trust(principal: dict[str, str]) -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def role(session: Session, name: str, principal: dict[str, str]) -> str:
    arn: str = session.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust(principal))["Role"][
        "Arn"
    ]
    return arn


@dataclass
class Hub:
    organization: Organization
    session: Session
    account: str
    unit_arn: str
    receiver: str
    portfolio: str
    product: str

    def share(self, **more: Any) -> None:
        node = {"Type": "ORGANIZATIONAL_UNIT", "Value": self.unit_arn}
        catalog = self.session.client("servicecatalog")
        catalog.create_portfolio_share(PortfolioId=self.portfolio, OrganizationNode=node, **more)

    def allow(self) -> None:
        management = self.organization.management
        management.client("servicecatalog").enable_aws_organizations_access()
        management.client("organizations").register_delegated_administrator(
            AccountId=self.account, ServicePrincipal="servicecatalog.amazonaws.com"
        )

    def team_lead(self) -> Session:
        """A role in the receiving account whose name fits the shared pattern."""
        member = self.organization.member(self.receiver)
        arn = role(member, "team-lead-role", {"AWS": f"arn:aws:iam::{MANAGEMENT}:root"})
        return self.organization.management.assume(arn)


def publish(session: Session) -> tuple[str, str]:
    s3 = session.client("s3")
    s3.create_bucket(Bucket="templates-of-the-hub", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_object(Bucket="templates-of-the-hub", Key="product.json", Body=json.dumps(TEMPLATE))
    catalog = session.client("servicecatalog")
    portfolio = catalog.create_portfolio(DisplayName="Analytics", ProviderName="ML", IdempotencyToken="p")
    product = catalog.create_product(
        Name="Bucket",
        Owner="ML",
        ProductType="CLOUD_FORMATION_TEMPLATE",
        ProvisioningArtifactParameters={"Name": "1", "Info": {"LoadTemplateFromURL": URL}},
        IdempotencyToken="q",
    )
    ids = portfolio["PortfolioDetail"]["Id"], product["ProductViewDetail"]["ProductViewSummary"]["ProductId"]
    catalog.associate_product_with_portfolio(PortfolioId=ids[0], ProductId=ids[1])
    return ids


@pytest.fixture
def hub(organization: Organization) -> Hub:
    client = organization.management.client("organizations")
    workloads = organization.unit("Workloads")
    unit = organization.unit("Dev", workloads)
    account, receiver = organization.account("ml-shared-services"), organization.account("team-dev")
    client.move_account(AccountId=receiver, SourceParentId=organization.root, DestinationParentId=unit)
    arn = client.describe_organizational_unit(OrganizationalUnitId=workloads)["OrganizationalUnit"]["Arn"]
    session = organization.member(account)
    return Hub(organization, session, account, arn, receiver, *publish(session))


def test_the_template_must_be_in_s3(management: Session) -> None:
    catalog = management.client("servicecatalog")
    for url, what in ((URL, "S3 error"), ("https://example.com/x.json", "Invalid template URL")):
        with pytest.raises(catalog.exceptions.InvalidParametersException, match=what):
            catalog.create_product(
                Name="x",
                Owner="x",
                ProductType="CLOUD_FORMATION_TEMPLATE",
                ProvisioningArtifactParameters={"Info": {"LoadTemplateFromURL": url}},
                IdempotencyToken="x",
            )


def test_only_a_delegate_shares_with_an_ou_once_access_is_on(hub: Hub) -> None:
    catalog = hub.session.client("servicecatalog")
    with pytest.raises(catalog.exceptions.OperationNotSupportedException, match="not enabled"):
        hub.share()
    hub.organization.management.client("servicecatalog").enable_aws_organizations_access()
    with pytest.raises(catalog.exceptions.OperationNotSupportedException, match="delegated administrator"):
        hub.share()
    hub.allow()
    hub.share(SharePrincipals=True)
    (share,) = catalog.describe_portfolio_shares(PortfolioId=hub.portfolio, Type="ORGANIZATIONAL_UNIT")[
        "PortfolioShareDetails"
    ]
    assert (share["PrincipalId"], share["Accepted"]) == (hub.unit_arn.rsplit("/", 1)[-1], True)
    accounts = catalog.list_portfolio_access(PortfolioId=hub.portfolio)["AccountIds"]
    assert accounts == [hub.receiver]


def test_receivers_find_products_by_a_shared_name_pattern(hub: Hub) -> None:
    hub.allow()
    catalog = hub.session.client("servicecatalog")
    catalog.associate_principal_with_portfolio(
        PortfolioId=hub.portfolio, PrincipalARN="arn:aws:iam:::role/team-lead*", PrincipalType="IAM_PATTERN"
    )
    hub.share(SharePrincipals=False)
    member, lead = hub.organization.member(hub.receiver), hub.team_lead()
    listed = member.client("servicecatalog").list_accepted_portfolio_shares(PortfolioShareType="AWS_ORGANIZATIONS")
    assert [p["Id"] for p in listed["PortfolioDetails"]] == [hub.portfolio]
    assert lead.client("servicecatalog").search_products()["ProductViewSummaries"] == []
    hub.share(SharePrincipals=True)
    found = lead.client("servicecatalog").search_products()["ProductViewSummaries"]
    assert [product["ProductId"] for product in found] == [hub.product]
    # The member's administrator fits no pattern.
    assert member.client("servicecatalog").search_products()["ProductViewSummaries"] == []


def test_a_launch_role_exists_in_the_hub_and_where_it_is_launched(hub: Hub) -> None:
    hub.allow()
    catalog = hub.session.client("servicecatalog")
    wanted = {"PortfolioId": hub.portfolio, "ProductId": hub.product, "Type": "LAUNCH", "IdempotencyToken": "c"}
    parameters = json.dumps({"LocalRoleName": "LaunchRole"})
    with pytest.raises(catalog.exceptions.InvalidParametersException, match="does not exist"):
        catalog.create_constraint(Parameters=parameters, **wanted)
    service = {"Service": "servicecatalog.amazonaws.com"}
    role(hub.session, "LaunchRole", service)
    catalog.create_constraint(Parameters=parameters, **wanted)
    with pytest.raises(catalog.exceptions.DuplicateResourceException):
        catalog.create_constraint(Parameters=parameters, **wanted)
    catalog.associate_principal_with_portfolio(
        PortfolioId=hub.portfolio, PrincipalARN="arn:aws:iam:::role/team-lead*", PrincipalType="IAM_PATTERN"
    )
    hub.share(SharePrincipals=True)
    lead = hub.team_lead().client("servicecatalog")
    launch = {
        "ProductId": hub.product,
        "ProvisioningArtifactName": "1",
        "ProvisionedProductName": "data",
        "ProvisioningParameters": [{"Key": "Name", "Value": "a-bucket-of-the-team"}],
        "ProvisionToken": "t",
    }
    with pytest.raises(lead.exceptions.InvalidParametersException, match="LaunchRole does not exist"):
        lead.provision_product(**launch)
    member = hub.organization.member(hub.receiver)
    role(member, "LaunchRole", service)
    record = lead.provision_product(**launch)["RecordDetail"]
    done = lead.describe_record(Id=record["RecordId"])
    assert done["RecordDetail"]["Status"] == "SUCCEEDED", done
    assert {"OutputKey": "BucketName", "OutputValue": "a-bucket-of-the-team"} in done["RecordOutputs"]
    assert "a-bucket-of-the-team" in [b["Name"] for b in member.client("s3").list_buckets()["Buckets"]]
    lead.terminate_provisioned_product(ProvisionedProductName="data", TerminateToken="t")
    assert member.client("s3").list_buckets()["Buckets"] == []


def test_without_a_principal_there_is_no_launch_path(hub: Hub) -> None:
    catalog = hub.session.client("servicecatalog")
    assert catalog.list_launch_paths(ProductId=hub.product)["LaunchPathSummaries"] == []
    with pytest.raises(catalog.exceptions.InvalidParametersException, match="No launch paths"):
        catalog.provision_product(
            ProductId=hub.product, ProvisioningArtifactName="1", ProvisionedProductName="x", ProvisionToken="t"
        )


def test_a_share_with_an_account_waits_for_acceptance(hub: Hub) -> None:
    catalog = hub.session.client("servicecatalog")
    assert "PortfolioShareToken" not in catalog.create_portfolio_share(
        PortfolioId=hub.portfolio, AccountId=hub.receiver
    )
    member = hub.organization.member(hub.receiver).client("servicecatalog")
    with pytest.raises(member.exceptions.ResourceNotFoundException):
        member.describe_portfolio(Id=hub.portfolio)
    member.accept_portfolio_share(PortfolioId=hub.portfolio)
    assert member.describe_portfolio(Id=hub.portfolio)["PortfolioDetail"]["DisplayName"] == "Analytics"


ROOT = """
resource "aws_servicecatalog_organizations_access" "this" { enabled = true }
resource "aws_organizations_delegated_administrator" "hub" {
  account_id        = "HUB"
  service_principal = "servicecatalog.amazonaws.com"
  depends_on        = [aws_servicecatalog_organizations_access.this]
}
resource "aws_s3_object" "second" {
  provider = aws.hub
  bucket   = "templates-of-the-hub"
  key      = "second.json"
  content  = file("${path.module}/template.json")
}
resource "aws_servicecatalog_portfolio" "p" {
  provider      = aws.hub
  name          = "ML"
  description   = "Products of the ML platform"
  provider_name = "ML shared services"
  tags          = { team = "ml" }
}
resource "aws_servicecatalog_product" "p" {
  provider            = aws.hub
  name                = "Data bucket"
  owner               = "ML"
  description         = "A bucket"
  type                = "CLOUD_FORMATION_TEMPLATE"
  support_email       = "ml@example.com"
  support_description = "Ask the ML team"
  provisioning_artifact_parameters {
    name         = "1.0.0"
    template_url = "URL"
    type         = "CLOUD_FORMATION_TEMPLATE"
  }
}
resource "aws_servicecatalog_provisioning_artifact" "second" {
  provider     = aws.hub
  product_id   = aws_servicecatalog_product.p.id
  name         = "1.1.0"
  description  = "Second"
  guidance     = "DEPRECATED"
  template_url = "https://templates-of-the-hub.s3.eu-west-1.amazonaws.com/${aws_s3_object.second.key}"
  type         = "CLOUD_FORMATION_TEMPLATE"
}
resource "aws_servicecatalog_product_portfolio_association" "p" {
  provider     = aws.hub
  portfolio_id = aws_servicecatalog_portfolio.p.id
  product_id   = aws_servicecatalog_product.p.id
}
resource "aws_iam_role" "launch" {
  for_each           = toset(["one"])
  provider           = aws.hub
  name               = "LaunchRole"
  assume_role_policy = TRUST
}
resource "aws_servicecatalog_constraint" "launch" {
  provider     = aws.hub
  portfolio_id = aws_servicecatalog_portfolio.p.id
  product_id   = aws_servicecatalog_product_portfolio_association.p.product_id
  type         = "LAUNCH"
  description  = "Launched with the local role"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.launch["one"].name })
}
resource "aws_servicecatalog_principal_portfolio_association" "pattern" {
  provider       = aws.hub
  portfolio_id   = aws_servicecatalog_portfolio.p.id
  principal_arn  = "arn:aws:iam:::role/*sagemaker*"
  principal_type = "IAM_PATTERN"
}
resource "aws_servicecatalog_principal_portfolio_association" "me" {
  provider      = aws.hub
  portfolio_id  = aws_servicecatalog_portfolio.p.id
  principal_arn = "arn:aws:iam::HUB:role/OrganizationAccountAccessRole"
}
resource "aws_servicecatalog_tag_option" "t" {
  provider = aws.hub
  key      = "cost-center"
  value    = "ml"
}
resource "aws_servicecatalog_tag_option_resource_association" "t" {
  provider      = aws.hub
  resource_id   = aws_servicecatalog_portfolio.p.id
  tag_option_id = aws_servicecatalog_tag_option.t.id
}
resource "aws_servicecatalog_budget_resource_association" "b" {
  provider    = aws.hub
  budget_name = "ml"
  resource_id = aws_servicecatalog_portfolio.p.id
}
resource "aws_servicecatalog_portfolio_share" "unit" {
  provider          = aws.hub
  portfolio_id      = aws_servicecatalog_portfolio.p.id
  principal_id      = "NODE"
  type              = "ORGANIZATIONAL_UNIT"
  share_principals  = true
  share_tag_options = true
  depends_on        = [aws_organizations_delegated_administrator.hub]
}
resource "aws_servicecatalog_provisioned_product" "data" {
  provider                   = aws.hub
  name                       = "data"
  product_id                 = aws_servicecatalog_constraint.launch.product_id
  provisioning_artifact_name = "1.0.0"
  provisioning_parameters {
    key   = "Name"
    value = "a-bucket-from-terraform"
  }
  depends_on = [aws_servicecatalog_principal_portfolio_association.me]
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "template.json").write_text(json.dumps(TEMPLATE), encoding="utf-8")
    text = ROOT.replace("HUB", hub.account).replace("NODE", hub.unit_arn).replace("URL", URL)
    text = text.replace("TRUST", json.dumps(trust({"Service": "servicecatalog.amazonaws.com"})))
    root = Root(tmp_path, hub.organization.management.endpoint)
    root.write(text, accounts={"hub": hub.account})
    root.prove()

"""Builds a small organization with a bit of everything that adoption reads, in habits other than Landfall's own.

Usage: small_organization.py, with the environment that leads boto3 to the emulator. Prints the ids that tests need.
"""

import io
import json
import time
from typing import Any

import boto3

REGION = "eu-west-1"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "controltower.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
CATALOG_TRUST = json.loads(json.dumps(TRUST).replace("controltower", "servicecatalog"))
LOGS = {"loggingBucket": {"retentionDays": 365}, "accessLoggingBucket": {"retentionDays": 365}}
CONTROL = "arn:aws:controlcatalog:::control/497wrm2xnk1wxlf4obrdo7mej"
DENY = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}]}

organizations = boto3.client("organizations")


def tags(**pairs: str) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in pairs.items()]


def unit(parent: str, name: str) -> str:
    made = organizations.create_organizational_unit(ParentId=parent, Name=name, Tags=tags(Owner="IT & Co"))
    return str(made["OrganizationalUnit"]["Id"])


def unit_arn(identifier: str) -> str:
    described = organizations.describe_organizational_unit(OrganizationalUnitId=identifier)
    return str(described["OrganizationalUnit"]["Arn"])


def account(root: str, parent: str, name: str, email: str) -> str:
    status = organizations.create_account(AccountName=name, Email=email, Tags=tags(CostCentre="4711"))
    status = status["CreateAccountStatus"]
    while status["State"] == "IN_PROGRESS":
        time.sleep(0.05)
        status = organizations.describe_create_account_status(CreateAccountRequestId=status["Id"])
        status = status["CreateAccountStatus"]
    identifier = str(status["AccountId"])
    if parent != root:
        organizations.move_account(AccountId=identifier, SourceParentId=root, DestinationParentId=parent)
    return identifier


def member(identifier: str) -> boto3.Session:
    role = f"arn:aws:iam::{identifier}:role/OrganizationAccountAccessRole"
    keys = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="setup")["Credentials"]
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region_name=REGION)


def control_tower(log: str, audit: str, targets: list[str]) -> None:
    client, iam = boto3.client("controltower"), boto3.client("iam")
    for name in ("AWSControlTowerAdmin", "AWSControlTowerStackSetRole", "AWSControlTowerCloudTrailRole"):
        iam.create_role(RoleName=name, Path="/service-role/", AssumeRolePolicyDocument=json.dumps(TRUST))
    manifest = {
        "accessManagement": {"enabled": True},
        "backup": {"enabled": False},
        "centralizedLogging": {"accountId": log, "enabled": True, "configurations": LOGS},
        "config": {"accountId": audit, "enabled": True, "configurations": LOGS},
        "governedRegions": ["eu-central-1", REGION],
        "securityRoles": {"accountId": audit, "enabled": True},
    }
    made = client.create_landing_zone(version="4.0", manifest=manifest, tags={"Team": "Platform"})

    def wait(call: Any, **what: str) -> None:
        while next(value for key, value in call(**what).items() if key != "ResponseMetadata")["status"] == "IN_PROGRESS":
            time.sleep(0.05)

    wait(client.get_landing_zone_operation, operationIdentifier=made["operationIdentifier"])
    baselines = {one["name"]: one["arn"] for one in client.list_baselines()["baselines"]}
    enabled = client.list_enabled_baselines()["enabledBaselines"]
    parameters = []
    for one in enabled:
        if one["baselineIdentifier"] == baselines.get("IdentityCenterBaseline"):
            parameters = [{"key": "IdentityCenterEnabledBaselineArn", "value": one["arn"]}]
    for target in targets:
        made = client.enable_baseline(
            baselineIdentifier=baselines["AWSControlTowerBaseline"],
            baselineVersion="5.0",
            targetIdentifier=target,
            parameters=parameters,
            tags={"Enrolled": "by hand"},
        )
        wait(client.get_baseline_operation, operationIdentifier=made["operationIdentifier"])
    made = client.enable_control(controlIdentifier=CONTROL, targetIdentifier=targets[-1])
    wait(client.get_control_operation, operationIdentifier=made["operationIdentifier"])


def identity_center(accounts: list[str]) -> None:
    sso, store = boto3.client("sso-admin"), boto3.client("identitystore")
    found = sso.list_instances()["Instances"]
    if not found:
        sso.create_instance(Name="people")
        found = sso.list_instances()["Instances"]
    instance, directory = found[0]["InstanceArn"], found[0]["IdentityStoreId"]
    group = store.create_group(IdentityStoreId=directory, DisplayName="Okta Admins", Description="from Okta")["GroupId"]
    # What an identity provider does by SCIM; the API itself makes no such ids.
    known = [{"issuer": "https://okta.example.com", "id": "00g1"}]
    store.update_group(
        IdentityStoreId=directory,
        GroupId=group,
        Operations=[{"AttributePath": "externalIds", "AttributeValue": known}],
    )
    user = store.create_user(
        IdentityStoreId=directory,
        UserName="jo",
        DisplayName="Jo",
        Name={"GivenName": "Jo", "FamilyName": "Doe"},
        Emails=[{"Value": "jo@example.com", "Primary": True}],
    )["UserId"]

    def permission_set(name: str, **more: Any) -> dict[str, str]:
        made = sso.create_permission_set(InstanceArn=instance, Name=name, Tags=tags(Tier="1"), **more)
        return {"InstanceArn": instance, "PermissionSetArn": made["PermissionSet"]["PermissionSetArn"]}

    full = permission_set("Ops+Admin", Description="All", SessionDuration="PT4H", RelayState="https://example.com/")
    sso.put_inline_policy_to_permission_set(**full, InlinePolicy=json.dumps(DENY))
    sso.attach_managed_policy_to_permission_set(**full, ManagedPolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
    sso.attach_customer_managed_policy_reference_to_permission_set(
        **full, CustomerManagedPolicyReference={"Name": "own", "Path": "/people/"}
    )
    sso.put_permissions_boundary_to_permission_set(
        **full, PermissionsBoundary={"ManagedPolicyArn": "arn:aws:iam::aws:policy/PowerUserAccess"}
    )
    plain = permission_set("plain")
    for identifier in accounts:
        iam = member(identifier).client("iam")
        iam.create_policy(PolicyName="own", Path="/people/", PolicyDocument=json.dumps(DENY))
        sso.create_account_assignment(
            **full, TargetId=identifier, TargetType="AWS_ACCOUNT", PrincipalType="GROUP", PrincipalId=group
        )
    sso.create_account_assignment(
        **plain, TargetId=accounts[0], TargetType="AWS_ACCOUNT", PrincipalType="USER", PrincipalId=user
    )


def network(hub: boto3.Session, organization_arn: str) -> None:
    ec2, ram = hub.client("ec2"), hub.client("ram")
    gateway = ec2.create_transit_gateway(
        Description="hub",
        Options={"AmazonSideAsn": 64999, "DefaultRouteTableAssociation": "disable"},
        TagSpecifications=[{"ResourceType": "transit-gateway", "Tags": tags(Name="corp hub")}],
    )["TransitGateway"]
    while ec2.describe_transit_gateways()["TransitGateways"][0]["State"] == "pending":
        time.sleep(0.05)
    identifier = gateway["TransitGatewayId"]
    tables = []
    for name in ("prod", "non prod"):
        made = ec2.create_transit_gateway_route_table(
            TransitGatewayId=identifier,
            TagSpecifications=[{"ResourceType": "transit-gateway-route-table", "Tags": tags(Name=name)}],
        )
        tables.append(made["TransitGatewayRouteTable"]["TransitGatewayRouteTableId"])
    attachments = []
    for number in (1, 2):
        vpc = ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16")["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.{number}.0.0/24")["Subnet"]["SubnetId"]
        made = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=identifier, VpcId=vpc, SubnetIds=[subnet])
        attachments.append(made["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"])
    ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="100.64.0.0/16")
    while any(
        one["State"] in ("pending", "initiating")
        for one in ec2.describe_transit_gateway_attachments()["TransitGatewayAttachments"]
    ):
        time.sleep(0.05)
    for table, attachment in zip(tables, attachments):
        ec2.associate_transit_gateway_route_table(
            TransitGatewayRouteTableId=table, TransitGatewayAttachmentId=attachment
        )
    ec2.enable_transit_gateway_route_table_propagation(
        TransitGatewayRouteTableId=tables[0], TransitGatewayAttachmentId=attachments[1]
    )
    ec2.create_transit_gateway_route(
        DestinationCidrBlock="0.0.0.0/0",
        TransitGatewayRouteTableId=tables[0],
        TransitGatewayAttachmentId=attachments[0],
    )
    ec2.create_transit_gateway_route(
        DestinationCidrBlock="192.168.0.0/16", TransitGatewayRouteTableId=tables[1], Blackhole=True
    )
    ram.create_resource_share(
        name="hub for all",
        resourceArns=[gateway["TransitGatewayArn"]],
        principals=[organization_arn],
        allowExternalPrincipals=False,
        tags=[{"key": "Name", "value": "share"}],
    )


def portfolios(owner: boto3.Session, organization_id: str, other: str) -> None:
    catalog, s3 = owner.client("servicecatalog"), owner.client("s3")
    s3.create_bucket(Bucket="products-of-ours", CreateBucketConfiguration={"LocationConstraint": REGION})
    template = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
    s3.upload_fileobj(io.BytesIO(template.encode()), "products-of-ours", "topic.json")
    portfolio = catalog.create_portfolio(
        DisplayName="Self Service", ProviderName="IT", Description="what teams may launch", Tags=tags(Tier="2")
    )["PortfolioDetail"]["Id"]
    product = catalog.create_product(
        Name="Topic",
        Owner="IT",
        Description="a topic",
        SupportEmail="it@example.com",
        ProductType="CLOUD_FORMATION_TEMPLATE",
        Tags=tags(Tier="3"),
        ProvisioningArtifactParameters={
            "Name": "v1",
            "Type": "CLOUD_FORMATION_TEMPLATE",
            "Info": {"LoadTemplateFromURL": f"https://products-of-ours.s3.{REGION}.amazonaws.com/topic.json"},
        },
    )["ProductViewDetail"]["ProductViewSummary"]["ProductId"]
    catalog.associate_product_with_portfolio(PortfolioId=portfolio, ProductId=product)
    for arn, kind in (("arn:aws:iam:::role/Team*", "IAM_PATTERN"),):
        catalog.associate_principal_with_portfolio(PortfolioId=portfolio, PrincipalARN=arn, PrincipalType=kind)
    owner.client("iam").create_role(RoleName="launcher", AssumeRolePolicyDocument=json.dumps(CATALOG_TRUST))
    catalog.create_constraint(
        PortfolioId=portfolio,
        ProductId=product,
        Type="LAUNCH",
        Parameters=json.dumps({"LocalRoleName": "launcher"}),
    )
    catalog.create_portfolio_share(PortfolioId=portfolio, AccountId=other)


def main() -> None:
    made = organizations.create_organization(FeatureSet="ALL")["Organization"]
    root = organizations.list_roots()["Roots"][0]["Id"]
    organizations.tag_resource(ResourceId=root, Tags=tags(Top="yes"))
    for kind in ("SERVICE_CONTROL_POLICY", "TAG_POLICY", "RESOURCE_CONTROL_POLICY"):
        organizations.enable_policy_type(RootId=root, PolicyType=kind)
    security = unit(root, "Security")
    business = unit(root, "Business Units")
    retail = unit(business, "Retail EU")
    prod = unit(retail, "Prod+DR")
    log = account(root, security, "Log Archive", "aws+Log@example.com")
    audit = account(root, security, "Audit", "aws+audit@example.com")
    hub = account(root, retail, "NET Hub", "Network.Hub@example.com")
    shop = account(root, prod, "shop prod", "shop+prod@example.com")
    spare = account(root, root, "Spare", "spare@example.com")
    leaving = account(root, prod, "shop old", "shop+old@example.com")

    def policy(kind: str, name: str, content: Any, *targets: str) -> None:
        one = organizations.create_policy(
            Type=kind, Name=name, Description=f"{name} of ours", Content=json.dumps(content), Tags=tags(Kind=kind)
        )["Policy"]["PolicySummary"]["Id"]
        for target in targets:
            organizations.attach_policy(PolicyId=one, TargetId=target)

    policy("SERVICE_CONTROL_POLICY", "Keep buckets", DENY, retail, shop)
    policy("SERVICE_CONTROL_POLICY", "Nobody's", DENY)
    policy("TAG_POLICY", "Cost Centre", {"tags": {"CostCentre": {"tag_key": {"@@assign": "CostCentre"}}}}, root)
    for service in ("account.amazonaws.com", "ram.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com"):
        organizations.enable_aws_service_access(ServicePrincipal=service)
    for service in ("guardduty.amazonaws.com", "iam.amazonaws.com"):
        organizations.enable_aws_service_access(ServicePrincipal=service)
    boto3.client("iam").enable_organizations_root_sessions()
    organizations.register_delegated_administrator(AccountId=audit, ServicePrincipal="guardduty.amazonaws.com")
    allow = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{audit}:root"},
                "Action": "organizations:ListAccounts",
                "Resource": "*",
            }
        ],
    }
    organizations.put_resource_policy(Content=json.dumps(allow), Tags=tags(By="us"))
    boto3.client("account").put_alternate_contact(
        AccountId=shop,
        AlternateContactType="SECURITY",
        EmailAddress="soc@example.com",
        Name="SOC",
        PhoneNumber="+49 30 1234",
        Title="On duty",
    )
    control_tower(log, audit, [unit_arn(business), unit_arn(retail)])
    identity_center([shop, hub])
    boto3.client("ram").enable_sharing_with_aws_organization()
    network(member(hub), made["Arn"])
    portfolios(member(hub), made["Id"], shop)
    boto3.client("cloudformation").activate_organizations_access()
    boto3.client("cloudformation").create_stack_set(
        StackSetName="homes",
        Description="one a home",
        TemplateBody=json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}),
        PermissionModel="SERVICE_MANAGED",
        AutoDeployment={"Enabled": True, "RetainStacksOnAccountRemoval": False},
        Tags=tags(Tier="4"),
    )
    boto3.client("cloudformation").create_stack_instances(
        StackSetName="homes", DeploymentTargets={"OrganizationalUnitIds": [prod]}, Regions=[REGION]
    )
    config = member(spare).client("config")
    config.put_configuration_recorder(
        ConfigurationRecorder={"name": "ours", "roleARN": f"arn:aws:iam::{spare}:role/config"}
    )
    member(spare).client("s3").create_bucket(
        Bucket="config-of-spare", CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    config.put_delivery_channel(DeliveryChannel={"name": "ours", "s3BucketName": "config-of-spare"})
    organizations.close_account(AccountId=leaving)
    time.sleep(1)
    print(json.dumps({"organization": made["Id"], "hub": hub, "shop": shop, "spare": spare, "leaving": leaving}))


main()

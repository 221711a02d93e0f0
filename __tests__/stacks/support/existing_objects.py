"""Makes one of each kind of object that Landfall imports, in the account of the caller, and prints their ids.

Usage: existing_objects.py, with the environment that leads boto3 to the emulator.
"""

import json
import time

import boto3

REGION = "eu-west-1"
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}]}
TAGS = [{"Key": "Owner", "Value": "somebody else"}]
ec2 = boto3.client("ec2", region_name=REGION)
organizations = boto3.client("organizations")
sso = boto3.client("sso-admin", region_name=REGION)
store = boto3.client("identitystore", region_name=REGION)
ram = boto3.client("ram", region_name=REGION)
catalog = boto3.client("servicecatalog", region_name=REGION)

organization = organizations.create_organization(FeatureSet="ALL")["Organization"]
root = organizations.list_roots()["Roots"][0]["Id"]
organizations.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
unit = organizations.create_organizational_unit(ParentId=root, Name="Old Platform", Tags=TAGS)["OrganizationalUnit"]
status = organizations.create_account(AccountName="Old + Network", Email="old+net@corp.example", Tags=TAGS)
status = status["CreateAccountStatus"]
while status["State"] == "IN_PROGRESS":
    time.sleep(0.05)
    status = organizations.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
account = status["AccountId"]
organizations.move_account(AccountId=account, SourceParentId=root, DestinationParentId=unit["Id"])
policy = organizations.create_policy(
    Name="Keep Buckets", Description="Nobody", Content=json.dumps(POLICY), Type="SERVICE_CONTROL_POLICY", Tags=TAGS
)["Policy"]["PolicySummary"]["Id"]
organizations.attach_policy(PolicyId=policy, TargetId=root)
organizations.attach_policy(PolicyId=policy, TargetId=account)

instance = sso.list_instances()["Instances"][0]
arn, identity_store = instance["InstanceArn"], instance["IdentityStoreId"]
permission_set = sso.create_permission_set(
    Name="Old", Description="Old", InstanceArn=arn, SessionDuration="PT8H", Tags=TAGS
)["PermissionSet"]["PermissionSetArn"]
sso.attach_managed_policy_to_permission_set(
    InstanceArn=arn, PermissionSetArn=permission_set, ManagedPolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess"
)
sso.attach_customer_managed_policy_reference_to_permission_set(
    InstanceArn=arn, PermissionSetArn=permission_set, CustomerManagedPolicyReference={"Name": "limit", "Path": "/x/"}
)
sso.put_inline_policy_to_permission_set(
    InstanceArn=arn, PermissionSetArn=permission_set, InlinePolicy=json.dumps(POLICY)
)
odd_set = sso.create_permission_set(
    Name="Odd", InstanceArn=arn, SessionDuration="PT1H30M", RelayState="https://example.com/${a}"
)["PermissionSet"]["PermissionSetArn"]
sso.put_permissions_boundary_to_permission_set(
    InstanceArn=arn,
    PermissionSetArn=odd_set,
    PermissionsBoundary={"CustomerManagedPolicyReference": {"Name": "limit", "Path": "/x/"}},
)
plain_group = store.create_group(IdentityStoreId=identity_store, DisplayName="Plain team")["GroupId"]
group = store.create_group(IdentityStoreId=identity_store, DisplayName="Old team", Description="Old")["GroupId"]
# A set that names a policy is only assigned where the account has it.
role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
keys = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="setup")["Credentials"]
member = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
member.client("iam").create_policy(PolicyName="limit", Path="/x/", PolicyDocument=json.dumps(POLICY))
assigned = sso.create_account_assignment(
    InstanceArn=arn,
    TargetId=account,
    TargetType="AWS_ACCOUNT",
    PermissionSetArn=permission_set,
    PrincipalType="GROUP",
    PrincipalId=group,
)["AccountAssignmentCreationStatus"]
assert assigned["Status"] != "FAILED", assigned

gateway = ec2.create_transit_gateway(Description="old hub", Options={"AmazonSideAsn": 64999})["TransitGateway"]
table = ec2.create_transit_gateway_route_table(TransitGatewayId=gateway["TransitGatewayId"])
table = table["TransitGatewayRouteTable"]["TransitGatewayRouteTableId"]
management = boto3.client("sts").get_caller_identity()["Account"]
gateway_arn = f"arn:aws:ec2:{REGION}:{management}:transit-gateway/{gateway['TransitGatewayId']}"
boto3.client("ram", region_name=REGION).enable_sharing_with_aws_organization()
share = ram.create_resource_share(
    name="old-share", allowExternalPrincipals=False, resourceArns=[gateway_arn], principals=[unit["Arn"]]
)["resourceShare"]["resourceShareArn"]
portfolio = catalog.create_portfolio(DisplayName="Old", Description="Old", ProviderName="Old", Tags=TAGS)
portfolio = portfolio["PortfolioDetail"]["Id"]
pattern = "arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Old_*"
catalog.associate_principal_with_portfolio(PortfolioId=portfolio, PrincipalARN=pattern, PrincipalType="IAM_PATTERN")

print(
    json.dumps(
        {
            "organization": organization["Id"],
            "management": management,
            "root": root,
            "unit": unit["Id"],
            "unitArn": unit["Arn"],
            "account": account,
            "policy": policy,
            "instance": arn,
            "identityStore": identity_store,
            "permissionSet": permission_set,
            "oddSet": odd_set,
            "group": group,
            "plainGroup": plain_group,
            "gateway": gateway["TransitGatewayId"],
            "table": table,
            "share": share,
            "portfolio": portfolio,
        }
    )
)

#!/usr/bin/env python3
"""Writes down what an AWS organization holds, for `landfall adopt --dump FILE`. Reads only; needs only boto3.

    python3 dump-organization.py --into dump.json [--profile NAME] [--regions eu-central-1,eu-west-1]
                                 [--role-arn ARN] [--member-role NAME]

Run it with credentials of the management account. The policy that it needs is what `landfall adopt --permissions`
prints. The first of the Regions is the home Region of Control Tower and Identity Center; without --regions it is that of
the profile, and the Regions that the landing zone governs are looked into as well. With --member-role, a role of that
name is assumed in each active account to read its networks, shares, portfolios and recorders.

Every call is made by `Asker.one` or `Asker.all`, so that reading those two shows that only names beginning with
describe_, get_, list_ or search_ can be called (and assume_role, by `assume`). What AWS refuses is named in `gaps`, and
the rest goes on. No secrets, templates or times are collected; of people, the e-mail addresses of accounts, their
alternate contacts, and the names of users who are assigned something themselves. The file is written at the end and whole.
"""

import argparse
import json
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

SCHEMA = 1
AT_ONCE = 8
RETRIES = Config(retries={"mode": "adaptive", "total_max_attempts": 10})
READS = ("describe_", "get_", "list_", "search_")

EXPIRED = ("ExpiredToken", "ExpiredTokenException", "RequestExpired", "NoCredentialsError")

# IAM's names of services where they differ from boto3's.
PREFIXES = {"sso-admin": "sso"}

POLICY_TYPES = (
    "SERVICE_CONTROL_POLICY",
    "RESOURCE_CONTROL_POLICY",
    "DECLARATIVE_POLICY_EC2",
    "TAG_POLICY",
    "BACKUP_POLICY",
    "AISERVICES_OPT_OUT_POLICY",
    "CHATBOT_POLICY",
)

# Part of the dump that is incomplete when a call is refused; by service, then by operation.
PARTS = {
    "account": "alternate-contacts",
    "cloudformation": "stack-sets",
    "config": "config-recorders",
    "controltower": {
        "landing_zone": "landing-zone",
        "control": "controls",
        "baseline": "baselines",
        "tags_for_resource": "tags",
    },
    "ec2": {"transit_gateway": "transit-gateways", "vpcs": "vpcs"},
    "iam": "root-access",
    "identitystore": {"group": "groups", "user": "users"},
    "organizations": {
        "tags_for_resource": "tags",
        "organizational_units": "units",
        "roots": "units",
        "accounts_for_parent": "accounts",
        "resource_policy": "resource-policy",
        "polic": "policies",
        "aws_service_access": "trusted-services",
        "delegated": "delegated-administrators",
        "organization": "organization",
    },
    "ram": "resource-shares",
    "servicecatalog": {
        "provisioned_products": "provisioned-products",
        "product": "products",
        "provisioning_artifacts": "products",
        "": "portfolios",
    },
    "sso-admin": {
        "tags_for_resource": "tags",
        "account": "assignments",
        "": "permission-sets",
    },
    "sts": "member-accounts",
}


def part_of(service, operation):
    parts = PARTS[service]
    if isinstance(parts, str):
        return parts
    if operation == "list_targets_for_policy":
        return "policies"
    return next(part for word, part in parts.items() if word in operation)


class Record:
    """Counts calls and keeps what was refused."""

    def __init__(self):
        self.calls = Counter()
        self.gaps = {}

    def gap(self, service, operation, action, account, region, code, message):
        name = f"{PREFIXES.get(service, service)}:{action}"
        key = (name, account, region, code)
        known = self.gaps.setdefault(
            key,
            {
                "part": part_of(service, operation),
                "action": name,
                "accountId": account,
                "region": region,
                "code": code,
                "message": message,
                "times": 0,
            },
        )
        known["times"] += 1


class Asker:
    """Makes calls in one account and Region."""

    def __init__(self, record, session, account, region):
        self.record, self.session, self.account, self.region = record, session, account, region
        self.place = {"accountId": account, "region": region}
        self.clients = {}

    def client(self, service):
        if service not in self.clients:
            self.clients[service] = self.session.client(service, region_name=self.region, config=RETRIES)
        return self.clients[service]

    def one(self, service, operation, absent=(), must=False, **parameters):
        """An answer; None where AWS refuses, or says with one of the codes in `absent` that there is none."""
        if not operation.startswith(READS):
            raise ValueError(f"{operation} is not a read")
        client = self.client(service)
        self.record.calls[PREFIXES.get(service, service)] += 1
        try:
            return getattr(client, operation)(**parameters)
        except (ClientError, BotoCoreError) as error:
            if must:
                raise
            answer = getattr(error, "response", {}).get("Error", {})
            code, message = answer.get("Code", type(error).__name__), answer.get("Message", str(error))
            if code in EXPIRED:
                raise SystemExit(f"the credentials ended in the midst of reading; nothing was written: {message}") from None
            if code not in absent:
                self.miss(service, operation, code, message)
            return None

    def miss(self, service, operation, code, message):
        action = self.client(service).meta.method_to_api_mapping[operation]
        self.record.gap(service, operation, action, self.account, self.region, code, message)

    def all(self, service, operation, items, absent=(), token=("NextToken", "NextToken"), **parameters):
        """The items of all pages; where one is refused, of those before it."""
        found, more = [], {}
        while True:
            answer = self.one(service, operation, absent, **parameters, **more)
            if answer is None:
                return found
            found += answer.get(items) or []
            if not answer.get(token[1]):
                return found
            more = {token[0]: answer[token[1]]}


LOWER = ("nextToken", "nextToken")
PAGE = ("PageToken", "NextPageToken")


def together(work, items):
    """Does something with each item, several at once, and returns the results in the order of the items."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, items))


def given(**pairs):
    """Without what AWS left out or left empty."""
    return {key: value for key, value in pairs.items() if value not in (None, "")}


def tag_map(tags):
    pairs = {tag.get("Key", tag.get("key")): tag.get("Value", tag.get("value")) for tag in tags or []}
    return dict(sorted(pairs.items()))


# Organizations


def organization_tags(ask, identifier):
    return tag_map(ask.all("organizations", "list_tags_for_resource", "Tags", ResourceId=identifier))


def read_roots(ask):
    return [
        {
            "id": root["Id"],
            "arn": root["Arn"],
            "name": root["Name"],
            "policyTypes": [{"type": one["Type"], "status": one["Status"]} for one in root.get("PolicyTypes", [])],
            "tags": organization_tags(ask, root["Id"]),
        }
        for root in ask.all("organizations", "list_roots", "Roots")
    ]


def read_units(ask, parent):
    found = []
    for unit in ask.all(
        "organizations", "list_organizational_units_for_parent", "OrganizationalUnits", ParentId=parent
    ):
        found.append(
            {
                "id": unit["Id"],
                "arn": unit["Arn"],
                "name": unit["Name"],
                "parentId": parent,
                "tags": organization_tags(ask, unit["Id"]),
            }
        )
        found += read_units(ask, unit["Id"])
    return found


def read_accounts(ask, parent):
    listed = ask.all("organizations", "list_accounts_for_parent", "Accounts", ParentId=parent)
    return together(lambda account: read_account(ask, account, parent), listed)


def read_account(ask, account, parent):
    state = account.get("State") or account.get("Status") or "ACTIVE"
    return {
        "id": account["Id"],
        "arn": account["Arn"],
        "name": account["Name"],
        "email": account["Email"],
        "state": state,
        "joinedMethod": account.get("JoinedMethod", "CREATED"),
        "parentId": parent,
        "tags": organization_tags(ask, account["Id"]),
        "alternateContacts": read_contacts(ask, account["Id"]) if state == "ACTIVE" else {},
    }


def read_contacts(ask, account):
    # AWS refuses the id of the account that asks.
    which = {} if account == ask.account else {"AccountId": account}
    contacts = {}
    for kind in ("BILLING", "OPERATIONS", "SECURITY"):
        answer = ask.one(
            "account",
            "get_alternate_contact",
            ("ResourceNotFoundException",),
            AlternateContactType=kind,
            **which,
        )
        if answer is not None:
            one = answer["AlternateContact"]
            contacts[kind.lower()] = {
                "name": one.get("Name", ""),
                "title": one.get("Title", ""),
                "email": one["EmailAddress"],
                "phone": one.get("PhoneNumber", ""),
            }
    return contacts


def read_policies(ask, roots):
    types = list(POLICY_TYPES)
    types += [one["type"] for root in roots for one in root["policyTypes"] if one["type"] not in types]
    listed = [
        (kind, policy) for kind in types for policy in ask.all("organizations", "list_policies", "Policies", Filter=kind)
    ]
    return together(lambda pair: read_policy(ask, *pair), listed)


def read_policy(ask, kind, policy):
    described = ask.one("organizations", "describe_policy", PolicyId=policy["Id"]) or {"Policy": {}}
    targets = ask.all("organizations", "list_targets_for_policy", "Targets", PolicyId=policy["Id"])
    managed = policy.get("AwsManaged", False)
    return {
        "id": policy["Id"],
        "arn": policy["Arn"],
        "name": policy["Name"],
        "description": policy.get("Description") or "",
        "type": kind,
        "awsManaged": managed,
        "content": described["Policy"].get("Content", ""),
        "targets": sorted(target["TargetId"] for target in targets),
        # AWS's own policies can't be tagged.
        "tags": {} if managed else organization_tags(ask, policy["Id"]),
    }


def read_delegations(ask):
    return [
        {
            "accountId": one["Id"],
            "services": sorted(
                service["ServicePrincipal"]
                for service in ask.all(
                    "organizations", "list_delegated_services_for_account", "DelegatedServices", AccountId=one["Id"]
                )
            ),
        }
        for one in ask.all("organizations", "list_delegated_administrators", "DelegatedAdministrators")
    ]


def read_resource_policy(ask):
    answer = ask.one("organizations", "describe_resource_policy", ("ResourcePolicyNotFoundException",))
    if answer is None or not answer.get("ResourcePolicy"):
        return None
    summary = answer["ResourcePolicy"]["ResourcePolicySummary"]
    return {
        "id": summary["Id"],
        "arn": summary["Arn"],
        "content": answer["ResourcePolicy"]["Content"],
        "tags": organization_tags(ask, summary["Id"]),
    }


def read_root_access(ask):
    # Without trusted access of IAM nothing can be on. AWS spells codes with and without the last word.
    off = ("ServiceAccessNotEnabled", "ServiceAccessNotEnabledException")
    before = len(ask.record.gaps)
    answer = ask.one("iam", "list_organizations_features", off)
    if answer is None:
        return [] if len(ask.record.gaps) == before else None
    return sorted(answer.get("EnabledFeatures") or [])


# Control Tower


def control_tower_tags(ask, arn):
    answer = ask.one("controltower", "list_tags_for_resource", resourceArn=arn) or {}
    return dict(sorted((answer.get("tags") or {}).items()))


def read_landing_zone(ask):
    listed = ask.all("controltower", "list_landing_zones", "landingZones", token=LOWER)
    if not listed:
        return None
    arn = listed[0]["arn"]
    answer = ask.one("controltower", "get_landing_zone", landingZoneIdentifier=arn)
    if answer is None:
        return None
    zone = answer["landingZone"]
    return {
        "arn": arn,
        "version": zone.get("version", ""),
        **given(
            latestVersion=zone.get("latestAvailableVersion"),
            status=zone.get("status"),
            drift=zone.get("driftStatus", {}).get("status"),
        ),
        "remediationTypes": sorted(zone.get("remediationTypes") or []),
        "manifest": zone.get("manifest", {}),
        "tags": control_tower_tags(ask, arn),
    }


def sorted_parameters(parameters):
    return sorted(
        ({"key": one["key"], "value": one["value"]} for one in parameters or []), key=lambda one: one["key"]
    )


def read_controls(ask):
    listed = ask.all(
        "controltower", "list_enabled_controls", "enabledControls", ("ResourceNotFoundException",), token=LOWER
    )
    return together(lambda control: read_control(ask, control), listed)


def read_control(ask, control):
    answer = ask.one("controltower", "get_enabled_control", enabledControlIdentifier=control["arn"]) or {}
    return {
        "arn": control["arn"],
        "controlIdentifier": control["controlIdentifier"],
        "targetIdentifier": control.get("targetIdentifier", ""),
        **given(
            status=control.get("statusSummary", {}).get("status"),
            drift=control.get("driftStatusSummary", {}).get("driftStatus"),
        ),
        "parameters": sorted_parameters(answer.get("enabledControlDetails", {}).get("parameters")),
    }


def read_baselines(ask):
    listed = ask.all("controltower", "list_baselines", "baselines", token=LOWER)
    names = {one["arn"]: one["name"] for one in listed}
    enabled = ask.all(
        "controltower",
        "list_enabled_baselines",
        "enabledBaselines",
        ("ResourceNotFoundException",),
        token=LOWER,
        includeChildren=True,
    )
    return together(lambda baseline: read_baseline(ask, names, baseline), enabled)


def read_baseline(ask, names, baseline):
    own = not baseline.get("parentIdentifier")
    answer = {}
    if own:
        answer = ask.one("controltower", "get_enabled_baseline", enabledBaselineIdentifier=baseline["arn"]) or {}
    drift = baseline.get("driftStatusSummary", {}).get("types", {}).get("inheritance", {}).get("status")
    return {
        "arn": baseline["arn"],
        "baselineIdentifier": baseline["baselineIdentifier"],
        **given(name=names.get(baseline["baselineIdentifier"]), version=baseline.get("baselineVersion")),
        "targetIdentifier": baseline["targetIdentifier"],
        **given(
            parentIdentifier=baseline.get("parentIdentifier"),
            status=baseline.get("statusSummary", {}).get("status"),
            drift=drift,
        ),
        "parameters": sorted_parameters(answer.get("enabledBaselineDetails", {}).get("parameters")),
        "tags": control_tower_tags(ask, baseline["arn"]) if own else {},
    }


# Identity Center


def read_identity_center(asks):
    """Looks into one Region after the other until an instance of the organization is there."""
    for ask in asks:
        for instance in ask.all("sso-admin", "list_instances", "Instances"):
            # Member accounts can have instances of their own, which know no permission sets.
            if instance.get("OwnerAccountId") == ask.account:
                return read_instance(ask, instance)
    return None


def external_ids(thing):
    return [{"issuer": one["Issuer"], "id": one["Id"]} for one in thing.get("ExternalIds") or []]


def read_instance(ask, instance):
    arn, store = instance["InstanceArn"], instance["IdentityStoreId"]
    arns = ask.all("sso-admin", "list_permission_sets", "PermissionSets", InstanceArn=arn)
    pairs = together(lambda one: read_permission_set(ask, {"InstanceArn": arn, "PermissionSetArn": one}), arns)
    assignments = [one for _, granted in pairs for one in granted]
    groups = [
        {
            "id": group["GroupId"],
            "displayName": group.get("DisplayName", ""),
            **given(description=group.get("Description")),
            "externalIds": external_ids(group),
        }
        for group in ask.all("identitystore", "list_groups", "Groups", IdentityStoreId=store)
    ]
    user_ids = sorted({one["principalId"] for one in assignments if one["principalType"] == "USER"})
    users = []
    for identifier in user_ids:
        user = ask.one("identitystore", "describe_user", IdentityStoreId=store, UserId=identifier)
        if user is not None:
            users.append(
                {"id": identifier, "userName": user.get("UserName", ""), "externalIds": external_ids(user)}
            )
    return {
        "region": ask.region,
        "instanceArn": arn,
        "identityStoreId": store,
        **given(ownerAccountId=instance.get("OwnerAccountId")),
        "scim": any(one["externalIds"] for one in groups + users),
        "permissionSets": [one for one, _ in pairs],
        "assignments": assignments,
        "groups": groups,
        "users": users,
    }


def reference(policy):
    # AWS leaves the path out where it is the usual one.
    return {"name": policy["Name"], "path": policy.get("Path", "/")}


def read_permission_set(ask, which):
    described = (ask.one("sso-admin", "describe_permission_set", **which) or {}).get("PermissionSet", {})
    inline = ask.one("sso-admin", "get_inline_policy_for_permission_set", **which) or {}
    managed = ask.all("sso-admin", "list_managed_policies_in_permission_set", "AttachedManagedPolicies", **which)
    own = ask.all(
        "sso-admin",
        "list_customer_managed_policy_references_in_permission_set",
        "CustomerManagedPolicyReferences",
        **which,
    )
    boundary = ask.one(
        "sso-admin", "get_permissions_boundary_for_permission_set", ("ResourceNotFoundException",), **which
    )
    boundary = (boundary or {}).get("PermissionsBoundary") or {}
    tags = ask.all(
        "sso-admin",
        "list_tags_for_resource",
        "Tags",
        InstanceArn=which["InstanceArn"],
        ResourceArn=which["PermissionSetArn"],
    )
    accounts = ask.all("sso-admin", "list_accounts_for_provisioned_permission_set", "AccountIds", **which)
    assignments = together(
        lambda account: ask.all(
            "sso-admin", "list_account_assignments", "AccountAssignments", AccountId=account, **which
        ),
        accounts,
    )
    limit = None
    if "CustomerManagedPolicyReference" in boundary:
        limit = {"customerManagedPolicy": reference(boundary["CustomerManagedPolicyReference"])}
    elif "ManagedPolicyArn" in boundary:
        limit = {"managedPolicyArn": boundary["ManagedPolicyArn"]}
    permission_set = {
        "arn": which["PermissionSetArn"],
        "name": described.get("Name", ""),
        **given(
            description=described.get("Description"),
            sessionDuration=described.get("SessionDuration"),
            relayState=described.get("RelayState"),
            inlinePolicy=inline.get("InlinePolicy"),
        ),
        "managedPolicies": sorted(one["Arn"] for one in managed),
        "customerManagedPolicies": [reference(one) for one in own],
        **given(boundary=limit),
        "provisionedAccounts": sorted(accounts),
        "tags": tag_map(tags),
    }
    granted = [
        {
            "permissionSetArn": which["PermissionSetArn"],
            "accountId": one["AccountId"],
            "principalType": one["PrincipalType"],
            "principalId": one["PrincipalId"],
        }
        for page in assignments
        for one in page
    ]
    return permission_set, granted


# Stack sets


def read_stack_sets(ask):
    listed = ask.all("cloudformation", "list_stack_sets", "Summaries", Status="ACTIVE")
    return together(lambda one: read_stack_set(ask, one), listed)


def read_stack_set(ask, summary):
    name = summary["StackSetName"]
    described = (ask.one("cloudformation", "describe_stack_set", StackSetName=name) or {}).get("StackSet", {})
    instances = ask.all("cloudformation", "list_stack_instances", "Summaries", StackSetName=name)
    automatic = summary.get("AutoDeployment") or {}
    return {
        **ask.place,
        "id": summary["StackSetId"],
        "name": name,
        **given(description=summary.get("Description")),
        "permissionModel": summary.get("PermissionModel", "SELF_MANAGED"),
        **(
            {
                "autoDeployment": {
                    "enabled": automatic["Enabled"],
                    "retainStacks": automatic.get("RetainStacksOnAccountRemoval", False),
                }
            }
            if "Enabled" in automatic
            else {}
        ),
        "unitIds": sorted(described.get("OrganizationalUnitIds") or []),
        "instances": [
            {
                "accountId": one["Account"],
                "region": one["Region"],
                **given(
                    unitId=one.get("OrganizationalUnitId"),
                    status=one.get("StackInstanceStatus", {}).get("DetailedStatus") or one.get("Status"),
                ),
            }
            for one in instances
        ],
        "tags": tag_map(described.get("Tags")),
    }


# What lies inside of an account


GONE = ("deleted", "deleting", "failed", "rejected")


def read_vpcs(ask):
    found = []
    for vpc in ask.all("ec2", "describe_vpcs", "Vpcs"):
        # A VPC that is shared with the account is listed by its owner.
        if vpc.get("OwnerId", ask.account) != ask.account:
            continue
        ranges = [vpc["CidrBlock"]]
        for one in vpc.get("CidrBlockAssociationSet", []):
            if one.get("CidrBlockState", {}).get("State") == "associated" and one["CidrBlock"] not in ranges:
                ranges.append(one["CidrBlock"])
        found.append(
            {
                **ask.place,
                "id": vpc["VpcId"],
                "isDefault": vpc.get("IsDefault", False),
                "cidrBlocks": ranges,
                "ipv6CidrBlocks": [
                    one["Ipv6CidrBlock"]
                    for one in vpc.get("Ipv6CidrBlockAssociationSet", [])
                    if one.get("Ipv6CidrBlockState", {}).get("State") == "associated"
                ],
                "tags": tag_map(vpc.get("Tags")),
            }
        )
    return found


def read_transit_gateways(ask):
    gateways = ask.all("ec2", "describe_transit_gateways", "TransitGateways")
    gateways = [one for one in gateways if one.get("State") not in GONE]
    if not gateways:
        return []
    attachments = ask.all("ec2", "describe_transit_gateway_attachments", "TransitGatewayAttachments")
    found = []
    for gateway in gateways:
        options = gateway.get("Options", {})
        asn = options.get("AmazonSideAsn")
        owned = gateway["OwnerId"] == ask.account
        found.append(
            {
                **ask.place,
                "id": gateway["TransitGatewayId"],
                "arn": gateway["TransitGatewayArn"],
                "ownerId": gateway["OwnerId"],
                **given(description=gateway.get("Description"), asn=asn),
                "cidrBlocks": sorted(options.get("TransitGatewayCidrBlocks") or []),
                "options": {
                    name: value
                    for name, value in sorted(options.items())
                    if isinstance(value, str) and not name.endswith("RouteTableId")
                },
                # AWS shows the tables to the owner alone.
                "routeTables": read_route_tables(ask, gateway["TransitGatewayId"]) if owned else [],
                "attachments": [
                    {
                        "id": one["TransitGatewayAttachmentId"],
                        "resourceType": one["ResourceType"],
                        **given(resourceId=one.get("ResourceId"), resourceOwnerId=one.get("ResourceOwnerId")),
                        "state": one["State"],
                        **given(routeTableId=one.get("Association", {}).get("TransitGatewayRouteTableId")),
                        "tags": tag_map(one.get("Tags")),
                    }
                    for one in attachments
                    if one["TransitGatewayId"] == gateway["TransitGatewayId"] and one["State"] not in GONE
                ],
                "tags": tag_map(gateway.get("Tags")),
            }
        )
    return found


def read_route_tables(ask, gateway):
    tables = ask.all(
        "ec2",
        "describe_transit_gateway_route_tables",
        "TransitGatewayRouteTables",
        Filters=[{"Name": "transit-gateway-id", "Values": [gateway]}],
    )
    tables = [one for one in tables if one.get("State") not in ("deleted", "deleting")]
    return together(lambda table: read_route_table(ask, table), tables)


def point(one):
    return {
        "attachmentId": one.get("TransitGatewayAttachmentId", ""),
        **given(resourceType=one.get("ResourceType"), resourceId=one.get("ResourceId")),
    }


def read_route_table(ask, table):
    which = {"TransitGatewayRouteTableId": table["TransitGatewayRouteTableId"]}
    associations = ask.all("ec2", "get_transit_gateway_route_table_associations", "Associations", **which)
    propagations = ask.all(
        "ec2", "get_transit_gateway_route_table_propagations", "TransitGatewayRouteTablePropagations", **which
    )
    lists = ask.all(
        "ec2", "get_transit_gateway_prefix_list_references", "TransitGatewayPrefixListReferences", **which
    )
    return {
        "id": which["TransitGatewayRouteTableId"],
        "defaultAssociation": table.get("DefaultAssociationRouteTable", False),
        "defaultPropagation": table.get("DefaultPropagationRouteTable", False),
        "associations": [{**point(one), "state": one["State"]} for one in associations],
        "propagations": [{**point(one), "state": one["State"]} for one in propagations],
        "routes": read_routes(ask, which),
        "prefixLists": [
            {
                "prefixListId": one["PrefixListId"],
                "blackhole": one.get("Blackhole", False),
                **given(attachmentId=one.get("TransitGatewayAttachment", {}).get("TransitGatewayAttachmentId")),
            }
            for one in lists
        ],
        "tags": tag_map(table.get("Tags")),
    }


def read_routes(ask, which):
    # AWS lists at most 1000, and gives no more pages.
    answer = ask.one(
        "ec2",
        "search_transit_gateway_routes",
        Filters=[{"Name": "state", "Values": ["active", "blackhole"]}],
        MaxResults=1000,
        **which,
    )
    if answer is None:
        return []
    if answer.get("AdditionalRoutesAvailable"):
        message = "a route table has more than the 1000 routes that AWS lists"
        ask.miss("ec2", "search_transit_gateway_routes", "MoreRoutes", message)
    return [
        {
            **given(cidr=one.get("DestinationCidrBlock"), prefixListId=one.get("PrefixListId")),
            "type": one["Type"],
            "state": one["State"],
            "attachments": [point(attachment) for attachment in one.get("TransitGatewayAttachments") or []],
        }
        for one in answer.get("Routes") or []
    ]


def read_resource_shares(ask):
    shares = ask.all("ram", "get_resource_shares", "resourceShares", token=LOWER, resourceOwner="SELF")
    shares = [one for one in shares if one.get("status") not in ("DELETED", "DELETING")]
    if not shares:
        return []
    entities = {}
    for kind in ("PRINCIPAL", "RESOURCE"):
        for one in ask.all(
            "ram",
            "get_resource_share_associations",
            "resourceShareAssociations",
            token=LOWER,
            associationType=kind,
        ):
            if one.get("status") in ("ASSOCIATED", "ASSOCIATING"):
                entities.setdefault((one["resourceShareArn"], kind), []).append(one["associatedEntity"])
    return [
        {
            **ask.place,
            "arn": one["resourceShareArn"],
            "name": one["name"],
            **given(status=one.get("status")),
            "allowExternalPrincipals": one.get("allowExternalPrincipals", False),
            "principals": sorted(entities.get((one["resourceShareArn"], "PRINCIPAL"), [])),
            "resources": sorted(entities.get((one["resourceShareArn"], "RESOURCE"), [])),
            "tags": tag_map(one.get("tags")),
        }
        for one in shares
    ]


def read_portfolios(ask):
    listed = ask.all("servicecatalog", "list_portfolios", "PortfolioDetails", token=PAGE)
    return together(lambda one: read_portfolio(ask, one), listed)


def read_portfolio(ask, detail):
    identifier = detail["Id"]
    described = ask.one("servicecatalog", "describe_portfolio", Id=identifier) or {}

    def parts(operation, items, **more):
        return ask.all("servicecatalog", operation, items, token=PAGE, PortfolioId=identifier, **more)

    products = parts("search_products_as_admin", "ProductViewDetails")
    principals = parts("list_principals_for_portfolio", "Principals")
    constraints = []
    for one in parts("list_constraints_for_portfolio", "ConstraintDetails"):
        full = ask.one("servicecatalog", "describe_constraint", Id=one["ConstraintId"]) or {}
        constraints.append(
            {
                "id": one["ConstraintId"],
                "type": one["Type"],
                "productId": one["ProductId"],
                **given(description=one.get("Description"), parameters=full.get("ConstraintParameters")),
            }
        )
    shares = [
        {
            "type": kind,
            "principalId": one["PrincipalId"],
            "accepted": one.get("Accepted", False),
            "shareTagOptions": one.get("ShareTagOptions", False),
            "sharePrincipals": one.get("SharePrincipals", False),
        }
        for kind in ("ACCOUNT", "ORGANIZATION", "ORGANIZATIONAL_UNIT", "ORGANIZATION_MEMBER_ACCOUNT")
        for one in parts("describe_portfolio_shares", "PortfolioShareDetails", Type=kind)
    ]
    return {
        **ask.place,
        "id": identifier,
        "arn": detail["ARN"],
        "name": detail.get("DisplayName", ""),
        **given(description=detail.get("Description")),
        "provider": detail.get("ProviderName", ""),
        "products": sorted(one["ProductViewSummary"]["ProductId"] for one in products),
        # A pattern stays a pattern.
        "principals": [{"arn": one["PrincipalARN"], "type": one.get("PrincipalType", "IAM")} for one in principals],
        "shares": shares,
        "constraints": constraints,
        "tags": tag_map(described.get("Tags")),
    }


def read_products(ask):
    listed = ask.all("servicecatalog", "search_products_as_admin", "ProductViewDetails", token=PAGE)
    return together(lambda one: read_product(ask, one), listed)


def read_product(ask, detail):
    summary = detail["ProductViewSummary"]
    identifier = summary["ProductId"]
    described = ask.one("servicecatalog", "describe_product_as_admin", Id=identifier) or {}
    versions = ask.one("servicecatalog", "list_provisioning_artifacts", ProductId=identifier) or {}
    return {
        **ask.place,
        "id": identifier,
        "arn": detail["ProductARN"],
        "name": summary.get("Name", ""),
        "owner": summary.get("Owner", ""),
        "type": summary.get("Type", ""),
        **given(
            description=summary.get("ShortDescription"),
            distributor=summary.get("Distributor"),
            supportEmail=summary.get("SupportEmail"),
            supportDescription=summary.get("SupportDescription"),
            supportUrl=summary.get("SupportUrl"),
        ),
        "versions": [
            {
                "id": one["Id"],
                "name": one.get("Name", ""),
                **given(description=one.get("Description"), type=one.get("Type")),
                "active": one.get("Active", True),
                **given(guidance=one.get("Guidance")),
            }
            for one in versions.get("ProvisioningArtifactDetails") or []
        ],
        "tags": tag_map(described.get("Tags")),
    }


def read_provisioned_products(ask):
    listed = ask.all(
        "servicecatalog",
        "search_provisioned_products",
        "ProvisionedProducts",
        token=PAGE,
        AccessLevelFilter={"Key": "Account", "Value": "self"},
    )
    return [
        {
            **ask.place,
            "id": one["Id"],
            "name": one.get("Name", ""),
            **given(
                type=one.get("Type"),
                status=one.get("Status"),
                productId=one.get("ProductId"),
                versionId=one.get("ProvisioningArtifactId"),
                physicalId=one.get("PhysicalId"),
            ),
        }
        for one in listed
    ]


def read_recorders(ask):
    recorders = (ask.one("config", "describe_configuration_recorders") or {}).get("ConfigurationRecorders", [])
    states = ask.one("config", "describe_configuration_recorder_status") or {}
    running = {one.get("name"): one.get("recording", False) for one in states.get("ConfigurationRecordersStatus", [])}
    return [
        {
            **ask.place,
            "name": one["name"],
            **given(roleArn=one.get("roleARN")),
            "recording": running.get(one["name"], False),
            "allSupported": one.get("recordingGroup", {}).get("allSupported", False),
            **given(servicePrincipal=one.get("servicePrincipal")),
        }
        for one in recorders
    ]


def read_channels(ask):
    channels = (ask.one("config", "describe_delivery_channels") or {}).get("DeliveryChannels", [])
    return [
        {
            **ask.place,
            "name": one["name"],
            **given(bucket=one.get("s3BucketName"), topicArn=one.get("snsTopicARN")),
        }
        for one in channels
    ]


INSIDE = {
    "transitGateways": read_transit_gateways,
    "vpcs": read_vpcs,
    "resourceShares": read_resource_shares,
    "portfolios": read_portfolios,
    "products": read_products,
    "provisionedProducts": read_provisioned_products,
    "configRecorders": read_recorders,
    "deliveryChannels": read_channels,
}


def owners_view(gateways):
    """One entry a transit gateway: that of its owner where the owner was asked, else that of the first who sees it."""

    def rank(gateway):
        return (gateway["accountId"] != gateway["ownerId"], gateway["accountId"])

    views = {}
    for gateway in sorted(gateways, key=rank):
        views.setdefault(gateway["id"], gateway)
    return list(views.values())


# All of it


def assume(session, region, role):
    keys = session.client("sts", region_name=region, config=RETRIES).assume_role(
        RoleArn=role, RoleSessionName="dump-organization"
    )["Credentials"]
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region_name=region)


def member_sessions(record, session, home, accounts, partition, role):
    """Sessions in member accounts, one after the other; who refuses is a gap."""
    for account in accounts:
        record.calls["sts"] += 1
        try:
            yield account, assume(session, home, f"arn:{partition}:iam::{account}:role/{role}")
        except (ClientError, BotoCoreError) as error:
            answer = getattr(error, "response", {}).get("Error", {})
            code, message = answer.get("Code", type(error).__name__), answer.get("Message", str(error))
            record.gap("sts", "assume_role", "AssumeRole", account, home, code, message)


def say(text):
    print(text, file=sys.stderr, flush=True)


def dump(session, home, wanted, member_role):
    record = Record()
    first = Asker(record, session, "", home)
    account = first.one("sts", "get_caller_identity", must=True)["Account"]
    found = first.one("organizations", "describe_organization", must=True)["Organization"]
    if found["MasterAccountId"] != account:
        raise SystemExit(f"the credentials belong to {account}; the management account is {found['MasterAccountId']}")
    say(f"organization {found['Id']}")

    ask = Asker(record, session, account, home)
    roots = read_roots(ask)
    units = [unit for root in roots for unit in read_units(ask, root["id"])]
    accounts = [one for parent in roots + units for one in read_accounts(ask, parent["id"])]
    say(f"{len(units)} units, {len(accounts)} accounts")
    policies = read_policies(ask, roots)
    say(f"{len(policies)} policies")
    services = ask.all("organizations", "list_aws_service_access_for_organization", "EnabledServicePrincipals")
    delegations = read_delegations(ask)
    resource_policy = read_resource_policy(ask)
    root_access = read_root_access(ask)
    landing_zone = read_landing_zone(ask)
    controls, baselines = read_controls(ask), read_baselines(ask)
    say(f"{len(controls)} controls, {len(baselines)} baselines")

    governed = (landing_zone or {}).get("manifest", {}).get("governedRegions") or []
    others = sorted(governed) if wanted is None else wanted
    regions = [home] + [region for region in others if region != home]
    asks = [Asker(record, session, account, region) for region in regions]
    identity_center = read_identity_center(asks)
    if identity_center is not None:
        say(f"{len(identity_center['permissionSets'])} permission sets, {len(identity_center['assignments'])} assignments")
    stack_sets = [one for ask_there in asks for one in read_stack_sets(ask_there)]

    inside = {key: [] for key in INSIDE}
    looked_into = []

    def look_into(identifier, with_session):
        looked_into.append(identifier)
        for region in regions:
            there = Asker(record, with_session, identifier, region)
            for key, read in INSIDE.items():
                inside[key] += read(there)
        say(f"account {identifier}")

    look_into(account, session)
    members = [one["id"] for one in accounts if one["id"] != account and one["state"] == "ACTIVE"]
    if member_role is not None:
        partition = found["Arn"].split(":")[1]
        for identifier, with_session in member_sessions(record, session, home, members, partition, member_role):
            look_into(identifier, with_session)
    elif members:
        message = "no role to read member accounts with was named"
        record.gap("sts", "assume_role", "AssumeRole", account, home, "NotAsked", message)
    inside["transitGateways"] = owners_view(inside["transitGateways"])

    document = {
        "schema": SCHEMA,
        "reading": {"homeRegion": home, "regions": regions, "accounts": sorted(looked_into)},
        "gaps": list(record.gaps.values()),
        "organization": {
            "id": found["Id"],
            "arn": found["Arn"],
            "managementAccountId": found["MasterAccountId"],
            "managementAccountEmail": found["MasterAccountEmail"],
            "featureSet": found["FeatureSet"],
        },
        "roots": roots,
        "units": units,
        "accounts": accounts,
        "policies": policies,
        "trustedServices": sorted(one["ServicePrincipal"] for one in services),
        "delegatedAdministrators": delegations,
        **given(resourcePolicy=resource_policy),
        **given(rootAccessFeatures=root_access),
        "controlTower": {**given(landingZone=landing_zone), "controls": controls, "baselines": baselines},
        **given(identityCenter=identity_center),
        **inside,
        "stackSets": stack_sets,
    }
    return document, record.calls


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--into", required=True, metavar="FILE", help="file to write")
    parser.add_argument("--profile", help="profile of the AWS CLI")
    parser.add_argument("--regions", help="home Region first, separated by commas")
    parser.add_argument("--role-arn", metavar="ARN", help="a role to assume first")
    parser.add_argument("--member-role", metavar="NAME", help="a role of every member account to read it with")
    options = parser.parse_args()

    session = boto3.Session(profile_name=options.profile)
    regions = options.regions.split(",") if options.regions else None
    home = regions[0] if regions else session.region_name
    if home is None:
        parser.error("no Region is known: name the home Region first in --regions")
    try:
        if options.role_arn:
            session = assume(session, home, options.role_arn)
        document, calls = dump(session, home, regions, options.member_role)
    except (ClientError, BotoCoreError) as error:
        raise SystemExit(f"the organization can't be read: {error}") from None

    draft = f"{options.into}.{os.getpid()}.tmp"
    with open(draft, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1, ensure_ascii=False)
        file.write("\n")
    os.replace(draft, options.into)
    for gap in document["gaps"]:
        say(f"not read: {gap['action']} in {gap['accountId']} {gap['region']}: {gap['code']} ({gap['times']} times)")
    counted = ", ".join(f"{service} {number}" for service, number in sorted(calls.items()))
    say(f"{sum(calls.values())} calls: {counted}")


if __name__ == "__main__":
    main()

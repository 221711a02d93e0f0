"""Roles and managed policies in a stack."""

from ..core import random_upper
from .cloudformation_made import Made, Properties, document, pairs


class IamRole(Made):
    TYPE = "AWS::IAM::Role"
    NAME = "RoleName"
    PROPERTIES = frozenset(
        [
            "RoleName",
            "AssumeRolePolicyDocument",
            "Path",
            "Description",
            "MaxSessionDuration",
            "PermissionsBoundary",
            "ManagedPolicyArns",
            "Policies",
            "Tags",
        ]
    )
    ATTRIBUTES = frozenset({"Arn", "RoleId"})

    def make(self) -> None:
        given = self.properties
        parameters: Properties = {
            name: given[name] for name in ("Path", "Description", "PermissionsBoundary") if name in given
        }
        made = self.ask(
            "iam",
            "create_role",
            RoleName=self.name,
            AssumeRolePolicyDocument=document(given["AssumeRolePolicyDocument"]),
            Tags=pairs(given.get("Tags")),
            **parameters,
        )["Role"]
        self.attributes = {"Arn": made["Arn"], "RoleId": made["RoleId"]}

    def apply(self) -> None:
        given, name = self.properties, self.name
        trust = document(given["AssumeRolePolicyDocument"])
        self.ask("iam", "update_assume_role_policy", RoleName=name, PolicyDocument=trust)
        self.ask(
            "iam",
            "update_role",
            RoleName=name,
            Description=given.get("Description", ""),
            MaxSessionDuration=int(given.get("MaxSessionDuration", 3600)),
        )
        wanted = set(given.get("ManagedPolicyArns", []))
        for arn in sorted(self._attached() - wanted):
            self.ask("iam", "detach_role_policy", RoleName=name, PolicyArn=arn)
        for arn in sorted(wanted - self._attached()):
            self.ask("iam", "attach_role_policy", RoleName=name, PolicyArn=arn)
        inline = {policy["PolicyName"]: document(policy["PolicyDocument"]) for policy in given.get("Policies", [])}
        for gone in sorted(set(self._inline()) - set(inline)):
            self.ask("iam", "delete_role_policy", RoleName=name, PolicyName=gone)
        for policy, text in sorted(inline.items()):
            self.ask("iam", "put_role_policy", RoleName=name, PolicyName=policy, PolicyDocument=text)

    def _attached(self) -> set[str]:
        listed = self.ask("iam", "list_attached_role_policies", RoleName=self.name)["AttachedPolicies"]
        return {policy["PolicyArn"] for policy in listed}

    def _inline(self) -> list[str]:
        return list(self.ask("iam", "list_role_policies", RoleName=self.name)["PolicyNames"])

    def remove(self) -> None:
        for arn in sorted(self._attached()):
            self.ask("iam", "detach_role_policy", RoleName=self.name, PolicyArn=arn)
        for policy in self._inline():
            self.ask("iam", "delete_role_policy", RoleName=self.name, PolicyName=policy)
        self.ask("iam", "delete_role", RoleName=self.name)


class ManagedPolicy(Made):
    TYPE = "AWS::IAM::ManagedPolicy"
    NAME = "ManagedPolicyName"
    PROPERTIES = frozenset({"ManagedPolicyName", "PolicyDocument", "Description", "Path", "Roles"})
    ATTRIBUTES = frozenset({"PolicyArn", "PolicyId"})

    def make(self) -> None:
        given = self.properties
        parameters = {name: given[name] for name in ("Path", "Description") if name in given}
        name = given.get(self.NAME) or f"{self.name}-{random_upper('', 12)}"
        made = self.ask(
            "iam", "create_policy", PolicyName=name, PolicyDocument=document(given["PolicyDocument"]), **parameters
        )["Policy"]
        self.name = made["Arn"]
        self.attributes = {"PolicyArn": made["Arn"], "PolicyId": made["PolicyId"]}
        self._document = document(given["PolicyDocument"])

    def apply(self) -> None:
        text = document(self.properties["PolicyDocument"])
        if text != self._document:
            versions = self.ask("iam", "list_policy_versions", PolicyArn=self.name)["Versions"]
            for old in [one for one in versions if not one["IsDefaultVersion"]]:
                self.ask("iam", "delete_policy_version", PolicyArn=self.name, VersionId=old["VersionId"])
            self.ask("iam", "create_policy_version", PolicyArn=self.name, PolicyDocument=text, SetAsDefault=True)
            self._document = text
        for role in self.properties.get("Roles", []):
            self.ask("iam", "attach_role_policy", RoleName=role, PolicyArn=self.name)

    def remove(self) -> None:
        roles = self.ask("iam", "list_entities_for_policy", PolicyArn=self.name).get("PolicyRoles", [])
        for role in roles:
            self.ask("iam", "detach_role_policy", RoleName=role["RoleName"], PolicyArn=self.name)
        for old in self.ask("iam", "list_policy_versions", PolicyArn=self.name)["Versions"]:
            if not old["IsDefaultVersion"]:
                self.ask("iam", "delete_policy_version", PolicyArn=self.name, VersionId=old["VersionId"])
        self.ask("iam", "delete_policy", PolicyArn=self.name)

"""Identity store of IAM Identity Center: users, groups, memberships.

One store belongs to the organization's Identity Center instance, so it is kept by its id, not by account: a delegated
administrator works on the same store as the management account.
"""

from dataclasses import dataclass, field
from typing import Any

from ..core import AwsError, Call, on_reset, operation, random_uuid

Item = dict[str, Any]


@dataclass
class Directory:
    groups: dict[str, Item] = field(default_factory=dict)
    users: dict[str, Item] = field(default_factory=dict)
    memberships: dict[str, Item] = field(default_factory=dict)


_directories: dict[str, Directory] = {}
on_reset(_directories.clear)


def directory(store_id: str) -> Directory:
    return _directories.setdefault(store_id, Directory())


def principal_exists(store_id: str, kind: str, principal_id: str) -> bool:
    """`kind` is GROUP or USER."""
    known = directory(store_id)
    return principal_id in (known.groups if kind == "GROUP" else known.users)


def ensure_group(store_id: str, display_name: str, description: str = "") -> str:
    """The id of the group of that name, made if there is none: what other services of AWS do for their own groups."""
    groups = directory(store_id).groups
    for group_id, group in groups.items():
        if group["DisplayName"] == display_name:
            return group_id
    group_id = random_uuid()
    groups[group_id] = {
        "IdentityStoreId": store_id,
        "GroupId": group_id,
        "DisplayName": display_name,
        "Description": description or None,
    }
    return group_id


def ensure_user(store_id: str, email: str, given_name: str, family_name: str) -> str:
    """The id of the user of that name (its e-mail), made if there is none."""
    users = directory(store_id).users
    for user_id, user in users.items():
        if user["UserName"] == email:
            return user_id
    user_id = random_uuid()
    users[user_id] = {
        "IdentityStoreId": store_id,
        "UserId": user_id,
        "UserName": email,
        "DisplayName": f"{given_name} {family_name}",
        "Name": {"GivenName": given_name, "FamilyName": family_name},
        "Emails": [{"Value": email, "Type": "Work", "Primary": True}],
    }
    return user_id


def _of(call: Call) -> Directory:
    return directory(call.params["IdentityStoreId"])


def _not_found(kind: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{kind} not found.")


def _conflict(attribute: str) -> AwsError:
    return AwsError("ConflictException", f"Duplicate {attribute}")


def _get(items: dict[str, Item], identifier: str, kind: str) -> Item:
    if identifier not in items:
        raise _not_found(kind)
    return items[identifier]


def _apply(item: Item, operations: list[Item]) -> None:
    """Attribute paths are camel case with dots: displayName, name.givenName, emails."""
    for change in operations:
        target = item
        *parents, last = [part[:1].upper() + part[1:] for part in change["AttributePath"].split(".")]
        for part in parents:
            target = target.setdefault(part, {})
        value = change.get("AttributeValue")
        if value in (None, ""):
            target.pop(last, None)
        else:
            target[last] = _capitalized(value)


def _capitalized(value: Any) -> Any:
    """Documents in attribute values use camel case, answers don't."""
    if isinstance(value, dict):
        return {key[:1].upper() + key[1:]: _capitalized(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_capitalized(inner) for inner in value]
    return value


def _by_unique_attribute(call: Call, items: dict[str, Item], kind: str) -> Item:
    wanted = call.params["AlternateIdentifier"].get("UniqueAttribute")
    if wanted is not None:
        path, value = wanted["AttributePath"].lower(), wanted["AttributeValue"]
        for item in items.values():
            emails = [email.get("Value") for email in item.get("Emails", [])]
            if value in {"displayname": [item.get("DisplayName")], "username": [item.get("UserName")]}.get(
                path, emails
            ):
                return item
    raise _not_found(kind)


def _filtered(call: Call, items: dict[str, Item]) -> list[Item]:
    filters = call.params.get("Filters", [])
    return [i for i in items.values() if all(i.get(f["AttributePath"]) == f["AttributeValue"] for f in filters)]


@operation("identitystore", "CreateGroup")
def create_group(call: Call) -> Item:
    groups, name = _of(call).groups, call.params.get("DisplayName")
    if any(group["DisplayName"] == name for group in groups.values()):
        raise _conflict("GroupDisplayName")
    group_id = ensure_group(call.params["IdentityStoreId"], str(name), call.params.get("Description", ""))
    return groups[group_id]


@operation("identitystore", "DescribeGroup")
def describe_group(call: Call) -> Item:
    return _get(_of(call).groups, call.params["GroupId"], "GROUP")


@operation("identitystore", "UpdateGroup")
def update_group(call: Call) -> None:
    _apply(_get(_of(call).groups, call.params["GroupId"], "GROUP"), call.params["Operations"])


@operation("identitystore", "DeleteGroup")
def delete_group(call: Call) -> None:
    known, group_id = _of(call), call.params["GroupId"]
    _get(known.groups, group_id, "GROUP")
    del known.groups[group_id]
    known.memberships = {key: m for key, m in known.memberships.items() if m["GroupId"] != group_id}


@operation("identitystore", "ListGroups")
def list_groups(call: Call) -> Item:
    return {"Groups": _filtered(call, _of(call).groups)}


@operation("identitystore", "GetGroupId")
def get_group_id(call: Call) -> Item:
    return _by_unique_attribute(call, _of(call).groups, "GROUP")


@operation("identitystore", "CreateUser")
def create_user(call: Call) -> Item:
    users, given = _of(call).users, dict(call.params)
    name = given.get("Name", {})
    missing = [n for n in ("UserName", "DisplayName") if not given.get(n)]
    missing += [f"Name.{n}" for n in ("GivenName", "FamilyName") if not name.get(n)]
    if missing:
        raise AwsError("ValidationException", f"The attributes {', '.join(missing)} are required")
    emails = {email.get("Value") for email in given.get("Emails", [])}
    for user in users.values():
        if user["UserName"] == given["UserName"]:
            raise _conflict("UserName")
        if emails & {email.get("Value") for email in user.get("Emails", [])}:
            raise _conflict("Emails.value")
    user_id = random_uuid()
    users[user_id] = {**given, "UserId": user_id}
    return users[user_id]


@operation("identitystore", "DescribeUser")
def describe_user(call: Call) -> Item:
    return _get(_of(call).users, call.params["UserId"], "USER")


@operation("identitystore", "UpdateUser")
def update_user(call: Call) -> None:
    _apply(_get(_of(call).users, call.params["UserId"], "USER"), call.params["Operations"])


@operation("identitystore", "DeleteUser")
def delete_user(call: Call) -> None:
    known, user_id = _of(call), call.params["UserId"]
    _get(known.users, user_id, "USER")
    del known.users[user_id]
    known.memberships = {key: m for key, m in known.memberships.items() if m["MemberId"]["UserId"] != user_id}


@operation("identitystore", "ListUsers")
def list_users(call: Call) -> Item:
    return {"Users": _filtered(call, _of(call).users)}


@operation("identitystore", "GetUserId")
def get_user_id(call: Call) -> Item:
    return _by_unique_attribute(call, _of(call).users, "USER")


@operation("identitystore", "CreateGroupMembership")
def create_group_membership(call: Call) -> Item:
    known, group_id, member = _of(call), call.params["GroupId"], call.params["MemberId"]
    _get(known.groups, group_id, "GROUP")
    _get(known.users, member["UserId"], "USER")
    if _memberships(known, group_id, member["UserId"]):
        raise AwsError("ConflictException", "Member and Group relationship already exists.")
    membership = {
        "IdentityStoreId": call.params["IdentityStoreId"],
        "MembershipId": random_uuid(),
        "GroupId": group_id,
        "MemberId": {"UserId": member["UserId"]},
    }
    known.memberships[membership["MembershipId"]] = membership
    return membership


def _memberships(known: Directory, group_id: str | None, user_id: str | None) -> list[Item]:
    return [
        m
        for m in known.memberships.values()
        if group_id in (None, m["GroupId"]) and user_id in (None, m["MemberId"]["UserId"])
    ]


@operation("identitystore", "DescribeGroupMembership")
def describe_group_membership(call: Call) -> Item:
    return _get(_of(call).memberships, call.params["MembershipId"], "MEMBERSHIP")


@operation("identitystore", "GetGroupMembershipId")
def get_group_membership_id(call: Call) -> Item:
    found = _memberships(_of(call), call.params["GroupId"], call.params["MemberId"]["UserId"])
    if not found:
        raise _not_found("MEMBERSHIP")
    return found[0]


@operation("identitystore", "DeleteGroupMembership")
def delete_group_membership(call: Call) -> None:
    _get(_of(call).memberships, call.params["MembershipId"], "MEMBERSHIP")
    del _of(call).memberships[call.params["MembershipId"]]


@operation("identitystore", "ListGroupMemberships")
def list_group_memberships(call: Call) -> Item:
    return {"GroupMemberships": _memberships(_of(call), call.params["GroupId"], None)}


@operation("identitystore", "ListGroupMembershipsForMember")
def list_group_memberships_for_member(call: Call) -> Item:
    return {"GroupMemberships": _memberships(_of(call), None, call.params["MemberId"]["UserId"])}


@operation("identitystore", "IsMemberInGroups")
def is_member_in_groups(call: Call) -> Item:
    known, user_id = _of(call), call.params["MemberId"]["UserId"]
    return {
        "Results": [
            {"GroupId": g, "MemberId": {"UserId": user_id}, "MembershipExists": bool(_memberships(known, g, user_id))}
            for g in call.params["GroupIds"]
        ]
    }


def install() -> None:
    """The operations are declared when the module is imported."""

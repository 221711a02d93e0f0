"""IAM Identity Center: applications and their assignments, trusted token issuers, attributes for access control."""

import time
from dataclasses import dataclass, field
from typing import Any

from ..core import AwsError, Call, Store, forget_tags, operation, random_id, random_uuid, tag
from .identitystore import principal_exists
from .sso_admin import administrated, home_instance, instance_of

Item = dict[str, Any]


@dataclass
class Application:
    attributes: Item
    region: str
    assignment_required: bool = True
    assignments: set[tuple[str, str]] = field(default_factory=set)
    """(principal type, principal id)"""
    grants: dict[str, Item] = field(default_factory=dict)
    scopes: dict[str, Item] = field(default_factory=dict)
    methods: dict[str, Item] = field(default_factory=dict)
    sessions: str = "DISABLED"


_applications: Store[dict[str, Application]] = Store(dict)
_issuers: Store[dict[str, Item]] = Store(dict)
_access_control: Store[dict[str, Item]] = Store(dict)


def make_application(account: str, region: str, provider_arn: str, name: str, given: Item | None = None) -> str:
    """Makes an application of the organization's instance and returns its ARN. Services make theirs with it."""
    instance = home_instance(region)
    arn = random_id(f"arn:aws:sso::{account}:application/{instance.id}/apl-", 16)
    attributes: Item = {
        "ApplicationArn": arn,
        "ApplicationProviderArn": provider_arn,
        "Name": name,
        "ApplicationAccount": account,
        "InstanceArn": instance.arn,
        "Status": "ENABLED",
        "CreatedDate": time.time(),
        **(given or {}),
    }
    _applications.of("").setdefault(arn, Application(attributes, region))
    return arn


def remove_application(arn: str) -> None:
    _applications.of("").pop(arn, None)
    forget_tags(arn)


def _application(call: Call) -> Application:
    arn = call.params["ApplicationArn"]
    found = _applications.of("").get(arn)
    if found is None or found.region != call.region:
        raise AwsError("ResourceNotFoundException", f"Could not find Application with id {arn.rsplit('/', 1)[-1]}")
    return found


@operation("sso-admin", "CreateApplication")
def create_application(call: Call) -> Item:
    instance = instance_of(call)
    kept: Item = {key: call.params[key] for key in ("Description", "PortalOptions", "Status") if key in call.params}
    arn = make_application(call.account, call.region, call.params["ApplicationProviderArn"], call.params["Name"], kept)
    tag(arn, call.params.get("Tags"))
    return {"ApplicationArn": arn, "InstanceArn": instance.arn}


@operation("sso-admin", "DescribeApplication")
def describe_application(call: Call) -> Item:
    return _application(call).attributes


@operation("sso-admin", "ListApplications")
def list_applications(call: Call) -> Item:
    wanted = call.params.get("Filter", {})
    known = [a.attributes for a in _applications.of("").values() if a.region == call.region]
    return {
        "Applications": [
            a
            for a in known
            if wanted.get("ApplicationAccount", a["ApplicationAccount"]) == a["ApplicationAccount"]
            and wanted.get("ApplicationProvider", a["ApplicationProviderArn"]) == a["ApplicationProviderArn"]
        ]
    }


@operation("sso-admin", "UpdateApplication")
def update_application(call: Call) -> None:
    attributes = _application(call).attributes
    attributes.update({key: value for key, value in call.params.items() if key != "ApplicationArn"})


@operation("sso-admin", "DeleteApplication")
def delete_application(call: Call) -> None:
    _application(call)
    remove_application(call.params["ApplicationArn"])


@operation("sso-admin", "PutApplicationAssignmentConfiguration")
def put_assignment_configuration(call: Call) -> None:
    _application(call).assignment_required = call.params["AssignmentRequired"]


@operation("sso-admin", "GetApplicationAssignmentConfiguration")
def get_assignment_configuration(call: Call) -> Item:
    return {"AssignmentRequired": _application(call).assignment_required}


@operation("sso-admin", "PutApplicationSessionConfiguration")
def put_session_configuration(call: Call) -> None:
    _application(call).sessions = call.params["UserBackgroundSessionApplicationStatus"]


@operation("sso-admin", "GetApplicationSessionConfiguration")
def get_session_configuration(call: Call) -> Item:
    return {"UserBackgroundSessionApplicationStatus": _application(call).sessions}


def _principal(call: Call) -> tuple[str, str]:
    return call.params["PrincipalType"], call.params["PrincipalId"]


def _no_assignment() -> AwsError:
    return AwsError("ResourceNotFoundException", "Could not find ApplicationAssignment")


@operation("sso-admin", "CreateApplicationAssignment")
def create_application_assignment(call: Call) -> None:
    application, principal = _application(call), _principal(call)
    if not principal_exists(home_instance(call.region).store_id, *principal):
        raise AwsError("ResourceNotFoundException", f"{principal[0]} with id {principal[1]} does not exist")
    if principal in application.assignments:
        raise AwsError("ConflictException", "The principal is already assigned to the application")
    application.assignments.add(principal)


@operation("sso-admin", "DescribeApplicationAssignment")
def describe_application_assignment(call: Call) -> Item:
    if _principal(call) not in _application(call).assignments:
        raise _no_assignment()
    return {key: call.params[key] for key in ("ApplicationArn", "PrincipalType", "PrincipalId")}


@operation("sso-admin", "DeleteApplicationAssignment")
def delete_application_assignment(call: Call) -> None:
    if _principal(call) not in _application(call).assignments:
        raise _no_assignment()
    _application(call).assignments.remove(_principal(call))


def _assignments(arn: str, application: Application) -> list[Item]:
    return [
        {"ApplicationArn": arn, "PrincipalType": kind, "PrincipalId": principal}
        for kind, principal in sorted(application.assignments)
    ]


@operation("sso-admin", "ListApplicationAssignments")
def list_application_assignments(call: Call) -> Item:
    return {"ApplicationAssignments": _assignments(call.params["ApplicationArn"], _application(call))}


@operation("sso-admin", "ListApplicationAssignmentsForPrincipal")
def list_application_assignments_for_principal(call: Call) -> Item:
    found = [a for arn, known in _applications.of("").items() for a in _assignments(arn, known)]
    wanted = call.params.get("Filter", {}).get("ApplicationArn")
    return {
        "ApplicationAssignments": [
            a
            for a in found
            if (a["PrincipalType"], a["PrincipalId"]) == _principal(call) and wanted in (None, a["ApplicationArn"])
        ]
    }


def _declare_parts() -> None:
    """Access scopes, grants and authentication methods of an application: put, get, delete, list, by a key."""
    method = "AuthenticationMethod"
    parts = (
        ("AccessScope", "Scope", None, "scopes", "Scopes"),
        ("Grant", "GrantType", "Grant", "grants", "Grants"),
        (method, f"{method}Type", method, "methods", f"{method}s"),
    )
    for part, key, wrapped, attribute, listed in parts:
        _declare_part(part, key, wrapped, attribute, listed)


def _declare_part(part: str, key: str, wrapped: str | None, attribute: str, listed: str) -> None:
    def items(call: Call) -> dict[str, Item]:
        kept: dict[str, Item] = getattr(_application(call), attribute)
        return kept

    def one(call: Call) -> Item:
        if call.params[key] not in items(call):
            raise AwsError("ResourceNotFoundException", f"Could not find {part} {call.params[key]}")
        return items(call)[call.params[key]]

    @operation("sso-admin", f"PutApplication{part}")
    def put(call: Call) -> None:
        items(call)[call.params[key]] = {name: value for name, value in call.params.items() if name != "ApplicationArn"}

    @operation("sso-admin", f"GetApplication{part}")
    def get(call: Call) -> Item:
        return one(call) if wrapped is None else {wrapped: one(call)[wrapped]}

    @operation("sso-admin", f"DeleteApplication{part}")
    def delete(call: Call) -> None:
        one(call)
        del items(call)[call.params[key]]

    @operation("sso-admin", f"ListApplication{part}s")
    def list_all(call: Call) -> Item:
        return {listed: list(items(call).values())}


# Trusted token issuers


def _issuer(call: Call) -> Item:
    arn = call.params["TrustedTokenIssuerArn"]
    if arn not in _issuers.of(""):
        raise AwsError("ResourceNotFoundException", f"Could not find TrustedTokenIssuer {arn}")
    return _issuers.of("")[arn]


@operation("sso-admin", "CreateTrustedTokenIssuer")
def create_trusted_token_issuer(call: Call) -> Item:
    instance = administrated(call)
    arn = f"arn:aws:sso::{call.account}:trustedTokenIssuer/{instance.id}/tti-{random_uuid()}"
    kept = ("Name", "TrustedTokenIssuerType", "TrustedTokenIssuerConfiguration")
    _issuers.of("")[arn] = {"TrustedTokenIssuerArn": arn, **{key: call.params[key] for key in kept}}
    tag(arn, call.params.get("Tags"))
    return {"TrustedTokenIssuerArn": arn}


@operation("sso-admin", "DescribeTrustedTokenIssuer")
def describe_trusted_token_issuer(call: Call) -> Item:
    return _issuer(call)


@operation("sso-admin", "ListTrustedTokenIssuers")
def list_trusted_token_issuers(call: Call) -> Item:
    return {"TrustedTokenIssuers": list(_issuers.of("").values())}


@operation("sso-admin", "UpdateTrustedTokenIssuer")
def update_trusted_token_issuer(call: Call) -> None:
    issuer = _issuer(call)
    issuer["Name"] = call.params.get("Name", issuer["Name"])
    changed = call.params.get("TrustedTokenIssuerConfiguration", {}).get("OidcJwtConfiguration", {})
    issuer["TrustedTokenIssuerConfiguration"]["OidcJwtConfiguration"].update(changed)


@operation("sso-admin", "DeleteTrustedTokenIssuer")
def delete_trusted_token_issuer(call: Call) -> None:
    _issuer(call)
    del _issuers.of("")[call.params["TrustedTokenIssuerArn"]]


# Attributes for access control

_CONFIGURATION = "InstanceAccessControlAttributeConfiguration"


def _configuration(call: Call) -> Item:
    known = _access_control.of("").get(administrated(call).arn)
    if known is None:
        raise AwsError("ResourceNotFoundException", "Attributes for access control are not enabled")
    return known


@operation("sso-admin", "CreateInstanceAccessControlAttributeConfiguration")
def create_access_control(call: Call) -> None:
    arn = administrated(call).arn
    if arn in _access_control.of(""):
        raise AwsError("ConflictException", "Attributes for access control are already enabled")
    _access_control.of("")[arn] = call.params[_CONFIGURATION]


@operation("sso-admin", "UpdateInstanceAccessControlAttributeConfiguration")
def update_access_control(call: Call) -> None:
    _configuration(call)
    _access_control.of("")[instance_of(call).arn] = call.params[_CONFIGURATION]


@operation("sso-admin", "DescribeInstanceAccessControlAttributeConfiguration")
def describe_access_control(call: Call) -> Item:
    return {"Status": "ENABLED", _CONFIGURATION: _configuration(call)}


@operation("sso-admin", "DeleteInstanceAccessControlAttributeConfiguration")
def delete_access_control(call: Call) -> None:
    _configuration(call)
    del _access_control.of("")[instance_of(call).arn]


def install() -> None:
    """Most operations are declared when the module is imported."""
    _declare_parts()

"""The API of CloudFormation stack sets, and its access to the organization."""

from typing import Any

from .. import organization
from ..core import AwsError, Call, Store, as_map, operation, random_uuid
from . import stack_sets
from .cloudformation import (
    check_capabilities,
    check_parameters,
    parameters_of,
    parse_template,
    template_of,
    validation_error,
)
from .iam import ensure_service_linked_role
from .stack_sets import PRINCIPALS, Instance, Operation, StackSet, resolve_targets, sets, start

SERVICE = "cloudformation"
_activated: Store[set[str]] = Store(set)
_KEPT = (
    "Description",
    "Capabilities",
    "Tags",
    "AdministrationRoleARN",
    "ExecutionRoleName",
    "PermissionModel",
    "AutoDeployment",
    "ManagedExecution",
)


def _owner(call: Call) -> str:
    """The account whose stack sets are meant: the caller's, or the management account's for a delegated one."""
    if call.params.get("CallAs") != "DELEGATED_ADMIN":
        return call.account
    management = organization.management_of(call.account)
    allowed = (
        []
        if management is None
        else [one for principal in PRINCIPALS for one in organization.delegated_administrators(principal, management)]
    )
    if management is None or call.account not in allowed:
        raise validation_error("Account used is not a delegated administrator")
    return management


def _find(call: Call) -> StackSet:
    name = str(call.params["StackSetName"])
    for one in sets.of(_owner(call), call.region).values():
        if name in (one.name, one.id, one.arn):
            return one
    raise AwsError("StackSetNotFoundException", f"StackSet {name} not found", 404)


def _idle(stack_set: StackSet) -> None:
    running = stack_set.running
    if running is not None:
        raise AwsError(
            "OperationInProgressException", f"Another Operation on StackSet {stack_set.id} is in progress: {running.id}"
        )


def create_stack_set(call: Call) -> dict[str, Any]:
    name, owner, text = str(call.params["StackSetName"]), _owner(call), template_of(call)
    if any(one.name == name for one in sets.of(owner, call.region).values()):
        raise AwsError("NameAlreadyExistsException", f"StackSet {name} already exists")
    if text is None:
        raise validation_error("Either Template URL or Template Body must be specified.")
    template = parse_template(text)
    check_capabilities(template, call.params.get("Capabilities", []))
    parameters = parameters_of(call.params.get("Parameters", []))
    check_parameters(template, parameters)
    given = {key: call.params[key] for key in _KEPT if key in call.params}
    given.setdefault("PermissionModel", "SELF_MANAGED")
    _check_model(call, owner, given)
    identifier = f"{name}:{random_uuid()}"
    given["TagMap"] = as_map(given.get("Tags"))
    sets.of(owner, call.region)[identifier] = StackSet(identifier, name, owner, call.region, text, parameters, given)
    return {"StackSetId": identifier}


def _check_model(call: Call, owner: str, given: dict[str, Any]) -> None:
    if given["PermissionModel"] != "SERVICE_MANAGED":
        if given.get("AutoDeployment", {}).get("Enabled"):
            raise validation_error("AutoDeployment can be used with the SERVICE_MANAGED permission model only")
        return
    if not _is_active(owner):
        raise validation_error("You must enable organizations access to operate a service managed stack set")
    if "AutoDeployment" not in given:
        raise validation_error("AutoDeployment must be specified for the SERVICE_MANAGED permission model")


def describe_stack_set(call: Call) -> dict[str, Any]:
    one = _find(call)
    given = one.given
    described = {
        "StackSetName": one.name,
        "StackSetId": one.id,
        "StackSetARN": one.arn,
        "Status": "ACTIVE",
        "TemplateBody": one.template,
        "Parameters": _parameter_list(one.parameters),
        "ManagedExecution": given.get("ManagedExecution", {"Active": False}),
        "Capabilities": given.get("Capabilities", []),
        "Tags": given.get("Tags", []),
        "OrganizationalUnitIds": one.units if one.service_managed else None,
        "Regions": one.regions,
        **{key: given.get(key) for key in ("Description", "PermissionModel", "AutoDeployment")},
    }
    if not one.service_managed:
        default = f"arn:aws:iam::{one.account}:role/AWSCloudFormationStackSetAdministrationRole"
        described["AdministrationRoleARN"] = given.get("AdministrationRoleARN", default)
        described["ExecutionRoleName"] = given.get("ExecutionRoleName", "AWSCloudFormationStackSetExecutionRole")
    return {"StackSet": described}


def _parameter_list(parameters: dict[str, str]) -> list[dict[str, str]]:
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]


def list_stack_sets(call: Call) -> dict[str, Any]:
    if call.params.get("Status") == "DELETED":
        return {"Summaries": []}
    return {
        "Summaries": [
            {
                "StackSetName": one.name,
                "StackSetId": one.id,
                "Status": "ACTIVE",
                **{key: one.given.get(key) for key in ("Description", "PermissionModel", "AutoDeployment")},
            }
            for one in sets.of(_owner(call), call.region).values()
        ]
    }


def update_stack_set(call: Call) -> dict[str, Any]:
    """Applies to all instances unless the call names some."""
    one = _find(call)
    _idle(one)
    text = one.template if call.params.get("UsePreviousTemplate") else template_of(call)
    if text is None:
        raise validation_error("Either Template URL, Template Body or Use Previous Template must be specified.")
    template = parse_template(text)
    check_capabilities(template, call.params.get("Capabilities", []))
    parameters = parameters_of(call.params.get("Parameters", []), one.parameters)
    check_parameters(template, parameters)
    given = {**one.given, **{key: call.params[key] for key in _KEPT if key in call.params}}
    if given["PermissionModel"] != one.given["PermissionModel"] and one.instances:
        raise validation_error("The permission model of a stack set with instances can't be changed")
    given["TagMap"] = as_map(given.get("Tags"))
    one.template, one.parameters, one.given = text, parameters, given
    deployment, targets = call.params.get("DeploymentTargets", {}), list(one.instances)
    if deployment or call.params.get("Accounts"):
        chosen = resolve_targets(one, deployment, call.params.get("Accounts", []))
        targets = [target for target in targets if target[0] in chosen]
    if call.params.get("Regions"):
        targets = [target for target in targets if target[1] in call.params["Regions"]]
    for target, instance in one.instances.items():
        if target not in targets:
            instance.status = "OUTDATED"
    return {"OperationId": _start(call, one, "UPDATE", targets, deployment)}


def _start(
    call: Call, one: StackSet, action: str, targets: list[tuple[str, str]], deployment: dict[str, Any], **more: Any
) -> str:
    preferences = call.params.get("OperationPreferences", {})
    identifier = call.params.get("OperationId")
    return start(one, action, targets, identifier=identifier, preferences=preferences, deployment=deployment, **more)


def delete_stack_set(call: Call) -> None:
    one = _find(call)
    _idle(one)
    if one.instances:
        raise AwsError("StackSetNotEmptyException", "StackSet is not empty", 409)
    del sets.of(_owner(call), call.region)[one.id]


def _targets(call: Call, one: StackSet) -> tuple[dict[str, Any], dict[str, str | None]]:
    deployment, accounts = call.params.get("DeploymentTargets", {}), call.params.get("Accounts", [])
    if one.service_managed:
        if not deployment.get("OrganizationalUnitIds"):
            raise validation_error(
                "StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target"
            )
        for unit in deployment["OrganizationalUnitIds"]:
            if not organization.unit_exists(unit, one.account):
                raise validation_error(f"OrganizationalUnitId {unit} does not exist")
        if deployment.get("Accounts") and deployment.get("AccountFilterType", "NONE") == "NONE":
            raise validation_error("Accounts need an AccountFilterType with the SERVICE_MANAGED permission model")
    elif deployment.get("OrganizationalUnitIds"):
        raise validation_error("StackSets with SELF_MANAGED permission model can only have accounts as target")
    return deployment, resolve_targets(one, deployment, accounts)


def create_stack_instances(call: Call) -> dict[str, Any]:
    one = _find(call)
    _idle(one)
    deployment, accounts = _targets(call, one)
    regions = list(call.params["Regions"])
    units = deployment.get("OrganizationalUnitIds", [])
    one.units += [unit for unit in units if unit not in one.units]
    one.regions += [region for region in regions if region not in one.regions]
    if deployment.get("AccountFilterType") == "DIFFERENCE":
        one.excluded |= set(deployment.get("Accounts", []))
    targets = [(account, region) for region in regions for account in accounts]
    for target in targets:
        if target not in one.instances:
            one.instances[target] = Instance(
                *target, accounts[target[0]], list(call.params.get("ParameterOverrides", []))
            )
    return {"OperationId": _start(call, one, "CREATE", targets, deployment)}


def update_stack_instances(call: Call) -> dict[str, Any]:
    one = _find(call)
    _idle(one)
    deployment, accounts = _targets(call, one)
    targets = [target for target in one.instances if target[0] in accounts and target[1] in call.params["Regions"]]
    for target in targets:
        if "ParameterOverrides" in call.params:
            one.instances[target].overrides = list(call.params["ParameterOverrides"])
    return {"OperationId": _start(call, one, "UPDATE", targets, deployment)}


def delete_stack_instances(call: Call) -> dict[str, Any]:
    """Deleting from whole units also ends automatic deployment to them."""
    one = _find(call)
    _idle(one)
    deployment, accounts = _targets(call, one)
    targets = [target for target in one.instances if target[0] in accounts and target[1] in call.params["Regions"]]
    if deployment.get("AccountFilterType", "NONE") == "NONE":
        one.units = [unit for unit in one.units if unit not in deployment.get("OrganizationalUnitIds", [])]
    return {
        "OperationId": _start(call, one, "DELETE", targets, deployment, retain=bool(call.params.get("RetainStacks")))
    }


def _describe_instance(one: StackSet, instance: Instance) -> dict[str, Any]:
    return {
        "StackSetId": one.id,
        "Account": instance.account,
        "Region": instance.region,
        "StackId": None if instance.stack is None else instance.stack.stack_id,
        "ParameterOverrides": instance.overrides,
        "Status": instance.status,
        "StackInstanceStatus": {"DetailedStatus": instance.detail},
        "StatusReason": instance.reason,
        "OrganizationalUnitId": instance.unit or "",
        "DriftStatus": "NOT_CHECKED",
        "LastOperationId": instance.operation,
    }


def describe_stack_instance(call: Call) -> dict[str, Any]:
    one = _find(call)
    target = (call.params["StackInstanceAccount"], call.params["StackInstanceRegion"])
    instance = one.instances.get(target)
    if instance is None:
        raise AwsError("StackInstanceNotFoundException", f"Stack instance for {target} not found", 404)
    return {"StackInstance": _describe_instance(one, instance)}


def list_stack_instances(call: Call) -> dict[str, Any]:
    one = _find(call)
    chosen = [
        instance
        for (account, region), instance in sorted(one.instances.items())
        if account == call.params.get("StackInstanceAccount", account)
        and region == call.params.get("StackInstanceRegion", region)
        and all(_passes(instance, wanted) for wanted in call.params.get("Filters", []))
    ]
    return _page(call, "Summaries", [_describe_instance(one, instance) for instance in chosen])


def _passes(instance: Instance, wanted: dict[str, str]) -> bool:
    values = wanted["Values"].split(",")
    if wanted["Name"] == "DETAILED_STATUS":
        return instance.detail in values
    return wanted["Name"] != "LAST_OPERATION_ID" or instance.operation in values


def _page(call: Call, member: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    begin, size = int(call.params.get("NextToken") or 0), int(call.params.get("MaxResults") or 100)
    rest = begin + size < len(items)
    return {member: items[begin : begin + size], "NextToken": str(begin + size) if rest else None}


def _describe_operation(one: StackSet, made: Operation) -> dict[str, Any]:
    return {
        "OperationId": made.id,
        "StackSetId": one.id,
        "Action": made.action,
        "Status": made.status,
        "OperationPreferences": made.preferences or None,
        "CreationTimestamp": made.started,
        "EndTimestamp": made.ended,
        "DeploymentTargets": made.deployment or None,
    }


def _operation(call: Call, one: StackSet) -> Operation:
    made = next((each for each in one.operations if each.id == call.params["OperationId"]), None)
    if made is None:
        raise AwsError("OperationNotFoundException", f"Operation {call.params['OperationId']} not found", 404)
    return made


def describe_stack_set_operation(call: Call) -> dict[str, Any]:
    one = _find(call)
    return {"StackSetOperation": _describe_operation(one, _operation(call, one))}


def list_stack_set_operations(call: Call) -> dict[str, Any]:
    one = _find(call)
    return _page(call, "Summaries", [_describe_operation(one, made) for made in reversed(one.operations)])


def list_stack_set_operation_results(call: Call) -> dict[str, Any]:
    made = _operation(call, _find(call))
    results = [
        {"Account": account, "Region": region, "Status": status, "StatusReason": reason}
        for (account, region), (status, reason) in sorted(made.results.items())
    ]
    return _page(call, "Summaries", results)


def list_stack_set_auto_deployment_targets(call: Call) -> dict[str, Any]:
    one = _find(call)
    units = one.units if one.automatic else []
    return {"Summaries": [{"OrganizationalUnitId": unit, "Regions": one.regions} for unit in units]}


def _is_active(account: str) -> bool:
    return account in _activated.of("") and organization.service_enabled(PRINCIPALS[1], account)


def activate_organizations_access(call: Call) -> None:
    """Also gives CloudFormation trusted access and its role in the management account."""
    if organization.management_of(call.account) != call.account:
        raise validation_error("Only the management account can enable organizations access")
    organization.enable_service(PRINCIPALS[1], call.account)
    ensure_service_linked_role(call.account, PRINCIPALS[0], stack_sets.ADMIN_ROLE_NAME)
    _activated.of("").add(call.account)


def deactivate_organizations_access(call: Call) -> None:
    _activated.of("").discard(call.account)


def describe_organizations_access(call: Call) -> dict[str, Any]:
    owner = organization.management_of(call.account) or call.account
    return {"Status": "ENABLED" if _is_active(owner) else "DISABLED"}


def install() -> None:
    for name, handler in (
        ("CreateStackSet", create_stack_set),
        ("DescribeStackSet", describe_stack_set),
        ("ListStackSets", list_stack_sets),
        ("UpdateStackSet", update_stack_set),
        ("DeleteStackSet", delete_stack_set),
        ("CreateStackInstances", create_stack_instances),
        ("UpdateStackInstances", update_stack_instances),
        ("DeleteStackInstances", delete_stack_instances),
        ("DescribeStackInstance", describe_stack_instance),
        ("ListStackInstances", list_stack_instances),
        ("DescribeStackSetOperation", describe_stack_set_operation),
        ("ListStackSetOperations", list_stack_set_operations),
        ("ListStackSetOperationResults", list_stack_set_operation_results),
        ("ListStackSetAutoDeploymentTargets", list_stack_set_auto_deployment_targets),
        ("ActivateOrganizationsAccess", activate_organizations_access),
        ("DeactivateOrganizationsAccess", deactivate_organizations_access),
        ("DescribeOrganizationsAccess", describe_organizations_access),
    ):
        operation(SERVICE, name)(handler)
    stack_sets.install()

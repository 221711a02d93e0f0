"""CloudFormation stacks.

Where moto is wrong: a resource that can't be made is an error of the call instead of a rolled-back stack; an update
without a change is noticed only if parameters are given; a changed parameter that is used by Fn::Sub only changes
nothing; capabilities are not asked for.
"""

import json
import re
from typing import Any

from botocore.exceptions import ClientError
from moto.cloudformation import parsing
from moto.cloudformation.models import CloudFormationBackend, Stack, cloudformation_backends
from moto.cloudformation.utils import get_stack_from_s3_url
from moto.core.common_models import CloudFormationModel
from moto.core.exceptions import ServiceException
from werkzeug.exceptions import HTTPException

from ..core import AwsError, Call, as_map, operation

SERVICE = "cloudformation"
_FAILURES = (ClientError, ServiceException, HTTPException, KeyError, TypeError, ValueError, NotImplementedError)
_NAMES = {
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::User": "UserName",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
}


def validation_error(message: str) -> AwsError:
    return AwsError("ValidationError", message, 400)


def reason_of(error: Exception) -> str:
    if isinstance(error, (ServiceException, ClientError)):
        return str(error)
    return str(getattr(error, "message", None) or getattr(error, "description", None) or repr(error))


def template_of(call: Call) -> str | None:
    """The template a call gives, by text or by address in S3."""
    if "TemplateBody" in call.params:
        return str(call.params["TemplateBody"])
    if "TemplateURL" in call.params:
        return str(get_stack_from_s3_url(call.params["TemplateURL"], account_id=call.account, partition="aws"))
    return None


def parse_template(text: str) -> dict[str, Any]:
    try:
        parsed = Stack.parse_template(text)
    except Exception:
        raise validation_error("Template format error: unsupported structure.") from None
    if not isinstance(parsed, dict) or not isinstance(parsed.get("Resources"), dict) or not parsed["Resources"]:
        raise validation_error("Template format error: At least one Resources member must be defined.")
    return parsed


def check_capabilities(template: dict[str, Any], capabilities: list[str]) -> None:
    """A template with IAM resources must be acknowledged, and more so if it names them."""
    kinds = {name: resource.get("Type", "") for name, resource in template["Resources"].items()}
    if not any(kind in _NAMES for kind in kinds.values()):
        return
    named = any(
        _NAMES[kind] in (template["Resources"][name].get("Properties") or {})
        for name, kind in kinds.items()
        if kind in _NAMES
    )
    if "CAPABILITY_NAMED_IAM" in capabilities or (not named and "CAPABILITY_IAM" in capabilities):
        return
    needed = "CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM"
    raise AwsError("InsufficientCapabilitiesException", f"Requires capabilities : [{needed}]", 400)


def parameters_of(given: list[dict[str, Any]], previous: dict[str, Any] | None = None) -> dict[str, str]:
    """Parameters of a call as a dict; `previous` holds those that UsePreviousValue means."""
    result: dict[str, str] = {}
    for one in given:
        key = str(one["ParameterKey"])
        if one.get("UsePreviousValue"):
            if previous is None or key not in previous:
                raise validation_error(f"Invalid input for parameter key {key}. There is no previous value")
            result[key] = str(previous[key])
        else:
            result[key] = str(one.get("ParameterValue", ""))
    return result


def check_parameters(template: dict[str, Any], given: dict[str, str]) -> None:
    declared = template.get("Parameters") or {}
    unknown = sorted(set(given) - set(declared))
    if unknown:
        raise validation_error(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    missing = sorted(name for name, one in declared.items() if name not in given and "Default" not in one)
    if missing:
        raise validation_error(f"Parameters: [{', '.join(missing)}] must have values")


def make_stack(
    account: str, region: str, name: str, template: str, parameters: dict[str, str], tags: dict[str, str]
) -> tuple[Stack, str | None]:
    """A new stack and the reason why it failed, if it did. A failed stack is rolled back and stays, as in AWS."""
    backend: CloudFormationBackend = cloudformation_backends[account][region]
    try:
        return backend.create_stack(name=name, template=template, parameters=parameters, tags=tags), None
    except _FAILURES as error:
        stack = next(
            (one for one in backend.stacks.values() if one.name == name and "COMPLETE" not in one.status), None
        )
        if stack is None:
            raise
        reason = reason_of(error)
        stack._add_stack_event("ROLLBACK_IN_PROGRESS", resource_status_reason=reason)
        for key, value in reversed(list(stack.resource_map._parsed_resources.items())):
            if isinstance(value, CloudFormationModel):
                try:
                    stack.resource_map._delete_resource(value, stack.resource_map._resource_json_map[key])
                except _FAILURES as problem:
                    stack._add_stack_event("ROLLBACK_FAILED", resource_status_reason=reason_of(problem))
        stack.status = "ROLLBACK_COMPLETE"
        stack._add_stack_event("ROLLBACK_COMPLETE", resource_status_reason=reason)
        return stack, reason


def change_stack(stack: Stack, template: str, parameters: dict[str, str], tags: dict[str, str] | None) -> str | None:
    """Brings a stack to a template and parameters; the reason why it failed, if it did."""
    try:
        stack.update(template, stack.role_arn, parameters=parameters, tags=tags)
    except _FAILURES as error:
        stack.status = "UPDATE_ROLLBACK_COMPLETE"
        reason = reason_of(error)
        stack._add_stack_event("UPDATE_ROLLBACK_COMPLETE", resource_status_reason=reason)
        return reason
    stack.parameters = parameters
    return None


def same(stack: Stack, template: str, parameters: dict[str, str], tags: dict[str, str] | None) -> bool:
    return (
        stack.has_template(template)
        and {**stack.stack_parameters, **parameters} == stack.stack_parameters
        and (tags is None or tags == stack.tags)
    )


def create_stack(call: Call) -> dict[str, Any]:
    text = template_of(call)
    if text is None:
        raise validation_error("Either Template URL or Template Body must be specified.")
    template = parse_template(text)
    check_capabilities(template, call.params.get("Capabilities", []))
    parameters = parameters_of(call.params.get("Parameters", []))
    check_parameters(template, parameters)
    stack, _ = make_stack(
        call.account, call.region, call.params["StackName"], text, parameters, as_map(call.params.get("Tags"))
    )
    stack.enable_termination_protection = bool(call.params.get("EnableTerminationProtection", False))
    return {"StackId": stack.stack_id}


def update_stack(call: Call) -> dict[str, Any]:
    name = str(call.params["StackName"])
    backend: CloudFormationBackend = cloudformation_backends[call.account][call.region]
    stack = next((one for one in backend.stacks.values() if name in (one.name, one.stack_id)), None)
    if stack is None:
        raise validation_error(f"Stack [{name}] does not exist")
    if stack.status == "ROLLBACK_COMPLETE":
        raise validation_error(f"Stack:{stack.stack_id} is in ROLLBACK_COMPLETE state and can not be updated.")
    text = stack.template if call.params.get("UsePreviousTemplate") else template_of(call)
    if not isinstance(text, str):
        raise validation_error("Either Template URL or Template Body must be specified.")
    template = parse_template(text)
    check_capabilities(template, call.params.get("Capabilities", []))
    parameters = parameters_of(call.params.get("Parameters", []), stack.stack_parameters)
    check_parameters(template, parameters)
    tags = as_map(call.params["Tags"]) if call.params.get("Tags") else None
    if same(stack, text, parameters, tags):
        raise validation_error("No updates are to be performed.")
    change_stack(stack, text, parameters, tags)
    return {"StackId": stack.stack_id}


def delete_stack(call: Call) -> None:
    name = str(call.params["StackName"])
    backend: CloudFormationBackend = cloudformation_backends[call.account][call.region]
    stack = next((one for one in backend.stacks.values() if name in (one.name, one.stack_id)), None)
    if stack is not None and stack.enable_termination_protection:
        raise validation_error(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    call.forward()


def update_termination_protection(call: Call) -> dict[str, Any]:
    stack = cloudformation_backends[call.account][call.region].get_stack(call.params["StackName"])
    stack.enable_termination_protection = bool(call.params["EnableTerminationProtection"])
    return {"StackId": stack.stack_id}


def _references(template: Any) -> list[str]:
    """Names that a part of a template refers to, by Ref, Fn::Sub, Fn::GetAtt or Fn::If's condition."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key == "Ref" and isinstance(item, str):
                    found.add(item)
                elif key == "Fn::Sub":
                    found.update(re.findall(r"\$\{(\w+)", item if isinstance(item, str) else json.dumps(item)))
                walk(item)

    walk(template)
    return sorted(found)


def install() -> None:
    setattr(parsing, "get_references_from_template", _references)  # noqa: B010
    operation(SERVICE, "CreateStack")(create_stack)
    operation(SERVICE, "UpdateStack")(update_stack)
    operation(SERVICE, "DeleteStack")(delete_stack)
    operation(SERVICE, "UpdateTerminationProtection")(update_termination_protection)

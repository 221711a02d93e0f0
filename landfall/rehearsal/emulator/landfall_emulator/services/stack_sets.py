"""CloudFormation stack sets: what is delivered where. The API over it is in `stack_sets_api`.

moto delivers at once, to one level of nested units, forgets what it is given (capabilities, automatic deployment,
managed execution), updates nothing, hides service-managed stacks and never delivers to an account made later.
"""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from moto.cloudformation.models import CloudFormationBackend, Stack, cloudformation_backends
from moto.iam.models import iam_backends

from .. import organization
from ..core import Store, later, random_id, random_uuid, seconds
from ..internal import role_key
from ..principals import Caller, acting
from .cloudformation import change_stack, make_stack, same
from .iam import ensure_role

PRINCIPALS = ("stacksets.cloudformation.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com")
# In the management account; what it makes in members it makes as their stacksets-exec-*.
ADMIN_ROLE_NAME = "AWSServiceRoleForCloudFormationStackSetsOrgAdmin"
ADMIN_ROLE = f"/aws-service-role/{PRINCIPALS[0]}/{ADMIN_ROLE_NAME}"


@dataclass
class Instance:
    """The stack of a set in one account and Region."""

    account: str
    region: str
    unit: str | None
    overrides: list[dict[str, str]] = field(default_factory=list)
    stack: Stack | None = None
    status: str = "OUTDATED"
    detail: str = "PENDING"
    reason: str | None = None
    operation: str | None = None


@dataclass
class Operation:
    id: str
    action: str
    targets: list[tuple[str, str]]
    preferences: dict[str, Any]
    deployment: dict[str, Any]
    started: datetime
    status: str = "RUNNING"
    ended: datetime | None = None
    results: dict[tuple[str, str], tuple[str, str | None]] = field(default_factory=dict)


@dataclass
class StackSet:
    """`given` is what CreateStackSet and UpdateStackSet got, by the names in DescribeStackSet."""

    id: str
    name: str
    account: str
    region: str
    template: str
    parameters: dict[str, str]
    given: dict[str, Any]
    instances: dict[tuple[str, str], Instance] = field(default_factory=dict)
    operations: list[Operation] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    excluded: set[str] = field(default_factory=set)

    @property
    def arn(self) -> str:
        return f"arn:aws:cloudformation:{self.region}:{self.account}:stackset/{self.name}:{self.id.split(':')[1]}"

    @property
    def service_managed(self) -> bool:
        return bool(self.given.get("PermissionModel") == "SERVICE_MANAGED")

    @property
    def automatic(self) -> bool:
        return self.service_managed and bool(self.given.get("AutoDeployment", {}).get("Enabled"))

    @property
    def running(self) -> Operation | None:
        return next((one for one in self.operations if one.status == "RUNNING"), None)


sets: Store[dict[str, StackSet]] = Store(dict)


def resolve_targets(stack_set: StackSet, deployment: dict[str, Any], accounts: list[str]) -> dict[str, str | None]:
    """Accounts (to the unit that brought them) that a call means. The management account gets no service-managed
    stack."""
    if not stack_set.service_managed:
        return dict.fromkeys([*accounts, *deployment.get("Accounts", [])])
    below: dict[str, str | None] = {}
    for unit in deployment.get("OrganizationalUnitIds", []):
        for account in organization.accounts_below(unit, stack_set.account):
            below.setdefault(account, unit)
    named = set(deployment.get("Accounts", []))
    kind = deployment.get("AccountFilterType", "NONE")
    if kind == "INTERSECTION":
        return {account: unit for account, unit in below.items() if account in named}
    if kind == "DIFFERENCE":
        return {account: unit for account, unit in below.items() if account not in named}
    if kind == "UNION":
        members = {account for account in named if organization.member(account, stack_set.account)}
        return {**dict.fromkeys(sorted(members - {stack_set.account})), **below}
    return below


def start(
    stack_set: StackSet,
    action: str,
    targets: list[tuple[str, str]],
    *,
    identifier: str | None = None,
    preferences: dict[str, Any] | None = None,
    deployment: dict[str, Any] | None = None,
    retain: bool = False,
) -> str:
    """Begins an operation, which ends a moment later; its id."""
    made = Operation(
        identifier or random_uuid(), action, targets, preferences or {}, deployment or {}, datetime.now(timezone.utc)
    )
    stack_set.operations.append(made)
    for target in targets:
        instance = stack_set.instances.get(target)
        if instance is not None:
            instance.detail, instance.operation = "PENDING", made.id

    def finish() -> None:
        _run(stack_set, made, retain)

    later(seconds("STACK_SET", 0.3), finish)
    return made.id


def _run(stack_set: StackSet, made: Operation, retain: bool) -> None:
    tolerated = int(made.preferences.get("FailureToleranceCount", 0))
    failures = 0
    for target in made.targets:
        instance = stack_set.instances.get(target)
        if instance is None:
            continue
        if failures > tolerated:
            instance.detail = "CANCELLED"
            made.results[target] = ("CANCELLED", "Cancelled since failure tolerance has exceeded")
            continue
        with acting(_executor(stack_set, instance.account)):
            reason = _remove(stack_set, instance, retain) if made.action == "DELETE" else _deliver(stack_set, instance)
        made.results[target] = ("SUCCEEDED" if reason is None else "FAILED", reason)
        if reason is not None:
            failures += 1
            instance.status, instance.detail, instance.reason = "OUTDATED", "FAILED", reason
    made.status = "SUCCEEDED" if failures <= tolerated else "FAILED"
    made.ended = datetime.now(timezone.utc)


def _executor(stack_set: StackSet, account: str) -> Caller:
    """Who makes the resources: a role that CloudFormation has in the member, or the one the user made there."""
    if stack_set.service_managed:
        name = next(iter(_executors(account)), None) or f"stacksets-exec-{random_id('', 32)}"
        arn = ensure_role(account, name, {"AWS": f"arn:aws:iam::{stack_set.account}:role{ADMIN_ROLE}"})
    else:
        name = stack_set.given.get("ExecutionRoleName") or "AWSCloudFormationStackSetExecutionRole"
        arn = f"arn:aws:iam::{account}:role/{name}"
    return Caller(account, arn, role_key(account, arn))


def _executors(account: str) -> list[str]:
    names = [str(role.name) for role in iam_backends[account]["aws"].roles.values()]
    return [name for name in names if name.startswith("stacksets-exec-")]


def _parameters(stack_set: StackSet, instance: Instance) -> dict[str, str]:
    return {**stack_set.parameters, **{one["ParameterKey"]: one["ParameterValue"] for one in instance.overrides}}


def _deliver(stack_set: StackSet, instance: Instance) -> str | None:
    parameters = _parameters(stack_set, instance)
    tags: dict[str, str] = stack_set.given.get("TagMap", {})
    if not stack_set.service_managed and not _may_execute(stack_set, instance.account):
        return f"Account {instance.account} should have the stack set's execution role"
    if instance.stack is not None and instance.stack.status != "ROLLBACK_COMPLETE":
        same_as_before = same(instance.stack, stack_set.template, parameters, tags)
        reason = None if same_as_before else change_stack(instance.stack, stack_set.template, parameters, tags)
    else:
        if instance.stack is not None:
            cloudformation_backends[instance.account][instance.region].stacks.pop(instance.stack.stack_id, None)
        name = f"StackSet-{stack_set.name}-{random_uuid()}"
        instance.stack, reason = make_stack(
            instance.account, instance.region, name, stack_set.template, parameters, tags
        )
    if reason is None:
        instance.status, instance.detail, instance.reason = "CURRENT", "SUCCEEDED", None
    return reason


def _may_execute(stack_set: StackSet, account: str) -> bool:
    name = stack_set.given.get("ExecutionRoleName") or "AWSCloudFormationStackSetExecutionRole"
    return any(role.name == name for role in iam_backends[account]["aws"].roles.values())


def _remove(stack_set: StackSet, instance: Instance, retain: bool) -> str | None:
    backend: CloudFormationBackend = cloudformation_backends[instance.account][instance.region]
    if instance.stack is not None and not retain and instance.stack.stack_id in backend.stacks:
        try:
            backend.delete_stack(instance.stack.stack_id)
        except Exception as error:
            # What keeps a stack from being deleted can be anything; the instance tells it.
            backend.stacks[instance.stack.stack_id] = instance.stack
            return str(error)
    stack_set.instances.pop((instance.account, instance.region), None)
    return None


def follow(account: str) -> None:
    """Automatic deployment: an account that appears in a targeted unit gets its stacks, one that left loses them."""
    management = organization.management_of(account)
    if management is None or account == management:
        return
    path = organization.unit_path(account)
    for owner, _, of_region in sets.items():
        if owner != management:
            continue
        for stack_set in of_region.values():
            if stack_set.automatic:
                _follow(stack_set, account, path)


def _follow(stack_set: StackSet, account: str, path: list[str]) -> None:
    unit = next((one for one in stack_set.units if one in path), None)
    present = [target for target in stack_set.instances if target[0] == account]
    if unit is None:
        if present:
            retain = bool(stack_set.given.get("AutoDeployment", {}).get("RetainStacksOnAccountRemoval"))
            start(stack_set, "DELETE", present, retain=retain)
        return
    if account in stack_set.excluded:
        return
    missing = [(account, region) for region in stack_set.regions if (account, region) not in stack_set.instances]
    for target in missing:
        stack_set.instances[target] = Instance(account, target[1], unit)
    if missing:
        start(stack_set, "CREATE", missing, deployment={"OrganizationalUnitIds": [unit]})


def install() -> None:
    organization.on_account_placed(follow)

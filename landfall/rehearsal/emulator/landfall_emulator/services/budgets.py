"""AWS Budgets, in place of moto's: with tags, subscribers of notifications, changes and actions."""

import calendar
import time
from dataclasses import dataclass, field
from typing import Any

from moto.iam.models import iam_backends

from ..core import AwsError, Call, Store, forget_tags, operation, random_uuid, tag, tag_operations

Item = dict[str, Any]
Key = tuple[Any, ...]

COST_TYPES = {
    "IncludeCredit": True,
    "IncludeDiscount": True,
    "IncludeOtherSubscription": True,
    "IncludeRecurring": True,
    "IncludeRefund": True,
    "IncludeSubscription": True,
    "IncludeSupport": True,
    "IncludeTax": True,
    "IncludeUpfront": True,
    "UseAmortized": False,
    "UseBlended": False,
}
FOREVER = calendar.timegm((2087, 6, 15, 0, 0, 0))


@dataclass
class Notification:
    details: Item
    subscribers: list[Item]


@dataclass
class Budget:
    attributes: Item
    notifications: dict[Key, Notification] = field(default_factory=dict)
    actions: dict[str, Item] = field(default_factory=dict)


_budgets: Store[dict[str, Budget]] = Store(dict)


def _known(call: Call) -> dict[str, Budget]:
    if call.params["AccountId"] != call.account:
        raise AwsError("AccessDeniedException", f"Account {call.account} has no access to {call.params['AccountId']}")
    return _budgets.of(call.account)


def _budget(call: Call) -> Budget:
    name, known = call.params["BudgetName"], _known(call)
    if name not in known:
        raise AwsError("NotFoundException", f"Unable to get budget: {name} - the budget doesn't exist.")
    return known[name]


def _arn(call: Call, name: str) -> str:
    return f"arn:aws:budgets::{call.account}:budget/{name}"


def _complete(given: Item) -> Item:
    start = time.gmtime()
    defaults: Item = {
        "TimePeriod": {"Start": calendar.timegm((start.tm_year, start.tm_mon, 1, 0, 0, 0)), "End": FOREVER},
        "CalculatedSpend": {"ActualSpend": {"Amount": "0.0", "Unit": "USD"}},
        "CostFilters": {},
    }
    if given["BudgetType"] == "COST" and "FilterExpression" not in given:
        defaults["CostTypes"] = COST_TYPES
    period = {**defaults["TimePeriod"], **given.get("TimePeriod", {})}
    return {**defaults, **given, "TimePeriod": period, "LastUpdatedTime": time.time()}


@operation("budgets", "CreateBudget")
def create_budget(call: Call) -> None:
    given, known = call.params["Budget"], _known(call)
    name = given["BudgetName"]
    if name in known:
        raise AwsError("DuplicateRecordException", f"Error creating budget: {name} - the budget already exists.")
    if not {"BudgetLimit", "PlannedBudgetLimits", "AutoAdjustData"} & set(given):
        raise AwsError("InvalidParameterException", "Unable to create/update budget - please provide a limit.")
    budget = known[name] = Budget(_complete(given))
    for one in call.params.get("NotificationsWithSubscribers", []):
        _notify(budget, one["Notification"], one["Subscribers"])
    tag(_arn(call, name), call.params.get("ResourceTags"))


@operation("budgets", "DescribeBudget")
def describe_budget(call: Call) -> Item:
    return {"Budget": _budget(call).attributes}


@operation("budgets", "DescribeBudgets")
def describe_budgets(call: Call) -> Item:
    return {"Budgets": [budget.attributes for budget in _known(call).values()]}


@operation("budgets", "UpdateBudget")
def update_budget(call: Call) -> None:
    given = call.params["NewBudget"]
    call.params["BudgetName"] = given["BudgetName"]
    _budget(call).attributes = _complete(given)


@operation("budgets", "DeleteBudget")
def delete_budget(call: Call) -> None:
    _budget(call)
    forget_tags(_arn(call, call.params["BudgetName"]))
    del _known(call)[call.params["BudgetName"]]


# Notifications


def _key(details: Item) -> Key:
    names = ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType")
    kept = {"ThresholdType": "PERCENTAGE", **details}
    return tuple(float(kept[name]) if name == "Threshold" else kept[name] for name in names)


def _notify(budget: Budget, details: Item, subscribers: list[Item]) -> None:
    if _key(details) in budget.notifications:
        raise AwsError("DuplicateRecordException", "The notification already exists.")
    kept = {"ThresholdType": "PERCENTAGE", "NotificationState": "OK", **details}
    budget.notifications[_key(details)] = Notification(kept, list(subscribers))


def _notification(call: Call, name: str = "Notification") -> Notification:
    found = _budget(call).notifications.get(_key(call.params[name]))
    if found is None:
        raise AwsError("NotFoundException", "The notification doesn't exist.")
    return found


@operation("budgets", "CreateNotification")
def create_notification(call: Call) -> None:
    _notify(_budget(call), call.params["Notification"], call.params["Subscribers"])


@operation("budgets", "UpdateNotification")
def update_notification(call: Call) -> None:
    old = _notification(call, "OldNotification")
    del _budget(call).notifications[_key(old.details)]
    _notify(_budget(call), call.params["NewNotification"], old.subscribers)


@operation("budgets", "DeleteNotification")
def delete_notification(call: Call) -> None:
    _notification(call)
    del _budget(call).notifications[_key(call.params["Notification"])]


@operation("budgets", "DescribeNotificationsForBudget")
def describe_notifications(call: Call) -> Item:
    return {"Notifications": [one.details for one in _budget(call).notifications.values()]}


@operation("budgets", "DescribeSubscribersForNotification")
def describe_subscribers(call: Call) -> Item:
    return {"Subscribers": _notification(call).subscribers}


@operation("budgets", "CreateSubscriber")
def create_subscriber(call: Call) -> None:
    _notification(call).subscribers.append(call.params["Subscriber"])


@operation("budgets", "DeleteSubscriber")
def delete_subscriber(call: Call) -> None:
    subscribers = _notification(call).subscribers
    if call.params["Subscriber"] not in subscribers:
        raise AwsError("NotFoundException", "The subscriber doesn't exist.")
    subscribers.remove(call.params["Subscriber"])


# Actions


def _check_role(call: Call) -> None:
    arn = call.params.get("ExecutionRoleArn")
    if arn is not None and not any(role.arn == arn for role in iam_backends[call.account]["aws"].roles.values()):
        raise AwsError("InvalidParameterException", f"The execution role {arn} does not exist")


def _action(call: Call) -> Item:
    identifier, known = call.params["ActionId"], _budget(call).actions
    if identifier not in known:
        raise AwsError("NotFoundException", f"Unable to get action {identifier} - it doesn't exist.")
    return known[identifier]


def _action_answer(call: Call, **more: Any) -> Item:
    return {"AccountId": call.account, "BudgetName": call.params["BudgetName"], **more}


@operation("budgets", "CreateBudgetAction")
def create_action(call: Call) -> Item:
    _check_role(call)
    action = {name: value for name, value in call.params.items() if name not in ("AccountId", "ResourceTags")}
    action.update(ActionId=random_uuid(), Status="STANDBY")
    _budget(call).actions[action["ActionId"]] = action
    tag(f"{_arn(call, action['BudgetName'])}/action/{action['ActionId']}", call.params.get("ResourceTags"))
    return _action_answer(call, ActionId=action["ActionId"])


@operation("budgets", "DescribeBudgetAction")
def describe_action(call: Call) -> Item:
    return _action_answer(call, Action=_action(call))


@operation("budgets", "DescribeBudgetActionsForBudget")
def describe_actions(call: Call) -> Item:
    return {"Actions": list(_budget(call).actions.values())}


@operation("budgets", "UpdateBudgetAction")
def update_action(call: Call) -> Item:
    _check_role(call)
    action = _action(call)
    old = dict(action)
    action.update({name: value for name, value in call.params.items() if name != "AccountId"})
    return _action_answer(call, OldAction=old, NewAction=action)


@operation("budgets", "DeleteBudgetAction")
def delete_action(call: Call) -> Item:
    action = _action(call)
    del _budget(call).actions[action["ActionId"]]
    return _action_answer(call, Action=action)


def install() -> None:
    tag_operations("budgets", arn="ResourceARN")

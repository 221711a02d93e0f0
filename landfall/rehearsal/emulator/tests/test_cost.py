"""Budgets and Cost Explorer; the real provider at the end."""

from pathlib import Path

import pytest
from conftest import Session
from terraform_root import Root, needs_terraform

ACCOUNT = "123456789012"
BUDGET = {
    "BudgetName": "team-a",
    "BudgetType": "COST",
    "TimeUnit": "MONTHLY",
    "BudgetLimit": {"Amount": "100", "Unit": "USD"},
}
ALERT = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 80.0}
OWNER = {"SubscriptionType": "EMAIL", "Address": "team-a@example.com"}


def test_a_budget_keeps_its_notifications_with_subscribers(management: Session) -> None:
    budgets = management.client("budgets")
    one = {"Notification": ALERT, "Subscribers": [OWNER]}
    budgets.create_budget(AccountId=ACCOUNT, Budget=BUDGET, NotificationsWithSubscribers=[one])
    named = {"AccountId": ACCOUNT, "BudgetName": "team-a"}
    assert budgets.describe_subscribers_for_notification(**named, Notification=ALERT)["Subscribers"] == [OWNER]
    budgets.delete_notification(**named, Notification=ALERT)
    assert budgets.describe_notifications_for_budget(**named)["Notifications"] == []
    with pytest.raises(budgets.exceptions.DuplicateRecordException):
        budgets.create_budget(AccountId=ACCOUNT, Budget=BUDGET)


def test_budgets_are_of_the_own_account(management: Session) -> None:
    budgets = management.client("budgets")
    with pytest.raises(budgets.exceptions.AccessDeniedException):
        budgets.describe_budgets(AccountId="999999999999")


def test_an_action_needs_its_role(management: Session) -> None:
    budgets = management.client("budgets")
    budgets.create_budget(AccountId=ACCOUNT, Budget=BUDGET)
    with pytest.raises(budgets.exceptions.InvalidParameterException, match="does not exist"):
        budgets.create_budget_action(
            AccountId=ACCOUNT,
            BudgetName="team-a",
            NotificationType="ACTUAL",
            ActionType="APPLY_SCP_POLICY",
            ActionThreshold={"ActionThresholdValue": 100, "ActionThresholdType": "PERCENTAGE"},
            Definition={"ScpActionDefinition": {"PolicyId": "p-12345678", "TargetIds": [ACCOUNT]}},
            ExecutionRoleArn=f"arn:aws:iam::{ACCOUNT}:role/nosuch",
            ApprovalModel="AUTOMATIC",
            Subscribers=[OWNER],
        )


def test_tag_keys_billing_has_not_seen(management: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    ce = management.client("ce")
    wanted = [{"TagKey": "acme:finance:cost-center", "Status": "Active"}]
    assert ce.update_cost_allocation_tags_status(CostAllocationTagsStatus=wanted)["Errors"] == []
    monkeypatch.setenv("LANDFALL_EMULATOR_COST_TAGS", "strict")
    (error,) = ce.update_cost_allocation_tags_status(CostAllocationTagsStatus=wanted)["Errors"]
    assert error["Code"] == "TagKeysNotFoundException"


def test_a_subscription_names_an_existing_monitor(management: Session) -> None:
    ce = management.client("ce")
    with pytest.raises(ce.exceptions.UnknownMonitorException):
        ce.create_anomaly_subscription(
            AnomalySubscription={
                "SubscriptionName": "x",
                "MonitorArnList": [f"arn:aws:ce::{ACCOUNT}:anomalymonitor/x"],
                "Subscribers": [{"Type": "EMAIL", "Address": "a@example.com"}],
                "Frequency": "DAILY",
            }
        )


ROOT = """
resource "aws_sns_topic" "t" { name = "cost" }
resource "aws_iam_role" "budget" {
  name               = "budget"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "budgets.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
resource "aws_iam_policy" "stop" {
  name   = "stop"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }] })
}
resource "aws_budgets_budget" "b" {
  name         = "team-a"
  budget_type  = "COST"
  limit_amount = "100"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  cost_filter {
    name   = "LinkedAccount"
    values = ["123456789012"]
  }
  notification {
    comparison_operator        = "GREATER_THAN"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    notification_type          = "ACTUAL"
    subscriber_email_addresses = ["team-a@example.com"]
  }
  notification {
    comparison_operator        = "GREATER_THAN"
    threshold                  = 100
    threshold_type             = "PERCENTAGE"
    notification_type          = "FORECASTED"
    subscriber_email_addresses = ["team-a@example.com"]
    subscriber_sns_topic_arns  = [aws_sns_topic.t.arn]
  }
  tags = { owner = "team-a" }
}
resource "aws_budgets_budget_action" "stop" {
  budget_name        = aws_budgets_budget.b.name
  action_type        = "APPLY_IAM_POLICY"
  approval_model     = "AUTOMATIC"
  notification_type  = "ACTUAL"
  execution_role_arn = aws_iam_role.budget.arn
  action_threshold {
    action_threshold_type  = "PERCENTAGE"
    action_threshold_value = 100
  }
  definition {
    iam_action_definition {
      policy_arn = aws_iam_policy.stop.arn
      roles      = [aws_iam_role.budget.name]
    }
  }
  subscriber {
    address           = "team-a@example.com"
    subscription_type = "EMAIL"
  }
}
resource "aws_ce_cost_category" "teams" {
  name         = "Teams"
  rule_version = "CostCategoryExpression.v1"
  rule {
    value = "team-a"
    rule {
      dimension {
        key           = "LINKED_ACCOUNT"
        values        = ["123456789012"]
        match_options = ["EQUALS"]
      }
    }
  }
}
resource "aws_ce_cost_allocation_tag" "t" {
  tag_key = "acme:finance:cost-center"
  status  = "Active"
}
resource "aws_ce_anomaly_monitor" "m" {
  name              = "services"
  monitor_type      = "DIMENSIONAL"
  monitor_dimension = "SERVICE"
}
resource "aws_ce_anomaly_subscription" "s" {
  name             = "daily"
  frequency        = "DAILY"
  monitor_arn_list = [aws_ce_anomaly_monitor.m.arn]
  subscriber {
    type    = "EMAIL"
    address = "finance@example.com"
  }
  threshold_expression {
    dimension {
      key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      match_options = ["GREATER_THAN_OR_EQUAL"]
      values        = ["100"]
    }
  }
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(management: Session, tmp_path: Path) -> None:
    root = Root(tmp_path, management.endpoint)
    root.write(ROOT)
    root.prove()

import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import type { Construct } from 'constructs';
import { literal } from '../literal';

export interface TeamBudgetProps {
  /** Identifies the budget: it never changes. */
  readonly name: string;
  /** US dollars. */
  readonly monthlyUsd: number;
  readonly accountIds: readonly string[];
  /** Percent of the budget. */
  readonly thresholds: readonly number[];
  readonly email: string;
}

/** What all accounts of a team may cost in a month, and who hears of it. */
export function teamBudget(scope: Construct, id: string, props: TeamBudgetProps): BudgetsBudget {
  return new BudgetsBudget(scope, id, {
    name: literal(props.name),
    budgetType: 'COST',
    timeUnit: 'MONTHLY',
    limitAmount: String(props.monthlyUsd),
    limitUnit: 'USD',
    costFilter: [{ name: 'LinkedAccount', values: [...props.accountIds] }],
    notification: props.thresholds.map((threshold) => ({
      comparisonOperator: 'GREATER_THAN',
      notificationType: 'ACTUAL',
      threshold,
      thresholdType: 'PERCENTAGE',
      subscriberEmailAddresses: [props.email],
    })),
  });
}

import { accountsIndex } from './accounts-index';
import { isBelow } from './resolve/accounts';
import type { Account, LandingZone, Portfolio } from './zone';

/**
 * A role with which Service Catalog launches products. A launch constraint names it without an account, so it must
 * exist, under the same name, in the account that owns the portfolio and in every account that receives it.
 */
export interface LaunchRole {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  /** Minified JSON. */
  readonly trustPolicy: string;
  /** Sorted. */
  readonly managedPolicyArns: readonly string[];
  /** Minified JSON by the name of the inline policy. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
  readonly maxSessionSeconds: number;
}

const trustPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/**
 * What Service Catalog does with every launch role, whatever the product: it runs a stack of its own naming and reads
 * the template that it keeps. Source: AWS Service Catalog administrator guide, "Launch constraints", 2026-11.
 */
const launchPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Stacks',
      Effect: 'Allow',
      Action: [
        'cloudformation:CreateStack',
        'cloudformation:DeleteStack',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStacks',
        'cloudformation:SetStackPolicy',
        'cloudformation:TagResource',
        'cloudformation:UpdateStack',
      ],
      Resource: 'arn:aws:cloudformation:*:*:stack/SC-*/*',
    },
    {
      Sid: 'Templates',
      Effect: 'Allow',
      Action: ['cloudformation:GetTemplateSummary', 'cloudformation:ValidateTemplate'],
      Resource: '*',
    },
    {
      Sid: 'StoredTemplates',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { StringEquals: { 's3:ExistingObjectTag/servicecatalog:provisioning': 'true' } },
    },
  ],
});

/** Whether an account sees a portfolio without importing it: it lies in a unit that the portfolio is shared to. */
export function receivesPortfolio(account: Account, portfolio: Portfolio): boolean {
  return portfolio.shares.some((unit) => unit === 'root' || isBelow(account.unit, unit));
}

/** Ids of the units to which an account shares its portfolios, sorted: they may read its artifact bucket. */
export function unitsServedBy(zone: Pick<LandingZone, 'portfolios'>, accountKey: string): readonly string[] {
  const own = zone.portfolios.filter((portfolio) => portfolio.account === accountKey);
  return [...new Set(own.flatMap((portfolio) => portfolio.shares))].sort();
}

/** Launch roles that must exist in an account, by name; products that name the same role add up their policies. */
export function launchRolesOf(
  zone: Pick<LandingZone, 'portfolios' | 'accounts'>,
  accountKey: string,
): readonly LaunchRole[] {
  const account = accountsIndex(zone.accounts).byKey.get(accountKey);
  if (account === undefined) return [];
  const policies = new Map<string, Set<string>>();
  for (const portfolio of zone.portfolios) {
    if (portfolio.account !== accountKey && !receivesPortfolio(account, portfolio)) continue;
    for (const { launchRole, launchPolicyArns, manage } of portfolio.products) {
      // A product that exists already has its roles; others write them.
      if (launchRole === undefined || portfolio.manage === 'read' || manage === 'read') continue;
      policies.set(launchRole, new Set([...(policies.get(launchRole) ?? []), ...launchPolicyArns]));
    }
  }
  return [...policies]
    .map(([name, arns]) => launchRole(name, [...arns].sort()))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function launchRole(name: string, managedPolicyArns: readonly string[]): LaunchRole {
  return {
    name,
    path: '/',
    description: 'Service Catalog launches products with it',
    trustPolicy,
    managedPolicyArns,
    inlinePolicies: { launch: launchPolicy },
    maxSessionSeconds: 3600,
  };
}

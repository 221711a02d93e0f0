import { builtInBlueprints } from '../model/accounts/blueprints';
import type { LandingZone, PermissionSet } from '../model/zone';
import { check, type Finding } from './check';
import { limited, limits } from './limits';
import { isOnlyRead } from './only-read';
import { andMore } from './words';

/** LF1401 to LF1405: permission sets hold what IAM Identity Center takes. */
export const permissionSets = check(({ zone }) => {
  const withoutPolicies = accountsWithoutPolicies(zone);
  return zone.access.permissionSets.flatMap((set) => [
    ...managedPolicies(set),
    ...inlinePolicy(set),
    ...missingArn(set),
    ...customerManagedPolicies(set, withoutPolicies.get(set.name) ?? []),
  ]);
});

function managedPolicies(set: PermissionSet): readonly Finding[] {
  const number = set.managedPolicyArns.length + set.customerManagedPolicies.length;
  const { managedPoliciesPerSet: limit } = limits;
  if (number <= limit.value || isOnlyRead(set.manage, set.arn)) return [];
  return [
    {
      code: 'LF1401',
      at: set.source,
      within: ['managedPolicies'],
      mark: 'key',
      message: `${set.name} has ${number} managed policies; ${limited(limit)} are allowed, and 10 where the quota of roles was never raised`,
      help: `Take ${number - limit.value} away, or write what they allow into one inline policy`,
    },
  ];
}

function inlinePolicy(set: PermissionSet): readonly Finding[] {
  if (set.inlinePolicy === undefined) return [];
  const place = { at: set.source, within: ['inlinePolicy'] };
  const problem = policyProblem(set.inlinePolicy);
  if (problem !== undefined) {
    return [
      {
        ...place,
        code: 'LF1402',
        message: `the inline policy of ${set.name} ${problem}`,
        help: 'Write an identity policy there, one object in JSON or YAML with Version and Statement',
      },
    ];
  }
  const length = set.inlinePolicy.replace(/\s/g, '').length;
  if (length <= limits.inlinePolicy.value || isOnlyRead(set.manage, set.arn)) return [];
  return [
    {
      ...place,
      code: 'LF1403',
      message: `the inline policy of ${set.name} has ${length} characters without white space; ${limited(limits.inlinePolicy)} are allowed`,
      help: `Shorten it by ${length - limits.inlinePolicy.value}, or use managed policies`,
    },
  ];
}

/** The model has an inline policy as minified JSON, or as it was written where that could not be read. */
function policyProblem(text: string): string | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'is neither JSON nor YAML with an object';
  if (!('Statement' in value)) return 'does not exist, or has no Statement';
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function missingArn(set: PermissionSet): readonly Finding[] {
  if (set.manage === 'own' || set.arn !== undefined) return [];
  return [
    {
      code: 'LF1404',
      at: set.source,
      within: ['manage'],
      message: `${set.name} is only read, so it must exist, but its ARN is not given`,
      help: 'Add arn: with its ARN in IAM Identity Center, or set manage: own',
    },
  ];
}

/** No built-in blueprint makes IAM policies; blueprints of the user's own may, and accounts that are only read may. */
function accountsWithoutPolicies(zone: LandingZone): ReadonlyMap<string, readonly string[]> {
  const named = new Set(
    zone.access.permissionSets.filter((set) => set.customerManagedPolicies.length > 0).map(({ name }) => name),
  );
  if (named.size === 0) return new Map();
  const builtIn = new Set(
    zone.accounts
      .filter(({ manage, blueprint }) => manage === 'own' && builtInBlueprints.has(blueprint.name))
      .map(({ key }) => key),
  );
  const accounts = new Map<string, string[]>();
  for (const { account, permissionSet } of zone.access.assignments) {
    if (named.has(permissionSet) && builtIn.has(account)) {
      accounts.set(permissionSet, [...(accounts.get(permissionSet) ?? []), account]);
    }
  }
  return accounts;
}

function customerManagedPolicies(set: PermissionSet, accounts: readonly string[]): readonly Finding[] {
  if (accounts.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'LF1405',
      at: set.source,
      within: ['customerManagedPolicies'],
      message: `${set.name} names ${set.customerManagedPolicies.join(', ')}, which no blueprint makes in ${andMore(accounts)}; AWS refuses the assignment of a policy that is not there`,
      help: 'Make it in a blueprint of your own (custom/), or write what it allows as inline policy',
    },
  ];
}

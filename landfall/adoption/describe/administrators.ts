import { policyOrNothing, statementsOf } from '../../model/policy-document';
import type { FoundIdentityCenter, FoundPermissionSet, Inventory } from '../inventory';
import { compareTexts, groupBy } from './keys';
import type { Remark } from './part';
import { placesOf, someOf } from './places';
import { isProduction } from './production';

/** Who may do everything in accounts whose names, units or tags say production: one remark for each of them. */
export function administratorsInProduction(inventory: Inventory, center: FoundIdentityCenter): readonly Remark[] {
  const places = placesOf(inventory);
  const production = new Map(
    inventory.accounts.filter((account) => isProduction(account, places)).map(({ id, name }) => [id, name]),
  );
  const administrators = new Map(center.permissionSets.filter(allowsEverything).map(({ arn, name }) => [arn, name]));
  const principals = new Map([
    ...center.groups.map(({ displayName, id }) => [id, `the group ${displayName} (${id})`] as const),
    ...center.users.map(({ id, userName }) => [id, `the user ${userName} (${id})`] as const),
  ]);
  const found = center.assignments.flatMap(({ accountId, permissionSetArn, principalId }) => {
    const [set, account] = [administrators.get(permissionSetArn), production.get(accountId)];
    if (set === undefined || account === undefined) return [];
    const subject = `${set} for ${principals.get(principalId) ?? principalId}`;
    return [{ subject, account: `${account} (${accountId})` }];
  });
  return [...groupBy(found, ({ subject }) => subject)]
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([subject, own]) => ({
      chapter: 'administrators-in-production',
      subject,
      text: `may do everything in ${someOf(own.map(({ account }) => account))}`,
    }));
}

/** A boundary may take some of it away again; whoever reads the remark decides whether it is enough. */
function allowsEverything({ inlinePolicy = '', managedPolicies }: FoundPermissionSet): boolean {
  const named = managedPolicies.some((arn) => arn.endsWith(':policy/AdministratorAccess'));
  return named || statementsOf(policyOrNothing(inlinePolicy)).some(allowsAll);
}

function allowsAll(statement: unknown): boolean {
  if (typeof statement !== 'object' || statement === null) return false;
  const parts = new Map<string, unknown>(Object.entries(statement));
  const holds = (key: string, all: readonly string[]): boolean =>
    [parts.get(key)].flat().some((value) => typeof value === 'string' && all.includes(value));
  return parts.get('Effect') === 'Allow' && holds('Action', ['*', '*:*']) && holds('Resource', ['*']);
}

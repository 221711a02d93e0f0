import { permissionSetRolePattern } from '../../model/resolve/portfolios';
import type { FoundPortfolio, Inventory } from '../inventory';
import { compareTexts } from './keys';
import type { YamlValue } from './part';

/** Why people were let in nobody wrote down; the configuration wants to know, and people can say it later. */
const reason = 'As found when the organization was adopted';

/** Who may launch: permission sets by their names, other patterns and single roles as they are. */
export function describePrincipals(
  { identityCenter }: Inventory,
  { principals }: FoundPortfolio,
): readonly YamlValue[] {
  const sets = new Map(
    (identityCenter?.permissionSets ?? []).map(({ name }) => [permissionSetRolePattern(name), name]),
  );
  return principals
    .toSorted((a, b) => compareTexts(a.type, b.type) || compareTexts(a.arn, b.arn))
    .map(({ arn, type }) => {
      if (type === 'IAM') return { arn, reason };
      const permissionSet = sets.get(arn);
      return permissionSet === undefined ? { pattern: arn, reason } : { permissionSet, reason };
    });
}

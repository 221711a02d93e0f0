import type { Diagnostic } from '../diagnostics/diagnostic';
import { fact, type FactValues } from '../model/facts';
import { managementKey } from '../model/zone';
import type { Inventory } from './inventory';

/**
 * The error (LF6005) of having read another organization than the one that a configuration's facts come from;
 * undefined where they agree, or where there are no facts yet.
 */
export function foreignOrganization(inventory: Inventory, facts: FactValues): Diagnostic | undefined {
  const { id, managementAccountId } = inventory.organization;
  const pairs: readonly (readonly [string, string | undefined, string])[] = [
    ['the organization is', facts.get(fact.organizationId), id],
    ['its management account is', facts.get(fact.accountId(managementKey)), managementAccountId],
  ];
  const different = pairs.find(([, known, found]) => known !== undefined && known !== found);
  if (different === undefined) return undefined;
  const [what, known = '', found] = different;
  return {
    severity: 'error',
    code: 'LF6005',
    message: `what was found is another organization: here, ${what} ${known}; there, ${found}`,
    help: 'Look at the profile or the dump; adopt another organization with --into and a folder of its own.',
  };
}

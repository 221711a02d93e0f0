import type { FactsLock } from '../../model/lock';
import type { LandingZone } from '../../model/zone';
import type { Inventory } from '../inventory';
import { accountDifferences } from './accounts';
import { addressDifferences } from './addresses';
import { assignmentDifferences } from './assignments';
import { groupDifferences, permissionSetDifferences } from './access';
import { portfolioDifferences } from './catalog';
import { comparisonOf } from './comparison';
import { baselineDifferences, landingZoneDifferences } from './control-tower';
import { controlDifferences } from './controls';
import { told, type Difference } from './difference';
import { networkDifferences } from './network';
import { administratorDifferences, organizationDifferences } from './organization';
import { policyDifferences } from './policies';
import { contactDifferences, tagDifferences } from './tags';
import { unitDifferences } from './units';

const comparisons = [
  organizationDifferences,
  administratorDifferences,
  unitDifferences,
  accountDifferences,
  tagDifferences,
  contactDifferences,
  policyDifferences,
  landingZoneDifferences,
  baselineDifferences,
  controlDifferences,
  permissionSetDifferences,
  groupDifferences,
  assignmentDifferences,
  networkDifferences,
  addressDifferences,
  portfolioDifferences,
] as const;

/**
 * Everything that AWS knows and the configuration says otherwise, whoever manages it, and remarks on what was not
 * compared. What hangs on something that is missing, or not described, is covered by the difference about that.
 * @param inventory of the same organization
 * @param lock facts from the last deployment; what they don't know is found by its name, or is not deployed yet
 */
export function verifyOrganization(inventory: Inventory, zone: LandingZone, lock: FactsLock): readonly Difference[] {
  const comparison = comparisonOf(inventory, zone, lock);
  return told(comparisons.flatMap((compare) => compare(comparison)));
}

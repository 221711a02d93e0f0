import type { Check } from '../check';
import { policyActions } from './actions';
import { policyAllowLists } from './allow-lists';
import { policyBundleSizes } from './bundle-sizes';
import { policyBundles } from './bundles';
import { policyConditionKeys } from './condition-keys';
import { policyIdleConditions } from './idle-conditions';
import { policyLockOut } from './lock-out';
import { policyOperators } from './operators';
import { policyReach } from './reach';
import { policyResources } from './resources';
import { policyTypes } from './types';
import { unusedPolicyFiles } from './unused-files';

/** Lint of policies: what AWS would take and what would still not be what was meant. One file a rule. */
export const policyLint: readonly Check[] = [
  policyActions,
  policyAllowLists,
  policyBundleSizes,
  policyBundles,
  policyConditionKeys,
  policyIdleConditions,
  policyLockOut,
  policyOperators,
  policyReach,
  policyResources,
  policyTypes,
  unusedPolicyFiles,
];

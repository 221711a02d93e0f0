import { addresses } from './addresses';
import { assignments } from './assignments';
import { backupAccounts } from './backup-accounts';
import { blueprints } from './blueprints';
import type { Check } from './check';
import { catalogueOfControls } from './control-catalogue';
import { controls } from './controls';
import { existing } from './existing';
import { knownNames } from './known-names';
import { locked } from './locked';
import { nameLengths } from './name-lengths';
import { ownStacks } from './own-stacks';
import { ownership } from './ownership';
import { partingAccounts } from './parting-accounts';
import { permissionSets } from './permission-sets';
import { policyLint } from './policies/lint';
import { policyFiles } from './policy-files';
import { policyStatements } from './policy-statements';
import { policyTargets } from './policy-targets';
import { portfolios } from './portfolios';
import { quotas } from './quotas';
import { regionDeny } from './region-deny';
import { regions } from './regions';
import { requiredAccounts } from './required-accounts';
import { sandbox } from './sandbox';
import { teamFiles } from './team-files';
import { undecided } from './undecided';
import { uniqueNames } from './unique-names';

/** Every check but that of the graph, one file each; the order does not matter, findings are sorted by place. */
export const allChecks: readonly Check[] = [
  addresses,
  assignments,
  backupAccounts,
  blueprints,
  catalogueOfControls,
  controls,
  existing,
  knownNames,
  locked,
  nameLengths,
  ownStacks,
  ownership,
  partingAccounts,
  permissionSets,
  policyFiles,
  ...policyLint,
  policyStatements,
  policyTargets,
  portfolios,
  quotas,
  regionDeny,
  regions,
  requiredAccounts,
  sandbox,
  teamFiles,
  undecided,
  uniqueNames,
];

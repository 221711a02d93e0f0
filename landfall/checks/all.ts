import { addresses } from './addresses';
import type { Check } from './check';
import { existing } from './existing';
import { knownNames } from './known-names';
import { locked } from './locked';
import { nameLengths } from './name-lengths';
import { ownership } from './ownership';
import { policies } from './policies';
import { portfolios } from './portfolios';
import { regions } from './regions';
import { requiredAccounts } from './required-accounts';
import { sandbox } from './sandbox';
import { stackGraphCheck } from './stack-graph';
import { uniqueNames } from './unique-names';

/** Every check, one file each; the order does not matter, findings are sorted by place. */
export const allChecks: readonly Check[] = [
  addresses,
  existing,
  knownNames,
  locked,
  nameLengths,
  ownership,
  policies,
  portfolios,
  regions,
  requiredAccounts,
  sandbox,
  stackGraphCheck,
  uniqueNames,
];

import type { Mutation } from './mutate';
import { catalog, network } from './mutations-inside';
import { access, controlTower } from './mutations-services';
import { organization, policies, unitsAndAccounts } from './mutations-tree';

/** Each is made in the perfect deployment of `examples/minimal`. */
export const mutations: readonly Mutation[] = [
  ...organization(),
  ...unitsAndAccounts(),
  ...policies(),
  ...controlTower(),
  ...access(),
  ...network(),
  ...catalog(),
];

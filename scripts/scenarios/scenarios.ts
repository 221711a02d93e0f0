import { cdktfCli } from './cases/cdktf-cli';
import { exactPlans } from './cases/exact-plans';
import { foreignLock } from './cases/foreign-lock';
import { killedRunner } from './cases/killed-runner';
import { killedTerraform } from './cases/killed-terraform';
import { openDoors } from './cases/open-doors';
import { slowAndFaulty } from './cases/slow-and-faulty';
import { twoRuns } from './cases/two-runs';
import type { Scenario } from './scenario';

/** In this order: those that share a deployed organization come first, and last of them the one that leaves it broken. */
export const scenarios: readonly Scenario[] = [
  twoRuns,
  foreignLock,
  openDoors,
  exactPlans,
  killedTerraform,
  killedRunner,
  slowAndFaulty,
  cdktfCli,
];

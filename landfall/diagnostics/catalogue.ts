import { acceptedCodes } from './catalogue/accepted';
import { adoptionCodes } from './catalogue/adoption';
import { configurationCodes } from './catalogue/configuration';
import { controlCodes } from './catalogue/controls';
import type { Codes } from './catalogue/entry';
import { importCodes } from './catalogue/imports';
import { guardrailCodes } from './catalogue/guardrails';
import { lockCodes } from './catalogue/lock';
import { modelCodes } from './catalogue/model';
import { operationCodes } from './catalogue/operation';
import { policyTestCodes } from './catalogue/policy-tests';
import { verificationCodes } from './catalogue/verification';

/**
 * What every diagnostic code means. A code is public: it keeps its meaning, and one that is gone is not used again.
 *
 * | range  | subject                          | range  | subject                    |
 * | ------ | -------------------------------- | ------ | -------------------------- |
 * | LF00xx | Landfall itself                  | LF16xx | guardrails                 |
 * | LF10xx | reading and writing files        | LF17xx | portfolios                 |
 * | LF11xx | schema: keys and values          | LF18xx | lint of policies           |
 * | LF12xx | names, keys, ids                 | LF19xx | Regions                    |
 * | LF13xx | organization, units, accounts    | LF20xx | lock, decisions, removal   |
 * | LF14xx | access                           | LF30xx | runner                     |
 * | LF15xx | network                          | LF40xx | bootstrap, AWS             |
 * | LF21xx | facts about guardrails, changes  | LF22xx | accepted findings          |
 * | LF61xx | own and release; LF612x on: verify |      |                            |
 * | LF80xx | emulator and provider of LF50xx  | LF50xx | rehearsal                  |
 * | LF60xx | adoption                         |        |                            |
 */
export const catalogue: Codes = {
  ...configurationCodes,
  ...modelCodes,
  ...controlCodes,
  ...guardrailCodes,
  ...lockCodes,
  ...operationCodes,
  ...importCodes,
  ...adoptionCodes,
  ...policyTestCodes,
  ...acceptedCodes,
  ...verificationCodes,
};

import type { Diagnostic } from '../../diagnostics/diagnostic';
import { readDecisions, type Decisions } from './decisions';
import { readFactsLock, type FactsLock } from './facts';

export { canonicalJson, sliceHash } from './canonical';
export { decisionsPath, noDecisions, readDecisions, writeDecisions, type Decisions } from './decisions';
export {
  acceptReplacement,
  emptyFactsLock,
  factsPath,
  forgetStack,
  mergeFacts,
  readFactsLock,
  recordedState,
  recordStack,
  settleStack,
  unfinished,
  writeFactsLock,
  type AppliedStack,
  type FactsLock,
  type RecordedState,
} from './facts';

export { withAppliedProviders } from './kept-providers';
export { partingFindings, vanishedAccounts, type PartingFinding, type VanishedAccount } from './parting';
export { orderOf, removals, type Removals, type RemovedStack } from './removal';
export { takeSurvey, type Survey, type SurveyedStack, type SurveyResult } from './survey';
export type { FoundState } from './unnamed';

/** Both files of an organization's `lock/` folder. */
export interface Lock {
  readonly decisions: Decisions;
  readonly facts: FactsLock;
}

/**
 * Reads both files of an organization's directory; missing ones are empty.
 * @param organization id that is expected, where it is known
 * @returns no lock where one of the files can't be used; the diagnostics then say why
 */
export function readLock(
  directory: string,
  organization?: string,
): { readonly lock?: Lock; readonly diagnostics: readonly Diagnostic[] } {
  const { decisions, diagnostics: inDecisions } = readDecisions(directory);
  const { lock: facts, diagnostics: inFacts } = readFactsLock(directory, organization);
  const diagnostics = [...inDecisions, ...inFacts];
  return diagnostics.length === 0 ? { lock: { decisions, facts }, diagnostics } : { diagnostics };
}

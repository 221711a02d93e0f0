import type { Command } from 'commander';
import type { Prepare } from '../analysis/policy-tests/asking';
import type { KnownActions } from '../analysis/policy-tests/findings';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { LandingZone } from '../model/zone';
import { CommandExit, globalOptions, stopOnErrors } from './output';

/** An organization that can be asked who may do what. */
export interface Questions {
  readonly zone: LandingZone;
  readonly prepare: Prepare;
  readonly actions: KnownActions;
}

/** The organization in a directory; without its questions where it has errors. */
export async function questionsOf(
  directory: string,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly questions?: Questions }> {
  const { checkOrganization } = await import('../checks/index.js');
  const { hasErrors } = await import('../diagnostics/diagnostic.js');
  const { accessQuestions } = await import('../analysis/zone-access/access-question.js');
  const { knownFacts } = await import('../model/plan.js');
  const { diagnostics, lock, zone } = checkOrganization(directory);
  if (hasErrors(diagnostics) || zone === undefined || lock === undefined) return { diagnostics };
  const prepare = accessQuestions(zone, { facts: knownFacts(zone, lock.facts.facts) });
  return { diagnostics, questions: { zone, prepare, actions: { check: () => 'known', ofService: () => [] } } };
}

/** Opens the organization of a command. Errors in it end the command; warnings and notes are left to `landfall validate`. */
export async function openQuestions(command: Command): Promise<Questions> {
  const { diagnostics, questions } = await questionsOf(globalOptions(command).organization);
  if (questions !== undefined) return questions;
  stopOnErrors(command, diagnostics);
  throw new CommandExit(1);
}

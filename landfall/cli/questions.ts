import type { Command } from 'commander';
import type { Prepare } from '../analysis/policy-tests/asking';
import type { KnownActions } from '../analysis/policy-tests/findings';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Lock } from '../model/lock';
import type { LandingZone } from '../model/zone';
import { CommandExit, globalOptions, stopOnErrors } from './output';

/** An organization that can be asked who may do what. */
export interface Questions {
  readonly zone: LandingZone;
  readonly prepare: Prepare;
  readonly actions: KnownActions;
}

interface Opened {
  readonly diagnostics: readonly Diagnostic[];
  /** Missing where there are errors. */
  readonly questions?: Questions;
}

/** The organization in a directory, if every check is content with it. */
export async function questionsOf(directory: string): Promise<Opened> {
  const { checkOrganization } = await import('../checks/index.js');
  const { hasErrors } = await import('../diagnostics/diagnostic.js');
  const { diagnostics, lock, zone } = checkOrganization(directory);
  if (hasErrors(diagnostics) || zone === undefined || lock === undefined) return { diagnostics };
  return { diagnostics, questions: await asked(zone, lock) };
}

/** The same for a version that is only compared with: what a newer check finds in it is no reason not to. */
export async function questionsOfOlder(directory: string): Promise<Opened> {
  const { readZone } = await import('../model/read-zone.js');
  const { diagnostics, model } = readZone(directory);
  if (model?.complete !== true) return { diagnostics };
  return { diagnostics, questions: await asked(model.zone, model.lock) };
}

async function asked(zone: LandingZone, { facts }: Lock): Promise<Questions> {
  const { accessQuestions } = await import('../analysis/zone-access/access-question.js');
  const { knownFacts } = await import('../model/plan.js');
  const { knownActions } = await import('./known-actions.js');
  const prepare = accessQuestions(zone, { facts: knownFacts(zone, facts.facts) });
  return { zone, prepare, actions: knownActions() };
}

/** Opens the organization of a command. Errors in it end the command; warnings and notes are left to `landfall validate`. */
export async function openQuestions(command: Command): Promise<Questions> {
  const { diagnostics, questions } = await questionsOf(globalOptions(command).organization);
  if (questions !== undefined) return questions;
  stopOnErrors(command, diagnostics);
  throw new CommandExit(1);
}

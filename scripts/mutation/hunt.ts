import { evaluate } from '../../landfall/analysis/evaluator/evaluate';
import type { NamedDocument, PolicyContext, PolicyLevel } from '../../landfall/analysis/evaluator/types';
import type { Asked } from '../../landfall/analysis/policy-tests/asking';
import { caseHolds, type FactCase, type Proof } from '../../landfall/analysis/policy-tests/prove';
import { globOf, matches } from '../../landfall/model/policy-glob';
import { hasStatements } from '../../landfall/model/policy-types';
import type { LandingZone } from '../../landfall/model/zone';
import { mutantsOf, type Mutant } from './mutants';

export interface Hunted {
  readonly mutant: Mutant;
  /** Name of a fact that fails with it; undefined for a survivor. */
  readonly killedBy: string | undefined;
}

/** One question of a fact that a policy has a say in. */
interface Shot {
  readonly fact: string;
  readonly factCase: FactCase;
  readonly asked: Asked;
}

/** A policy as it is attached somewhere, and the questions that it has a say in. */
interface Target {
  readonly document: NamedDocument;
  readonly shots: readonly Shot[];
}

/**
 * Tries every mutant of every policy of the library that some question of the facts meets, each until the first fact fails.
 * Policies that AWS and Control Tower attach are nobody's to change.
 */
export function hunt({ guardrails }: Pick<LandingZone, 'guardrails'>, proof: Proof): readonly Hunted[] {
  const own = new Set(guardrails.policies.map(({ key }) => key));
  const targets = targetsOf(proof).filter(({ document }) => own.has(document.name));
  return targets.flatMap(({ document, shots }) =>
    mutantsOf(document.name, document.text).map((mutant) => ({ mutant, killedBy: killer(mutant, document, shots) })),
  );
}

/** Service control and resource control policies of the library that no question of the facts meets: nobody would notice. */
export function unmetPolicies({ guardrails }: Pick<LandingZone, 'guardrails'>, proof: Proof): readonly string[] {
  const met = new Set(targetsOf(proof).map(({ document }) => document.name));
  return guardrails.policies.filter(({ key, type }) => hasStatements(type) && !met.has(key)).map(({ key }) => key);
}

function targetsOf(proof: Proof): readonly Target[] {
  const found = new Map<string, { readonly document: NamedDocument; readonly shots: Shot[] }>();
  for (const { cases, fact } of proof.facts) {
    for (const factCase of cases) {
      for (const asked of factCase.asked) {
        for (const document of documentsOf(asked.policies)) {
          const known = found.get(document.name) ?? { document, shots: [] };
          found.set(document.name, known);
          known.shots.push({ fact: fact.name, factCase, asked });
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.document.name < b.document.name ? -1 : 1));
}

function documentsOf({ rcpLevels = [], scpLevels = [] }: PolicyContext): readonly NamedDocument[] {
  return [...new Set([...rcpLevels, ...scpLevels].flatMap(({ documents }) => documents))];
}

/** The fact that fails with a mutant. Only questions are asked again that it can answer in another way. */
function killer(mutant: Mutant, original: NamedDocument, shots: readonly Shot[]): string | undefined {
  const mutated: NamedDocument = { name: original.name, text: mutant.text };
  const isAbout = matcher(mutant.actions);
  for (const { asked, fact, factCase } of shots) {
    if (!isAbout(asked.question.action) || !canChange(mutant, asked)) continue;
    const decisions = factCase.asked.map((each) =>
      each === asked ? evaluate(asked.question, withDocument(asked.policies, original.name, mutated)) : each.decision,
    );
    if (caseHolds(factCase.expected, decisions) !== factCase.holds) return fact;
  }
  return undefined;
}

/** Whether an action is among those of a statement: cheaper than asking again. */
function matcher(actions: readonly string[] | undefined): (action: string) => boolean {
  if (actions === undefined) return () => true;
  const globs = actions.map((action) => globOf(action.toLowerCase()));
  return (action) => globs.some((glob) => matches(glob, action.toLowerCase()));
}

/** A looser policy allows only what its statement alone forbade, a tighter one forbids only what was allowed. */
function canChange({ direction, index, policy }: Mutant, { decision }: Asked): boolean {
  if (direction === 'tighter') return decision.allowed;
  return (
    decision.effect === 'explicit-deny' &&
    decision.statements.every((statement) => statement.document === policy && statement.index === index)
  );
}

function withDocument(policies: PolicyContext, name: string, mutated: NamedDocument): PolicyContext {
  const changed = (levels: readonly PolicyLevel[] | undefined): readonly PolicyLevel[] | undefined =>
    levels?.map((level) => ({
      ...level,
      documents: level.documents.map((document) => (document.name === name ? mutated : document)),
    }));
  return { ...policies, scpLevels: changed(policies.scpLevels), rcpLevels: changed(policies.rcpLevels) };
}

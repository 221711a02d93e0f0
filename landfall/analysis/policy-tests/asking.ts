import { evaluate } from '../evaluator/evaluate';
import type { Decision, PolicyContext, Question } from '../evaluator/types';
import type { AccessFinding, AccessRequest, PreparedAccess } from '../zone-access/types';

/** Makes a question to the evaluator from one in the words of the configuration. */
export type Prepare = (request: AccessRequest) => PreparedAccess;

export interface Asked {
  readonly request: AccessRequest;
  readonly question: Question;
  readonly policies: PolicyContext;
  readonly decision: Decision;
  /** What was taken for granted; sorted. */
  readonly notes: readonly string[];
}

export type Answer =
  | ({ readonly kind: 'answer' } & Asked)
  | { readonly kind: 'unanswerable'; readonly findings: readonly AccessFinding[] };

/** Asks and answers in one go. */
export function ask(prepare: Prepare, request: AccessRequest): Answer {
  const prepared = prepare(request);
  if (prepared.kind === 'unanswerable') return prepared;
  const { notes, policies, question } = prepared;
  return { kind: 'answer', request, question, policies, decision: evaluate(question, policies), notes };
}

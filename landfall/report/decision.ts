import type { Asked } from '../analysis/policy-tests/asking';
import { decisionWords, layerNames, statementWords } from '../analysis/policy-tests/words';
import type { Step } from '../analysis/evaluator/types';
import { textTable } from './table';

const says: Readonly<Record<Step['says'], string>> = {
  allows: 'allows',
  denies: 'DENIES',
  silent: 'does not allow',
  exempt: 'does not count',
};

/** One answer with the path of the decision, layer by layer and level by level. Ends with a newline. */
export function decisionText({ decision, notes, question, request }: Asked): string {
  const { action, as, in: place } = request;
  const rows = decision.path.map((step) => [
    layerNames[step.layer],
    step.level ?? '',
    says[step.says],
    [step.statements.map(statementWords).join(', '), step.why ?? ''].filter((text) => text !== '').join('; '),
  ]);
  const asked = `${as} in ${place}: ${action} on ${question.resource}`;
  const sections = [
    `${asked}\n${decision.allowed ? 'allowed' : 'denied'}: ${decisionWords(decision)}\n`,
    textTable(['policies', 'level', 'say', 'by'], rows),
    ...listed('Statements that AWS would refuse count for nothing:', decision.problems),
    ...listed('Taken for granted:', notes),
  ];
  return sections.join('\n');
}

/** The same for programs. Ends with a newline. */
export function decisionJson({ decision, notes, question, request }: Asked): string {
  const { context, principal, ...rest } = question;
  const asked = { ...rest, principal, context: Object.fromEntries([...context].sort(byKey)) };
  const place = { as: request.as, in: request.in };
  return `${JSON.stringify({ ...place, question: asked, decision, notes }, undefined, 2)}\n`;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `  ${line}\n`).join('')}`];
}

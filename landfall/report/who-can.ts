import type { WhoCan } from '../analysis/policy-tests/who-can';
import { statementWords } from '../analysis/policy-tests/words';
import { textTable } from './table';

/** Who may, account by account. Ends with a newline. */
export function whoCanText({ able, asked }: WhoCan): string {
  const notes = [...new Set(able.flatMap((each) => each.asked.notes))].sort();
  const rows = able.map((each) => [
    each.account,
    each.who,
    each.groups.length === 0 ? '(role)' : each.groups.join(', '),
    each.asked.decision.statements.map(statementWords).join(', '),
  ]);
  const found = able.length === 0 ? 'Nobody of the model may.\n' : textTable(['account', 'who', 'groups', 'by'], rows);
  const taken = notes.length === 0 ? '' : `\nTaken for granted:\n${notes.map((note) => `  ${note}\n`).join('')}`;
  return `${found}\n${able.length} of ${asked} asked about\n${taken}`;
}

/** The same for programs. Ends with a newline. */
export function whoCanJson({ able }: WhoCan): string {
  const rows = able.map(({ account, asked, groups, kind, who }) => ({
    account,
    who,
    kind,
    groups,
    statements: asked.decision.statements,
  }));
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

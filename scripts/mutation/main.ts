import { failures, provePolicyTests } from '../../landfall/analysis/policy-tests/prove';
import { questionsOf } from '../../landfall/cli/questions';
import { loadPolicyTests } from '../../landfall/config/policy-tests';
import type { Diagnostic } from '../../landfall/diagnostics/diagnostic';
import { hasErrors } from '../../landfall/diagnostics/diagnostic';
import { renderDiagnostics } from '../../landfall/diagnostics/render';
import { textTable } from '../../landfall/report/table';
import { hunt, unmetPolicies } from './hunt';
import { readReviewed, review } from './review';

/** Changes the policies of an organization one thing at a time and looks whether its facts notice. */
async function main([directory = 'landing-zone']: readonly string[]): Promise<number> {
  const { diagnostics, questions } = await questionsOf(directory);
  const written = loadPolicyTests(directory);
  if (questions === undefined || hasErrors(written.diagnostics)) return stop([...diagnostics, ...written.diagnostics]);
  const proof = provePolicyTests(questions.zone, written.facts, questions.prepare, questions.actions);
  const failed = [...proof.diagnostics, ...failures(proof)];
  if (failed.length > 0) return stop(failed);
  const hunted = hunt(questions.zone, proof);
  const reviewed = readReviewed();
  const unmet = unmetPolicies(questions.zone, proof);
  const { rows, stale, survivors } = review(hunted, reviewed);
  const sum = (pick: (row: (typeof rows)[number]) => number): string =>
    String(rows.reduce((total, row) => total + pick(row), 0));
  const cells = rows.map((row) => [
    row.policy,
    ...[row.mutants, row.killed, row.equivalent, row.survivors].map(String),
  ]);
  const total = [
    'all',
    sum((row) => row.mutants),
    sum((row) => row.killed),
    sum((row) => row.equivalent),
    sum((row) => row.survivors),
  ];
  const lines = [
    textTable(['policy', 'mutants', 'killed', 'equivalent', 'survivors'], [...cells, total]),
    ...survivors.map((id) => `survives: ${id}\n`),
    ...unmet.map((policy) => `no fact asks about: ${policy}\n`),
    ...stale.map((id) => `reviewed in vain: ${id}\n`),
    ...Object.entries(reviewed).map(([id, reason]) => `changes nothing: ${id}\n  ${reason}\n`),
  ];
  process.stdout.write(lines.join(''));
  return survivors.length + unmet.length + stale.length === 0 ? 0 : 1;
}

function stop(diagnostics: readonly Diagnostic[]): number {
  process.stderr.write(renderDiagnostics(diagnostics, { color: false }));
  return 1;
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
